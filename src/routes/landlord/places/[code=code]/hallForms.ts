import { addressFields, type PlaceProblem, type TypedPlace } from '#lib/buildings/placeForms.ts';
import type { HallLine } from '#lib/server/buildings.ts';
import { database, type Database } from '#lib/server/db/database.ts';
import type { Editor, When } from '#lib/server/places.ts';
import { formOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { editing } from '../editing.ts';

export type HallForm = 'change' | 'rules' | 'add' | 'down' | 'up' | 'hallDown' | 'hallUp';

/** What a form of the page brings to its verb. */
interface Sent {
	readonly db: Database;
	readonly editor: Editor;
	readonly when: When;
	readonly code: string;
	readonly fields: Partial<Record<string, string>>;
	/** Mailboxes that were ticked. */
	readonly labels: readonly string[];
}

type Outcome<Problem extends string> =
	{ done: true } | { approval: string } | { problems: readonly PlaceProblem[] } | { problem: Problem } | null;

type HallEvent = RequestEvent<{ code: string }, '/landlord/places/[code=code]'>;

/** An action of the page: not found, what is to be mended beside what was typed, or done. */
export function answering<Problem extends string>(
	form: HallForm,
	verb: (sent: Sent) => Promise<Outcome<Problem>>
) {
	return async ({ request, params, locals, url }: HallEvent) => {
		const sent = await formOf(request);
		const labels = sent.getAll('mailbox').map(String);
		const fields = Object.fromEntries(
			[...sent].map(([name, value]) => [name, typeof value === 'string' ? value.replaceAll('\0', '') : ''])
		);
		const outcome = await verb({
			...{ db: await database(), ...editing(locals.staff!), code: params.code, fields, labels }
		});
		if (!outcome) error(404);
		if ('problems' in outcome) return fail(400, { form, typed: fields, problems: outcome.problems });
		if ('problem' in outcome) return fail(400, { form, typed: fields, problem: outcome.problem });
		const said = 'approval' in outcome ? 'waits' : 'done';
		redirect(303, keepingLanguage(`/landlord/places/${params.code}?${said}=${form}`, url));
	};
}

/** A hall as its form has it. A hall that is called by its address has no entrance of its own. */
export function typedPlace(hall: HallLine): TypedPlace {
	const { houseNumber, repetition, street } = hall.street
		? { houseNumber: hall.houseNumber ?? '', repetition: hall.repetition ?? '', street: hall.street }
		: addressFields(hall.address);
	return {
		...{ houseNumber, repetition, street, postcode: hall.postcode, city: hall.city },
		entrance: hall.entrance === hall.address ? '' : hall.entrance,
		reference: hall.reference ?? '',
		inseeCode: hall.inseeCode ?? '',
		banId: hall.banId ?? '',
		rnbId: hall.rnbId ?? '',
		language: hall.language ?? ''
	};
}

import { kitFileName } from '#lib/buildings/kitFileName.ts';
import { officeDay } from '#lib/calendar/days.ts';
import { actorOf, writeDown } from '#lib/server/audit.ts';
import { hallsIn, mailboxesOfHall, type HallView, type MailboxView } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import { isLarge, orderKits } from '#lib/server/kitOrders.ts';
import { makeKit } from '#lib/server/kits.ts';
import { logFault } from '#lib/server/log.ts';
import { makeNewLetters } from '#lib/server/newLetters.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { streamed } from '#lib/server/web/streamed.ts';
import { secondLanguage } from '#lib/text/languages.ts';
import { error, redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/**
 * A file: the kit of a hall, or of all halls of the residence, or with `mailbox` a new letter and new stickers for one
 * mailbox. A large kit is ordered instead, and its page opens. What is somebody else's is not found.
 */
export const POST: RequestHandler = async ({ request, params, locals, route, url }) => {
	const { hall: wanted, mailbox, language, form } = await fieldsOf(request);
	const db = await database();
	const { id: staffId, email: who, scope } = locals.staff!;
	const residence = await hallsIn(db, scope, params.key);
	const found = mailbox ? await placeOf(residence, mailbox) : null;
	const halls = found
		? [found.hall]
		: wanted === 'all'
			? residence
			: residence.filter((hall) => hall.code === wanted);
	if (halls.length === 0 || (mailbox && !found)) error(404);

	const now = Date.now();
	const today = officeDay(now);
	if (!found && isLarge(halls)) {
		const wish = {
			halls,
			secondLanguage: secondLanguage(language),
			form: form === 'zip' ? form : 'pdf'
		} as const;
		const ordered = await orderKits(db, scope, wish, { staffId, who, today, now });
		redirect(303, keepingLanguage(pageOf(ordered), url));
	}
	if (found) {
		const renewing = { reason: 'lost', today, now } as const;
		const made = await makeNewLetters(db, actorOf(locals.staff!), scope, [found.box.code], renewing);
		if (!('made' in made))
			redirect(303, keepingLanguage(`/landlord/halls/${found.hall.code}/new-letters`, url));
	}
	const order = {
		halls,
		secondLanguage: secondLanguage(language),
		today,
		renewLetters: !found,
		...{ staffId, now },
		...(found ? { mailboxes: [found.box.code] } : {})
	} as const;
	const places = placesOf(halls, wanted === 'all', found?.box).filter((part) => part !== '');
	const mailboxes = found ? 1 : halls.reduce((sum, hall) => sum + hall.mailboxes, 0);
	await writeDown(db, actorOf(locals.staff!), 'kits-taken', { n: mailboxes, place: places.join(', ') }, now);
	const body = await streamed(
		(sink) => makeKit(db, scope, { ...order, sink }),
		(fault) => logFault(fault, { route: route.id })
	);
	const name = kitFileName(placesOf(halls, wanted === 'all', found?.box), today);
	return new Response(body, {
		headers: { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${name}"` }
	});

	/** `<hall's code> <mailbox's label>`: a mailbox's own code stays off the landlord's screens. */
	async function placeOf(all: readonly HallView[], place: string) {
		const hall = all.find(({ code }) => place.startsWith(`${code} `));
		const boxes = hall ? await mailboxesOfHall(db, scope, hall.code) : [];
		const box = boxes.find(({ label }) => place === `${hall!.code} ${label}`);
		return hall && box ? { hall, box } : null;
	}
};

function pageOf(ordered: Awaited<ReturnType<typeof orderKits>>): string {
	return 'key' in ordered ? `/landlord/kits/${ordered.key}` : `/landlord/kits?refused=${ordered.refusal}`;
}

function placesOf([hall]: readonly HallView[], isAll: boolean, box: MailboxView | undefined): string[] {
	if (isAll) return [hall!.residence];
	return [hall!.residence, hall!.building, hall!.entrance, ...(box ? [box.label] : [])];
}

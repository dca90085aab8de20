import { database } from '#lib/server/db/database.ts';
import { confirmKey, dropSecondFactor, giveSecondFactor, renewCodes } from '#lib/server/secondFactor.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { onceOf } from '#lib/server/web/once.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { givingOf, isGivenHere, shown, stateHere } from './giving.ts';

export const load: PageServerLoad = ({ locals }) => stateHere(locals);

export const actions: Actions = {
	/** The key is in this answer and nowhere else. */
	start: async (event) => {
		const { once } = await fieldsOf(event.request);
		return event.locals.staff!.secondFactor.isOn ? fail(409) : shown(event, onceOf(once));
	},
	confirm: async (event) => {
		const { once: typed, code = '' } = await fieldsOf(event.request);
		const once = onceOf(typed);
		const confirmed = await confirmKey(await database(), givingOf(event), once, code);
		if ('codes' in confirmed) return { codes: confirmed.codes };
		if (confirmed.refusal === 'already-on') return fail(409);
		return fail(400, { ...shown(event, once), refusal: confirmed.refusal });
	},
	give: async (event) => {
		const { code = '' } = await fieldsOf(event.request);
		const given = await giveSecondFactor(await database(), givingOf(event), code);
		if ('refusal' in given) return fail(400, { refusal: given.refusal });
		redirect(303, keepingLanguage('/landlord', event.url));
	},
	codes: async (event) => {
		await isGivenHere(event);
		const { once } = await fieldsOf(event.request);
		return { codes: await renewCodes(await database(), givingOf(event), onceOf(once)) };
	},
	drop: async (event) => {
		await isGivenHere(event);
		const { code = '' } = await fieldsOf(event.request);
		const dropped = await dropSecondFactor(await database(), givingOf(event), code);
		if ('refusal' in dropped) return fail(400, { refusal: dropped.refusal });
		redirect(303, keepingLanguage('/landlord/second-factor', event.url));
	}
};

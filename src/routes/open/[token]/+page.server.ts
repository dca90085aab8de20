import { database } from '#lib/server/db/database.ts';
import { openWithTransfer, transferBehind } from '#lib/server/phones.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { newOnce, onceOf } from '#lib/server/web/once.ts';
import { openHere, phoneHere } from '#lib/server/web/phone.ts';
import { speak } from '#lib/text/speak.ts';
import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** To look uses nothing up: cameras and chats open every link. */
export const load: PageServerLoad = async ({ params, locals }) => {
	const behind = await transferBehind(await database(), params.token, Date.now());
	if (!behind) deadLink(locals);
	return { emblem: behind.emblem, once: newOnce() };
};

export const actions: Actions = {
	default: async (event) => {
		const { once, brief } = await fieldsOf(event.request);
		const opening = { once: onceOf(once), device: phoneHere(event), now: Date.now() };
		const session = await openWithTransfer(await database(), event.params.token, opening);
		if (!session) deadLink(event.locals);
		openHere(event, session, { isBrief: brief !== undefined });
		redirect(303, keepingLanguage('/home', event.url));
	}
};

function deadLink({ language }: App.Locals): never {
	error(404, { message: speak(language)('open.dead') });
}

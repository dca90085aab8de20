import { pictogram } from '#lib/catalogue/pictograms.ts';
import { isQueueFull } from '#lib/server/asking.ts';
import { database } from '#lib/server/db/database.ts';
import { deviceHere } from '#lib/server/web/from.ts';
import { SHARED } from '#lib/server/web/headers.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { mailboxAt } from '#lib/server/web/mailboxAt.ts';
import { newOnce } from '#lib/server/web/once.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { formInAddress, nextQuestion, type Asked } from './asked.ts';
import { answered, circumstancesOf, pageOf, readSent, send } from './sending.ts';

export const load: PageServerLoad = async (event) => {
	const { params, locals, url, setHeaders } = event;
	const mailbox = await mailboxAt(params.code, locals.language);
	const thing = pictogram(params.pictogram);
	if (!thing) redirect(303, keepingLanguage(`/${mailbox.code}`, url));
	const here = circumstancesOf(mailbox, thing.id, Date.now());
	const form = formInAddress(url);
	const asked: Asked = { ...nextQuestion(form, here), form, once: newOnce(), carried: false };
	// The browser keeps the page, so that Back loses nothing, also without a network.
	setHeaders({ 'cache-control': SHARED, vary: 'Accept-Language' });
	return {
		box: { code: mailbox.code, hall: mailbox.hall, emblem: mailbox.emblem, zone: mailbox.zone },
		thing: { id: thing.id, path: thing.path },
		here,
		queueFull:
			here.state === 'out' &&
			(await isQueueFull(await database(), mailbox.code, thing.id, deviceHere(event))),
		asked
	};
};

/** Only what must not stand in an address comes in a form: a name, one's own words. */
export const actions: Actions = {
	check: async (event) => answered(pageOf(await readSent(event))),
	send: async (event) => {
		const sent = await send(await readSent(event));
		if (!('ticket' in sent)) return answered(sent);
		redirect(303, keepingLanguage(`/t/${sent.ticket}`, event.url));
	}
};

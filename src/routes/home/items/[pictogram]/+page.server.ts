import { dayAt } from '#lib/calendar/days.ts';
import { pictogram } from '#lib/catalogue/pictograms.ts';
import { readNote } from '#lib/households/note.ts';
import { readPause } from '#lib/households/pausing.ts';
import { database } from '#lib/server/db/database.ts';
import { lendingOf, lendThing, pauseItem, setItem, stopLending, thingOf } from '#lib/server/offers.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
	if (!pictogram(params.pictogram)) error(404);
	const [db, household] = [await database(), locals.household!];
	const lending = (await lendingOf(db, household)) ?? error(404);
	return {
		id: params.pictogram,
		/** Null when the household does not lend it. */
		thing: await thingOf(db, household, params.pictogram),
		today: dayAt(Date.now(), lending.zone),
		isSaved: url.searchParams.has('saved')
	};
};

const back = (id: string) => `/home/items/${id}`;

export const actions: Actions = {
	note: async ({ params, locals, request, url }) => {
		const { note: typed = '' } = await fieldsOf(request);
		const read = readNote(typed);
		if ('problem' in read) return fail(400, { typed, problem: read.problem });
		await setItem(await database(), locals.household!, params.pictogram, read, Date.now());
		redirect(303, keepingLanguage(`${back(params.pictogram)}?saved`, url));
	},
	pause: async ({ params, locals, request, url }) => {
		const [db, now] = [await database(), Date.now()];
		const lending = (await lendingOf(db, locals.household!)) ?? error(404);
		const read = readPause((await fieldsOf(request)).until, dayAt(now, lending.zone));
		if ('problem' in read) return fail(400, { until: read.problem });
		await pauseItem(db, locals.household!, params.pictogram, now, read.untilDay);
		redirect(303, keepingLanguage(back(params.pictogram), url));
	},
	lend: async ({ params, locals, url }) => {
		if (!pictogram(params.pictogram)) error(404);
		if (!(await lendThing(await database(), locals.household!, params.pictogram, Date.now())))
			return fail(409, { tooMany: true });
		redirect(303, keepingLanguage(back(params.pictogram), url));
	},
	stop: async ({ params, locals, url }) => {
		await stopLending(await database(), locals.household!, params.pictogram);
		redirect(303, keepingLanguage('/home/items', url));
	}
};

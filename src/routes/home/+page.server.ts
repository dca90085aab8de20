import { dayAt, hourAt } from '#lib/calendar/days.ts';
import { momentsToChoose } from '#lib/loans/asking.ts';
import { database } from '#lib/server/db/database.ts';
import { homeOf } from '#lib/server/households.ts';
import { requestsOf } from '#lib/server/loans.ts';
import { moderationNews } from '#lib/server/moderation.ts';
import { stillWilling, thingsOf } from '#lib/server/offers.ts';
import { phonesOf } from '#lib/server/phones.ts';
import { newLandlordOf, newLetterOf } from '#lib/server/takeovers.ts';
import { tapsToUndo } from '#lib/server/undoing.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { answerKeeping, hearNoMore, propose, refuseLetter, takeBack, takeStep } from './answers.ts';
import { newPhone } from './newPhone.ts';

export const load: PageServerLoad = async ({ locals }) => {
	const [db, now, household] = [await database(), Date.now(), locals.household!];
	const home = await homeOf(db, household);
	if (!home) error(404);
	const today = dayAt(now, home.zone);
	return {
		home,
		today,
		now,
		days: momentsToChoose({ today, hour: hourAt(now, home.zone) }).map(({ day }) => day),
		requests: await requestsOf(db, household, now),
		taps: await tapsToUndo(db, household, now),
		things: await thingsOf(db, household),
		news: await moderationNews(db, household, now),
		letter: await newLetterOf(db, household, now),
		newLandlord: await newLandlordOf(db, household, now),
		newPhone: newPhone(await phonesOf(db, household, locals.session!), now)
	};
};

export const actions: Actions = {
	step: takeStep,
	undo: takeBack,
	moment: propose,
	keep: answerKeeping,
	block: hearNoMore,
	letter: refuseLetter,
	willing: async ({ locals, url }) => {
		await stillWilling(await database(), locals.household!, Date.now());
		redirect(303, keepingLanguage('/home', url));
	}
};

import { dayAt, hourAt } from '#lib/calendar/days.ts';
import { parts, whyNotThen, type Clock, type Moment } from '#lib/loans/asking.ts';
import { database, type Database } from '#lib/server/db/database.ts';
import { homeOf } from '#lib/server/households.ts';
import { answerExtension, blockBorrower, proposeMoment, stepOfLender } from '#lib/server/lending.ts';
import type { StepRefusal, Taken } from '#lib/server/loans.ts';
import { refuseNewLetter } from '#lib/server/takeovers.ts';
import { undoTap } from '#lib/server/undoing.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';

/** Yes, no, given, came back, cancelled: one tap. */
export async function takeStep(event: RequestEvent) {
	const { db, household, request, fields, now } = await answerIn(event);
	return homeAgain(event, request, await stepOfLender(db, household, request, fields.step ?? '', now));
}

/** The wrong button: as if it had not been touched. */
export async function takeBack(event: RequestEvent) {
	const { db, household, request, fields, now } = await answerIn(event);
	const at = /^\d{1,15}$/.test(fields.at ?? '') ? Number(fields.at) : 0;
	const taken = await undoTap(db, household, request, at, now);
	return homeAgain(event, request, taken, { 'too-late': 'undo', 'lent-that-day': 'undo-lent' });
}

export async function propose(event: RequestEvent) {
	const { db, household, request, fields, now } = await answerIn(event);
	const home = await homeOf(db, household);
	if (!home) error(404);
	const read = readMoment(fields, { today: dayAt(now, home.zone), hour: hourAt(now, home.zone) });
	if ('problem' in read) return fail(400, { request, noMoment: read.problem, typed: fields });
	return homeAgain(event, request, await proposeMoment(db, household, request, read.moment, now));
}

/** Whether the neighbour may keep the thing for longer. */
export async function answerKeeping(event: RequestEvent) {
	const { db, household, request, fields, now } = await answerIn(event);
	const answer = fields.answer === 'yes' ? 'yes' : 'no';
	const taken = await answerExtension(db, household, request, answer, now);
	return homeAgain(event, request, taken, { 'lent-that-day': 'promised' });
}

export async function hearNoMore(event: RequestEvent) {
	const { db, household, request, now } = await answerIn(event);
	const taken = await blockBorrower(db, household, request, now);
	if ('refusal' in taken) return homeAgain(event, request, taken);
	redirect(303, keepingLanguage('/home/blocked', event.url));
}

/** Still there: the new letter of the mailbox opens nothing. Whether it was in time is seen on the page. */
export async function refuseLetter({ locals, request, url }: RequestEvent) {
	const { epoch = '' } = await fieldsOf(request);
	const known = /^[1-9]\d{0,8}$/.test(epoch) ? Number(epoch) : 0;
	await refuseNewLetter(await database(), locals.household!, known, Date.now());
	redirect(303, keepingLanguage('/home', url));
}

interface Answer {
	readonly db: Database;
	readonly household: string;
	readonly request: string;
	readonly fields: Partial<Record<string, string>>;
	readonly now: number;
}

async function answerIn({ locals, request }: RequestEvent): Promise<Answer> {
	const fields = await fieldsOf(request);
	const { request: id = '' } = fields;
	return { db: await database(), household: locals.household!, request: id, fields, now: Date.now() };
}

/** The moment that was chosen, of the next two weeks. */
function readMoment(
	{ day = '', part: chosen }: Answer['fields'],
	clock: Clock
): { moment: Moment } | { problem: 'missing' | 'past' } {
	const part = parts.find((one) => one === chosen);
	const moment = part && { day, part };
	const why = moment ? whyNotThen(moment, clock) : 'wrong';
	if (!moment || why === 'wrong' || day === '') return { problem: 'missing' };
	return why ? { problem: why } : { moment };
}

type Why = StepRefusal | 'promised' | 'undo' | 'undo-lent';

/** Where everything stands as it is now; a refusal says why, in the words of what was asked, and which request it is about. */
function homeAgain(
	{ url }: RequestEvent,
	request: string,
	taken: Taken,
	words: Partial<Record<StepRefusal, Why>> = {}
) {
	if ('done' in taken) redirect(303, keepingLanguage('/home', url));
	return fail(409, { request, refusal: words[taken.refusal] ?? taken.refusal });
}

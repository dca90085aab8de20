import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, newDatabase, newHousehold, newLandlord, NOW } from '../../../tests/support/world.ts';
import type { Complaint, Deciding } from '#lib/households/reporting.ts';
import { hallsIn, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { decide, decideAgain } from './deciding.ts';
import { leave } from './leaving.ts';
import { offer, pauseLending } from './offers.ts';
import { newId } from './keys.ts';
import { limits } from './limits.ts';
import { askAgain, decisionAbout, moderationNews, objectAsHousehold } from './moderation.ts';
import { caseOf, register, tallies } from './register.ts';
import {
	followReceipt,
	forgetReports,
	objectAsReporter,
	placeReported,
	report,
	requestReported,
	type Report
} from './reports.ts';

let db: Database;
let scope: Scope;
let box = 0;
let amina: { id: string; mailbox: string };
let chantal: { id: string; mailbox: string };

beforeAll(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'tilleuls', 90);
});
afterAll(() => db.close());
beforeEach(async () => {
	await db.write([sql`DELETE FROM limit_bucket`, sql`DELETE FROM report`, sql`DELETE FROM notice`]);
	amina = await newHousehold(db, scope, box++);
	chantal = await newHousehold(db, scope, box++);
	await saying(amina.id, 'Bruno, 3e gauche');
});

const saying = (household: string, nickname: string | null, note: string | null = null) =>
	db.write([
		sql`UPDATE household SET nickname = ${nickname} WHERE id = ${household}`,
		sql`UPDATE item SET note = ${note} WHERE household_id = ${household} AND pictogram = 'drill'`
	]);

const of = (changes: Partial<Omit<Report, 'complaint'>> & Partial<Complaint> = {}): Report => {
	const { reason = 'personal-data', words = '', ...rest } = changes;
	const made = { code: amina.mailbox, reported: 'mailbox', once: newId(), from: 'hall', now: NOW } as const;
	return { ...made, complaint: { reason, words }, ...rest };
};
const reportOnce = async (changes: Parameters<typeof of>[0] = {}) => {
	const answer = await report(db, of(changes));
	if ('refusal' in answer) throw new Error(answer.refusal);
	return answer.receipt;
};
const keyOf = async (receipt: string) => (await followReceipt(db, receipt, NOW))!.key;
const reported = async (changes: Parameters<typeof of>[0] = {}) => keyOf(await reportOnce(changes));
const isHidden = async (household = amina.id) => {
	const [row] = await db.read<{ hidden_at: number | null }>(
		sql`SELECT hidden_at FROM household WHERE id = ${household}`
	);
	return row!.hidden_at !== null;
};
const saidBy = async (household = amina.id) => {
	const [row] = await db.read<{ nickname: string | null; note: string | null }>(
		sql`SELECT hh.nickname, i.note FROM household hh JOIN item i ON i.household_id = hh.id AND i.pictogram = 'drill' WHERE hh.id = ${household}`
	);
	return row;
};
const told = async (household = amina.id) =>
	(await db.read(sql`SELECT 1 FROM notice WHERE household_id = ${household} AND kind = 'moderation'`)).length;
const deciding = (decision: Deciding['decision'], changes: Partial<Deciding> = {}): Deciding => ({
	decision,
	ground: decision === 'kept' ? 'nothing-against' : 'privacy',
	statement: null,
	...changes
});
const DONE = { done: true };

describe('a report', () => {
	test('of words about a person hides the page at once, and its household is told', async () => {
		const receipt = await reportOnce({ words: 'C’est moi.' });
		expect(await isHidden()).toBe(true);
		expect(await isHidden(chantal.id)).toBe(false);
		expect(await told()).toBe(1);
		expect(await followReceipt(db, receipt.toUpperCase(), NOW)).toMatchObject({
			reason: 'personal-data',
			words: 'C’est moi.',
			hiddenAt: NOW,
			verdict: null,
			dueAt: NOW + 7 * DAY,
			objectUntil: null
		});
	});

	test.each(['insult', 'forbidden', 'false-sticker', 'harassment', 'other'] as const)(
		'of %s hides nothing before somebody looks',
		async (reason) => {
			await reportOnce({ reason, words: 'Voilà.' });
			expect(await isHidden()).toBe(false);
			expect(await told()).toBe(0);
		}
	);

	test('sent again, or twice at once, is one, and gives the same receipt', async () => {
		const made = of();
		const answers = await Promise.all([
			report(db, made),
			report(db, made),
			report(db, { ...made, now: NOW + HOUR })
		]);
		expect(new Set(answers.map((one) => 'receipt' in one && one.receipt)).size).toBe(1);
		expect((await register(db, 'all')).entries).toHaveLength(1);
		expect(await told()).toBe(1);
	});

	test('the receipt is the only way to it: the database holds its hash', async () => {
		const receipt = await reportOnce();
		const rows = await db.read(sql`SELECT * FROM report`);
		expect(JSON.stringify(rows)).not.toContain(receipt);
		expect(
			await followReceipt(
				db,
				receipt.replace(/.$/, (c) => (c === '0' ? '4' : '0')),
				NOW
			)
		).toBeNull();
		expect(await followReceipt(db, 'x', NOW)).toBeNull();
	});

	test('keeps what was there, whatever is changed since', async () => {
		await saying(amina.id, 'Un nom', 'manque une mèche');
		const key = await reported();
		await saying(amina.id, null, null);
		expect(await caseOf(db, key)).toMatchObject({
			hasChanged: true,
			isThere: true,
			snapshot: {
				of: 'household',
				said: { nickname: 'Un nom', notes: [['drill', 'manque une mèche']] },
				things: ['drill', 'stepladder', 'tent']
			}
		});
	});

	test('can be made of a hall, and of a mailbox that is nobody’s; not of a code that was never given', async () => {
		const [hall] = await hallsIn(db, scope);
		expect(await placeReported(db, hall!.code)).toEqual({ kind: 'hall', emblem: null });
		expect(await caseOf(db, await reported({ code: hall!.code, reported: 'hall' }))).toMatchObject({
			isThere: false
		});
		await leave(db, chantal.id);
		expect(await placeReported(db, chantal.mailbox)).toMatchObject({ kind: 'mailbox' });
		expect(await caseOf(db, await reported({ code: chantal.mailbox }))).toMatchObject({
			isThere: false,
			hiddenAt: null,
			snapshot: { of: 'mailbox' }
		});
		expect(await placeReported(db, 'AAAAAAAAAAAAA')).toBeNull();
		expect(await report(db, of({ code: 'AAAAAAAAAAAAA' }))).toEqual({ refusal: 'not-there' });
	});
});

describe('is no weapon', () => {
	test('words that somebody looked at and kept are not hidden again, changed ones are', async () => {
		await decide(db, await reported(), deciding('kept'), NOW);
		expect(await isHidden()).toBe(false);
		await reportOnce({ now: NOW + 2 * DAY });
		expect(await isHidden()).toBe(false);
		expect((await register(db, 'open')).entries).toHaveLength(1);
		await saying(amina.id, 'Un autre nom');
		await reportOnce({ now: NOW + 3 * DAY });
		expect(await isHidden()).toBe(true);
	});

	test('words written since are hidden within the hour; those that were kept are not, and the report is written down', async () => {
		await decide(db, await reported(), deciding('kept'), NOW);
		await reportOnce({ now: NOW + HOUR });
		expect(await isHidden()).toBe(false);
		await saying(amina.id, 'Le nom de quelqu’un');
		const second = await reported({ now: NOW + HOUR });
		expect(await isHidden()).toBe(true);
		await decide(db, second, deciding('erased'), NOW + HOUR);
		expect(await isHidden()).toBe(false);
		await saying(amina.id, 'Le nom de quelqu’un');
		await reportOnce({ now: NOW + 2 * HOUR });
		expect(await isHidden(), 'erased words that came back').toBe(true);
		expect((await register(db, 'all')).entries).toHaveLength(4);
	});

	test('a page without a word of its own has nothing to hide', async () => {
		await saying(amina.id, null);
		await reportOnce();
		expect(await isHidden()).toBe(false);
	});

	test('one place hides few pages, and from there they are reported still', async () => {
		const many = [amina, chantal];
		while (many.length < limits.hidingFromHere.most + 1) many.push(await newHousehold(db, scope, box++));
		for (const { id, mailbox } of many) {
			await saying(id, 'Un nom');
			await reportOnce({ code: mailbox });
		}
		const hidden = await Promise.all(many.map(({ id }) => isHidden(id)));
		expect(hidden.filter(Boolean)).toHaveLength(limits.hidingFromHere.most);
	});

	test('what hides nothing takes nothing from a place', async () => {
		await saying(chantal.id, null);
		for (let i = 0; i < limits.hidingFromHere.most; i++) await reportOnce({ code: chantal.mailbox });
		expect(await isHidden(chantal.id)).toBe(false);
		await reportOnce();
		expect(await isHidden()).toBe(true);
	});

	test('many at once hide no more pages than one place may', async () => {
		const many = await Promise.all(Array.from({ length: 6 }, () => newHousehold(db, scope, box++)));
		await Promise.all(many.map(({ id }) => saying(id, 'Un nom')));
		await Promise.all(many.map(({ mailbox }) => reportOnce({ code: mailbox })));
		const hidden = await Promise.all(many.map(({ id }) => isHidden(id)));
		expect(hidden.filter(Boolean)).toHaveLength(limits.hidingFromHere.most);
	});

	test('one place reports one page a few times only; others still can', async () => {
		for (let i = 0; i < limits.reportOfPageFromHere.most; i++) await reportOnce();
		expect(await report(db, of())).toEqual({ refusal: 'too-many' });
		expect(await report(db, of({ from: 'elsewhere' }))).toHaveProperty('receipt');
		expect(await report(db, of({ code: chantal.mailbox }))).toHaveProperty('receipt');
	});
});

describe('a page that shows nothing', () => {
	const nothing: [string, () => Promise<unknown>][] = [
		['everything is paused', () => pauseLending(db, amina.id, NOW, null)],
		[
			'each thing is paused',
			() => db.write([sql`UPDATE item SET paused_at = ${NOW} WHERE household_id = ${amina.id}`])
		],
		['it lends nothing', () => offer(db, amina.id, [], NOW)],
		['it sleeps', () => db.write([sql`UPDATE household SET asleep_at = ${NOW} WHERE id = ${amina.id}`])],
		['it is hidden', () => db.write([sql`UPDATE household SET hidden_at = ${NOW} WHERE id = ${amina.id}`])],
		['its household is gone', () => leave(db, amina.id)]
	];

	test.each(nothing)('is reported as if nobody lived there: %s', async (_, happens) => {
		await saying(amina.id, 'Bruno, 3e gauche', 'chez Bruno');
		await happens();
		for (const reason of ['personal-data', 'insult', 'false-sticker'] as const) {
			const receipt = await reportOnce({ reason });
			const key = await keyOf(receipt);
			expect(await caseOf(db, key)).toMatchObject({
				isThere: false,
				isHidden: false,
				snapshot: { of: 'mailbox' }
			});
			const showedNothing = reason !== 'false-sticker';
			expect(await followReceipt(db, receipt, NOW)).toMatchObject({ hiddenAt: null, showedNothing });
			await db.write(forgetReports(NOW + DAY));
			expect(await followReceipt(db, receipt, NOW + DAY)).toMatchObject({ decided: null });
			await decide(db, key, deciding('kept'), NOW + DAY);
			expect(await followReceipt(db, receipt, NOW + DAY)).toMatchObject({
				verdict: 'kept',
				objectUntil: NOW + 184 * DAY
			});
		}
		expect(await told()).toBe(0);
	});
});

describe('a request', () => {
	const asking = async (muted: number | null = null) => {
		const id = newId();
		await db.write([
			sql`INSERT INTO request (id, household_id, pictogram, ticket_hash, from_day, until_day, part, known_by, own_words, state, asked_at, ends_at, muted_at)
				VALUES (${id}, ${amina.id}, 'drill', ${id}, '2026-11-24', '2026-11-24', 'morning', 'Le voisin', 'Sale type', 'asked', ${NOW}, ${NOW + DAY}, ${muted})`
		]);
		return id;
	};

	test('is reported by whoever received it, and by nobody else', async () => {
		const request = await asking();
		const received = { household: amina.id, request };
		expect(await requestReported(db, amina.id, amina.mailbox, request)).toMatchObject({
			ownWords: 'Sale type'
		});
		expect(await requestReported(db, chantal.id, chantal.mailbox, request)).toBeNull();
		expect(await requestReported(db, amina.id, chantal.mailbox, request)).toBeNull();
		expect(await requestReported(db, amina.id, amina.mailbox, await asking(NOW))).toBeNull();
		const made = { reported: 'request', reason: 'insult' } as const;
		expect(await report(db, of({ ...made, received: { household: chantal.id, request } }))).toEqual({
			refusal: 'not-there'
		});
		const key = await reported({ ...made, received });
		expect(await caseOf(db, key)).toMatchObject({
			about: 'request',
			snapshot: { request: { knownBy: 'Le voisin', ownWords: 'Sale type' } }
		});
		expect(await decide(db, key, deciding('erased', { ground: 'insult' }), NOW)).toEqual(DONE);
		expect(await requestReported(db, amina.id, amina.mailbox, request)).toMatchObject({
			knownBy: null,
			ownWords: null
		});
		expect(await isHidden()).toBe(false);
		expect(await saidBy()).toMatchObject({ nickname: 'Bruno, 3e gauche' });
		expect(await told()).toBe(0);
	});
});

describe('a decision', () => {
	test('that keeps shows the page again, and is told to whoever was hidden', async () => {
		const receipt = await reportOnce();
		const key = await keyOf(receipt);
		expect(await decide(db, key, deciding('kept', { statement: 'Un prénom seul.' }), NOW + HOUR)).toEqual(
			DONE
		);
		expect(await isHidden()).toBe(false);
		expect(await told()).toBe(2);
		expect(await followReceipt(db, receipt, NOW + HOUR)).toMatchObject({
			verdict: 'kept',
			ground: 'nothing-against',
			decided: { at: NOW + HOUR, statement: 'Un prénom seul.' },
			objectUntil: NOW + HOUR + 183 * DAY
		});
		expect(await moderationNews(db, amina.id, NOW + HOUR)).toEqual({ key, verdict: 'kept', isHidden: false });
		expect(await moderationNews(db, amina.id, NOW + 40 * DAY)).toBeNull();
	});

	test('that finds nothing on a page that was never hidden is not told to its household', async () => {
		const key = await reported({ reason: 'insult' });
		await decide(db, key, deciding('kept'), NOW);
		expect(await told()).toBe(0);
		expect(await moderationNews(db, amina.id, NOW)).toBeNull();
		expect(await decisionAbout(db, amina.id, key, NOW)).toBeNull();
	});

	test('that hides is told, and only its household reads it', async () => {
		const key = await reported({ reason: 'insult' });
		await decide(db, key, deciding('hidden', { ground: 'insult' }), NOW);
		expect(await isHidden()).toBe(true);
		expect(await decisionAbout(db, amina.id, key, NOW)).toMatchObject({
			verdict: 'hidden',
			isHidden: true,
			mayAskAgain: false
		});
		expect(await decisionAbout(db, chantal.id, key, NOW)).toBeNull();
		expect(await objectAsHousehold(db, chantal.id, key, 'moi', NOW)).toBeNull();
		expect(await askAgain(db, chantal.id, key, NOW)).toBe(false);
	});

	test('that erases takes the words that were reported, not those written since, and shows the page', async () => {
		await saying(amina.id, 'Un nom', 'une note');
		const key = await reported();
		await saying(amina.id, 'La nouvelle', 'une note');
		await decide(db, key, deciding('erased'), NOW);
		expect(await saidBy()).toEqual({ nickname: 'La nouvelle', note: null });
		expect(await isHidden()).toBe(false);
	});

	test('is made by one of two operators; the other is told, and the same form sent again is done', async () => {
		const key = await reported();
		const [first, second] = await Promise.all([
			decide(db, key, deciding('hidden'), NOW),
			decide(db, key, deciding('erased'), NOW)
		]);
		expect([first, second]).toContainEqual(DONE);
		expect([first, second]).toContainEqual({ refusal: 'decided-already' });
		const done = deciding('done' in first! ? 'hidden' : 'erased');
		expect(await decide(db, key, done, NOW + 1)).toEqual(DONE);
		expect(await told()).toBe(2);
		expect(await saidBy()).toMatchObject({
			nickname: done.decision === 'hidden' ? 'Bruno, 3e gauche' : null
		});
	});

	test('does not show a page that another report hides', async () => {
		const second = await reported({ reason: 'insult', from: 'elsewhere' });
		const third = await reported({ reason: 'other', words: 'x', from: 'far' });
		const first = await reported();
		expect(await isHidden()).toBe(true);
		await decide(db, second, deciding('kept'), NOW);
		expect(await isHidden()).toBe(true);
		await decide(db, first, deciding('hidden'), NOW);
		await decide(db, third, deciding('kept'), NOW);
		expect(await isHidden()).toBe(true);
	});
});

describe('an objection', () => {
	test('of the reporter is decided once more, and that is final for them', async () => {
		const receipt = await reportOnce({ reason: 'insult' });
		const key = await keyOf(receipt);
		expect(await objectAsReporter(db, receipt, 'trop tôt', NOW)).toEqual({ refusal: 'too-late' });
		await decide(db, key, deciding('kept'), NOW);
		expect(await objectAsReporter(db, receipt, 'Si.', NOW)).toEqual(DONE);
		expect(await objectAsReporter(db, receipt, 'Si, si.', NOW)).toEqual(DONE);
		expect(await caseOf(db, key)).toMatchObject({ objection: { by: 'reporter', words: 'Si.' } });
		expect((await register(db, 'open')).entries).toMatchObject([
			{ key, objectedBy: 'reporter', dueAt: NOW + 14 * DAY }
		]);

		expect(
			await decideAgain(db, key, 'reporter', deciding('hidden', { ground: 'insult' }), NOW + DAY)
		).toEqual(DONE);
		expect(await decideAgain(db, key, 'reporter', deciding('kept'), NOW + DAY)).toEqual({
			refusal: 'decided-already'
		});
		expect(await isHidden()).toBe(true);
		expect(await told()).toBe(1);
		expect(await followReceipt(db, receipt, NOW + DAY)).toMatchObject({
			verdict: 'hidden',
			ground: 'insult',
			objectUntil: null
		});
		// It is against the household now, which has not been heard yet.
		expect(await objectAsHousehold(db, amina.id, key, 'Non.', NOW + DAY)).toEqual(DONE);
		expect(await decideAgain(db, key, 'household', deciding('kept'), NOW + 2 * DAY)).toEqual(DONE);
		expect(await isHidden()).toBe(false);
		expect(await followReceipt(db, receipt, NOW + 2 * DAY)).toMatchObject({
			verdict: 'kept',
			objectUntil: null
		});
	});

	test('comes within six months', async () => {
		const key = await reported();
		await decide(db, key, deciding('hidden'), NOW);
		expect(await objectAsHousehold(db, amina.id, key, 'Non.', NOW + 184 * DAY)).toEqual({
			refusal: 'too-late'
		});
		expect(await objectAsHousehold(db, amina.id, key, 'Non.', NOW + 182 * DAY)).toEqual(DONE);
	});
});

test('a household mends its page and asks to be shown again', async () => {
	const key = await reported();
	await decide(db, key, deciding('hidden'), NOW);
	expect(await askAgain(db, amina.id, key, NOW)).toBe(false);
	await saying(amina.id, 'La boîte verte');
	expect(await decisionAbout(db, amina.id, key, NOW)).toMatchObject({ mayAskAgain: true });
	expect(await Promise.all([askAgain(db, amina.id, key, NOW), askAgain(db, amina.id, key, NOW)])).toEqual([
		true,
		true
	]);
	const { entries } = await register(db, 'open');
	expect(entries).toMatchObject([{ reason: 'mended' }]);
	expect(await decisionAbout(db, amina.id, key, NOW)).toMatchObject({ mayAskAgain: false });
	await decide(db, entries[0]!.key, deciding('kept'), NOW + DAY);
	expect(await isHidden()).toBe(false);
	// What is mended hides nothing any more.
	await saying(amina.id, 'Encore un nom');
	const again = await reported({ now: NOW + 2 * DAY });
	expect(await isHidden()).toBe(true);
	await decide(db, again, deciding('kept'), NOW + 2 * DAY);
	expect(await isHidden()).toBe(false);
});

describe('with time', () => {
	test('texts go a year after the last decision, the row stays', async () => {
		const receipt = await reportOnce({ words: 'Voilà.' });
		const key = await keyOf(receipt);
		await decide(db, key, deciding('hidden', { statement: 'Nos raisons.' }), NOW);
		await objectAsHousehold(db, amina.id, key, 'Non.', NOW + 100 * DAY);
		await db.write(forgetReports(NOW + 400 * DAY));
		expect(await caseOf(db, key)).toMatchObject({ words: 'Voilà.', objection: { words: 'Non.' } });
		await decideAgain(db, key, 'household', deciding('hidden'), NOW + 110 * DAY);
		await db.write(forgetReports(NOW + 474 * DAY));
		expect(await caseOf(db, key)).toMatchObject({ words: 'Voilà.' });
		await db.write(forgetReports(NOW + 475 * DAY));
		expect(await followReceipt(db, receipt, NOW + 475 * DAY)).toBeNull();
		const kept = JSON.stringify([
			await db.read(sql`SELECT * FROM report`),
			await db.read(sql`SELECT * FROM objection`)
		]);
		for (const gone of ['Voilà', 'raisons', 'Bruno', 'Non.']) expect(kept).not.toContain(gone);
		expect((await register(db, 'all')).entries).toMatchObject([
			{ key, reason: 'personal-data', decision: 'hidden' }
		]);
	});

	test('a household that leaves takes what was there along, and its report is over', async () => {
		const receipt = await reportOnce();
		await leave(db, amina.id);
		expect(JSON.stringify(await db.read(sql`SELECT * FROM report`))).not.toContain('Bruno');
		await db.write(forgetReports(NOW + HOUR));
		expect(await followReceipt(db, receipt, NOW + HOUR)).toMatchObject({
			verdict: 'erased',
			ground: null,
			objectUntil: null
		});
		expect((await register(db, 'open')).entries).toEqual([]);
		expect((await register(db, 'all')).entries).toMatchObject([{ decision: 'erased', ground: 'left' }]);
	});

	test('a receipt does not tell words that were erased from words whose household left', async () => {
		const [erased, left] = [await reportOnce(), await reportOnce({ code: chantal.mailbox })];
		await decide(db, await keyOf(erased), deciding('erased'), NOW + HOUR);
		await leave(db, chantal.id);
		await db.write(forgetReports(NOW + HOUR));
		const {
			key: _,
			code: __,
			emblem: ___,
			hiddenAt: ____,
			...one
		} = (await followReceipt(db, erased, NOW + HOUR))!;
		expect(await followReceipt(db, left, NOW + HOUR)).toMatchObject(one);
	});

	test('why words were erased is read where somebody wrote it', async () => {
		const receipt = await reportOnce();
		await decide(db, await keyOf(receipt), deciding('erased', { statement: 'Le nom d’un enfant.' }), NOW);
		expect(await followReceipt(db, receipt, NOW)).toMatchObject({
			ground: 'privacy',
			decided: { statement: 'Le nom d’un enfant.' }
		});
	});
});

test('the register has pages, and counts by reason', async () => {
	const made = [];
	for (const from of ['a', 'b', 'c']) made.push(await reported({ reason: 'insult', from }));
	const first = await register(db, 'open', null, 2);
	expect(first.entries.map(({ key }) => key)).toEqual(made.slice(0, 2));
	expect((await register(db, 'open', first.next, 2)).entries.map(({ key }) => key)).toEqual(made.slice(2));
	await decide(db, made[0]!, deciding('kept'), NOW + 3 * DAY);
	await decide(db, made[1]!, deciding('hidden'), NOW + DAY);
	expect((await register(db, 'decided')).entries.map(({ key }) => key)).toEqual([made[1], made[0]]);
	expect(await tallies(db, NOW + 5 * DAY)).toEqual([
		{ reason: 'insult', made: 3, open: 1, kept: 1, hidden: 1, erased: 0, daysToDecide: 2 }
	]);
	expect((await caseOf(db, made[2]!))!.earlier.map(({ verdict }) => verdict)).toEqual(['hidden', 'kept']);
});

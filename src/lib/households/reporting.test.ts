import { describe, expect, test } from 'vitest';
import { dictionaries } from '#lib/text/speak.ts';
import { languages } from '#lib/text/languages.ts';
import {
	aboutOf,
	decisions,
	decisionsOn,
	grounds,
	groundsFor,
	hidesAtOnce,
	isAgainst,
	readDecision,
	readObjection,
	readReport,
	reasonsOn,
	registerReasons,
	REPORT_LENGTH,
	usualGround
} from './reporting.ts';

const right = { reason: 'insult', words: '', goodFaith: 'yes' };

describe('a report', () => {
	test('is read, its words on one plain line', () => {
		expect(readReport({ ...right, words: ' un\n mot \u202e' }, 'mailbox')).toEqual({
			complaint: { reason: 'insult', words: 'un mot' }
		});
	});

	test.each([
		[
			{ ...right, reason: undefined },
			{ field: 'reason', problem: 'missing' }
		],
		[
			{ ...right, reason: 'mended' },
			{ field: 'reason', problem: 'wrong' }
		],
		[
			{ ...right, reason: '__proto__' },
			{ field: 'reason', problem: 'wrong' }
		],
		[
			{ ...right, goodFaith: undefined },
			{ field: 'goodFaith', problem: 'missing' }
		],
		[
			{ ...right, words: 'é'.repeat(REPORT_LENGTH + 1) },
			{ field: 'words', problem: 'too-long' }
		],
		[
			{ ...right, reason: 'other' },
			{ field: 'words', problem: 'missing' }
		],
		[
			{ ...right, reason: 'harassment' },
			{ field: 'words', problem: 'missing' }
		]
	])('%j has a problem', (form, problem) => {
		expect(readReport(form as Record<string, string>, 'mailbox')).toEqual({ problems: [problem] });
	});

	test('of a request shows by itself that it harasses, and is no sticker', () => {
		expect(readReport({ ...right, reason: 'harassment' }, 'request')).toHaveProperty('complaint');
		expect(readReport({ ...right, reason: 'false-sticker' }, 'request')).toHaveProperty('problems');
		expect(reasonsOn('request')).not.toContain('false-sticker');
		expect(aboutOf('request', 'insult')).toBe('request');
		expect(aboutOf('mailbox', 'false-sticker')).toBe('sticker');
		expect(aboutOf('hall', 'other')).toBe('page');
	});

	test('hides at once only what names a person on the page of a mailbox', () => {
		expect(reasonsOn('mailbox').filter((reason) => hidesAtOnce(reason, 'mailbox'))).toEqual([
			'personal-data'
		]);
		expect(hidesAtOnce('personal-data', 'request') || hidesAtOnce('personal-data', 'hall')).toBe(false);
	});
});

describe('a decision', () => {
	const form = { decision: 'hidden', ground: 'privacy', statement: 'Un nom  entier.' };

	test('keeps its reasons, or none when they are the ready ones', () => {
		expect(readDecision(form, decisions, 'ready')).toEqual({
			deciding: { decision: 'hidden', ground: 'privacy', statement: 'Un nom entier.' }
		});
		expect(readDecision(form, decisions, 'Un nom entier.')).toHaveProperty('deciding.statement', null);
	});

	test('needs a rule that fits it, and reasons', () => {
		expect(readDecision({ ...form, ground: 'nothing-against' }, decisions, '')).toEqual({
			problems: [{ field: 'ground', problem: 'missing' }]
		});
		expect(readDecision({ ...form, statement: ' ' }, decisions, '')).toEqual({
			problems: [{ field: 'statement', problem: 'missing' }]
		});
		expect(readDecision(form, ['kept'], '')).toBeNull();
	});

	test('has a usual rule for each reason, of those that fit', () => {
		for (const decision of decisions)
			for (const reason of registerReasons)
				expect(groundsFor(decision)).toContain(usualGround(decision, reason));
		expect(new Set(decisions.flatMap(groundsFor))).toEqual(new Set(grounds));
	});

	test('touches only what is there', () => {
		expect(decisionsOn('page', false)).toEqual(['kept']);
		expect(decisionsOn('request', true)).not.toContain('hidden');
		expect(decisionsOn('sticker', true)).not.toContain('erased');
	});

	test('is against one side, never both', () => {
		for (const decision of decisions)
			expect(isAgainst('reporter', decision)).toBe(!isAgainst('household', decision));
	});
});

test('an objection has words, and not too many', () => {
	expect(readObjection(' non ')).toEqual({ words: 'non' });
	expect(readObjection('\u200b')).toEqual({ problem: 'missing' });
	expect(readObjection('x'.repeat(REPORT_LENGTH + 1))).toEqual({ problem: 'too-long' });
});

test.each(languages)('each reason, decision and rule has words in %s', (language) => {
	const words = Object.keys(dictionaries[language]);
	const wanted = [
		...registerReasons.flatMap((one) => [`report.reason.${one}`, `decision.facts.${one}`]),
		...decisions.map((one) => `decision.did.${one}`),
		...[...grounds, 'left'].map((one) => `decision.ground.${one}`)
	];
	expect(wanted.filter((key) => !words.includes(key))).toEqual([]);
});

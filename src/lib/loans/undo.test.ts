import { describe, expect, test } from 'vitest';
import { HOURS_TO_ANSWER } from './steps.ts';
import { MINUTES_TO_UNDO, undoOf, type LastStep } from './undo.ts';

const MINUTE = 60_000;
const ASKED = 1_000;
const TAPPED = ASKED + 60 * MINUTE;
const yes: LastStep = { state: 'accepted', by: 'lender', at: TAPPED, before: 'asked', beforeAt: ASKED };

describe('a tap', () => {
	test('can be taken back for some minutes', () => {
		const until = TAPPED + MINUTES_TO_UNDO * MINUTE;
		expect(undoOf(yes, TAPPED)).toMatchObject({ step: { name: 'accept' }, until });
		expect(undoOf(yes, until - 1)).not.toBeNull();
		expect(undoOf(yes, until)).toBeNull();
	});

	test('cannot be taken back once the question would be over without it', () => {
		const asked = TAPPED - HOURS_TO_ANSWER * 60 * MINUTE + MINUTE;
		expect(undoOf({ ...yes, beforeAt: asked }, TAPPED)).toMatchObject({ until: TAPPED + MINUTE });
		expect(undoOf({ ...yes, beforeAt: asked }, TAPPED + MINUTE)).toBeNull();
	});

	test('of a loan under way is bound to no hour of the question', () => {
		const given: LastStep = { ...yes, state: 'handed-over', before: 'accepted', beforeAt: 0 };
		expect(undoOf(given, TAPPED)).toMatchObject({ step: { name: 'hand-over' } });
		expect(undoOf({ ...given, state: 'given-back', before: 'handed-over' }, TAPPED)).not.toBeNull();
	});

	test.each<Partial<LastStep>>([
		{ by: 'borrower' },
		{ by: 'clock' },
		{ before: 'proposed' },
		{ before: null, beforeAt: null },
		{ state: 'cancelled', before: 'accepted' },
		{ state: 'asked', before: 'called' },
		{ state: 'handed-over', by: 'borrower', before: 'accepted' }
	])('of another kind, or of somebody else, is none: %j', (other) => {
		expect(undoOf({ ...yes, ...other }, TAPPED)).toBeNull();
	});
});

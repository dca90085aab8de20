import fc from 'fast-check';
import { expect, test } from 'vitest';
import { A4, INK_MARGIN_MM, mmToPt, ptToMm } from './lengths.ts';

test('an inch is 25.4 mm and 72 points', () => {
	expect(mmToPt(25.4)).toBeCloseTo(72, 12);
	expect(ptToMm(72)).toBeCloseTo(25.4, 12);
});

test('A4 is 595.28 by 841.89 points', () => {
	expect(mmToPt(A4.widthMm)).toBeCloseTo(595.276, 3);
	expect(mmToPt(A4.heightMm)).toBeCloseTo(841.89, 3);
	expect(INK_MARGIN_MM).toBeGreaterThanOrEqual(5);
});

test('there and back is where we were', () => {
	fc.assert(
		fc.property(fc.double({ min: 0, max: 10_000, noNaN: true }), (mm) => {
			expect(ptToMm(mmToPt(mm))).toBeCloseTo(mm, 8);
		})
	);
});

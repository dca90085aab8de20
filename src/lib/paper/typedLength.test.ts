import { expect, test } from 'vitest';
import { readMm } from './typedLength.ts';

test.each([
	['20', 20],
	[' 20,5 ', 20.5],
	['20.5mm', 20.5],
	['20,5 MM', 20.5],
	['2,05 cm', 20.5],
	['.5', 0.5],
	['-1,5', -1.5],
	['−1,5', -1.5],
	['٢٠٫٥ مم', 20.5],
	['۱۰۰', 100]
])('%s is %d mm', (typed, mm) => {
	expect(readMm(typed)).toBeCloseTo(mm, 9);
});

test.each(['', ' ', 'mm', 'abc', '1,2,3', '1e3', 'Infinity', 'NaN', '0x10', '2"', '20 in', '9'.repeat(60)])(
	'"%s" is no length',
	(typed) => {
		expect(readMm(typed)).toBeNull();
	}
);

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	bothCorrections,
	checkSheetFit,
	corrected,
	correctionFits,
	correctionOf,
	readCalibration,
	type Calibration,
	type PrinterFault,
	type TypedMeasures
} from './calibration.ts';
import { A4, LETTER, type PaperSize } from './lengths.ts';

const RIGHT: PrinterFault = { shiftX: 0, shiftY: 0, scaleX: 1, scaleY: 1 };
const fault = (wrong: Partial<PrinterFault>): PrinterFault => ({ ...RIGHT, ...wrong });

/** What a perfect ruler reads on the test page from a printer with this fault. */
function measured({ shiftX, shiftY, scaleX, scaleY }: PrinterFault): Required<TypedMeasures> {
	return {
		a: `${shiftX + 20 * scaleX} mm`,
		b: `${100 * scaleX}`.replace('.', ','),
		c: `${shiftY + 20 * scaleY}`,
		d: `${100 * scaleY}`
	};
}

function calibrated(typed: TypedMeasures, paper: PaperSize = A4): Calibration {
	const read = readCalibration(typed, paper);
	if ('refusal' in read) throw new Error(JSON.stringify(read));
	return read;
}

/** Where such a printer puts a point of the page. */
const printed = ({ shiftX, shiftY, scaleX, scaleY }: PrinterFault, x: number, y: number) =>
	[x * scaleX + shiftX, y * scaleY + shiftY] as const;

const faults = fc.record({
	shiftX: fc.double({ min: -9.9, max: 9.9, noNaN: true }),
	shiftY: fc.double({ min: -9.9, max: 9.9, noNaN: true }),
	scaleX: fc.double({ min: 0.905, max: 1.095, noNaN: true }),
	scaleY: fc.double({ min: 0.905, max: 1.095, noNaN: true })
});
const places = fc.record({
	x: fc.double({ min: 0, max: 210, noNaN: true }),
	y: fc.double({ min: 0, max: 297, noNaN: true })
});

describe('a correction', () => {
	test('puts each point where it belongs, whatever the printer does', () => {
		fc.assert(
			fc.property(faults, places, (wrong, { x, y }) => {
				const read = readCalibration(rounded(measured(wrong)), A4);
				if ('refusal' in read) {
					expect(read.refusal).toBe('wrong-paper');
					return;
				}
				const to = corrected({ x, y, w: 0, h: 0 }, read.correction);
				const [atX, atY] = printed(wrong, to.x, to.y);
				expect(Math.abs(atX - x)).toBeLessThan(0.01);
				expect(Math.abs(atY - y)).toBeLessThan(0.01);
			})
		);
	});

	/** As far as a typed number goes: six decimals. */
	const rounded = (typed: Required<TypedMeasures>): TypedMeasures =>
		Object.fromEntries(
			Object.entries(typed).map(([field, mm]) => [field, parseFloat(mm.replace(',', '.')).toFixed(6)])
		) as unknown as TypedMeasures;

	test('does nothing to a printer that is right', () => {
		expect(calibrated({ a: '20', b: '100', c: '20', d: '100' }).correction).toEqual({
			...{ offsetXMm: 0, offsetYMm: 0, scaleX: 1, scaleY: 1 }
		});
	});

	test('of a printer measured again with its first one is both together', () => {
		fc.assert(
			fc.property(faults, places, (wrong, { x, y }) => {
				const first = correctionOf({ ...wrong, shiftX: wrong.shiftX + 0.5, scaleY: wrong.scaleY * 1.01 });
				const [cornerX, cornerY] = through(first, wrong, 0, 0);
				const [farX, farY] = through(first, wrong, 100, 100);
				const left = { scaleX: (farX - cornerX) / 100, scaleY: (farY - cornerY) / 100 };
				const second = correctionOf({ shiftX: cornerX, shiftY: cornerY, ...left });
				const [atX, atY] = through(bothCorrections(first, second), wrong, x, y);
				expect([atX, atY]).toEqual([expect.closeTo(x, 6), expect.closeTo(y, 6)]);
			})
		);
	});

	const through = (correction: Calibration['correction'], wrong: PrinterFault, x: number, y: number) => {
		const to = corrected({ x, y, w: 0, h: 0 }, correction);
		return printed(wrong, to.x, to.y);
	};

	test('of which only two numbers were measured has the same scale down, and no shift', () => {
		const { correction } = calibrated({ a: '21', b: '98' });
		expect(correction.scaleY).toBe(correction.scaleX);
		expect(correction.offsetYMm).toBe(0);
		expect(calibrated({ a: '20', b: '100', c: '22', d: ' ' }).fault).toMatchObject({ shiftY: 2, scaleY: 1 });
	});

	test('must leave the ink on the paper', () => {
		const ink = { x: 5, y: 5, w: 200, h: 287 };
		expect(correctionFits(A4, ink, correctionOf(fault({ shiftX: 4.9, shiftY: -4.9 })))).toBe(true);
		expect(correctionFits(A4, ink, correctionOf(fault({ shiftX: 5.1 })))).toBe(false);
		expect(correctionFits(A4, ink, correctionOf(fault({ shiftY: -5.1 })))).toBe(false);
		expect(correctionFits(A4, ink, correctionOf(fault({ scaleX: 0.94, scaleY: 0.94 })))).toBe(false);
	});
});

describe('the cause', () => {
	test.each<[string, Partial<PrinterFault>, Calibration['cause']]>([
		['nothing', {}, 'fine'],
		['less than a ruler shows', { shiftX: 0.2, scaleX: 1.001, scaleY: 1.001 }, 'fine'],
		['the paper lies 1.5 mm to the left', { shiftX: -1.5 }, 'shifted'],
		['the paper lies 2 mm too high', { shiftY: 2 }, 'shifted'],
		[
			'fitted to the printable area, around the middle',
			{ ...centred(0.97), scaleX: 0.97, scaleY: 0.97 },
			'scaled'
		],
		['enlarged from the corner', { scaleX: 1.03, scaleY: 1.03 }, 'scaled'],
		['96 % and aside', { shiftX: 8, shiftY: -3, scaleX: 0.96, scaleY: 0.96 }, 'shifted-and-scaled'],
		['the paper slips', { scaleY: 0.99 }, 'stretched']
	])('%s', (_, wrong, cause) => {
		expect(calibrated(measured(fault(wrong))).cause).toBe(cause);
	});

	function centred(scale: number): Partial<PrinterFault> {
		return { shiftX: (210 - 210 * scale) / 2, shiftY: (297 - 297 * scale) / 2 };
	}
});

describe('the examples of docs/printing.md', () => {
	test.each<[TypedMeasures, Calibration['cause']]>([
		[{ a: '20', b: '100' }, 'fine'],
		[{ a: '21.5', b: '100' }, 'shifted'],
		[{ a: '22.6', b: '97', c: '23.9', d: '97' }, 'scaled'],
		[{ a: '28', b: '96' }, 'shifted-and-scaled'],
		[{ a: '20', b: '100', c: '20', d: '99' }, 'stretched']
	])('%o', (typed, cause) => {
		expect(calibrated(typed).cause).toBe(cause);
	});
});

describe('the wrong paper', () => {
	/** A page of one size, fitted to the other and put in its middle. */
	function fitted(page: PaperSize, paper: PaperSize): PrinterFault {
		const scale = Math.min(paper.widthMm / page.widthMm, paper.heightMm / page.heightMm);
		return {
			...{ scaleX: scale, scaleY: scale },
			shiftX: (paper.widthMm - page.widthMm * scale) / 2,
			shiftY: (paper.heightMm - page.heightMm * scale) / 2
		};
	}
	const halfMm = (mm: string) => String(Math.round(parseFloat(mm.replace(',', '.')) * 2) / 2);
	const asRead = (typed: Required<TypedMeasures>) => ({
		...{ a: halfMm(typed.a), b: halfMm(typed.b), c: halfMm(typed.c), d: halfMm(typed.d) }
	});

	test('A4 fitted to Letter is 94.1 %, read with a ruler of half millimetres', () => {
		const typed = asRead(measured(fitted(A4, LETTER)));
		expect(typed).toEqual({ a: '28', b: '94', c: '19', d: '94' });
		expect(readCalibration(typed, A4)).toEqual({ refusal: 'wrong-paper', printedOn: LETTER });
		expect(readCalibration({ a: '28', b: '94' }, A4)).toEqual({ refusal: 'wrong-paper', printedOn: LETTER });
	});

	test('Letter fitted to A4 is 97.3 %', () => {
		const typed = asRead(measured(fitted(LETTER, A4)));
		expect(typed).toEqual({ a: '19.5', b: '97.5', c: '32', d: '97.5' });
		expect(readCalibration(typed, LETTER)).toEqual({ refusal: 'wrong-paper', printedOn: A4 });
	});

	test('at actual size, in the middle of the other paper', () => {
		expect(readCalibration({ a: '23', b: '100', c: '11,2', d: '100' }, A4)).toEqual({
			...{ refusal: 'wrong-paper', printedOn: LETTER }
		});
	});

	test('is not said of a page that is fitted to the printable area of its own', () => {
		const quarterInch = { a: '25.1', b: '93.95', c: '27.8', d: '93.95' };
		expect(calibrated(quarterInch)).toMatchObject({ cause: 'scaled' });
	});
});

describe('what no ruler reads', () => {
	test.each<[TypedMeasures, object[]]>([
		[{ a: '', b: '100' }, [{ field: 'a', problem: 'missing' }]],
		[{ a: '20', b: 'cent' }, [{ field: 'b', problem: 'not-a-number' }]],
		[{ a: '20', b: '100', d: '?' }, [{ field: 'd', problem: 'not-a-number' }]],
		[{ a: '20', b: '89' }, [{ field: 'b', problem: 'impossible' }]],
		[{ a: '20', b: '-100' }, [{ field: 'b', problem: 'impossible' }]],
		[{ a: '20', b: '0' }, [{ field: 'b', problem: 'impossible' }]],
		[{ a: '31', b: '100' }, [{ field: 'a', problem: 'impossible' }]],
		[{ a: '20', b: '100', c: '9', d: '100' }, [{ field: 'c', problem: 'impossible' }]],
		[{ a: '20', b: '100', c: '20', d: '10' }, [{ field: 'd', problem: 'impossible' }]]
	])('%o', (typed, problems) => {
		expect(readCalibration(typed, A4)).toEqual({ refusal: 'unreadable', problems });
	});

	test('comma, unit and centimetres are read', () => {
		const { fault: found } = calibrated({ a: ' 20,5 mm', b: '10 cm' });
		expect(found).toEqual({ shiftX: 0.5, shiftY: 0, scaleX: 1, scaleY: 1 });
	});
});

test('outlines that do not lie on the labels are another sheet only when the printer is right', () => {
	expect(checkSheetFit(true, 'shifted')).toBe('fits');
	expect(checkSheetFit(false, 'scaled')).toBe('print-again');
	expect(checkSheetFit(false, 'fine')).toBe('wrong-sheet');
});

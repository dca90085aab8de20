import type { Shape } from '#lib/paper/drawing.ts';
import type { PrintKey } from '#lib/text/print.fr.ts';
import type { Area } from '#lib/paper/lengths.ts';
import { area, disc, frame, inset, MEDIUM, PAPER } from './look.ts';
import { write } from './writing.ts';
import type { Voice } from './words.ts';

const steps: readonly (readonly [what: PrintKey, more: PrintKey])[] = [
	['sheetCut', 'sheetCutMore'],
	['sheetStick', 'sheetStickMore'],
	['sheetScan', 'sheetScanMore']
];

/** Cut, stick, scan: three numbered steps in a box. The second line is in the second language when there is one. */
export function howToBox(first: Voice, second: Voice | null, place: Area): Shape[] {
	const room = inset(place, 3, 1.6);
	const each = room.h / steps.length;
	return [
		frame(inset(place, MEDIUM.widthMm / 2), 3, MEDIUM),
		...steps.flatMap((step, i) =>
			stepOf(first, second, i + 1, step, area(room.x, room.y + i * each, room.w, each))
		)
	];
}

function stepOf(
	first: Voice,
	second: Voice | null,
	number: number,
	[what, more]: readonly [PrintKey, PrintKey],
	{ x, y, w, h }: Area
): Shape[] {
	const words = area(x + 9.4, y, w - 9.4, h);
	const [detail, text] = second
		? [second, `${second.words(what)} ${second.words(more)}`]
		: [first, first.words(more)];
	return [
		...numberDisc(first, number, x + 3.4, y + h / 2, 3.4),
		...write(first, first.words(what), area(words.x, y + h / 2 - 4.9, words.w, 5.2), {
			...{ sizePt: 10, minPt: 8, face: 'bold', stand: 'middle' }
		}).shapes,
		...write(detail, text, area(words.x, y + h / 2 + 0.1, words.w, 5), {
			...{ sizePt: 8, minPt: 6.5, stand: 'middle', align: second?.direction === 'rtl' ? 'end' : 'start' }
		}).shapes
	];
}

/** A white number on a black disc. */
export function numberDisc(voice: Voice, number: number, cx: number, cy: number, r: number): Shape[] {
	const sizePt = r * 3.4;
	return [
		disc(cx, cy, r),
		...write(voice, String(number), area(cx - r, cy - r, 2 * r, 2 * r), {
			...{ sizePt, face: 'bold', align: 'middle', stand: 'middle', ink: PAPER }
		}).shapes
	];
}

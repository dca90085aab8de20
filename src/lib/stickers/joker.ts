import type { Shape } from '#lib/paper/drawing.ts';
import type { TextRefusal } from '#lib/paper/text.ts';
import { chord, tooSmall, type Label, type TooSmall } from './label.ts';
import { across, area, BLACK, inset, TO_FILL } from './look.ts';
import { insideRing, objectRim } from './objectSticker.ts';
import { writeTyped } from './writing.ts';
import type { Voice } from './words.ts';

const LEAST_PT = 7;
/** Smaller, nobody draws or writes in it. */
const LEAST_BLANK_MM = 12;

/** A sticker with what somebody typed, as large as it can be; a blank one when that is ''. */
export function joker(voice: Voice, text: string, label: Label): Shape[] | TooSmall | TextRefusal {
	if (text.trim() !== '') return typedJoker(voice, text, label);
	const smaller = Math.min(label.safe.w, label.safe.h);
	return smaller < LEAST_BLANK_MM ? tooSmall(LEAST_BLANK_MM, LEAST_BLANK_MM) : blankJoker(label);
}

/** A blank sticker: draw the thing above the dashed line, write its name on it. */
export function blankJoker(label: Label): Shape[] {
	const { x, w, left, y } = writingLine(label);
	return [objectRim(label), across(x + left, x + w - left, y, { ...TO_FILL, ink: BLACK })];
}

/** The dashed line: 5.4 mm above the lower edge, higher in a circle, where it needs its width. */
function writingLine({ safe, shape }: Label) {
	const { x, y, w, h } = safe;
	if (shape === 'rect') return { x, w, left: 3, y: y + h - Math.min(5.4, 0.3 * h) };
	const room = insideRing(safe);
	const line = room.cy + 0.55 * room.r;
	return { ...chord(room, line, line), left: 1.5, y: line };
}

function typedJoker(voice: Voice, text: string, label: Label): Shape[] | TextRefusal {
	const { safe, shape } = label;
	const room = insideRing(safe);
	const place =
		shape === 'round'
			? area(room.cx - 0.8 * room.r, room.cy - 0.6 * room.r, 1.6 * room.r, 1.2 * room.r)
			: inset(safe, Math.max(1.6, 0.07 * Math.min(safe.w, safe.h)));
	const written = writeTyped(voice, text, place, {
		...{ sizePt: largestPt(place.h), minPt: LEAST_PT, face: 'bold', align: 'middle', stand: 'middle' }
	});
	return 'refusal' in written ? written : [objectRim(label), ...written.shapes];
}

function largestPt(high: number): number {
	return Math.max(LEAST_PT, Math.min(60, Math.round(1.2 * high)));
}

import type { Shape } from '#lib/paper/drawing.ts';
import { across, BLACK, TO_FILL } from './look.ts';
import { objectFrame } from './objectSticker.ts';
import type { Area } from './writing.ts';

/** A blank sticker: draw the thing above the dashed line, write its name on it. */
export function joker(place: Area): Shape[] {
	const line = place.y + place.h - 5.4;
	return [objectFrame(place), across(place.x + 3, place.x + place.w - 3, line, { ...TO_FILL, ink: BLACK })];
}

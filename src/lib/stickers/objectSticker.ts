import type { Shape } from '#lib/paper/drawing.ts';
import { area, figureAt, frame, inset, MEDIUM, type Drawing } from './look.ts';
import { write, type Area } from './writing.ts';
import type { Voice } from './words.ts';

/** An object to lend: its pictogram, and the name under it. */
export interface ObjectDrawing extends Drawing {
	readonly label: string;
}

const NAME_MM = 8;

/** A sticker that says "this you may borrow here": a solid drawing in a round-cornered frame, its name below it. */
export function objectSticker(voice: Voice, thing: ObjectDrawing, place: Area): Shape[] {
	const size = Math.min(place.w - 5, place.h - NAME_MM - 3.4);
	const middle = place.y + (place.h - NAME_MM + 0.4) / 2;
	const name = area(place.x + 1.2, place.y + place.h - NAME_MM - 1.3, place.w - 2.4, NAME_MM);
	return [
		objectFrame(place),
		figureAt(thing, place.x + place.w / 2, middle, size),
		...write(voice, thing.label, name, {
			...{ sizePt: 8.5, minPt: 6.5, face: 'bold', align: 'middle', stand: 'middle' }
		}).shapes
	];
}

/** The frame that object stickers and jokers share: its line lies inside the place. */
export function objectFrame(place: Area): Shape {
	return frame(inset(place, MEDIUM.widthMm / 2), 3.4, MEDIUM);
}

import { arc, disc, hole, poly, rounded } from '#lib/catalogue/pen.ts';
import { pictogram, type PictogramId } from '#lib/catalogue/pictograms.ts';
import type { Shape } from '#lib/paper/drawing.ts';
import type { Area } from '#lib/paper/lengths.ts';
import type { PrintKey } from '#lib/text/print.fr.ts';
import { leastLike, rim, type Label, type TooSmall } from './label.ts';
import { area, figureAt, inset, MEDIUM, type Drawing } from './look.ts';
import { besideMm, insideRing, isWide, ringMm, squareAbove } from './objectSticker.ts';
import { writeIfItFits } from './writing.ts';
import type { Voice } from './words.ts';

/** A sticker that says one sentence, with drawings that say it too. */
interface Message {
	readonly drawings: readonly Drawing[];
	readonly says: PrintKey;
	/** A smaller line below, on labels that have room for it. */
	readonly adds?: PrintKey;
	readonly leastPt: number;
}

/** A bubble that smiles: somebody who may be asked. */
const smilingBubble: Drawing = {
	name: 'message-smiling-bubble',
	path:
		rounded(3.4, [1, 2], [23, 2], [23, 17.6], [1, 17.6]) +
		poly([5, 17], [12, 17], [5.6, 22.6]) +
		hole(disc(8.3, 7.4, 1.4)) +
		hole(disc(15.7, 7.4, 1.4)) +
		hole(arc(12, 8.6, 5, 22, 158, 1.8))
};

/** A car from the side, two heads in it. */
const sharedCar: Drawing = {
	name: 'message-shared-car',
	path:
		rounded(0.9, [1, 17.6], [1, 11.4], [4, 10.6], [7, 4], [15.4, 4], [19.4, 10.4], [23, 11.6], [23, 17.6]) +
		hole(poly([8.2, 5.7], [14.6, 5.7], [17.6, 10.6], [6, 10.6])) +
		disc(9.4, 8.2, 1.2) +
		disc(9.4, 11, 1.9, 1.4) +
		disc(13.7, 8.2, 1.2) +
		disc(13.7, 11, 1.9, 1.4) +
		disc(6.3, 18.3, 2.7) +
		disc(17.7, 18.3, 2.7)
};

const messages = {
	/** An ambassador's badge, read by whom they speak with. */
	badge: { drawings: [smilingBubble], says: 'badgeSays', leastPt: 7 },
	/** Outside on a car's window, read beside the car. */
	windscreen: { drawings: [sharedCar], says: 'windscreenSays', leastPt: 12 },
	/** On a shop's or a hall's door, read from the pavement. */
	cling: {
		drawings: (['drill', 'bicycle-pump', 'stepladder'] as const).map(thing),
		says: 'herePeopleLend',
		adds: 'clingAdds',
		leastPt: 14
	}
} as const satisfies Record<string, Message>;

function thing(id: PictogramId): Drawing {
	return { name: id, path: pictogram(id)!.path };
}

/** The sentence as large as it can be beside or below its drawings; a frame, or a ring on a round label. */
export function messageSticker(voice: Voice, which: keyof typeof messages, label: Label): Shape[] | TooSmall {
	const message: Message = messages[which];
	const drawn = drawnOn(voice, message, label);
	if (!drawn) return leastLike(label, (larger) => drawnOn(voice, message, larger) !== null);
	return [rim(label, { ...MEDIUM, widthMm: ringMm(label.safe) }), ...drawn];
}

function drawnOn(voice: Voice, message: Message, label: Label): Shape[] | null {
	if (label.shape === 'round') return inDisc(voice, message, label);
	const under = below(voice, message, label.safe);
	if (!isWide(label.safe) || message.drawings.length > 1) return under;
	const aside = beside(voice, message, label.safe);
	return sizeOfWords(under) > sizeOfWords(aside) ? under : aside;
}

/** The sentence's size in points: where it is larger it is read from farther. */
function sizeOfWords(shapes: readonly Shape[] | null): number {
	const words = shapes?.find((shape) => shape.kind === 'text');
	return words?.line.style.sizePt ?? 0;
}

function inDisc(voice: Voice, message: Message, { safe }: Label): Shape[] | null {
	const { cx, cy, r } = insideRing(safe);
	const words = area(cx - 0.8 * r, cy + 0.04 * r, 1.6 * r, 0.54 * r);
	const { size, middle } = squareAbove({ cx, cy, r: 0.97 * r }, cy);
	const row = area(cx - size / 2, middle - size / 2, size, size);
	return together(inRow(message.drawings, row), said(voice, message, words, 'middle'));
}

function beside(voice: Voice, message: Message, place: Area): Shape[] | null {
	const { x, y, w, h } = place;
	const around = besideMm(place);
	const size = Math.min(h - 2 * around, 0.38 * w);
	const toLeft = voice.direction === 'rtl';
	const row = area(toLeft ? x + w - around - size : x + around, y, size, h);
	const words = area(toLeft ? x + around : x + size + 2 * around, y, w - size - 3 * around, h);
	return together(inRow(message.drawings, row), said(voice, message, inset(words, 0, around), 'start'));
}

function below(voice: Voice, message: Message, place: Area): Shape[] | null {
	const room = inset(place, Math.max(1.5, 0.06 * Math.min(place.w, place.h)));
	const high = 0.5 * room.h;
	return together(
		inRow(message.drawings, { ...room, h: high }),
		said(voice, message, area(room.x, room.y + high, room.w, room.h - high), 'middle')
	);
}

/** The drawings side by side in the middle of the area. */
function inRow(drawings: readonly Drawing[], { x, y, w, h }: Area): Shape[] {
	const share = 1.2;
	const size = Math.min(h, w / (1 + (drawings.length - 1) * share));
	const first = x + w / 2 - ((drawings.length - 1) / 2) * share * size;
	return drawings.map((drawing, i) => figureAt(drawing, first + i * share * size, y + h / 2, size));
}

function said(
	voice: Voice,
	{ says, adds, leastPt }: Message,
	place: Area,
	align: 'start' | 'middle'
): readonly Shape[] | null {
	const most = adds ? { ...place, h: 0.66 * place.h } : place;
	const manner = { align, stand: 'middle', wholeWords: true } as const;
	const sentence = writeIfItFits(voice, voice.words(says), most, {
		...{ ...manner, sizePt: Math.max(leastPt, Math.round(1.6 * most.h)), minPt: leastPt, face: 'bold' }
	});
	if (!sentence || !adds) return sentence?.shapes ?? null;
	const rest = area(place.x, place.y + most.h, place.w, place.h - most.h);
	const sizePt = Math.max(leastPt / 2, Math.round(1.4 * rest.h));
	const more = writeIfItFits(voice, voice.words(adds), rest, { ...manner, sizePt, minPt: leastPt / 2 });
	return [...sentence.shapes, ...(more?.shapes ?? [])];
}

const LEAST_DRAWING_MM = 8;

function together(drawings: readonly Shape[], words: readonly Shape[] | null): Shape[] | null {
	const large = drawings.every((one) => one.kind === 'figure' && one.size >= LEAST_DRAWING_MM);
	return large && words ? [...drawings, ...words] : null;
}

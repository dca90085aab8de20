import type { Area } from '#lib/paper/lengths.ts';
import { isPlain } from '#lib/paper/letterPairs.ts';
import {
	lineBoxMm,
	lineHeightMm,
	printable,
	setLine,
	wrapText,
	type Face,
	type LineBox,
	type SetLine,
	type TextStyle,
	type Typesetter
} from '#lib/paper/text.ts';
import type { Voice } from './words.ts';

/** How large a text may be set. */
export interface Size {
	readonly sizePt: number;
	/** The smallest size to try when the text does not fit; without it, no smaller one. */
	readonly minPt?: number;
	readonly face?: Face;
	/** A word that alone is wider than the area is not cut in two: the text does not fit. */
	readonly wholeWords?: boolean;
}

/** Lines of one size, each with the room of the one that needs the most, so that they stand evenly. */
export interface Lines {
	readonly set: readonly SetLine[];
	readonly box: LineBox;
}

export const NO_LINES: Lines = { set: [], box: { aboveMm: 0, belowMm: 0 } };

/** What lines take, in mm. */
export function heightOf({ set, box }: Lines): number {
	return set.length * (box.aboveMm + box.belowMm);
}

/** Sums of millimetres may differ in their last digit. */
const HAIR_MM = 0.01;

type Room = Pick<Area, 'w' | 'h'>;

/** The lines at the largest size, from the wished one down, at which they fit the room; words stay whole if they can. */
export function linesThatFit(voice: Voice, text: string, { w, h }: Room, size: Size): Lines | null {
	const room = { w: toMicrometre(w), h: toMicrometre(h) };
	const known = fittedLately(voice, text).find((one) => isSame(one, voice, room, size));
	if (known) return known.lines;
	const lines = fit(voice, text, room, size);
	remember(voice, text, { language: voice.language, room, size, lines });
	return lines;
}

function toMicrometre(mm: number): number {
	return Math.round(mm * 1000) / 1000;
}

/** The parts one under the other, none of them broken, all at the largest size at which they fit the room. */
export function partsThatFit(voice: Voice, parts: readonly string[], room: Room, size: Size): Lines | null {
	for (const sizePt of sizesOf(size)) {
		const style = styleAt(voice, size, sizePt);
		const lines = evenly(
			voice,
			parts.map((part) => setLine(voice.typesetter, part, style))
		);
		if (heightOf(lines) <= room.h + HAIR_MM && lines.set.every(({ widthMm }) => widthMm <= room.w))
			return lines;
	}
	return null;
}

function fit(voice: Voice, text: string, room: Room, size: Size): Lines | null {
	let withCutWords: Lines | null = null;
	for (const sizePt of sizesOf(size)) {
		const set = linesAt(voice, text, room, styleAt(voice, size, sizePt));
		if (!set) continue;
		const lines = evenly(voice, set);
		if (heightOf(lines) > room.h + HAIR_MM) continue;
		if (!cutsWords(text, set)) return lines;
		withCutWords ??= lines;
	}
	return size.wholeWords ? null : withCutWords;
}

function linesAt({ typesetter }: Voice, text: string, { w, h }: Room, style: TextStyle) {
	const maxLines = Math.floor((h + HAIR_MM) / lineHeightMm(style));
	if (maxLines < 1) return null;
	if (isPlain(text) && text !== '') {
		const whole = setLine(typesetter, text, style);
		if (whole.widthMm <= w) return [whole];
		if (maxLines === 1) return null;
	}
	const set = wrapText(typesetter, text, style, { widthMm: w, maxLines });
	return 'refusal' in set ? null : set;
}

function evenly({ typesetter }: Voice, set: readonly SetLine[]): Lines {
	let { aboveMm, belowMm } = NO_LINES.box;
	for (const line of set) {
		const box = lineBoxMm(typesetter, line);
		aboveMm = Math.max(aboveMm, box.aboveMm);
		belowMm = Math.max(belowMm, box.belowMm);
	}
	return { set, box: { aboveMm, belowMm } };
}

/** Scripts without spaces go on in the next line anywhere. */
const SPACELESS =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

function cutsWords(text: string, lines: readonly SetLine[]): boolean {
	if (lines.length < 2) return false;
	return printable(text)
		.split(/[ \u00ad\u200b]+/)
		.some((word) => !SPACELESS.test(word) && !lines.some((line) => line.text.includes(word)));
}

/** Half a point smaller each time; from headlines down to 40 pt a twenty-fifth, which nobody sees either. */
function* sizesOf({ sizePt, minPt = sizePt }: Size): Generator<number> {
	for (let size = sizePt; size > minPt; size -= size > 40 ? size / 25 : 0.5) yield size;
	yield minPt;
}

function styleAt({ language }: Voice, { face = 'regular' }: Size, sizePt: number): TextStyle {
	return { face, sizePt, language };
}

/** From one baseline to the next, in mm, for usual text. */
export function usualLineMm(voice: Voice, size: Size): number {
	return lineHeightMm(styleAt(voice, size, size.sizePt));
}

/** What was asked, and what was found. */
interface Fitted {
	readonly language: string;
	readonly room: Room;
	readonly size: Size;
	readonly lines: Lines | null;
}

/** Pages of a document say much the same in the same places: what was fitted lately is not fitted again. */
interface Memory {
	readonly byText: Map<string, Fitted[]>;
	count: number;
}

const memories = new WeakMap<Typesetter, Memory>();
const MOST_REMEMBERED = 2_000;
const NOTHING: readonly Fitted[] = [];

function fittedLately({ typesetter }: Voice, text: string): readonly Fitted[] {
	return memories.get(typesetter)?.byText.get(text) ?? NOTHING;
}

function isSame({ language, room, size }: Fitted, voice: Voice, { w, h }: Room, other: Size): boolean {
	return (
		room.w === w &&
		room.h === h &&
		size.sizePt === other.sizePt &&
		size.minPt === other.minPt &&
		size.face === other.face &&
		size.wholeWords === other.wholeWords &&
		language === voice.language
	);
}

function remember({ typesetter }: Voice, text: string, fitted: Fitted): void {
	const memory = memories.get(typesetter) ?? { byText: new Map(), count: 0 };
	if (memory.count === MOST_REMEMBERED) {
		memory.byText.clear();
		memory.count = 0;
	}
	const ofText = memory.byText.get(text) ?? [];
	ofText.push(fitted);
	memory.byText.set(text, ofText);
	memory.count++;
	memories.set(typesetter, memory);
}

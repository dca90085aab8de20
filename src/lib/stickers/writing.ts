import { BLACK, type Ink, type Text } from '#lib/paper/drawing.ts';
import {
	isRightToLeft,
	lineHeightMm,
	printable,
	setLine,
	unknownCharacters,
	wrapText,
	type Face,
	type SetLine,
	type TextStyle
} from '#lib/paper/text.ts';
import type { Voice } from './words.ts';

/** A rectangle on the page, in mm from its top left corner. */
export interface Area {
	readonly x: number;
	readonly y: number;
	readonly w: number;
	readonly h: number;
}

export interface Manner {
	readonly sizePt: number;
	/** The smallest size to try when the text does not fit; without it, no smaller one. */
	readonly minPt?: number;
	readonly face?: Face;
	/** Where lines begin: `start` is the left in French and the right in Arabic. */
	readonly align?: 'start' | 'middle' | 'end';
	/** Where the lines stand in a higher area. */
	readonly stand?: 'top' | 'middle' | 'bottom';
	readonly ink?: Ink;
}

export interface Written {
	readonly shapes: readonly Text[];
	/** Height that the lines take, in mm. */
	readonly height: number;
}

/** Writes a sentence of ours in an area, in as many lines as it needs. Throws when it does not fit: the layout is wrong. */
export function write(voice: Voice, text: string, area: Area, manner: Manner): Written {
	const lines = fitted(voice, text, area, manner);
	if (lines) return stood(voice, lines, area, manner);
	throw new Error(`"${text}" does not fit in ${area.w.toFixed(1)} x ${area.h.toFixed(1)} mm`);
}

/**
 * Writes what a list or a landlord calls a thing: it never fails. What is still too long at the smallest size ends
 * in "…"; a character that no font has becomes "?".
 */
export function writeName(voice: Voice, name: string, area: Area, manner: Manner): Written {
	const readable = readableName(voice, name);
	const lines = fitted(voice, readable, area, manner) ?? shortened(voice, readable, area, manner);
	return stood(voice, lines, area, manner);
}

/** The name as far as it goes in `widthMm` at `sizePt`: for a sentence of ours that holds a name. */
export function shortName(voice: Voice, name: string, widthMm: number, sizePt: number): string {
	const readable = readableName(voice, name);
	const room = { x: 0, y: 0, w: widthMm, h: lineHeightMm({ face: 'bold', sizePt, language: 'ar' }) };
	const manner = { sizePt, face: 'bold' } as const;
	if (fitted(voice, readable, room, manner)) return readable;
	return shortened(voice, readable, room, manner)[0]?.text ?? '';
}

export interface Paragraph {
	readonly voice: Voice;
	readonly text: string;
	readonly manner: Manner;
	/** Space before it, in mm. */
	readonly above?: number;
}

/** Writes paragraphs one under the other, all a little smaller when they need it. Throws when they do not fit. */
export function writeDown(
	paragraphs: readonly Paragraph[],
	area: Area,
	stand: 'top' | 'middle' = 'top'
): Written {
	for (let scale = 1; scale >= 0.7; scale -= 0.04) {
		const written = atScale(paragraphs, area, scale);
		if (!written || written.height > area.h) continue;
		return stand === 'top' ? written : lowered(written, (area.h - written.height) / 2);
	}
	throw new Error(`"${paragraphs[0]?.text}"... does not fit in ${area.w} x ${area.h} mm`);
}

function lowered({ shapes, height }: Written, by: number): Written {
	return { shapes: shapes.map((text) => ({ ...text, y: text.y + by })), height };
}

function atScale(paragraphs: readonly Paragraph[], area: Area, scale: number): Written | null {
	const shapes: Text[] = [];
	let y = area.y;
	for (const { voice, text, manner, above = 0 } of paragraphs) {
		y += above * scale;
		const sized = { ...manner, sizePt: manner.sizePt * scale, minPt: manner.sizePt * scale };
		const room = { ...area, y, h: area.h };
		const lines = fitted(voice, text, room, sized);
		if (!lines) return null;
		const written = stood(voice, lines, room, { ...sized, stand: 'top' });
		shapes.push(...written.shapes);
		y += written.height;
	}
	return { shapes, height: y - area.y };
}

/**
 * Writes an internet address, which people must be able to type: where it is too long for one line it goes on after
 * a dot, a hyphen or a slash.
 */
export function writeAddress(voice: Voice, address: string, area: Area, manner: Manner): Written {
	const line = { ...area, h: Math.min(area.h, lineHeightMm(styleOf(voice, manner, manner.sizePt)) + 0.01) };
	const alone = fitted(voice, address, line, manner);
	if (alone) return stood(voice, alone, area, manner);
	const halves = inHalves(voice, addressHalves(address), area, manner);
	return halves ? stood(voice, halves, area, manner) : writeName(voice, address, area, manner);
}

/** Each part in a line of its own, both at the largest size at which they fit. */
function inHalves(
	voice: Voice,
	parts: readonly string[],
	area: Area,
	manner: Manner
): readonly SetLine[] | undefined {
	return sizes(manner)
		.map((sizePt) => parts.map((part) => setLine(voice.typesetter, part, styleOf(voice, manner, sizePt))))
		.find((lines) => heightOf(lines) <= area.h + 0.01 && lines.every((line) => line.widthMm <= area.w));
}

/** The address in two parts as equal as can be, the first ending in a mark. */
function addressHalves(address: string): [string, string] {
	const cuts = Array.from(address.matchAll(/[-./]/g), ({ index }) => index + 1);
	const off = (cut: number) => Math.abs(address.length / 2 - cut);
	const [cut = address.length] = cuts.sort((a, b) => off(a) - off(b));
	return [address.slice(0, cut), address.slice(cut)];
}

/** Whether a name is printed whole, every character of it. */
export function isPrintedWhole(voice: Voice, name: string, area: Area, manner: Manner): boolean {
	return unknownCharacters(voice.typesetter, name).length === 0 && fitted(voice, name, area, manner) !== null;
}

const LONGEST_NAME = 400;

function readableName(voice: Voice, name: string): string {
	const clean = printable(name.slice(0, LONGEST_NAME));
	const unknown = new Set(unknownCharacters(voice.typesetter, clean));
	return unknown.size === 0 ? clean : Array.from(clean, (c) => (unknown.has(c) ? '?' : c)).join('');
}

/** The lines at the largest size, from the wished one down, at which they fit the area. */
function fitted(voice: Voice, text: string, area: Area, manner: Manner): readonly SetLine[] | null {
	for (const sizePt of sizes(manner)) {
		const style = styleOf(voice, manner, sizePt);
		const maxLines = Math.floor((area.h + 0.01) / lineHeightMm(style));
		if (maxLines === 0) continue;
		const lines = wrapText(voice.typesetter, text, style, { widthMm: area.w, maxLines });
		if (!('refusal' in lines) && heightOf(lines) <= area.h + 0.01) return lines;
	}
	return null;
}

function shortened(voice: Voice, name: string, area: Area, manner: Manner): readonly SetLine[] {
	const letters = Array.from(new Intl.Segmenter().segment(name), ({ segment }) => segment);
	const smallest = { ...manner, sizePt: manner.minPt ?? manner.sizePt };
	const cut = (length: number) => `${letters.slice(0, length).join('').trimEnd()}…`;
	let [fits, tooLong] = [0, letters.length];
	while (tooLong - fits > 1) {
		const length = Math.floor((fits + tooLong) / 2);
		if (fitted(voice, cut(length), area, smallest)) fits = length;
		else tooLong = length;
	}
	return fitted(voice, cut(fits), area, smallest) ?? [];
}

function sizes({ sizePt, minPt = sizePt }: Manner): number[] {
	const smaller = Array.from({ length: Math.ceil((sizePt - minPt) / 0.5) }, (_, i) => sizePt - i * 0.5);
	return [...smaller, minPt];
}

function styleOf(voice: Voice, { face = 'regular' }: Manner, sizePt: number): TextStyle {
	return { face, sizePt, language: voice.language };
}

function heightOf(lines: readonly SetLine[]): number {
	return lines.reduce((sum, line) => sum + lineHeight(line), 0);
}

/** A name in Arabic needs Arabic's room in a French line too. */
function lineHeight(line: SetLine): number {
	const needsRoom = line.direction === 'rtl' && !isRightToLeft(line.style.language);
	return lineHeightMm(needsRoom ? { ...line.style, language: 'ar' } : line.style);
}

/** The baseline stands here in its line's height: room for accents above, for tails below. */
const BASELINE = { ltr: 0.74, rtl: 0.66 } as const;

function stood(voice: Voice, lines: readonly SetLine[], area: Area, manner: Manner): Written {
	const height = heightOf(lines);
	const { align = 'start', stand = 'top', ink = BLACK } = manner;
	let y = area.y + { top: 0, middle: 0.5, bottom: 1 }[stand] * (area.h - height);
	const shapes = lines.map((line): Text => {
		const x = area.x + aside(voice, align) * (area.w - line.widthMm);
		const baseline = y + BASELINE[line.direction] * lineHeight(line);
		y += lineHeight(line);
		return { kind: 'text', line, x, y: baseline, ink };
	});
	return { shapes, height };
}

function aside(voice: Voice, align: 'start' | 'middle' | 'end'): number {
	if (align === 'middle') return 0.5;
	return (align === 'start') === (voice.direction === 'ltr') ? 0 : 1;
}

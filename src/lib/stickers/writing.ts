import { BLACK, type Ink, type Text } from '#lib/paper/drawing.ts';
import { ptToMm, type Area } from '#lib/paper/lengths.ts';
import { printable, unknownCharacters, type Face, type TextRefusal } from '#lib/paper/text.ts';
import {
	heightOf,
	linesThatFit,
	NO_LINES,
	partsThatFit,
	usualLineMm,
	type Lines,
	type Size
} from './fitting.ts';
import type { Voice } from './words.ts';

export interface Manner extends Size {
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
	const lines = linesThatFit(voice, text, area, manner);
	if (lines) return stood(voice, lines, area, manner);
	throw new Error(`"${text}" does not fit in ${area.w.toFixed(1)} x ${area.h.toFixed(1)} mm`);
}

/** Writes a text as `write` does, or not at all where it does not fit. */
export function writeIfItFits(voice: Voice, text: string, area: Area, manner: Manner): Written | null {
	const lines = linesThatFit(voice, text, area, manner);
	return lines && stood(voice, lines, area, manner);
}

/** Writes what a person typed, all of it, or says why not: too long, or a character that no font of ours has. */
export function writeTyped(voice: Voice, text: string, area: Area, manner: Manner): Written | TextRefusal {
	const characters = unknownCharacters(voice.typesetter, text, manner.face);
	if (characters.length > 0) return { refusal: 'unknown-character', characters };
	return writeIfItFits(voice, text, area, manner) ?? { refusal: 'too-long' };
}

/**
 * Writes what a list or a landlord calls a thing: it never fails. What is still too long at the smallest size ends
 * in "…"; a character that no font has becomes "?".
 */
export function writeName(voice: Voice, name: string, area: Area, manner: Manner): Written {
	const readable = readableName(voice, name, manner.face);
	const lines = linesThatFit(voice, readable, area, manner) ?? shortened(voice, readable, area, manner);
	return stood(voice, lines, area, manner);
}

/**
 * The name as far as it goes in `widthMm` at `sizePt`, for a sentence of ours that holds a name: no higher than a line of
 * Arabic or Thai, so that the sentence has room wherever it stands. Marks that need more are left out.
 */
export function shortName(voice: Voice, name: string, widthMm: number, sizePt: number): string {
	const readable = readableName(voice, name, 'bold');
	const room = { w: widthMm, h: HIGH_LINE * ptToMm(sizePt) };
	const manner = { sizePt, face: 'bold' } as const;
	const isLow = linesThatFit(voice, readable, { ...room, w: Infinity }, manner) !== null;
	const said = isLow ? readable : withoutMarks(readable);
	if (linesThatFit(voice, said, room, manner)) return said;
	return shortened(voice, said, room, manner).set[0]?.text ?? '';
}

/** In sizes. */
const HIGH_LINE = 1.65;

function withoutMarks(name: string): string {
	return name
		.normalize('NFD')
		.replace(/\p{Mn}+/gu, '')
		.normalize('NFC');
}

export interface Paragraph {
	readonly voice: Voice;
	readonly text: string;
	readonly manner: Manner;
	/** Space before it, in mm. */
	readonly above?: number;
}

export interface WrittenDown extends Written {
	/** What was written of each paragraph, in their order. */
	readonly paragraphs: readonly Written[];
}

/** Writes paragraphs one under the other, all a little smaller when they need it. Throws when they do not fit. */
export function writeDown(
	paragraphs: readonly Paragraph[],
	area: Area,
	stand: 'top' | 'middle' = 'top'
): WrittenDown {
	for (let scale = 1; scale >= 0.7; scale -= 0.04) {
		const written = atScale(paragraphs, area, scale);
		if (!written) continue;
		const height = written.at(-1)!.bottom - area.y;
		if (height > area.h) continue;
		const by = stand === 'top' ? 0 : (area.h - height) / 2;
		const parts = by === 0 ? written : written.map((one) => lowered(one, by));
		return { paragraphs: parts, shapes: parts.flatMap(({ shapes }) => shapes), height };
	}
	throw new Error(`"${paragraphs[0]?.text}"... does not fit in ${area.w} x ${area.h} mm`);
}

function lowered({ shapes, height }: Written, by: number): Written {
	return { shapes: shapes.map((text) => ({ ...text, y: text.y + by })), height };
}

/** Each paragraph, and where it ends; null when one has no room. */
function atScale(
	paragraphs: readonly Paragraph[],
	area: Area,
	scale: number
): readonly (Written & { readonly bottom: number })[] | null {
	const written = [];
	let y = area.y;
	for (const { voice, text, manner, above = 0 } of paragraphs) {
		y += above * scale;
		const sized = { ...manner, sizePt: manner.sizePt * scale, minPt: manner.sizePt * scale };
		const room = { ...area, y };
		const lines = linesThatFit(voice, text, room, sized);
		if (!lines) return null;
		const paragraph = stood(voice, lines, room, { ...sized, stand: 'top' });
		y += paragraph.height;
		written.push({ ...paragraph, bottom: y });
	}
	return written;
}

/**
 * Writes an internet address, which people must be able to type: where it is too long for one line it goes on after
 * a dot, a hyphen or a slash.
 */
export function writeAddress(voice: Voice, address: string, area: Area, manner: Manner): Written {
	return writeAddressWhole(voice, address, area, manner) ?? writeName(voice, address, area, manner);
}

/** Writes an address as `writeAddress` does, or not at all where it does not fit. */
export function writeAddressWhole(voice: Voice, address: string, area: Area, manner: Manner): Written | null {
	const line = { ...area, h: Math.min(area.h, usualLineMm(voice, manner)) };
	const lines =
		linesThatFit(voice, address, line, manner) ?? partsThatFit(voice, addressHalves(address), area, manner);
	return lines ? stood(voice, lines, area, manner) : null;
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
	const unknown = unknownCharacters(voice.typesetter, name, manner.face);
	return unknown.length === 0 && linesThatFit(voice, name, area, manner) !== null;
}

const LONGEST_NAME = 400;

function readableName(voice: Voice, name: string, face?: Face): string {
	const clean = printable(name.slice(0, LONGEST_NAME));
	const unknown = new Set(unknownCharacters(voice.typesetter, clean, face));
	return unknown.size === 0 ? clean : Array.from(clean, (c) => (unknown.has(c) ? '?' : c)).join('');
}

function shortened(voice: Voice, name: string, area: Pick<Area, 'w' | 'h'>, manner: Manner): Lines {
	const letters = Array.from(new Intl.Segmenter().segment(name), ({ segment }) => segment);
	const smallest = { ...manner, sizePt: manner.minPt ?? manner.sizePt };
	const cut = (length: number) => `${letters.slice(0, length).join('').trimEnd()}…`;
	let [fits, tooLong] = [0, letters.length];
	while (tooLong - fits > 1) {
		const length = Math.floor((fits + tooLong) / 2);
		if (linesThatFit(voice, cut(length), area, smallest)) fits = length;
		else tooLong = length;
	}
	return linesThatFit(voice, cut(fits), area, smallest) ?? NO_LINES;
}

function stood(voice: Voice, lines: Lines, area: Area, manner: Manner): Written {
	const { aboveMm, belowMm } = lines.box;
	const height = heightOf(lines);
	const { align = 'start', stand = 'top', ink = BLACK } = manner;
	const side = aside(voice, align);
	let y = area.y + { top: 0, middle: 0.5, bottom: 1 }[stand] * (area.h - height);
	const shapes = lines.set.map((line): Text => {
		const baseline = y + aboveMm;
		y = baseline + belowMm;
		return { kind: 'text', line, x: area.x + side * (area.w - line.widthMm), y: baseline, ink };
	});
	return { shapes, height };
}

function aside(voice: Voice, align: 'start' | 'middle' | 'end'): number {
	if (align === 'middle') return 0.5;
	return (align === 'start') === (voice.direction === 'ltr') ? 0 : 1;
}

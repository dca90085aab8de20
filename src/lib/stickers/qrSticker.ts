import type { Shape } from '#lib/paper/drawing.ts';
import type { Area } from '#lib/paper/lengths.ts';
import { MIN_MODULE_MM, QUIET_ZONE, type QrSymbol } from '#lib/paper/qr.ts';
import { emblemInRing } from './emblem.ts';
import { broadOf, emblemAndWords, LEAST_EMBLEM_MM, wordsIn, type SignLine } from './emblemAndWords.ts';
import { chord, discOf, tooSmall, whiteOf, type Disc, type Label, type TooSmall } from './label.ts';
import { area, symbolInPatch } from './look.ts';
import { symbolOf, type MailboxSign } from './mailboxSign.ts';
import type { Voice } from './words.ts';

/** Width and height of the kit's sticker, in mm: that of the commonest address labels. */
export const QR_STICKER = { w: 64, h: 38 } as const;

interface Content {
	readonly leastModuleMm: number;
	readonly emblem: boolean;
	readonly lines: readonly SignLine[];
}

/**
 * What stands on a sticker: the first of these that fits. The emblem shows that nobody pasted another code over ours, so
 * it goes last: only where it would not be 8 mm wide beside modules of 0.5 mm.
 */
const CONTENTS: readonly Content[] = [
	{ leastModuleMm: 0.7, emblem: true, lines: ['title', 'code', 'address'] },
	{ leastModuleMm: 0.7, emblem: true, lines: ['title', 'code'] },
	{ leastModuleMm: 0.6, emblem: true, lines: ['title', 'code', 'address'] },
	{ leastModuleMm: 0.6, emblem: true, lines: ['title', 'code'] },
	{ leastModuleMm: 0.6, emblem: true, lines: ['code'] },
	{ leastModuleMm: MIN_MODULE_MM, emblem: true, lines: ['code'] },
	{ leastModuleMm: MIN_MODULE_MM, emblem: true, lines: [] },
	{ leastModuleMm: MIN_MODULE_MM, emblem: false, lines: ['code'] },
	{ leastModuleMm: MIN_MODULE_MM, emblem: false, lines: [] }
];

/** Side of the code with its quiet zone on the kit's sticker. */
const PATCH_MM = 34.5;
const SIZES_TRIED = 8;

/** What is drawn, and how wide its code with the quiet zone is, in mm. */
interface Sketch {
	readonly voice: Voice;
	readonly sign: MailboxSign;
	readonly symbol: QrSymbol;
	readonly content: Content;
	readonly label: Label;
	readonly patch: number;
}

/**
 * "Ici, on prête.": the QR of a mailbox, its emblem, its code and the domain in clear, on any label. The code's ink is in
 * the safe area, its quiet zone on the label. Refused where a module would be smaller than 0.5 mm.
 */
export function qrSticker(voice: Voice, sign: MailboxSign, label: Label): Shape[] | TooSmall {
	const symbol = symbolOf(sign);
	const modules = symbol.size + 2 * QUIET_ZONE;
	for (const content of CONTENTS)
		for (const patch of patches(largestPatch(label, content), modules * content.leastModuleMm)) {
			const drawn = layoutFor(label, content)({ voice, sign, symbol, content, label, patch });
			if (drawn) return drawn;
		}
	const least = modules * MIN_MODULE_MM * (label.shape === 'round' ? Math.SQRT2 : 1);
	return tooSmall(least, least);
}

function* patches(largest: number, least: number): Generator<number> {
	if (largest < least - 0.001) return;
	const smaller = Math.max(0, largest - least) / SIZES_TRIED;
	for (let i = 0; i <= SIZES_TRIED; i++) yield largest - i * smaller;
}

function largestPatch(label: Label, content: Content): number {
	const white = whiteOf(label);
	const smaller = Math.min(white.w, white.h);
	if (isCodeAlone(content)) return label.shape === 'round' ? smaller / Math.SQRT2 : smaller;
	if (label.shape === 'round') return 0.66 * smaller;
	if (isWide(label.safe)) return Math.min(white.h, (white.w * PATCH_MM) / QR_STICKER.w);
	return Math.min(white.w, 0.72 * white.h);
}

function layoutFor(label: Label, content: Content): (sketch: Sketch) => Shape[] | null {
	if (isCodeAlone(content)) return codeAlone;
	if (label.shape === 'round') return inDisc;
	return isWide(label.safe) ? wordsBeside : wordsBelow;
}

function isCodeAlone({ emblem, lines }: Content): boolean {
	return !emblem && lines.length === 0;
}

function isWide({ w, h }: Area): boolean {
	return w > 1.15 * h;
}

function codeAlone({ symbol, label, patch }: Sketch): Shape[] {
	const { x, y, w, h } = whiteOf(label);
	return [symbolInPatch(symbol, x + (w - patch) / 2, y + (h - patch) / 2, patch)];
}

function wordsBeside(sketch: Sketch): Shape[] | null {
	const { symbol, label, patch } = sketch;
	const [white, unit] = [whiteOf(label), patch / PATCH_MM];
	const left = white.x + 0.5 * unit;
	const right = Math.min(white.x + white.w - 2 * unit, label.safe.x + label.safe.w - 0.4 * unit);
	const room = area(left + patch, label.safe.y, right - left - patch, label.safe.h);
	const said = emblemAndWordsIn(sketch, room);
	return said && [symbolInPatch(symbol, left, white.y + (white.h - patch) / 2, patch), ...said];
}

function wordsBelow(sketch: Sketch): Shape[] | null {
	const { symbol, label, patch } = sketch;
	const [white, { safe }] = [whiteOf(label), label];
	const top = white.y + patch;
	const room = area(safe.x + 0.6, top, safe.w - 1.2, safe.y + safe.h - 0.4 - top);
	const said = emblemAndWordsIn(sketch, room);
	return said && [symbolInPatch(symbol, white.x + (white.w - patch) / 2, white.y, patch), ...said];
}

function emblemAndWordsIn({ voice, sign, content }: Sketch, room: Area): readonly Shape[] | null {
	if (room.w <= 0 || room.h <= 0) return null;
	if (content.emblem) return emblemAndWords(voice, sign, content.lines, room);
	return wordsIn(voice, sign, content.lines, room, 'middle')?.shapes ?? null;
}

/** The code between the emblem above and the words below; without words, as far up as it goes. */
function inDisc(sketch: Sketch): Shape[] | null {
	const { symbol, content, label, patch } = sketch;
	const [white, safe] = [discOf(whiteOf(label)), discOf(label.safe)];
	if (patch > white.r * Math.SQRT2) return null;
	if (content.lines.length > 0) return betweenEmblemAndWords(sketch, safe);
	const up = Math.sqrt(white.r ** 2 - (patch / 2) ** 2) - patch / 2;
	const emblem = emblemInCap(sketch, safe, patch / 2 - up, 1);
	return emblem && [symbolInPatch(symbol, safe.cx - patch / 2, safe.cy - patch / 2 - up, patch), ...emblem];
}

function betweenEmblemAndWords(sketch: Sketch, safe: Disc): Shape[] | null {
	const { voice, sign, symbol, content, patch } = sketch;
	const emblem = content.emblem ? emblemInCap(sketch, safe, patch / 2, -1) : [];
	const words = wordsInCap(voice, sign, content.lines, safe, patch / 2);
	return (
		emblem &&
		words && [symbolInPatch(symbol, safe.cx - patch / 2, safe.cy - patch / 2, patch), ...emblem, ...words]
	);
}

/** In what is left of the circle above (-1) or below (1) a line that is `from` mm off its middle. */
function emblemInCap({ sign }: Sketch, safe: Disc, from: number, side: 1 | -1): Shape[] | null {
	const aside = broadOf(sign.emblem) / 2 - 1;
	const fits = (r: number) => Math.hypot(aside * r, from + r) + r <= safe.r - 0.2;
	let r = Math.min((safe.r - from) / 2, 0.4 * safe.r);
	while (2 * r >= LEAST_EMBLEM_MM && !fits(r)) r -= 0.1;
	if (2 * r < LEAST_EMBLEM_MM) return null;
	return emblemInRing(sign.emblem, safe.cx, safe.cy + side * (from + r), r);
}

/** Each line in the width that the circle has at its height. */
function wordsInCap(
	voice: Voice,
	sign: MailboxSign,
	lines: readonly SignLine[],
	safe: Disc,
	from: number
): Shape[] | null {
	const top = safe.cy + from;
	for (const depth of [0.75, 0.66, 0.58, 0.5]) {
		const room = chord(safe, top, top + depth * (safe.r - from));
		const written = wordsIn(voice, sign, lines, room, 'middle');
		if (written) return [...written.shapes];
	}
	return null;
}

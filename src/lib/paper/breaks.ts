import { isPlain } from './letterPairs.ts';
import { printable } from './printable.ts';
import { graphemes } from './runs.ts';

/** A part of a text that stays on one line, and what stands between it and the next one. */
export interface Part {
	readonly text: string;
	/** A soft hyphen is seen only when the line ends there. */
	readonly after: 'space' | 'nothing' | 'hyphen';
}

const SOFT_HYPHEN = '\u00ad';
const CHANCES = /([\u00ad\u200b])/;
const THAI = '\\p{Script=Thai}';
const IDEOGRAPH =
	'\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Bopomofo}\\u3000-\\u303f\\u30fb\\u30fc\\uff00-\\uffef';
const WITHOUT_SPACES = new RegExp(`[${THAI}${IDEOGRAPH}]`, 'u');
const STRETCHES = new RegExp(`[${THAI}]+|[${IDEOGRAPH}]\\p{M}*|[^${THAI}${IDEOGRAPH}]+`, 'gu');
const IS_IDEOGRAPH = new RegExp(`[${IDEOGRAPH}]`, 'u');

// What does not stand first on a line, after GB/T 15834 and JIS X 4051: closing marks, small kana, Thai repeat and abbreviation signs.
const NOT_FIRST =
	/^[\p{M}\p{Pe}\p{Pf}!?,.;:%‰°…—·、。，．：；？！％～・〜ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶๆฯ\u00a0\u202f]/u;
const NOT_LAST = /[\p{Ps}\p{Pi}$£€¥￥№\u00a0\u202f]$/u;

/** Where a text may be broken, in order: at spaces, soft hyphens and zero-width spaces, between Thai words and between ideographs. */
export function partsOf(text: string): Part[] {
	if (isPlain(text))
		return text
			.split(' ')
			.filter((word) => word !== '')
			.map((word) => ({ text: word, after: 'space' }));
	const words = printable(text, 'with chances to break')
		.split(' ')
		.map(wordParts)
		.filter((parts) => parts.length > 0);
	return words.flat();
}

/** The parts on one line, as it is set. */
export function lineText(parts: readonly Part[]): string {
	let line = '';
	parts.forEach(({ text, after }, i) => {
		const isLast = i === parts.length - 1;
		line += text;
		if (after === 'space' && !isLast) line += ' ';
		if (after === 'hyphen' && isLast) line += '-';
	});
	return line;
}

/**
 * Where a word that is wider than a line may be cut: after whole graphemes, never between a letter and the one that it is
 * joined to by a virama, and leaving no space that must not break at either side. When that leaves nothing, after any grapheme.
 */
export function* cutsOf(word: string): Generator<number> {
	let before = '';
	for (const { segment, index } of graphemes(word)) {
		if (before !== '' && !KEPT_TOGETHER.test(`${before}${segment}`)) yield index;
		before = segment;
	}
}

const KEPT_TOGETHER = /[\u094d\u09cd\u0bcd]\u200d?\p{L}\p{M}*$|^[\u00a0\u202f]|[\u00a0\u202f]$/u;

function wordParts(word: string): Part[] {
	const pieces = word.split(CHANCES);
	const parts: Part[] = [];
	for (let i = 0; i < pieces.length; i += 2) {
		const texts = withoutSpaces(pieces[i]!);
		const chance = pieces[i + 1];
		texts.forEach((text, n) =>
			parts.push({ text, after: n === texts.length - 1 && chance === SOFT_HYPHEN ? 'hyphen' : 'nothing' })
		);
	}
	const last = parts.pop();
	return last ? [...parts, { text: last.text, after: 'space' }] : [];
}

function withoutSpaces(piece: string): string[] {
	if (piece === '') return [];
	if (!WITHOUT_SPACES.test(piece)) return [piece];
	const texts: string[] = [];
	for (const text of stretchesOf(piece)) {
		const before = texts.at(-1);
		if (before !== undefined && stayTogether(before, text)) texts.push(texts.pop() + text);
		else texts.push(text);
	}
	return texts;
}

let thaiWords: Intl.Segmenter | undefined;

function stretchesOf(piece: string): string[] {
	return (piece.match(STRETCHES) ?? []).flatMap((stretch) => {
		if (!IS_THAI.test(stretch)) return [stretch];
		thaiWords ??= new Intl.Segmenter('th', { granularity: 'word' });
		return Array.from(thaiWords.segment(stretch), ({ segment }) => segment);
	});
}

const IS_THAI = new RegExp(`^[${THAI}]`, 'u');

function stayTogether(before: string, after: string): boolean {
	if (NOT_FIRST.test(after) || NOT_LAST.test(before)) return true;
	const bothThai = IS_THAI.test(after) && IS_THAI.test(before.slice(-1));
	return !bothThai && !IS_IDEOGRAPH.test(before.slice(-1)) && !IS_IDEOGRAPH.test(after);
}

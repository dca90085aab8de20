import type { PictogramId } from './pictograms.ts';
import { pictograms } from './pictograms.ts';

/** How well a word of the search meets an object, the best first in each pair: in its name, in its search words. */
const whole = { name: 8, words: 6 };
const start = { name: 7, words: 5 };
const inside = { name: 4, words: 4 };
const mistyped = { name: 3, words: 2 };

const longestQuery = 200;

interface Entry {
	id: PictogramId;
	name: string[];
	words: string[];
}

/**
 * The pictograms that someone means by `query` (typed in any script), the best first; ties keep the order of
 * the catalogue. Accents, capitals, Arabic vowel signs, hamza and article make no difference. A word of four
 * letters or more may hold one typing error, when it is found nowhere as typed. Of several words, those objects
 * are kept that meet the most. `names` is the dictionary of one language: name and search words by id.
 * An empty query finds nothing. Reads the first 200 characters.
 */
export function findPictograms(query: string, names: Record<string, readonly [string, string]>): PictogramId[] {
	const entries = readNames(names);
	const words = wordsOf(query.slice(0, longestQuery));
	const scores = words.map((word) => ({ tells: tells(word, words), of: scoresOf(word, entries) }));
	const found = entries.map((entry, i) => ({
		id: entry.id,
		met: scores.filter(({ tells, of }) => tells && of[i]).length,
		score: scores.reduce((sum, { of }) => sum + of[i]!, 0) + shortness(entry)
	}));
	const most = Math.max(0, ...found.map(({ met }) => met));
	return found
		.filter(({ met }) => met > 0 && met === most)
		.sort((a, b) => b.score - a.score)
		.map(({ id }) => id);
}

function readNames(names: Record<string, readonly [string, string]>): Entry[] {
	return pictograms.map(({ id }) => ({ id, name: wordsOf(names[id]?.[0] ?? ''), words: wordsOf(names[id]?.[1] ?? '') }));
}

/** Short words (le, de, of...) only help to rank, unless there are no others. */
function tells(word: string, words: string[]): boolean {
	return word.length > 2 || words.every(({ length }) => length <= 2);
}

function scoresOf(word: string, entries: Entry[]): number[] {
	const asTyped = entries.map((entry) => best(entry, (of) => typedScore(word, of)));
	if (word.length < 4 || asTyped.some((score) => score > 0)) return asTyped;
	return entries.map((entry) => best(entry, (of) => (nearly(word, of) ? mistyped : undefined)));
}

function best({ name, words }: Entry, score: (of: string) => typeof whole | undefined): number {
	return Math.max(0, ...name.map((of) => score(of)?.name ?? 0), ...words.map((of) => score(of)?.words ?? 0));
}

function typedScore(word: string, of: string): typeof whole | undefined {
	if (of === word) return whole;
	if (of.startsWith(word)) return start;
	return word.length >= 4 && of.includes(word) ? inside : undefined;
}

/** True when the word is one typing error away from the other, or from the beginning of it. */
function nearly(word: string, of: string): boolean {
	return [of.length, word.length - 1, word.length, word.length + 1].some((length) => oneErrorApart(word, of.slice(0, length)));
}

/** One letter changed, missing or too many, or two neighbours swapped. */
function oneErrorApart(a: string, b: string): boolean {
	let i = 0;
	while (i < a.length && a[i] === b[i]) i++;
	const swapped = a.slice(i, i + 2) === [b[i + 1], b[i]].join('');
	return a.slice(i + 1) === b.slice(i + 1) || a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i) || (swapped && a.slice(i + 2) === b.slice(i + 2));
}

/** A shorter name wins between equals: "scie" is the saw before the jigsaw. */
function shortness({ name }: Entry): number {
	return 1 / (1 + name.length);
}

function wordsOf(text: string): string[] {
	return plain(text)
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean)
		.map(withoutArticle);
}

/** Small letters without marks. Taking a letter apart (NFD) also takes the hamza off its bearer. */
function plain(text: string): string {
	return text
		.toLowerCase()
		.normalize('NFKD')
		.replace(/[\p{M}\u0640\u0621]/gu, '')
		.replace(/[œæøßٱىیةک]/g, (letter) => sameAs[letter] ?? letter);
}

const sameAs: Record<string, string> = { œ: 'oe', æ: 'ae', ø: 'o', ß: 'ss', ٱ: 'ا', ى: 'ي', ی: 'ي', ة: 'ه', ک: 'ك' };

function withoutArticle(word: string): string {
	return word.length > 4 && word.startsWith('ال') ? word.slice(2) : word;
}

import type { PictogramId } from './pictograms.ts';

/** How well a word of the search meets an object, the best first in each pair: in its name, in its search words. */
const whole = { name: 8, words: 6 };
const start = { name: 7, words: 5 };
const inside = { name: 4, words: 4 };
const mistyped = { name: 3, words: 2 };

/** Letters that a word needs for one typing error to be forgiven, and for two. */
const lettersFor = [4, 7];

const longestQuery = 200;

interface Entry {
	id: PictogramId;
	name: string[];
	words: string[];
}

/**
 * The pictograms that someone means by `query` (typed in any script), the best first; ties keep the order of
 * `names`, which is the catalogue's. Accents, capitals, Arabic vowel signs, hamza and article make no difference. A word of four
 * letters or more may hold one typing error, when it is found nowhere as typed, and one of seven or more two, when
 * it is found nowhere with one. Of several words, those objects are kept that meet the most. `names` is the dictionary of one language: name and search words by id.
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
	return Object.entries(names).map(([id, [name, words]]) => ({ id: id as PictogramId, name: wordsOf(name), words: wordsOf(words) }));
}

/** Short words (le, de, of...) only help to rank, unless there are no others. */
function tells(word: string, words: string[]): boolean {
	return word.length > 2 || words.every(({ length }) => length <= 2);
}

function scoresOf(word: string, entries: Entry[]): number[] {
	const asTyped = entries.map((entry) => best(entry, (of) => typedScore(word, of)));
	const forgiven = lettersFor.filter((letters) => word.length >= letters).map((_, i) => i + 1);
	return forgiven.reduce((scores, errors) => (scores.some((score) => score > 0) ? scores : entries.map((entry) => best(entry, (of) => (nearly(word, of, errors) ? mistyped : undefined)))), asTyped);
}

function best({ name, words }: Entry, score: (of: string) => typeof whole | undefined): number {
	return Math.max(0, ...name.map((of) => score(of)?.name ?? 0), ...words.map((of) => score(of)?.words ?? 0));
}

function typedScore(word: string, of: string): typeof whole | undefined {
	if (of === word) return whole;
	if (of.startsWith(word)) return start;
	return word.length >= 4 && of.includes(word) ? inside : undefined;
}

/** True when the word is at most so many typing errors away from the other, or from the beginning of it. */
function nearly(word: string, of: string, errors: number): boolean {
	if (of.length < word.length - errors) return false;
	const lengths = new Set([of.length]);
	for (let length = word.length - errors; length <= word.length + errors; length++) lengths.add(Math.min(length, of.length));
	return [...lengths].some((length) => errorsBetween(word, of.slice(0, length)) <= errors);
}

/** How many letters were changed, missing or too many, or swapped with their neighbour (optimal string alignment). */
function errorsBetween(a: string, b: string): number {
	let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			row[j] = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + Number(a[i - 1] !== b[j - 1]), isSwapped ? before[j - 2]! + 1 : Infinity);
		}
		[before, last] = [last, row];
	}
	return last[b.length]!;
}

/** A shorter name wins between equals: "scie" is the saw before the jigsaw. */
function shortness({ name }: Entry): number {
	return 1 / (1 + name.length);
}

/** The words of a text as they are compared: small letters, no accents, no Arabic article. */
export function wordsOf(text: string): string[] {
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

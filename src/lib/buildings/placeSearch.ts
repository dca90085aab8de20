import { oneLine } from '#lib/text/line.ts';
import { hallKitStates, type HallKitState } from './kitsOfHall.ts';
import { stickerRules, type StickerRule } from './houseRules.ts';
import { placeKey } from './placeName.ts';

/** Halls on a page of results. */
export const hallsOnPage = 50;

/** What somebody looks for among the halls; '' where they do not mind. */
export interface PlaceSearch {
	readonly text: string;
	/** A residence's key. */
	readonly residence: string;
	readonly kits: HallKitState | '';
	readonly rules: StickerRule | '';
	/** From 1. */
	readonly page: number;
}

const LONGEST = 100;
const MOST_WORDS = 6;

/** The search that an address asks for; what it does not understand it leaves out. */
export function readPlaceSearch(asked: URLSearchParams): PlaceSearch {
	const page = Number(asked.get('page'));
	return {
		text: oneLine(asked.get('text') ?? '').slice(0, LONGEST),
		residence: oneLine(asked.get('residence') ?? '').slice(0, LONGEST),
		kits: hallKitStates.find((state) => state === asked.get('kits')) ?? '',
		rules: stickerRules.find((rule) => rule === asked.get('rules')) ?? '',
		page: Number.isInteger(page) && page > 1 && page <= 10_000 ? page : 1
	};
}

/** The search as an address has it, without what is not asked. */
export function searchQuery({ page, ...asked }: PlaceSearch): string {
	const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''));
	if (page > 1) query.set('page', String(page));
	return query.toString();
}

/** The address of a search; one that asks for nothing says so, and brings back nothing that was kept. */
export function searchAddress(search: PlaceSearch): string {
	const query = new URLSearchParams(searchQuery(search));
	if (!query.has('text')) query.set('text', '');
	return `/landlord/places?${query}`;
}

/** The words of a search: a place must have them all. */
export function searchWords(text: string): string[] {
	return text
		.split(' ')
		.filter((word) => word !== '')
		.slice(0, MOST_WORDS);
}

/** Letters of French that are written with and without their marks. */
const MARKED: Readonly<Record<string, string>> = {
	a: 'àâäáãå',
	c: 'ç',
	e: 'éèêë',
	i: 'îïí',
	n: 'ñ',
	o: 'ôöóõ',
	u: 'ùûüú',
	y: 'ÿý',
	"'": '’‘'
};

/** A pattern for SQLite's GLOB that finds a word anywhere in a text, whatever its capitals and accents. */
export function globOf(word: string): string {
	return `*${[...placeKey(word)].map(anyOf).join('')}*`;
}

function anyOf(letter: string): string {
	const marked = MARKED[letter] ?? '';
	const forms = [...new Set([...letter, ...letter.toUpperCase(), ...marked, ...marked.toUpperCase()])].filter(
		(form) => form !== ']' && form !== '^'
	);
	if (forms.length === 0) return '?';
	return `[${forms.join('')}]`;
}

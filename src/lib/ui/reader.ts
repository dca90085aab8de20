import { isLanguage, type Language } from '#lib/text/languages.ts';
import { sayIn, type Words } from '#lib/text/sayIn.ts';
import { speak, type Key, type Say } from '#lib/text/speak.ts';
import { page } from '$app/state';
import { getContext } from 'svelte';

export interface Reader {
	readonly language: Language;
	/** The language that the reader chose in the address, if any. */
	readonly chosen: Language | null;
	readonly say: Say;
	/** A path of ours, or a form action (`?/step`), that keeps the language which the reader chose in the address. */
	readonly to: (path: string) => string;
}

/** Where a page that is rendered without Kit has its reader: a key of Svelte's context. */
export const READER = Symbol('reader');

/** Who reads this page: for the markup of pages and components, at the top of their script. */
export function reader(): Reader {
	return getContext<Reader | undefined>(READER) ?? readerOfPage();
}

/** Whoever reads in this language, by their own choice in the address or by their browser's. */
export function readerOf(language: Language, chosen: Language | null, say: Say): Reader {
	return { language, chosen, say, to: (path) => (chosen ? withChoice(path, chosen) : path) };
}

function readerOfPage(): Reader {
	const { language, words } = page.data;
	const chosen = page.url.searchParams.get('l');
	// A page with a script brings its own words along: the dictionaries stay on the server.
	const say = import.meta.env.SSR ? speak(language) : sayIn<Key>(language, words as Words<Key>);
	return readerOf(language, isLanguage(chosen) ? chosen : null, say);
}

function withChoice(path: string, language: Language): string {
	const [before = '', fragment] = path.split('#', 2);
	return `${before}${before.includes('?') ? '&' : '?'}l=${language}${fragment === undefined ? '' : `#${fragment}`}`;
}

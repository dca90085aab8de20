import { isLanguage, type Language } from '#lib/text/languages.ts';
import { sayIn, type Words } from '#lib/text/sayIn.ts';
import { speak, type Key, type Say } from '#lib/text/speak.ts';
import { page } from '$app/state';

export interface Reader {
	readonly language: Language;
	readonly say: Say;
	/** A path of ours, or a form action (`?/step`), that keeps the language which the reader chose in the address. */
	readonly to: (path: string) => string;
}

/** Who reads this page: for the markup of pages and components, at the top of their script. */
export function reader(): Reader {
	const { language, words } = page.data;
	const chosen = page.url.searchParams.get('l');
	return {
		language,
		// A page with a script brings its own words along: the dictionaries stay on the server.
		say: import.meta.env.SSR ? speak(language) : sayIn<Key>(language, words as Words<Key>),
		to: (path) => (isLanguage(chosen) ? withChoice(path, chosen) : path)
	};
}

function withChoice(path: string, language: Language): string {
	const [before = '', fragment] = path.split('#', 2);
	return `${before}${before.includes('?') ? '&' : '?'}l=${language}${fragment === undefined ? '' : `#${fragment}`}`;
}

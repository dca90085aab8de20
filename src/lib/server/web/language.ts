import { isLanguage, languages, nativeNames, type Language } from '#lib/text/languages.ts';
import Negotiator from 'negotiator';
import { remembered } from './remembered.ts';

/** The parameter that a reader's own choice is kept in: no cookie is needed. */
const CHOICE = 'l';

/** The language of a request: the reader's choice in the address, else the browser's, else French. */
export function languageOf(url: URL, acceptLanguage: string | null): Language {
	const chosen = url.searchParams.get(CHOICE);
	if (isLanguage(chosen)) return chosen;
	return browsersLanguage(acceptLanguage);
}

/** The language that the header Accept-Language asks for; French without it. */
export function browsersLanguage(header: string | null): Language {
	return header === null ? 'fr' : bestOf(header);
}

const bestOf = remembered((header) => {
	const wanted = new Negotiator({ headers: { 'accept-language': header } });
	const [best] = wanted.languages([...languages]);
	return isLanguage(best) ? best : 'fr';
});

/**
 * The same page in each language, with what its address asks for; a form action (`?/step`) is no part of that. With two slashes
 * before it, a path would name another site.
 */
export function switchesOf(url: URL): { language: Language; name: string; href: string }[] {
	const path = url.pathname.replace(/^\/+/, '/');
	const kept = [...url.searchParams].filter(([name]) => name !== CHOICE && !name.startsWith('/'));
	const query = new URLSearchParams(kept).toString();
	return languages.map((language) => ({
		language,
		name: nativeNames[language],
		href: withChoice(query === '' ? path : `${path}?${query}`, language)
	}));
}

/** A path of ours that keeps the choice of the page that leads to it. */
export function keepingLanguage(path: string, from: URL): string {
	const chosen = from.searchParams.get(CHOICE);
	return isLanguage(chosen) ? withChoice(path, chosen) : path;
}

function withChoice(path: string, language: Language): string {
	const [before, fragment] = path.split('#', 2);
	const joint = before!.includes('?') ? '&' : '?';
	return `${before}${joint}${CHOICE}=${language}${fragment === undefined ? '' : `#${fragment}`}`;
}

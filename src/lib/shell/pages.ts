import { sayInstant } from '#lib/text/dates.ts';
import { direction, isLanguage, type Language } from '#lib/text/languages.ts';
import { sayIn } from '#lib/text/sayIn.ts';
import { shell as ar } from '#lib/text/shell.ar.ts';
import { shell as en } from '#lib/text/shell.en.ts';
import { shell as fr } from '#lib/text/shell.fr.ts';
import type { SeenPage } from './kept.ts';

const words = { fr, en, ar } satisfies Record<Language, object>;

/** Says what the app says by itself, in a language of ours. */
export const shellSays = (language: Language) => sayIn(language, words[language]);

/** The first of these that we speak, else French. */
export function spoken(wanted: readonly (string | null)[]): Language {
	for (const one of wanted) {
		const language = one?.slice(0, 2).toLowerCase() ?? null;
		if (isLanguage(language)) return language;
	}
	return 'fr';
}

/** A page that was seen earlier, with a line above it that says when; the phone's own clock and zone say the hour. */
export function pageAsSeen({ html, headers, at, language }: SeenPage, zone: string): Response {
	const reader = spoken([language]);
	const line = shellSays(reader)('shell.seen', { instant: sayInstant(reader, at, zone) });
	const told = `<div class="sheet"><p class="box dark" role="status">${escaped(line)}</p></div>`;
	return new Response(html.replace('<div class="page">', `<div class="page">${told}`), { headers });
}

/** Instead of a page that was never seen; `home` is where one begins. */
export function pageNotKept(language: Language, path: string, home = '/home'): Response {
	const say = shellSays(language);
	return page(
		language,
		say('shell.title'),
		`<p>${escaped(say('shell.notKept'))}</p>
<a class="do" href="${escaped(path)}">${escaped(say('shell.again'))}</a>
<a class="also" href="${home}">${escaped(say(home === '/home' ? 'shell.home' : 'shell.rounds'))}</a>`
	);
}

/** Instead of the answer to a form that did not come: the form again, with all that was chosen. */
export function pageUnsent(language: Language, path: string, fields: readonly [string, string][]): Response {
	const say = shellSays(language);
	const inputs = fields.map(
		([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`
	);
	return page(
		language,
		say('shell.unsentTitle'),
		`<p>${escaped(say('shell.unsent'))}</p>
<form method="POST" action="${escaped(path)}">${inputs.join('')}<button class="do">${escaped(say('shell.again'))}</button></form>
<a class="also" href="/home">${escaped(say('shell.home'))}</a>`
	);
}

function page(language: Language, title: string, body: string): Response {
	const html = `<!doctype html>
<html lang="${language}" dir="${direction(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escaped(title)} · Palier</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`;
	return new Response(html, { status: 503, headers: HEADERS });
}

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const HEADERS = {
	'content-type': 'text/html; charset=utf-8',
	'content-security-policy':
		"default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
};

/** The paper, the ink and the red of lib/ui/look.css. */
const STYLE = `
:root { --paper: #fbf7ef; --card: #fff; --ink: #141414; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --paper: #16140f; --card: #211e18; --ink: #f6f0e4; } }
html { font-size: 112.5%; background: var(--paper); color: var(--ink); }
body {
	max-width: 34rem; margin: 0 auto; padding: 1.5rem 1rem; overflow-wrap: break-word;
	font: 1rem/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', Arial, sans-serif;
}
h1 { font-size: 1.7rem; line-height: 1.3; }
p { font-size: 1.15rem; }
.do, .also {
	display: block; box-sizing: border-box; width: 100%; margin: 0 0 0.75rem; padding: 0.75rem 1rem;
	border: 3px solid var(--ink); border-radius: 16px; background: var(--card); color: inherit;
	font: inherit; font-weight: 800; text-align: center; text-decoration: none; cursor: pointer;
}
.do { border-color: #c8321b; background: #c8321b; color: #fff; }
:focus-visible { outline: 4px solid var(--ink); outline-offset: 3px; }
`;

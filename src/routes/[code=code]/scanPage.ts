import forms from '#lib/ui/forms.css?inline';
import look from '#lib/ui/look.css?inline';
import type { Database } from '#lib/server/db/database.ts';
import type { ScanPage, ScanRequest } from '#lib/server/web/frontDoor.ts';
import { Begin } from '#lib/server/web/packedPage.ts';
import { policyOf } from '#lib/server/web/policy.ts';
import { direction, languages, nativeNames, type Language } from '#lib/text/languages.ts';
import { speak } from '#lib/text/speak.ts';
import { READER, readerOf } from '#lib/ui/reader.ts';
import { render } from 'svelte/server';
import Scan from './Scan.svelte';
import { scan, type Scanned } from './scanned.ts';

/** The one page that needs no Kit, because it is asked for a hundred times as often as all others together. */
export async function scanPage(db: Database, asked: ScanRequest): Promise<ScanPage> {
	const scanned = await scan(db, asked.typed, asked.page);
	const { head, body } = render(Scan, {
		props: { scanned, switches: switchesOf(pathOf(scanned), asked.page) },
		context: new Map([[READER, readerOf(asked.language, asked.chosen, speak(asked.language))]])
	});
	const own = [...head.matchAll(STYLE)].map(([, css]) => css).join('');
	const { begin, policy } = beginOf(asked.language, scanned.kind === 'unknown' ? forms + own : own);
	const title = head.replace(STYLE, '');
	return {
		...(scanned.kind === 'unknown' ? { status: 404, code: null } : { status: 200, code: scanned.code }),
		begin,
		rest: Buffer.from(
			`${title}</head><body><div class="page">${body}</div></body></html>`.replace(MARKS, '')
		),
		policy
	};
}

const STYLE = /<style[^>]*>(.*?)<\/style>/gs;
/** What Svelte leaves for a script to find its way by; none comes. Whatever somebody typed has no `<` any more. */
const MARKS = /<!--.*?-->/gs;

function pathOf(scanned: Scanned): string {
	return `/${scanned.kind === 'unknown' ? encodeURIComponent(scanned.typed) : scanned.code}`;
}

function switchesOf(path: string, page: number) {
	const before = page > 1 ? `${path}?page=${page}&l=` : `${path}?l=`;
	return languages.map((language) => ({ language, name: nativeNames[language], href: before + language }));
}

const begins = new Map<string, { begin: Begin; policy: string }>();

/** `styles` are those beside the look: as many as there are kinds of pages. */
function beginOf(language: Language, styles: string): { begin: Begin; policy: string } {
	const known = begins.get(language + styles);
	if (known) return known;
	const css = look + styles;
	const begin = new Begin(
		`<!doctype html><html lang="${language}" dir="${direction(language)}"><head><meta charset="utf-8">` +
			'<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow">' +
			'<meta name="color-scheme" content="light dark"><meta name="format-detection" content="telephone=no">' +
			`<link rel="icon" href="data:,"><style>${css}</style>`
	);
	const made = { begin, policy: policyOf(css, 'self') };
	begins.set(language + styles, made);
	return made;
}

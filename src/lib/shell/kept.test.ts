import { languages } from '#lib/text/languages.ts';
import { describe, expect, test } from 'vitest';
import { isOfHome, mayKeep, readSeen, seen } from './kept.ts';
import { pageAsSeen, pageNotKept, pageUnsent, shellSays, spoken } from './pages.ts';

const NOW = Date.parse('2026-11-23T18:05:00+01:00');
const DAY = 86_400_000;
const html = (body = '', status = 200) =>
	new Response(`<html lang="fr"><body><div class="page">${body}</div></body></html>`, {
		status,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-encoding': 'gzip',
			'content-security-policy': 'x'
		}
	});

test.each(['/', '/7K3M9PQXD2F41', '/t/x', '/homes', '/key', '/HOME', '/open/x'])(
	'%s is none of its business',
	(path) => {
		expect(isOfHome(path)).toBe(false);
	}
);

test('keeps pages that were seen, and neither settings, phones nor answers that are no page', () => {
	expect(mayKeep('/home', html())).toBe(true);
	for (const path of [
		'/home/settings',
		'/home/settings/key',
		'/home/phones',
		'/home/phone',
		'/home/decisions/x'
	])
		expect(mayKeep(path, html()), path).toBe(false);
	expect(mayKeep('/home', html('', 500))).toBe(false);
	expect(mayKeep('/home', new Response('{}', { headers: { 'content-type': 'application/json' } }))).toBe(
		false
	);
});

test('a kept page says when it was seen, and is a week old at most', async () => {
	const kept = await seen(html('<p>Perceuse</p>'), NOW);
	const again = await readSeen(kept.clone(), NOW + DAY);
	const page = pageAsSeen(again!, 'Europe/Paris');
	const text = await page.text();
	expect(text).toContain('<div class="page"><div class="sheet">');
	expect(text).toContain('lundi 23 novembre à 18\u00a0h\u00a005');
	expect(text).toContain('<p>Perceuse</p>');
	expect(page.headers.get('content-security-policy')).toBe('x');
	expect(page.headers.has('content-encoding')).toBe(false);
	expect(await readSeen(kept, NOW + 7 * DAY)).toBeNull();
	expect(await readSeen(html(), NOW)).toBeNull();
});

describe.each(languages)('without a network, in %s', (language) => {
	test('a form is there again, with all that was chosen and nothing as markup', async () => {
		const page = pageUnsent(language, '/home/items?/save&x="><script>', [
			['thing', 'drill'],
			['thing', 'tent'],
			['note', `"><script>alert('1')</script>`]
		]);
		const text = await page.text();
		expect(text.match(/name="thing"/g)).toHaveLength(2);
		expect(text).toContain('action="/home/items?/save&#38;x=&#34;&#62;&#60;script&#62;"');
		expect(text).not.toContain('<script');
		expect(text).toContain(shellSays(language)('shell.unsent'));
		expect(page.status).toBe(503);
	});

	test('a page that was never seen says so', async () => {
		expect(await pageNotKept(language, '/home/history').text()).toContain(`<html lang="${language}"`);
	});
});

test.each([
	[['ar-MA', 'fr'], 'ar'],
	[[null, 'de', 'en-GB'], 'en'],
	[['de'], 'fr'],
	[[], 'fr']
])('to somebody who wants %j it speaks %s', (wanted, language) => {
	expect(spoken(wanted)).toBe(language);
});

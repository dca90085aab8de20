import { languages } from '#lib/text/languages.ts';
import { speak } from '#lib/text/speak.ts';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { plainPage } from './plainPage.ts';

test.each(languages)('the plain page speaks %s and leaves no gap', (language) => {
	const { html, headers } = plainPage(language, 404, { home: '/?l=en' });
	expect(html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
	expect(html).toContain(`<h1>${speak(language)('error.notFoundTitle')}</h1>`);
	expect(html).toContain(speak(language)('error.notFound'));
	expect(html).toContain('<a href="/?l=en">');
	expect(html).not.toMatch(/%[a-z.]+%|undefined|<code/);
	const style = /<style>([^]*)<\/style>/.exec(html)![1]!;
	expect(headers['content-security-policy']).toContain(createHash('sha256').update(style).digest('base64'));
});

test('shows the number of a fault, and its words', () => {
	const { html } = plainPage('en', 500, { trouble: { message: 'Broken.', id: '7K3M9PQX' } });
	expect(html).toContain('<p>Broken.</p>');
	expect(html).toContain('<code dir="ltr">7K3M9PQX</code>');
});

test.each([
	[400, 'error.form'],
	[404, 'error.notFound'],
	[405, 'error.method'],
	[411, 'error.form'],
	[413, 'error.tooLarge'],
	[415, 'error.form'],
	[429, 'error.tooMany'],
	[500, 'error.fault']
] as const)('%i says %s', (status, key) => {
	expect(plainPage('fr', status).html).toContain(`<p>${speak('fr')(key)}</p>`);
});

test('what somebody typed is no markup', () => {
	const { html } = plainPage('fr', 409, { trouble: { message: '<img src=x onerror=alert(1)> & "x"' } });
	expect(html).toContain('<p>&#60;img src=x onerror=alert(1)&#62; &#38; &#34;x&#34;</p>');
});

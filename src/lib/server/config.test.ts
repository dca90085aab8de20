import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, EXAMPLES, readConfig } from './config.ts';

const least = { PALIER_PUBLIC_URL: 'https://palier.example' };

function problems(environment: Record<string, string>): string[] {
	try {
		readConfig({ ...least, ...environment });
		return [];
	} catch (error) {
		if (!(error instanceof ConfigError)) throw error;
		return error.problems.map(({ name }) => name);
	}
}

describe('settings', () => {
	test('need no more than the public URL', () => {
		expect(readConfig(least)).toEqual({
			publicUrl: 'https://palier.example',
			databaseUrl: `file://${resolve('data/palier.db')}`,
			databaseToken: undefined,
			dataFolder: resolve('data'),
			kitKeyFile: resolve('data/kit.key'),
			port: 3000,
			host: '127.0.0.1',
			addressHeader: undefined,
			proxyDepth: 1,
			mail: undefined,
			contact: undefined,
			pushServices: [],
			phonesKeepPages: true,
			logLevel: 'info'
		});
	});

	test('an empty one is an absent one', () => {
		expect(readConfig({ ...least, PORT: '', PALIER_DATABASE_TOKEN: '  ' })).toEqual(readConfig(least));
		expect(() => readConfig({ PALIER_PUBLIC_URL: ' ' })).toThrow('PALIER_PUBLIC_URL is missing');
	});

	test('the database and the key stand in the data folder, wherever it is', () => {
		const { databaseUrl, kitKeyFile } = readConfig({ ...least, PALIER_DATA: '/srv/à #1' });
		expect(databaseUrl).toBe('file:///srv/%C3%A0%20%231/palier.db');
		expect(kitKeyFile).toBe('/srv/à #1/kit.key');
	});

	test('everything wrong is told at once, with an example, and no value is repeated', () => {
		const wrong = { PORT: 'eighty', PALIER_SMTP_URL: 'mail:hunter2@x', PALIER_LOG_LEVEL: 'loud' };
		const say = () => readConfig(wrong);
		expect(say).toThrow(
			/PALIER_PUBLIC_URL is missing[^]*PORT must be[^]*PALIER_SMTP_URL must[^]*PALIER_LOG_LEVEL must/
		);
		expect(say).toThrow('for example: PORT=3000');
		expect(say).not.toThrow('hunter2');
	});

	test('each example is a good value, and .env.example has them all', () => {
		const lines = readFileSync('.env.example', 'utf8').match(/^#?[A-Z_]+=.*$/gm)!;
		const given = Object.fromEntries(lines.map((line) => line.replace('#', '').split(/=(.*)/s).slice(0, 2)));
		expect(Object.keys(given).sort()).toEqual(Object.keys(EXAMPLES).sort());
		expect(problems(given)).toEqual([]);
		expect(problems(EXAMPLES)).toEqual([]);
	});
});

describe('the public URL', () => {
	test.each([
		['https://palier.example', 'https://palier.example'],
		['https://Palier.Example/', 'https://palier.example'],
		['https://palier.example:8443', 'https://palier.example:8443'],
		['http://localhost:3000', 'http://localhost:3000'],
		['http://127.0.0.1:3000/', 'http://127.0.0.1:3000'],
		['http://[::1]:3000', 'http://[::1]:3000'],
		['https://bücher.example', 'https://xn--bcher-kva.example']
	])('%s is %s', (given, origin) => {
		expect(readConfig({ PALIER_PUBLIC_URL: given }).publicUrl).toBe(origin);
	});

	test.each([
		'palier.example',
		'ftp://palier.example',
		'javascript:alert(1)',
		'https://palier.example/hall',
		'https://palier.example?x',
		'https://palier.example/#x',
		'https://user@palier.example',
		'https://user:pass@palier.example',
		'https://two_words.example',
		'http://palier.example',
		'http://192.168.1.20:3000',
		'http://10.0.0.1',
		'http://localhost.example',
		'http://127.0.0.1.example',
		'https://',
		'https://a b.example'
	])('%s is refused', (given) => {
		expect(problems({ PALIER_PUBLIC_URL: given })).toEqual(['PALIER_PUBLIC_URL']);
	});
});

describe('the others', () => {
	test.each([
		[
			'PALIER_DATABASE_URL',
			'file:data/palier.db',
			'file:/srv/palier.db',
			'file:///srv/a%20b.db',
			'libsql://db.example',
			'https://db.example/x',
			'http://127.0.0.1:8080'
		],
		['PORT', '1', '65535'],
		['HOST', '0.0.0.0', '::', 'localhost'],
		['PALIER_ADDRESS_HEADER', 'x-forwarded-for', 'CF-Connecting-IP'],
		['PALIER_PROXY_DEPTH', '1', '10'],
		[
			'PALIER_CONTACT',
			'contact@palier.example',
			'dsa+ici@a-b.co.example',
			'https://palier.example/écrire?à=nous'
		],
		['PALIER_LOG_LEVEL', 'silent', 'trace']
	])('%s takes good values', (name, ...values) => {
		for (const value of values) expect(problems({ [name]: value }), value).toEqual([]);
	});

	test.each([
		[
			'PALIER_DATABASE_URL',
			'data/palier.db',
			'file:',
			'file://',
			'file://server/palier.db',
			'file::memory:',
			':memory:',
			'file:a.db?cache=shared',
			'file:a#b',
			'file:100%.db',
			'postgres://db',
			'https://',
			'libsql://db.example?authToken=x',
			'https://u:p@db.example'
		],
		['PALIER_DATABASE_TOKEN', 'two words'],
		['PORT', '0', '65536', '3000.5', '-1', '3e3', '0x10', '３０００'],
		['HOST', 'http://localhost', 'a b'],
		['PALIER_ADDRESS_HEADER', 'x-forwarded-for, x-real-ip', 'x:'],
		['PALIER_PROXY_DEPTH', '0', '11', 'all'],
		[
			'PALIER_CONTACT',
			'Palier',
			'Palier <contact@palier.example>',
			'contact@palier',
			'a@b.example?bcc=c@d.example',
			'a@b.example c@d.example',
			'mailto:contact@palier.example',
			'http://palier.example',
			'javascript:alert(1)',
			'https://',
			'https://u:p@palier.example',
			'https://palier.example/"><script>'
		],
		['PALIER_LOG_LEVEL', 'verbose', 'INFO']
	])('%s refuses bad values', (name, ...values) => {
		for (const value of values) expect(problems({ [name]: value }), value).toEqual([name]);
	});

	test('mail needs a server and a sender', () => {
		const mail = {
			PALIER_SMTP_URL: 'smtps://u:p@mail.example:465',
			PALIER_MAIL_FROM: 'Palier <a@palier.example>'
		};
		expect(readConfig({ ...least, ...mail }).mail).toEqual({
			smtpUrl: mail.PALIER_SMTP_URL,
			from: mail.PALIER_MAIL_FROM
		});
		expect(problems({ PALIER_SMTP_URL: mail.PALIER_SMTP_URL })).toEqual(['PALIER_MAIL_FROM']);
		expect(readConfig({ ...least, PALIER_MAIL_FROM: mail.PALIER_MAIL_FROM }).mail).toBeUndefined();
		for (const from of ['Palier', 'a@b\r\nBcc: c@d', 'A <a@b> <c@d>', '<@b>'])
			expect(problems({ ...mail, PALIER_MAIL_FROM: from }), from).toEqual(['PALIER_MAIL_FROM']);
		for (const url of ['mail.example', 'https://mail.example', 'smtp://'])
			expect(problems({ ...mail, PALIER_SMTP_URL: url }), url).toEqual(['PALIER_SMTP_URL']);
	});

	test('the contact is shown as it is written; a wrong one is told with an example', () => {
		const contact = 'Contact@palier.example';
		expect(readConfig({ ...least, PALIER_CONTACT: ` ${contact} ` }).contact).toBe(contact);
		expect(() => readConfig({ ...least, PALIER_CONTACT: 'nobody' })).toThrow(
			/PALIER_CONTACT must be a mail address[^]*for example: PALIER_CONTACT=contact@palier\.example/
		);
	});

	test('the address header is told apart without its case', () => {
		const { addressHeader } = readConfig({ ...least, PALIER_ADDRESS_HEADER: 'X-Real-IP' });
		expect(addressHeader).toBe('x-real-ip');
	});
});

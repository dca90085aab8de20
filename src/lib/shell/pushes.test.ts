import { expect, test } from 'vitest';
import { readPush } from './pushes.ts';

const whole = {
	title: 'La boîte au hibou',
	body: 'Un voisin demande la perceuse.',
	tag: 'asked',
	url: '/home?l=fr',
	request: 'r1',
	actions: [
		{ action: 'accept', title: 'Oui' },
		{ action: 'decline', title: 'Pas maintenant' }
	],
	answered: { accept: 'Oui.', decline: 'Non.', failed: 'Trop tard.' }
};
const read = (push: object) => readPush(JSON.stringify(push));

test('is read as it was put together', () => {
	expect(read(whole)).toEqual(whole);
});

test.each(['https://evil.example', '//evil.example/home', '/homes', '/t/ticket', 'home', ''])(
	'never leads to %j',
	(url) => {
		expect(read({ ...whole, url })!.url).toBe('/home');
	}
);

test('has buttons for a request alone, and only those that we know', () => {
	const { request: _, ...news } = whole;
	expect(read(news)!.actions).toEqual([]);
	expect(
		read({ ...whole, actions: [{ action: 'erase', title: 'x' }, { action: 'accept' }, null] })!.actions
	).toEqual([]);
});

test.each([undefined, '', 'hello', '[]', 'null', '{"title":"x"}', '{"title":1,"body":2}'])(
	'%j is none',
	(text) => {
		expect(readPush(text)).toBeNull();
	}
);

import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, test, vi } from 'vitest';
import { openHere } from './phone.ts';

const session = { token: 'new', expiresAt: new Date('2027-01-01') };

function phone(before?: string) {
	const cookies = { get: () => before, set: vi.fn() };
	const setHeaders = vi.fn();
	const here = { cookies, setHeaders } as unknown as RequestEvent;
	return { here, cookies, setHeaders };
}

describe('a phone on which a household is opened', () => {
	test('forgets what it kept of the one before, and keeps the new cookie', () => {
		const { here, cookies, setHeaders } = phone('old');
		openHere(here, session);
		const [headers] = setHeaders.mock.lastCall as [Record<string, string>];
		expect(headers).toEqual({ 'clear-site-data': '"cache", "storage"' });
		expect(cookies.set.mock.lastCall?.slice(1)).toMatchObject(['new', { expires: session.expiresAt }]);
	});

	test.each([
		['none before', undefined],
		['the same form sent again', 'new']
	])('has nothing to forget: %s', (_, before) => {
		const { here, cookies, setHeaders } = phone(before);
		openHere(here, session, { isBrief: true });
		expect(setHeaders).not.toHaveBeenCalled();
		expect(cookies.set.mock.lastCall?.[2]).not.toHaveProperty('expires');
	});
});

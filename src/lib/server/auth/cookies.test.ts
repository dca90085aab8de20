import type { Cookies } from '@sveltejs/kit';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { clearCookie, readCookie, setCookie } from './cookies.ts';

const settings = vi.hoisted(() => ({ publicUrl: '' }));
vi.mock('../config.ts', () => ({ config: () => settings }));

const expiresAt = new Date('2027-01-01');
const cookies = { get: vi.fn(), set: vi.fn(), delete: vi.fn() };
const kit = cookies as unknown as Cookies;

beforeEach(() => {
	for (const spy of Object.values(cookies)) spy.mockReset();
});

describe('a session’s cookie', () => {
	test('over https belongs to this host alone, and no script sees it', () => {
		settings.publicUrl = 'https://palier.example';
		setCookie(kit, 'household', { token: 't', expiresAt });
		const attributes = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' };
		expect(cookies.set).toHaveBeenCalledWith('__Host-palier_home', 't', {
			...attributes,
			expires: expiresAt
		});
		clearCookie(kit, 'staff');
		expect(cookies.delete).toHaveBeenCalledWith('__Host-palier_staff', attributes);
	});

	test('on this machine does without https', () => {
		settings.publicUrl = 'http://localhost:3000';
		setCookie(kit, 'staff', { token: 't', expiresAt });
		expect(cookies.set.mock.lastCall?.[0]).toBe('palier_staff');
		expect(cookies.set.mock.lastCall?.[2]).toMatchObject({ secure: false, httpOnly: true });
	});

	test('is read under the name under which it was set', () => {
		settings.publicUrl = 'https://palier.example';
		cookies.get.mockImplementation((name: string) => (name === '__Host-palier_staff' ? 'staff' : undefined));
		expect(readCookie(kit, 'staff')).toBe('staff');
		expect(readCookie(kit, 'household')).toBeUndefined();
	});
});

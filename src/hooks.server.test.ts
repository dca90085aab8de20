import type { RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { handle } from './hooks.server.ts';

const answer = async (path: string) => {
	const url = new URL(path, 'http://localhost:3000');
	const event = {
		...{ url, route: { id: '/how' }, locals: {}, params: {} },
		request: new Request(url),
		cookies: { get: () => undefined, set: () => undefined }
	} as unknown as RequestEvent;
	return handle({ event, resolve: () => new Response('the page was run') });
};

test.each(['/how/x%00', '/%00', '/how?part=%00', '/how?%00=x'])(
	'%s, an address with a NUL, is found nowhere, and is no fault',
	async (path) => {
		const response = await answer(path);
		expect(response.status).toBe(404);
		expect(await response.text()).not.toContain('the page was run');
	}
);

test('any other is', async () => {
	expect(await (await answer('/how?q=%2500')).text()).toBe('the page was run');
});

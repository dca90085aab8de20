import type { Page } from '@playwright/test';
import { expect } from './palier.ts';

/** What a page asks the network for, and what comes: bytes as they are sent, with their headers. */
export class Wire {
	readonly requests: string[] = [];
	bytes = 0;
	cookies = 0;
	private ended = 0;

	private constructor() {}

	static async of(page: Page): Promise<Wire> {
		const wire = new Wire();
		const browser = await page.context().newCDPSession(page);
		browser.on('Network.requestWillBeSent', ({ request, redirectResponse }) => {
			if (redirectResponse) wire.took(redirectResponse.encodedDataLength);
			wire.requests.push(`${request.method} ${request.url}`);
		});
		browser.on('Network.loadingFinished', ({ encodedDataLength }) => wire.took(encodedDataLength));
		browser.on('Network.responseReceivedExtraInfo', ({ headers }) => {
			if (Object.keys(headers).some((name) => name.toLowerCase() === 'set-cookie')) wire.cookies++;
		});
		await browser.send('Network.enable');
		return wire;
	}

	private took(bytes: number): void {
		this.bytes += bytes;
		this.ended++;
	}

	/** Does something, and gives what it cost once all of it has come. */
	async cost(doing: () => Promise<unknown>): Promise<{ requests: number; bytes: number }> {
		const before = { requests: this.requests.length, bytes: this.bytes };
		await doing();
		await expect.poll(() => this.ended).toBe(this.requests.length);
		return { requests: this.requests.length - before.requests, bytes: this.bytes - before.bytes };
	}
}

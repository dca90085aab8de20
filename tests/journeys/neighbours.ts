import { claimCode } from '#lib/codes/codes.ts';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Palier, Place } from './palier.ts';

/** A form posted as a browser without script does. Gives the answer without following it. */
export function post(
	palier: Palier,
	path: string,
	fields: Readonly<Record<string, string>>,
	cookie = ''
): Promise<Response> {
	return fetch(`${palier.url}${path}`, {
		method: 'POST',
		redirect: 'manual',
		headers: {
			origin: palier.url,
			accept: 'text/html',
			'accept-language': 'fr',
			'content-type': 'application/x-www-form-urlencoded',
			cookie
		},
		body: new URLSearchParams(fields)
	});
}

export const cookieOf = (response: Response) =>
	response.headers
		.getSetCookie()
		.map((set) => set.split(';')[0])
		.join('; ');

/** The claim code that a mailbox's letter holds, made from the key file as the letter's was. */
export function claimOf(palier: Palier, { code, epoch }: Pick<Place, 'code' | 'epoch'>): string {
	const key = Buffer.from(readFileSync(join(palier.folder, 'kit.key'), 'utf8').trim(), 'base64url');
	return claimCode((message) => createHmac('sha256', key).update(message).digest(), code, epoch);
}

/** Claims a mailbox and offers things. Gives the household's cookie. */
export async function moveIn(palier: Palier, place: Place, things: readonly string[]): Promise<string> {
	const claimed = await post(palier, `/a/${place.code}`, { claim: claimOf(palier, place) });
	const cookie = cookieOf(claimed);
	if (!cookie)
		throw new Error(`${place.code} could not be claimed: ${claimed.status} ${await claimed.text()}`);
	const body = new URLSearchParams(things.map((thing) => ['thing', thing]));
	const offered = await fetch(`${palier.url}/home/items?/save`, {
		method: 'POST',
		redirect: 'manual',
		headers: {
			origin: palier.url,
			accept: 'text/html',
			cookie,
			'content-type': 'application/x-www-form-urlencoded'
		},
		body
	});
	if (offered.status !== 303) throw new Error(`Things could not be offered: ${offered.status}`);
	return cookie;
}

/** Asks for a thing; gives the address of the ticket. */
export async function ask(
	palier: Palier,
	place: Place,
	thing: string,
	more: Readonly<Record<string, string>> = {}
): Promise<string> {
	const path = `/${place.code}/ask/${thing}`;
	const html = await (await fetch(`${palier.url}${path}`)).text();
	const moments = [...html.matchAll(/\?when=(\d{4}-\d\d-\d\d\.\w+)/g)].map((found) => found[1]!);
	const named = await (await fetch(`${palier.url}${path}?when=${moments[3]}&days=1&say=none`)).text();
	const once = /name="once" value="([^"]+)"/.exec(named)![1]!;
	const asked = await post(palier, `${path}?/send`, {
		once,
		when: moments[3]!,
		days: '1',
		say: 'none',
		name: 'Bruno',
		...more
	});
	const location = asked.headers.get('location');
	if (!location) throw new Error(`Not asked: ${asked.status} ${await asked.text()}`);
	return new URL(location, palier.url).pathname;
}

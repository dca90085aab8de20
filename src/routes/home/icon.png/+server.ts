import { read } from '$app/server';
import badge from './badge.png';
import large from './icon-512.png';
import small from './icon-192.png';
import type { RequestHandler } from './$types';

/** The sign of the app as a picture: 192 pixels wide; `?large` 512; `?badge` white on nothing, for a phone's top line. */
export const GET: RequestHandler = ({ url: { searchParams } }) => {
	const picture = searchParams.has('badge') ? badge : searchParams.has('large') ? large : small;
	return new Response(read(picture).body, {
		headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=604800' }
	});
};

import { config } from '#lib/server/config.ts';
import { direction } from '#lib/text/languages.ts';
import type { RequestHandler } from './$types';

/** What a phone needs to put Palier on its screen. Gone (410): the phones that keep pages stop doing so. */
export const GET: RequestHandler = ({ locals: { language } }) => {
	if (!config().phonesKeepPages) return new Response(null, { status: 410 });
	return Response.json(manifest(language), {
		headers: { 'content-type': 'application/manifest+json', 'cache-control': 'private, no-cache' }
	});
};

const PAPER = '#fbf7ef';

const manifest = (language: App.Locals['language']) => ({
	...{ id: '/home', name: 'Palier', short_name: 'Palier', lang: language, dir: direction(language) },
	...{ start_url: '/home', scope: '/home', display: 'standalone' },
	...{ background_color: PAPER, theme_color: PAPER },
	icons: [
		{ src: '/home/icon.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
		{ src: '/home/icon.png?large', sizes: '512x512', type: 'image/png', purpose: 'any' },
		{ src: '/home/icon.png?large', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
		{ src: '/home/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }
	]
});

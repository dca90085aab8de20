import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Opened by a link of a mail, by somebody who is not signed in. */
const NOT_OF_THE_OFFICE = ['/landlord/welcome/[token]', '/landlord/sign-in'];

/**
 * The screens of the office as a manager opens them, with the searches and the late pages of the long ones. Throws when one
 * that is in the folder of routes is missing here.
 * @param {Record<string, string>} objects what stands for `[key]`, `[code=code]` and `[id]`
 */
export function screensOf({ hall, largestHall, residence, draft, order, person }) {
	const screens = [
		['/landlord', '', '?page=20'],
		['/landlord/api', ''],
		['/landlord/approvals', ''],
		['/landlord/audit', '', '?act=kits-handed', '?who=agent7@palier.example', '?before=5000'],
		['/landlord/desk-links', '', `?residence=${residence}`],
		['/landlord/exit', ''],
		['/landlord/figures', '', '?page=10', `?residence=${residence}`],
		['/landlord/halls/[code=code]', hall, largestHall],
		['/landlord/halls/[code=code]/kits', hall, largestHall],
		['/landlord/halls/[code=code]/new-letters', hall, largestHall],
		['/landlord/handovers', '', '?q=tilleuls 12345', '?q=nowhere'],
		['/landlord/import', ''],
		['/landlord/import/[key]', draft, 'draft-1'],
		['/landlord/kits', ''],
		['/landlord/kits/[key]', order],
		['/landlord/letter', ''],
		['/landlord/people', ''],
		['/landlord/people/[id]', person],
		['/landlord/people/invite', ''],
		[
			'/landlord/places',
			'?text=',
			'?text=&page=400',
			'?text=tilleuls 12345',
			'?text=tilleuls',
			'?text=nowhere at all',
			'?text=L12',
			`?text=${hall}`,
			`?text=&residence=${residence}`,
			'?text=&kits=all',
			'?text=&rules=none',
			'?text=lyon&kits=part&page=30'
		],
		['/landlord/places/[code=code]', hall, largestHall],
		['/landlord/places/new', ''],
		['/landlord/places/residences/[key]', residence],
		['/landlord/protection', ''],
		['/landlord/residences/[key]', residence],
		['/landlord/rounds', ''],
		['/landlord/rounds/[code=code]', hall, largestHall],
		['/landlord/rounds/[code=code]/paper', hall, largestHall],
		['/landlord/second-factor', ''],
		['/landlord/sessions', ''],
		['/landlord/start', '']
	];
	const missing = routes().filter((route) => !screens.some(([known]) => known === route));
	if (missing.length > 0) throw new Error(`No screen is measured of ${missing.join(', ')}`);
	return screens.flatMap(([route, ...opened]) =>
		opened.map((one) => ({
			name: nameOf(route, one, largestHall),
			path: route.includes('[') ? route.replace(/\[[^\]]*\]/, one) : encodeURI(route + one)
		}))
	);
}

function routes() {
	const folder = fileURLToPath(new URL('../../src/routes', import.meta.url));
	return readdirSync(folder, { recursive: true })
		.filter((file) => /^landlord\/(?:.*\/)?\+page@?\.svelte$/.test(file))
		.map((file) => `/${file.replace(/\/\+page@?\.svelte$/, '')}`)
		.filter((route) => !NOT_OF_THE_OFFICE.includes(route));
}

function nameOf(route, opened, largestHall) {
	if (opened === largestHall) return `${route}, 400 mailboxes`;
	return route.includes('[') ? route : `${route}${opened}`;
}

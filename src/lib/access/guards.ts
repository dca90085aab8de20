import type { Permission } from './roles.ts';

/** Who may enter a route: anyone, a household's phone, the landlord's staff with a permission, or nobody once published. */
export type Entrance = 'anyone' | 'household' | 'staff' | Permission | 'development';

/** Every route, by SvelteKit's route id. A route without a line is closed, and a test fails. */
export const guards: Readonly<Record<string, Entrance>> = {
	'/': 'anyone',
	'/[code=code]': 'anyone',
	'/[code=code]/ask/[pictogram]': 'anyone',
	'/a': 'anyone',
	'/a/[code=code]': 'anyone',
	'/t/[ticket]': 'anyone',
	'/how': 'anyone',
	'/key': 'anyone',
	'/confirm/[token]': 'anyone',
	'/studio': 'anyone',
	'/studio/things.svg': 'anyone',
	'/studio/page.svg': 'anyone',
	'/studio/preview': 'anyone',
	'/studio/sheet.pdf': 'anyone',
	'/studio/test-page.pdf': 'anyone',
	'/studio/print-shop.pdf': 'anyone',
	'/studio/loan-slip.pdf': 'anyone',
	'/healthz': 'anyone',
	'/robots.txt': 'anyone',
	'/home': 'household',
	'/home/items': 'household',
	'/home/settings': 'household',
	'/home/settings/key': 'household',
	'/landlord/sign-in': 'anyone',
	'/landlord/welcome/[token]': 'anyone',
	'/landlord': 'staff',
	'/landlord/import': 'import-places',
	'/landlord/residences/[key]': 'see-places',
	'/landlord/residences/[key]/kit': 'make-kits',
	'/landlord/residences/[key]/posters': 'make-kits',
	'/landlord/kits': 'make-kits',
	'/landlord/kits/[key]': 'make-kits',
	'/landlord/kits/[key]/file': 'make-kits',
	'/workshop': 'development'
};

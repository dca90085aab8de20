import { scanUrl } from '#lib/codes/codes.ts';
import { config } from '#lib/server/config.ts';
import { database } from '#lib/server/db/database.ts';
import { deskBehind } from '#lib/server/deskLinks.ts';
import { qrPicture } from '#lib/ui/qrPicture.ts';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** One hall on one day, for whoever helps there: what to show, to say and to print. Of mailboxes nothing. */
export const load: PageServerLoad = async ({ params }) => {
	const behind = await deskBehind(await database(), params.token, Date.now());
	if (!behind) error(404);
	if ('opensOn' in behind) return { opensOn: behind.opensOn };
	const { residence, building, entrance, address, postcode, city, code } = behind.hall;
	return {
		desk: {
			day: behind.day,
			token: params.token,
			residence,
			name: [building, entrance].filter((part) => part !== '' && part !== address).join(' · '),
			address: [address, `${postcode} ${city}`.trim()].filter((part) => part !== '').join(', '),
			picture: qrPicture(scanUrl(config().publicUrl, code))
		}
	};
};

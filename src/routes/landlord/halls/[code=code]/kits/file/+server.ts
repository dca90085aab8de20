import { kitFileName } from '#lib/buildings/kitFileName.ts';
import { officeDay } from '#lib/calendar/days.ts';
import { actorOf, writeDown } from '#lib/server/audit.ts';
import { hallsIn } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import { kitsOfHall, moveKits } from '#lib/server/kitLife.ts';
import { makeKit } from '#lib/server/kits.ts';
import { logFault } from '#lib/server/log.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { streamed } from '#lib/server/web/streamed.ts';
import { error, redirect } from '@sveltejs/kit';
import { boxNamed } from '../hallKits.ts';
import { hallCode } from '../../../../rounds/place.ts';
import type { RequestHandler } from './$types';

/**
 * A file: the kit of one mailbox once more, the same letter and the same stickers. A letter that has ended is not printed again,
 * nor one that is in its box: for these there are new letters.
 */
export const POST: RequestHandler = async ({ request, params, locals, route, url }) => {
	const { box: named = '' } = await fieldsOf(request);
	const [db, now, { scope }] = [await database(), Date.now(), locals.staff!];
	const hall = await kitsOfHall(db, scope, hallCode(params.code));
	const box = hall && boxNamed(named, hall);
	if (!hall || !box) error(404);
	const today = officeDay(now);
	const refusal = box.letterUntilDay < today ? 'ended' : box.state === 'distributed' ? 'in-its-box' : null;
	if (refusal) redirect(303, keepingLanguage(`/landlord/halls/${hall.code}/kits?refused=${refusal}`, url));

	const actor = actorOf(locals.staff!);
	await moveKits(db, actor, scope, { mailboxes: [box.code] }, 'reprint', now);
	const place = [hall.residence, hall.entrance || hall.address, box.label].join(', ');
	await writeDown(db, actor, 'kits-taken', { n: 1, place, letter: box.epoch }, now);
	const order = {
		halls: (await hallsIn(db, scope, hall.residenceKey)).filter(({ code }) => code === hall.code),
		...{ secondLanguage: null, today, renewLetters: false, mailboxes: [box.code], now }
	};
	const body = await streamed(
		(sink) => makeKit(db, scope, { ...order, sink }),
		(fault) => logFault(fault, { route: route.id })
	);
	const name = kitFileName([hall.residence, hall.building, hall.entrance, box.label], today);
	return new Response(body, {
		headers: { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${name}"` }
	});
};

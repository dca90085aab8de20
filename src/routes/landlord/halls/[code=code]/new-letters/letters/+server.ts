import { kitFileName } from '#lib/buildings/kitFileName.ts';
import { officeDay } from '#lib/calendar/days.ts';
import { actorOf, writeDown } from '#lib/server/audit.ts';
import { hallIn, mailboxesOfHall } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import { makeKit } from '#lib/server/kits.ts';
import { logFault } from '#lib/server/log.ts';
import { lettersMadeIn } from '#lib/server/newLetters.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { streamed } from '#lib/server/web/streamed.ts';
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** A file: the letters and stickers that were made for mailboxes of this hall at one instant, `at`. */
export const POST: RequestHandler = async ({ request, params, locals, route }) => {
	const { at = '' } = await fieldsOf(request);
	const { id: staffId, scope } = locals.staff!;
	const [db, now] = [await database(), Date.now()];
	const hall = await hallIn(db, scope, params.code);
	const made = (await lettersMadeIn(db, scope, params.code, now)).find((one) => String(one.at) === at);
	if (!hall || !made) error(404);
	const boxes = await mailboxesOfHall(db, scope, params.code);
	const mailboxes = boxes.filter(({ label }) => made.labels.includes(label)).map(({ code }) => code);

	const today = officeDay(now);
	const order = {
		halls: [hall],
		mailboxes,
		secondLanguage: null,
		today,
		renewLetters: false,
		staffId
	} as const;
	const place = [hall.address, hall.entrance].filter(Boolean).join(', ');
	const about = { residence: hall.residence, hall: place, boxes: made.labels.join(', ') };
	await writeDown(db, actorOf(locals.staff!), 'letters-downloaded', about, now);
	const body = await streamed(
		(sink) => makeKit(db, scope, { ...order, sink }),
		(fault) => logFault(fault, { route: route.id })
	);
	const [only, ...others] = made.labels;
	const name = kitFileName(
		[hall.residence, hall.building, hall.entrance, ...(others.length === 0 ? [only!] : [])],
		today
	);
	return new Response(body, {
		headers: { 'content-type': 'application/pdf', 'content-disposition': `attachment; filename="${name}"` }
	});
};

import { officeDay } from '#lib/calendar/days.ts';
import { actorOf, writeDown } from '#lib/server/audit.ts';
import { database } from '#lib/server/db/database.ts';
import { makeExitArchive } from '#lib/server/exitArchive.ts';
import { logFault } from '#lib/server/log.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { streamed } from '#lib/server/web/streamed.ts';
import { oneLine } from '#lib/text/line.ts';
import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Everything of the landlord as one archive, for whoever typed its name; that it was taken is written down first. */
export const POST: RequestHandler = async ({ request, locals, url, route }) => {
	const { scope, landlord } = locals.staff!;
	const { name = '' } = await fieldsOf(request);
	if (plainName(name) !== plainName(landlord.name))
		redirect(303, keepingLanguage('/landlord/exit?wrong=name', url));
	const [db, now] = [await database(), Date.now()];
	await writeDown(db, actorOf(locals.staff!), 'archive-taken', {}, now);
	const body = await streamed(
		(sink) => makeExitArchive(db, scope.landlordId, now, sink),
		(fault) => logFault(fault, { route: route.id })
	);
	const file = `palier-${landlord.slug}-${officeDay(now)}.zip`;
	return new Response(body, {
		headers: { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${file}"` }
	});
};

const plainName = (name: string) => oneLine(name).toLowerCase();

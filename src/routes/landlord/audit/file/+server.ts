import { officeDay } from '#lib/calendar/days.ts';
import { actorOf } from '#lib/server/audit.ts';
import { auditForms, takeAuditOut } from '#lib/server/auditLog.ts';
import { database } from '#lib/server/db/database.ts';
import { logFault } from '#lib/server/log.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { streamed } from '#lib/server/web/streamed.ts';
import { error } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' };

/** The whole log as a file; that it was taken away stands in it. */
export const POST: RequestHandler = async ({ request, locals, route }) => {
	const { form: typed } = await fieldsOf(request);
	const form = auditForms.find((known) => known === typed);
	if (!form) error(400);
	const [db, now, actor] = [await database(), Date.now(), actorOf(locals.staff!)];
	const body = await streamed(
		(sink) => takeAuditOut(db, actor, form, now, sink),
		(fault) => logFault(fault, { route: route.id })
	);
	const name = `journal-${locals.staff!.landlord.slug}-${officeDay(now)}.${form}`;
	return new Response(body, {
		headers: { 'content-type': TYPES[form], 'content-disposition': `attachment; filename="${name}"` }
	});
};

import { writeDown } from '#lib/server/audit.ts';
import { kitFile } from '#lib/server/kitOrders.ts';
import { answering } from '#lib/server/web/answering.ts';
import { asked, headersOf } from '#lib/server/web/ranges.ts';

const TYPES = { pdf: 'application/pdf', zip: 'application/zip' };

/** The file of an order: whole, or from where a download was cut. It holds claim codes, so taking it is written down. */
export const GET = answering('takeKitFile', async ({ db, scope, actor, params, headers, method, now }) => {
	const file = await kitFile(db, scope, params.key!);
	if (!file) return { refused: 'not-found' };
	const answer = asked(method, headers, file);
	const taken = method === 'GET' && 'first' in answer ? answer : null;
	const body = taken && (await file.read(taken));
	if (taken && !body) return { refused: 'not-found' };
	if (taken) {
		const place = file.residences.slice(0, 3).join(' · ');
		await writeDown(db, actor, 'kits-taken', { n: file.mailboxes, place, order: params.key! }, now);
	}
	return new Response(body, {
		status: answer.status,
		headers: headersOf(answer, file, { type: TYPES[file.form], name: file.name })
	});
});

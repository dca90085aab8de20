import { actorOf, writeDown } from '#lib/server/audit.ts';
import { database } from '#lib/server/db/database.ts';
import { fileTakers, kitFile, type KitFile } from '#lib/server/kitOrders.ts';
import { asked, headersOf } from '#lib/server/web/ranges.ts';
import { error, type RequestEvent } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

const TYPES = { pdf: 'application/pdf', zip: 'application/zip' };

/** The file of an order: whole, or from where a download was cut. What is somebody else's is not found. */
export const GET: RequestHandler = async (event) => {
	const file = await found(event);
	const answer = asked('GET', event.request.headers, file);
	const body = 'first' in answer ? await file.read(answer) : null;
	if ('first' in answer && !body) error(404);
	if ('first' in answer) await noteTaken(event, file, answer.first === 0);
	return answered(answer, file, body);
};

/** Who took which kits away is written down; the rest of a download that they began is the same taking. */
async function noteTaken(
	{ params, locals }: RequestEvent<{ key: string }>,
	file: KitFile,
	begins: boolean
): Promise<void> {
	const { email, scope } = locals.staff!;
	const takers = begins ? [] : await fileTakers(await database(), scope, params.key);
	if (takers.some(({ who }) => who === email)) return;
	const names = file.residences.slice(0, 3).join(' · ');
	const place = file.residences.length > 3 ? `${names} · …` : names;
	const about = { n: file.mailboxes, place, order: params.key };
	await writeDown(await database(), actorOf(locals.staff!), 'kits-taken', about, Date.now());
}

export const HEAD: RequestHandler = async (event) => {
	const file = await found(event);
	return answered(asked('HEAD', event.request.headers, file), file, null);
};

async function found({ params, locals }: RequestEvent<{ key: string }>): Promise<KitFile> {
	const file = await kitFile(await database(), locals.staff!.scope, params.key);
	return file ?? error(404);
}

function answered(answer: ReturnType<typeof asked>, file: KitFile, body: BodyInit | null): Response {
	const headers = headersOf(answer, file, { type: TYPES[file.form], name: file.name });
	return new Response(body, { status: answer.status, headers });
}

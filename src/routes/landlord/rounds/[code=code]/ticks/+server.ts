import { readTicks } from '#lib/stickers/ticks.ts';
import { actorOf } from '#lib/server/audit.ts';
import { database } from '#lib/server/db/database.ts';
import { takeTicks } from '#lib/server/rounds.ts';
import { error, json } from '@sveltejs/kit';
import { hallCode } from '../../place.ts';
import type { RequestHandler } from './$types';

/** 500 ticks are a tenth of this. */
const MOST_BYTES = 512_000;

/**
 * The ticks that a phone kept: `{ by, ticks }` as JSON, which no other site can send with this session. Answers with the
 * server's clock and what is in by now; 409 when they are of somebody else than who is signed in.
 */
export const POST: RequestHandler = async ({ request, params, locals }) => {
	if (!request.headers.get('content-type')?.startsWith('application/json')) error(415);
	const body = await bodyOf(request);
	const ticks = readTicks(body);
	if (!ticks) error(400);
	if (!(body instanceof Object && 'by' in body && body.by === locals.staff!.id)) error(409);
	const now = Date.now();
	const { scope } = locals.staff!;
	const round = await takeTicks(
		await database(),
		actorOf(locals.staff!),
		scope,
		hallCode(params.code),
		ticks,
		now
	);
	if (!round) error(404);
	const boxes = round.boxes.map(({ label, kit, distributedAt }) => ({
		label,
		kit,
		isIn: distributedAt !== null
	}));
	return json({ at: now, boxes });
};

async function bodyOf(request: Request): Promise<unknown> {
	const text = await request.text();
	if (text.length > MOST_BYTES) error(413);
	try {
		return JSON.parse(text);
	} catch {
		error(400);
	}
}

import { actorOf } from '#lib/server/audit.ts';
import { database } from '#lib/server/db/database.ts';
import { closeHandover, offerBuilding, takeBuilding } from '#lib/server/handovers.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';

/** Offers a building to another landlord. */
export async function offer({ request, locals, url }: RequestEvent) {
	const { building = '', name = '', to = '' } = await fieldsOf(request);
	const typed = { building, name, to };
	if (!/^[1-9]\d{0,14}$/.test(building)) return fail(400, { typed, noBuilding: true });
	const offering = { building: Number(building), typedName: name, to, now: Date.now() };
	const offered = await offerBuilding(await database(), actorOf(locals.staff!), offering);
	if (!offered) error(404);
	if ('problems' in offered) return fail(400, { typed, problems: offered.problems });
	if ('refusal' in offered) return fail(409, { refusal: offered.refusal });
	redirect(303, keepingLanguage('/landlord/handovers', url));
}

/** Takes a building that is offered, into a residence that is there or a new one. */
export async function take({ request, locals, url }: RequestEvent) {
	const { key = '', into = '', newName = '' } = await fieldsOf(request);
	const where = into === 'new' ? { newName } : { residence: into };
	const taken = await takeBuilding(await database(), actorOf(locals.staff!), key, where, Date.now());
	if (!taken) error(404);
	if ('refusal' in taken) return fail(409, { refusal: taken.refusal, key, into, newName });
	redirect(303, keepingLanguage('/landlord/handovers', url));
}

/** Declines what is offered, or takes one's own offer back. */
export async function close({ request, locals, url }: RequestEvent) {
	const { key = '', decision } = await fieldsOf(request);
	const closing = decision === 'withdrawn' ? 'withdrawn' : 'declined';
	const closed = await closeHandover(await database(), actorOf(locals.staff!), key, closing, Date.now());
	if (!closed) error(404);
	if ('refusal' in closed) return fail(409, { refusal: closed.refusal });
	redirect(303, keepingLanguage('/landlord/handovers', url));
}

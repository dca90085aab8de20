import { auditHead, auditPage, verifyAudit } from '#lib/server/auditLog.ts';
import { database } from '#lib/server/db/database.ts';
import { membersOf } from '#lib/server/people.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import type { Actions, PageServerLoad } from './$types';
import { actsToChoose, lineOf } from './inWords.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { landlordId } = locals.staff!.scope;
	const asked = (name: string) => url.searchParams.get(name)?.slice(0, 320) ?? '';
	const before = /^\d{1,15}$/.test(asked('before')) ? Number(asked('before')) : null;
	const filter = { who: asked('who'), act: asked('act'), before };
	const db = await database();
	const [{ rows, hasMore }, head, members] = await Promise.all([
		auditPage(db, landlordId, filter),
		auditHead(db, landlordId),
		membersOf(db, landlordId, Date.now())
	]);
	return {
		lines: rows.map((row) => lineOf(row, locals.language)),
		older: hasMore ? rows.at(-1)!.id : null,
		filter,
		head,
		people: [...new Set([...members.map(({ email }) => email), ...(filter.who ? [filter.who] : [])])],
		acts: actsToChoose(locals.language)
	};
};

export const actions: Actions = {
	/** Reads all of it: changes nothing, and takes as long as the log is. */
	verify: async ({ locals, request }) => {
		const { head = '' } = await fieldsOf(request);
		const asked = head.trim().toLowerCase();
		return { verdict: await verifyAudit(await database(), locals.staff!.scope.landlordId, asked), asked };
	}
};

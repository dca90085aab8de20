import { database } from '#lib/server/db/database.ts';
import { membersOf } from '#lib/server/people.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { id, scope } = locals.staff!;
	const members = await membersOf(await database(), scope.landlordId, Date.now());
	return {
		members: members.map((member) => ({ ...member, isYou: member.id === id })),
		managers: members.filter(({ role }) => role === 'manager').length,
		isRemoved: url.searchParams.has('removed')
	};
};

import { hallsIn, residencesToChoose, type Scope } from '#lib/server/buildings.ts';
import { database, type Database } from '#lib/server/db/database.ts';
import { givenTo, memberOf, type Member } from '#lib/server/people.ts';
import { error } from '@sveltejs/kit';

/** Whom the address names; who is somebody else's is not found. */
export async function memberHere({ staff }: App.Locals, id: string): Promise<Member> {
	return (await memberOf(await database(), staff!.scope.landlordId, id, Date.now())) ?? error(404);
}

/** What somebody was given, and what there is to give. */
export async function placesToGive({ staff }: App.Locals, { id, role }: Member) {
	const { scope } = staff!;
	const db = await database();
	const given = await givenTo(db, scope.landlordId, id);
	return {
		given,
		residences: await residencesToChoose(db, scope),
		halls: role === 'caretaker' ? await hallsToGive(db, scope, given.residences) : []
	};
}

/** A caretaker has a few residences; the halls of a hundred are no list to tick. */
const MOST = 20;

async function hallsToGive(db: Database, scope: Scope, residences: readonly string[]) {
	const all = await Promise.all(residences.slice(0, MOST).map((key) => hallsIn(db, scope, key)));
	return all.flat().map(({ code, residence, building, entrance, address }) => ({
		code,
		name: [residence, building, entrance || address].filter((part) => part !== '').join(' · ')
	}));
}

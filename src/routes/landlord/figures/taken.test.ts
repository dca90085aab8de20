import { config } from '#lib/server/config.ts';
import { database, type Database } from '#lib/server/db/database.ts';
import { sql } from '#lib/server/db/statement.ts';
import { freezeFigures } from '#lib/server/freeze.ts';
import { readyKitKey } from '#lib/server/keys.ts';
import { staffMember, type StaffMember } from '#lib/server/staff.ts';
import { mondayOf, officeDay } from '#lib/calendar/days.ts';
import type { RequestHandler } from '@sveltejs/kit';
import { beforeAll, expect, test } from 'vitest';
import { newLandlord } from '../../../../tests/support/world.ts';
import { GET as csv } from '../figures.csv/+server.ts';
import { GET as abatement } from './abatement.pdf/+server.ts';
import { GET as year } from './year.pdf/+server.ts';

let db: Database;
let staff: StaffMember;

beforeAll(async () => {
	readyKitKey(config().kitKeyFile, false);
	db = await database();
	const { landlordId } = await newLandlord(db, 'tilleuls', 20);
	await freezeFigures(db, mondayOf(officeDay(Date.now())), Date.now());
	const [manager] = await db.read<{ id: string }>(
		sql`SELECT id FROM staff WHERE landlord_id = ${landlordId}`
	);
	staff = (await staffMember(db, manager!.id))!;
});

/** As Kit calls it: HEAD comes to GET. */
const asking = (GET: unknown, method: string) =>
	(GET as RequestHandler)({
		request: new Request('http://localhost/landlord', { method }),
		locals: { staff, language: 'fr' },
		route: { id: '/landlord' }
	} as unknown as Parameters<RequestHandler>[0]);

const taken = () =>
	db.read<{ file: string }>(
		sql`SELECT about ->> 'file' AS file FROM audit WHERE landlord_id = ${staff.scope.landlordId} AND act = 'figures-taken'`
	);

test.each([
	['palier-chiffres.csv', csv],
	['palier-annee.pdf', year],
	['palier-tfpb.pdf', abatement]
])('whoever asks for the headers of %s takes nothing away', async (file, GET) => {
	const before = await taken();
	const head = await asking(GET, 'HEAD');
	expect(head.body).toBeNull();
	expect(await taken()).toEqual(before);
	const whole = await asking(GET, 'GET');
	expect((await whole.arrayBuffer()).byteLength).toBeGreaterThan(50);
	expect(await taken()).toEqual([...before, { file }]);
	expect([head.status, [...head.headers]]).toEqual([whole.status, [...whole.headers]]);
});

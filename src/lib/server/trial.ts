import { emblemOfPlace } from '#lib/catalogue/emblems.ts';
import { addDays, type Day } from '#lib/calendar/days.ts';
import { LETTER_DAYS, newCode } from '#lib/codes/codes.ts';
import { auditing, type Actor } from './audit.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { random } from './keys.ts';
import { dropFiles, removingOrdersOf } from './kitOrders.ts';

/** It says itself that it is made up, in every list. */
export const TRIAL_NAME = 'Résidence des Tilleuls (essai)';
const HALLS = ['1', '2'] as const;
const MAILBOXES_OF_HALL = 12;

export interface TrialResidence {
	readonly key: string;
	readonly name: string;
}

/** The made-up residence of a landlord, if it has one. */
export async function trialResidence(db: Database, landlordId: number): Promise<TrialResidence | null> {
	const [row] = await db.read<TrialResidence>(
		sql`SELECT key, name FROM residence WHERE landlord_id = ${landlordId} AND trial_at IS NOT NULL`
	);
	return row ?? null;
}

/**
 * A made-up residence of two halls and 24 mailboxes, to try everything out: its papers are specimens, its figures count
 * nowhere. A landlord has one at most: asked for again, it is the one that is there. Refused where a real one has its name.
 */
export async function makeTrial(
	db: Database,
	actor: Actor,
	{ today, now }: { today: Day; now: number }
): Promise<TrialResidence | { refusal: 'name-taken' }> {
	const { landlordId } = actor;
	const key = random(9).toString('base64url');
	const halls = HALLS.map((name) => ({
		name,
		code: newCode('place', random),
		emblemStart: random(2).readUInt16BE()
	}));
	const mailboxes = halls.flatMap(({ code, emblemStart, name }) =>
		Array.from({ length: MAILBOXES_OF_HALL }, (_, i) => ({
			hall: code,
			position: i + 1,
			label: `${name}${String(i + 1).padStart(2, '0')}`,
			code: newCode('place', random),
			emblem: emblemOfPlace(emblemStart, i)
		}))
	);
	const ours = sql`r.landlord_id = ${landlordId} AND r.key = ${key}`;
	await db.write([
		sql`INSERT INTO residence (landlord_id, key, name, trial_at) SELECT ${landlordId}, ${key}, ${TRIAL_NAME}, ${now}
			WHERE NOT EXISTS (SELECT 1 FROM residence r WHERE r.landlord_id = ${landlordId} AND (r.trial_at IS NOT NULL OR r.name = ${TRIAL_NAME}))`,
		auditing(actor, 'trial-made', { n: mailboxes.length }, now, { ifChanged: true }),
		sql`INSERT INTO building (landlord_id, residence_id, name) SELECT ${landlordId}, r.id, 'A' FROM residence r WHERE ${ours}`,
		sql`INSERT INTO hall (landlord_id, building_id, name, address, postcode, city, zone, code, position, emblem_start)
			SELECT ${landlordId}, b.id, value ->> 'name', (value ->> 'name') || ' rue des Tilleuls', '93200', 'Saint-Denis', 'Europe/Paris',
				value ->> 'code', (SELECT coalesce(max(position), 0) FROM hall WHERE landlord_id = ${landlordId}) + 1 + j.key, value ->> 'emblemStart'
			FROM residence r CROSS JOIN building b ON b.residence_id = r.id CROSS JOIN json_each(${JSON.stringify(halls)}) j WHERE ${ours}`,
		sql`INSERT INTO mailbox (landlord_id, hall_id, label, position, code, emblem, letter_until_day)
			SELECT ${landlordId}, h.id, value ->> 'label', value ->> 'position', value ->> 'code', value ->> 'emblem', ${addDays(today, LETTER_DAYS)}
			FROM json_each(${JSON.stringify(mailboxes)}) CROSS JOIN hall h ON h.landlord_id = ${landlordId} AND h.code = value ->> 'hall'`
	]);
	return (await trialResidence(db, landlordId)) ?? { refusal: 'name-taken' };
}

/** The made-up residence is gone, with all that was in it: halls, mailboxes, kits and their files, and who tried a letter of it. */
export async function wipeTrial(db: Database, actor: Actor, now: number): Promise<void> {
	const { landlordId } = actor;
	const halls = sql`SELECT h.id FROM residence r JOIN building b ON b.residence_id = r.id JOIN hall h ON h.building_id = b.id
		WHERE r.landlord_id = ${landlordId} AND r.trial_at IS NOT NULL`;
	const [orders] = await db.write([
		removingOrdersOf(landlordId, halls),
		sql`DELETE FROM residence WHERE landlord_id = ${landlordId} AND trial_at IS NOT NULL`,
		auditing(actor, 'trial-wiped', {}, now, { ifChanged: true })
	]);
	await dropFiles(orders!.rows);
}

import { addDays, type Day } from '#lib/calendar/days.ts';
import { LETTER_DAYS } from '#lib/codes/codes.ts';
import type { ChangeKind } from './listChanges.ts';
import { sql, type Statement } from './db/statement.ts';
import { recountKits } from './kitLife.ts';
import { raising } from './placeVersion.ts';

/** Rows of a change (listChanges.ts), each as JSON in the column `value`, and whose they are. */
export interface ChangeRows {
	readonly landlordId: number;
	readonly rows: Statement;
	readonly today: Day;
	/** How many rows there are. */
	readonly count: number;
	/** When the import was written: what tells that a place left the wall by it. */
	readonly at: number;
	/** When this is written: the import, or its undoing. */
	readonly now: number;
}

/** Nothing of the batch is written unless the statement before it changed so many rows: places are as they were compared. */
const allOf = (landlordId: number, count: number) => raising(landlordId, sql`changes() = ${count}`);

/** The halls in which these mailboxes are, and those that rows are about: their kits are counted anew. */
const hallsOfBoxes = (rows: Statement) =>
	sql`SELECT m.hall_id FROM ${rows} j CROSS JOIN mailbox m ON m.id = j.value ->> 'id'`;
const halls = (rows: Statement) => sql`SELECT j.value ->> 'id' FROM ${rows} j`;

type Writing = (changes: ChangeRows) => Statement[];

/** How a change is written, all of it or nothing. `freed` is none: new letters are made once the places are there. */
export const writing: Record<ChangeKind, Writing> = {
	// CROSS JOIN: SQLite walks the rows once and looks each place up. Left to itself it reads the JSON again for each place.
	residence: ({ landlordId, rows, count }) => [
		sql`INSERT INTO residence (landlord_id, key, name, language)
			SELECT ${landlordId}, value ->> 'key', value ->> 'name', value ->> 'language' FROM ${rows}`,
		allOf(landlordId, count)
	],
	'residence-changed': ({ landlordId, rows, count }) => [
		sql`UPDATE residence SET language = j.value ->> 'now' FROM ${rows} j
			WHERE residence.id = j.value ->> 'id' AND +residence.landlord_id = ${landlordId} AND language IS (j.value ->> 'was')`,
		allOf(landlordId, count)
	],
	building: ({ landlordId, rows, count }) => [
		sql`INSERT INTO building (landlord_id, residence_id, name, rnb_id)
			SELECT ${landlordId}, r.id, j.value ->> 'name', j.value ->> 'rnbId'
			FROM ${rows} j CROSS JOIN residence r ON r.landlord_id = ${landlordId} AND r.name = j.value ->> 'residence'`,
		allOf(landlordId, count)
	],
	'building-changed': ({ landlordId, rows, count }) => [
		sql`UPDATE building SET rnb_id = j.value ->> 'now' FROM ${rows} j
			WHERE building.id = j.value ->> 'id' AND +building.landlord_id = ${landlordId} AND rnb_id IS (j.value ->> 'was')`,
		allOf(landlordId, count)
	],
	hall: ({ landlordId, rows, count }) => [
		sql`INSERT INTO hall (landlord_id, building_id, name, address, postcode, city, reference, language, zone, code, position, emblem_start,
				house_number, repetition, street, insee_code, ban_id)
			SELECT ${landlordId}, b.id, j.value ->> 'entrance', j.value ->> 'address', j.value ->> 'postcode', j.value ->> 'city',
				j.value ->> 'reference', j.value ->> 'language', j.value ->> 'zone', j.value ->> 'code', j.value ->> 'position',
				j.value ->> 'emblemStart', j.value ->> 'houseNumber', j.value ->> 'repetition', j.value ->> 'street', j.value ->> 'inseeCode',
				j.value ->> 'banId'
			FROM ${rows} j CROSS JOIN residence r ON r.landlord_id = ${landlordId} AND r.name = j.value ->> 'residence'
				CROSS JOIN building b ON b.residence_id = r.id AND b.name = j.value ->> 'building'`,
		allOf(landlordId, count)
	],
	'hall-changed': (changes) => [
		hallsChanged(changes, sql`'was'`, sql`'now'`),
		allOf(changes.landlordId, changes.count)
	],
	'hall-back': ({ landlordId, rows, count }) => [
		sql`UPDATE hall SET gone_at = NULL FROM ${rows} j
			WHERE hall.id = j.value ->> 'id' AND +hall.landlord_id = ${landlordId} AND gone_at = j.value ->> 'was'`,
		allOf(landlordId, count)
	],
	mailbox: ({ landlordId, rows, count, today }) => [
		sql`INSERT INTO mailbox (landlord_id, hall_id, label, position, reference, language, code, emblem, letter_until_day)
			SELECT ${landlordId}, h.id, j.value ->> 'label', j.value ->> 'position', j.value ->> 'reference', j.value ->> 'language',
				j.value ->> 'code', j.value ->> 'emblem', ${addDays(today, LETTER_DAYS)}
			FROM ${rows} j CROSS JOIN hall h ON h.code = j.value ->> 'hall' AND +h.landlord_id = ${landlordId} AND h.gone_at IS NULL`,
		allOf(landlordId, count)
	],
	'mailbox-changed': (changes) => [
		mailboxesChanged(changes, sql`'was'`, sql`'now'`),
		allOf(changes.landlordId, changes.count)
	],
	// Up again: whoever has the letter from before has none any more.
	'mailbox-back': ({ landlordId, rows, count, today, at }) => [
		sql`UPDATE mailbox SET gone_at = NULL, epoch = epoch + 1, letter_until_day = ${addDays(today, LETTER_DAYS)}, reissued_at = ${at}
			FROM ${rows} j WHERE mailbox.id = j.value ->> 'id' AND +mailbox.landlord_id = ${landlordId} AND gone_at = j.value ->> 'was'`,
		allOf(landlordId, count),
		sql`INSERT INTO new_letter (landlord_id, mailbox_id, epoch, reason, at)
			SELECT m.landlord_id, m.id, m.epoch, 'back', ${at} FROM ${rows} j CROSS JOIN mailbox m ON m.id = j.value ->> 'id'
			WHERE m.landlord_id = ${landlordId} AND m.gone_at IS NULL AND m.reissued_at = ${at} ON CONFLICT DO NOTHING`,
		recountKits(landlordId, hallsOfBoxes(rows))
	],
	'mailbox-gone': ({ landlordId, rows, count, at }) => [
		sql`UPDATE mailbox SET gone_at = ${at} FROM ${rows} j
			WHERE mailbox.id = j.value ->> 'id' AND +mailbox.landlord_id = ${landlordId} AND gone_at IS NULL`,
		allOf(landlordId, count),
		recountKits(landlordId, hallsOfBoxes(rows))
	],
	'hall-gone': ({ landlordId, rows, count, at }) => [
		sql`UPDATE mailbox SET gone_at = ${at} FROM ${rows} j
			WHERE mailbox.hall_id = j.value ->> 'id' AND +mailbox.landlord_id = ${landlordId} AND gone_at IS NULL`,
		raising(landlordId, sql`changes() = (SELECT sum(j.value ->> 'n') FROM ${rows} j)`),
		sql`UPDATE hall SET gone_at = ${at} FROM ${rows} j
			WHERE hall.id = j.value ->> 'id' AND +hall.landlord_id = ${landlordId} AND gone_at IS NULL`,
		allOf(landlordId, count),
		recountKits(landlordId, halls(rows))
	],
	freed: () => []
};

/**
 * How it is taken back: only where what the import wrote still stands. An added place of which a kit was ordered or made,
 * or a letter, or asked for, stays; so does whatever somebody changed since. A letter that was made is never unmade.
 */
export const takingBack: Record<ChangeKind, Writing> = {
	residence: ({ landlordId, rows }) => [
		sql`DELETE FROM residence WHERE landlord_id = ${landlordId} AND key IN (SELECT j.value ->> 'key' FROM ${rows} j)
			AND NOT EXISTS (SELECT 1 FROM building b WHERE b.residence_id = residence.id)`
	],
	'residence-changed': ({ landlordId, rows }) => [
		sql`UPDATE residence SET language = j.value ->> 'was' FROM ${rows} j
			WHERE residence.id = j.value ->> 'id' AND +residence.landlord_id = ${landlordId} AND language IS (j.value ->> 'now')`
	],
	building: ({ landlordId, rows }) => [
		sql`DELETE FROM building WHERE landlord_id = ${landlordId} AND NOT EXISTS (SELECT 1 FROM hall h WHERE h.building_id = building.id)
			AND id IN (SELECT b.id FROM ${rows} j CROSS JOIN residence r ON r.landlord_id = ${landlordId} AND r.name = j.value ->> 'residence'
				CROSS JOIN building b ON b.residence_id = r.id AND b.name = j.value ->> 'name')`
	],
	'building-changed': ({ landlordId, rows }) => [
		sql`UPDATE building SET rnb_id = j.value ->> 'was' FROM ${rows} j
			WHERE building.id = j.value ->> 'id' AND +building.landlord_id = ${landlordId} AND rnb_id IS (j.value ->> 'now')`
	],
	hall: ({ landlordId, rows }) => [
		sql`DELETE FROM hall WHERE landlord_id = ${landlordId} AND code IN (SELECT j.value ->> 'code' FROM ${rows} j)
			AND NOT EXISTS (SELECT 1 FROM mailbox m WHERE m.hall_id = hall.id)
			AND NOT EXISTS (SELECT 1 FROM kit_order_hall oh WHERE oh.hall_id = hall.id)`
	],
	'hall-changed': (changes) => [hallsChanged(changes, sql`'now'`, sql`'was'`)],
	// Gone anew: who was told of the first time has the whole time again, and a notice (takeovers.ts).
	'hall-back': ({ landlordId, rows, now }) => [
		sql`UPDATE hall SET gone_at = ${now} FROM ${rows} j
			WHERE hall.id = j.value ->> 'id' AND +hall.landlord_id = ${landlordId} AND gone_at IS NULL AND mailbox_count = 0`
	],
	mailbox: ({ landlordId, rows }) => [
		sql`DELETE FROM mailbox WHERE landlord_id = ${landlordId} AND code IN (SELECT j.value ->> 'code' FROM ${rows} j)
			AND epoch = 1 AND reissued_at IS NULL
			AND NOT EXISTS (SELECT 1 FROM kit k WHERE k.mailbox_id = mailbox.id)
			AND NOT EXISTS (SELECT 1 FROM kit_order_hall oh WHERE oh.hall_id = mailbox.hall_id)
			AND id NOT IN (SELECT a.value FROM approval p, json_each(p.mailboxes) a WHERE p.landlord_id = ${landlordId} AND p.decision IS NULL)`
	],
	'mailbox-changed': (changes) => [mailboxesChanged(changes, sql`'now'`, sql`'was'`)],
	'mailbox-back': ({ landlordId, rows, now }) => [
		sql`UPDATE mailbox SET gone_at = ${now} FROM ${rows} j
			WHERE mailbox.id = j.value ->> 'id' AND +mailbox.landlord_id = ${landlordId} AND gone_at IS NULL
				AND NOT EXISTS (SELECT 1 FROM kit k WHERE k.mailbox_id = mailbox.id AND k.epoch = mailbox.epoch)`,
		recountKits(landlordId, hallsOfBoxes(rows))
	],
	'mailbox-gone': ({ landlordId, rows, at }) => [
		sql`UPDATE mailbox SET gone_at = NULL FROM ${rows} j
			WHERE mailbox.id = j.value ->> 'id' AND +mailbox.landlord_id = ${landlordId} AND gone_at = ${at}`,
		recountKits(landlordId, hallsOfBoxes(rows))
	],
	'hall-gone': ({ landlordId, rows, at }) => [
		sql`UPDATE hall SET gone_at = NULL FROM ${rows} j
			WHERE hall.id = j.value ->> 'id' AND +hall.landlord_id = ${landlordId} AND gone_at = ${at}`,
		sql`UPDATE mailbox SET gone_at = NULL FROM ${rows} j
			WHERE mailbox.hall_id = j.value ->> 'id' AND +mailbox.landlord_id = ${landlordId} AND gone_at = ${at}`,
		recountKits(landlordId, halls(rows))
	],
	freed: () => []
};

/** Sets the fields of one side where those of the other still stand. */
const hallsChanged = ({ landlordId, rows }: ChangeRows, from: Statement, to: Statement) => sql`
	UPDATE hall SET postcode = j.value -> ${to} ->> 'postcode', city = j.value -> ${to} ->> 'city', reference = j.value -> ${to} ->> 'reference',
		language = j.value -> ${to} ->> 'language', zone = j.value -> ${to} ->> 'zone', house_number = j.value -> ${to} ->> 'houseNumber',
		repetition = j.value -> ${to} ->> 'repetition', street = j.value -> ${to} ->> 'street', insee_code = j.value -> ${to} ->> 'inseeCode',
		ban_id = j.value -> ${to} ->> 'banId'
	FROM ${rows} j
	WHERE hall.id = j.value ->> 'id' AND +hall.landlord_id = ${landlordId} AND postcode = j.value -> ${from} ->> 'postcode'
		AND city = j.value -> ${from} ->> 'city' AND reference IS (j.value -> ${from} ->> 'reference')
		AND language IS (j.value -> ${from} ->> 'language') AND house_number IS (j.value -> ${from} ->> 'houseNumber')
		AND repetition IS (j.value -> ${from} ->> 'repetition') AND street IS (j.value -> ${from} ->> 'street')
		AND insee_code IS (j.value -> ${from} ->> 'inseeCode') AND ban_id IS (j.value -> ${from} ->> 'banId')`;

const mailboxesChanged = ({ landlordId, rows }: ChangeRows, from: Statement, to: Statement) => sql`
	UPDATE mailbox SET reference = j.value -> ${to} ->> 'reference', language = j.value -> ${to} ->> 'language'
	FROM ${rows} j
	WHERE mailbox.id = j.value ->> 'id' AND +mailbox.landlord_id = ${landlordId}
		AND reference IS (j.value -> ${from} ->> 'reference') AND language IS (j.value -> ${from} ->> 'language')`;

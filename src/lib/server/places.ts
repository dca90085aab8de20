import type { HouseRules } from '#lib/buildings/houseRules.ts';
import type { ListedHall } from '#lib/buildings/mailboxList.ts';
import {
	readPlaceForm,
	readResidenceName,
	type PlaceProblem,
	type TypedPlace
} from '#lib/buildings/placeForms.ts';
import { addressKey, placeKey } from '#lib/buildings/placeName.ts';
import { addDays, type Day } from '#lib/calendar/days.ts';
import { zoneOfPostcode } from '#lib/calendar/zones.ts';
import { LETTER_DAYS } from '#lib/codes/codes.ts';
import { auditing, type Actor } from './audit.ts';
import { hallWith, inScope, residenceWith, wallOfHall, type HallLine, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { recountKits } from './kitLife.ts';
import { importMailboxes } from './mailboxImport.ts';
import { makeNewLetters, writingLetters } from './newLetters.ts';
import { withPlaces } from './placeVersion.ts';

/** Who changes places, and which of them are theirs to change. */
export interface Editor {
	readonly actor: Actor;
	readonly scope: Scope;
}

export interface When {
	readonly today: Day;
	readonly now: number;
}

/** What is wrong with a form, field by field. */
export type Mended = { problems: readonly PlaceProblem[] };

/**
 * A new residence with its first hall, as a form says it. A name that is there already is a problem, unless it is this very
 * form again: then it is done. Null when the scope is not all of the landlord: nobody would see what they made.
 */
export async function addResidence(
	db: Database,
	{ actor, scope }: Editor,
	typed: TypedPlace,
	when: When
): Promise<{ residence: string; hall: string } | Mended | { problem: 'name-taken' } | null> {
	if (scope.residenceIds !== null || scope.hallIds) return null;
	const read = await readPlaceForm(typed);
	if ('problems' in read) return read;
	const { hall } = read;
	const there = await residenceNamed(db, scope, hall.residence);
	if (there) {
		const code = await hallOf(db, scope, there.key, hall);
		return code ? { residence: there.key, hall: code } : { problem: 'name-taken' };
	}
	const about = { residence: hall.residence, n: hall.mailboxes.length };
	await putUp(db, scope, hall, when, auditing(actor, 'residence-added', about, when.now));
	const made = (await residenceNamed(db, scope, hall.residence))!;
	return { residence: made.key, hall: (await hallOf(db, scope, made.key, hall))! };
}

/** A residence of this name, however it is spelled. */
async function residenceNamed(db: Database, { landlordId }: Scope, name: string) {
	const rows = await db.read<{ key: string; name: string }>(
		sql`SELECT key, name FROM residence WHERE landlord_id = ${landlordId}`
	);
	return rows.find((row) => placeKey(row.name) === placeKey(name));
}

async function putUp(
	db: Database,
	{ landlordId }: Scope,
	hall: ListedHall,
	{ today, now }: When,
	written: ReturnType<typeof auditing>
): Promise<void> {
	const none = {
		problems: [],
		moreProblems: 0,
		problemCounts: {},
		ignoredPeopleColumns: [],
		ignoredColumns: [],
		rows: 0
	};
	await importMailboxes(db, landlordId, { ...none, halls: [hall] }, { today, now, also: () => [written] });
}

/** The code of the hall of a residence that a form describes, if it is there. */
async function hallOf(
	db: Database,
	scope: Scope,
	residenceKey: string,
	wanted: ListedHall
): Promise<string | null> {
	const rows = await db.read<{ code: string; building: string; entrance: string; address: string }>(sql`
		SELECT h.code, b.name AS building, h.name AS entrance, h.address
		FROM residence r JOIN building b ON b.residence_id = r.id JOIN hall h ON h.building_id = b.id
		WHERE r.key = ${residenceKey} AND ${inScope(scope, sql`h`, sql`r.id`, sql`h.id`)} AND h.gone_at IS NULL`);
	const isSame = (row: (typeof rows)[number]) =>
		placeKey(row.building) === placeKey(wanted.building) && isSameHall(row, wanted);
	return rows.find(isSame)?.code ?? null;
}

/** A new hall of a residence, with its mailboxes; one that is there is not made twice. Null when the residence is not found. */
export async function addHall(
	db: Database,
	{ actor, scope }: Editor,
	residenceKey: string,
	typed: TypedPlace,
	when: When
): Promise<{ hall: string } | Mended | null> {
	const residence = await residenceWith(db, scope, residenceKey);
	if (!residence || scope.hallIds) return null;
	const read = await readPlaceForm({ ...typed, residence: residence.name });
	if ('problems' in read) return read;
	const { hall } = read;
	const about = { residence: residence.name, hall: hall.entrance, n: hall.mailboxes.length };
	await putUp(db, scope, hall, when, auditing(actor, 'hall-added', about, when.now));
	return { hall: (await hallOf(db, scope, residence.key, hall))! };
}

/** More mailboxes of a hall, by what stands on them; those that are there stay as they are. Null when it is not found. */
export async function addMailboxes(
	db: Database,
	{ actor, scope }: Editor,
	code: string,
	labels: string,
	when: When
): Promise<{ done: true } | Mended | null> {
	const hall = await hallOnWall(db, scope, code);
	if (!hall) return null;
	const read = await readPlaceForm({ ...typedOf(hall), labels });
	if ('problems' in read)
		return { problems: read.problems.map((found) => ({ ...found, field: 'labels' as const })) };
	const wall = (await wallOfHall(db, scope, code)).filter(({ goneAt }) => goneAt === null);
	const taken = new Set(wall.map(({ label }) => placeKey(label)));
	const added = read.hall.mailboxes.filter(({ label }) => !taken.has(placeKey(label)));
	if (wall.length + added.length > MOST_ON_A_WALL)
		return { problems: [{ field: 'labels', reason: 'too-many' }] };
	const mailboxes = [...wall.map(({ label }) => ({ label })), ...added];
	const about = { residence: hall.residence, hall: hall.entrance, n: added.length };
	const written = auditing(actor, 'mailboxes-added', about, when.now);
	await putUp(db, scope, { ...namesOf(hall), mailboxes }, when, written);
	return { done: true };
}

/** As many as a list may give a hall: with more, emblems would not be unique in it. */
const MOST_ON_A_WALL = 400;

/** A hall on the wall that its reader may change: a caretaker changes none. */
async function hallOnWall(db: Database, scope: Scope, code: string): Promise<HallLine | null> {
	const hall = scope.hallIds ? null : await hallWith(db, scope, code);
	return hall?.goneAt === null ? hall : null;
}

const namesOf = ({ residence, building, entrance, address, postcode, city }: HallLine) => ({
	residence,
	building,
	entrance,
	address,
	postcode,
	city
});

/** A hall as a form about it would have it, without its mailboxes. */
function typedOf({ residence, building, entrance, address, postcode, city }: HallLine): TypedPlace {
	return {
		residence,
		building,
		entrance,
		street: address,
		postcode: postcode || '00000',
		city: city || residence
	};
}

/**
 * Changes where a hall is and what it is called; its code stays, and so does every sticker. An empty field empties it. Null
 * when it is not found.
 */
export async function changeHall(
	db: Database,
	{ actor, scope }: Editor,
	code: string,
	typed: TypedPlace,
	{ now }: Pick<When, 'now'>
): Promise<{ done: true } | Mended | { problem: 'hall-taken' } | null> {
	const hall = await hallOnWall(db, scope, code);
	if (!hall) return null;
	const read = await readPlaceForm({
		...typed,
		residence: hall.residence,
		building: hall.building,
		count: '1',
		labels: ''
	});
	if ('problems' in read) return read;
	const { entrance, address, postcode, city, reference = null, language = null, rnbId = null } = read.hall;
	const { houseNumber = null, repetition = null, street = null, inseeCode = null, banId = null } = read.hall;
	const about = { residence: hall.residence, hall: entrance };
	const ofHall = inScope(scope, sql`h`, sql`b.residence_id`, sql`h.id`);
	return withPlaces(db, scope.landlordId, async (still) => {
		if (await isTaken(db, scope, code, read.hall)) return { problem: 'hall-taken' };
		await db.write([
			still,
			sql`UPDATE hall SET name = ${entrance}, address = ${address}, postcode = ${postcode}, city = ${city}, zone = ${zoneOfPostcode(postcode)},
					reference = ${reference}, language = ${language}, house_number = ${houseNumber}, repetition = ${repetition}, street = ${street},
					insee_code = ${inseeCode}, ban_id = ${banId}
				WHERE code = ${code} AND gone_at IS NULL AND id IN (SELECT h.id FROM hall h JOIN building b ON b.id = h.building_id WHERE h.code = ${code} AND ${ofHall})
					AND (name, address, postcode, city, reference, language, house_number, repetition, street, insee_code, ban_id)
						IS NOT (${entrance}, ${address}, ${postcode}, ${city}, ${reference}, ${language}, ${houseNumber}, ${repetition}, ${street}, ${inseeCode}, ${banId})`,
			auditing(actor, 'hall-changed', about, now, { ifChanged: true }),
			sql`UPDATE building SET rnb_id = ${rnbId} WHERE rnb_id IS NOT ${rnbId}
				AND id IN (SELECT b.id FROM hall h JOIN building b ON b.id = h.building_id WHERE h.code = ${code} AND ${ofHall})`,
			auditing(actor, 'building-changed', about, now, { ifChanged: true })
		]);
		return { done: true };
	});
}

/** Whether another hall of the same building is called so, however it is spelled: a list would take the two for one. */
async function isTaken(
	db: Database,
	{ landlordId }: Scope,
	code: string,
	wanted: Pick<ListedHall, 'entrance' | 'address'>
): Promise<boolean> {
	const rows = await db.read<{ entrance: string; address: string }>(sql`
		SELECT o.name AS entrance, o.address FROM hall h JOIN hall o ON o.building_id = h.building_id AND o.id <> h.id
		WHERE h.code = ${code} AND +h.landlord_id = ${landlordId}`);
	return rows.some((row) => isSameHall(row, wanted));
}

const isSameHall = (one: Pick<ListedHall, 'entrance' | 'address'>, other: typeof one) =>
	placeKey(one.entrance) === placeKey(other.entrance) &&
	addressKey(one.address) === addressKey(other.address);

/** Renames a residence and says the second language of its letters. Null when it is not found. */
export async function changeResidence(
	db: Database,
	{ actor, scope }: Editor,
	key: string,
	typed: { name: string; language: string | null },
	{ now }: Pick<When, 'now'>
): Promise<{ done: true } | { problem: 'missing' | 'too-long' | 'name-taken' } | null> {
	const residence = scope.hallIds ? null : await residenceWith(db, scope, key);
	if (!residence) return null;
	const read = readResidenceName(typed.name);
	if ('problem' in read) return read;
	const { name } = read;
	return withPlaces(db, scope.landlordId, async (still) => {
		const same = await residenceNamed(db, scope, name);
		if (same && same.key !== key) return { problem: 'name-taken' };
		await db.write([
			still,
			sql`UPDATE residence AS r SET name = ${name} WHERE r.key = ${key} AND r.name <> ${name} AND ${inScope(scope, sql`r`, sql`r.id`, sql`r.id`)}`,
			auditing(actor, 'residence-renamed', { residence: name, was: residence.name }, now, {
				ifChanged: true
			}),
			sql`UPDATE residence AS r SET language = ${typed.language}
				WHERE r.key = ${key} AND r.language IS NOT ${typed.language} AND ${inScope(scope, sql`r`, sql`r.id`, sql`r.id`)}`,
			auditing(actor, 'residence-language', { residence: name, language: typed.language ?? '' }, now, {
				ifChanged: true
			})
		]);
		return { done: true };
	});
}

/** The house rules of one hall, or of all halls of a residence. Null when it is not found. */
export async function setHouseRules(
	db: Database,
	{ actor, scope }: Editor,
	of: { hall: string } | { residence: string },
	{ stickers, stickerMm }: HouseRules,
	{ now }: Pick<When, 'now'>
): Promise<{ done: true } | null> {
	const hall = 'hall' in of ? await hallOnWall(db, scope, of.hall) : null;
	const residence = 'residence' in of && !scope.hallIds ? await residenceWith(db, scope, of.residence) : null;
	if (!hall && !residence) return null;
	const which = hall ? sql`h.code = ${hall.code}` : sql`r.key = ${residence!.key}`;
	const about = { residence: hall?.residence ?? residence!.name, hall: hall?.entrance ?? '' };
	await db.write([
		sql`UPDATE hall SET stickers = ${stickers}, sticker_mm = ${stickerMm}
			WHERE gone_at IS NULL AND (stickers, sticker_mm) IS NOT (${stickers}, ${stickerMm}) AND id IN (
				SELECT h.id FROM hall h JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id
				WHERE ${which} AND ${inScope(scope, sql`h`, sql`r.id`, sql`h.id`)})`,
		auditing(actor, hall ? 'house-rules' : 'house-rules-all', about, now, { ifChanged: true })
	]);
	return { done: true };
}

export type TakenDown = { done: true } | { approval: string } | { problem: 'none-chosen' | 'name-differs' };

/** Takes mailboxes of a hall off the wall, by what stands on them; their pages end. Beyond so many in a day it waits for somebody else's yes. */
export async function takeMailboxesDown(
	db: Database,
	{ actor, scope }: Editor,
	code: string,
	labels: readonly string[],
	when: When
): Promise<TakenDown | null> {
	if (!(await hallOnWall(db, scope, code))) return null;
	const chosen = (await wallOfHall(db, scope, code)).filter((box) => labels.includes(box.label));
	if (chosen.length === 0) return { problem: 'none-chosen' };
	return takingDown(db, { actor, scope }, chosen, when);
}

async function takingDown(
	db: Database,
	{ actor, scope }: Editor,
	boxes: readonly { code: string }[],
	when: When
): Promise<{ done: true } | { approval: string }> {
	const codes = boxes.map(({ code }) => code);
	const gone = await makeNewLetters(db, actor, scope, codes, { reason: 'gone', ...when });
	return 'approval' in gone ? gone : { done: true };
}

/**
 * Takes a hall off the wall with all its mailboxes, once its name was typed. Its code stays for ever; the pages of its
 * mailboxes end. Where that waits for somebody else's yes, the hall stays until it is taken off again.
 */
export async function takeHallDown(
	db: Database,
	{ actor, scope }: Editor,
	code: string,
	typedName: string,
	when: When
): Promise<TakenDown | null> {
	const hall = await hallOnWall(db, scope, code);
	if (!hall) return null;
	if (placeKey(typedName.trim()) !== placeKey(hall.entrance)) return { problem: 'name-differs' };
	const wall = (await wallOfHall(db, scope, code)).filter(({ goneAt }) => goneAt === null);
	const boxes =
		wall.length > 0 ? await takingDown(db, { actor, scope }, wall, when) : { done: true as const };
	if ('approval' in boxes) return boxes;
	await db.write([
		sql`UPDATE hall SET gone_at = ${when.now} WHERE code = ${code} AND +landlord_id = ${scope.landlordId} AND gone_at IS NULL AND mailbox_count = 0`,
		auditing(
			actor,
			'hall-taken-down',
			{ residence: hall.residence, hall: hall.entrance, n: wall.length },
			when.now,
			{ ifChanged: true }
		)
	]);
	return { done: true };
}

/** Puts a hall up again, with the mailboxes that left last: each with a new letter, since the old one may be anywhere. */
export async function putHallUp(
	db: Database,
	{ actor, scope }: Editor,
	code: string,
	when: When
): Promise<{ done: true } | null> {
	const hall = scope.hallIds ? null : await hallWith(db, scope, code);
	if (!hall) return null;
	await db.write([
		sql`UPDATE mailbox SET gone_at = NULL, epoch = epoch + 1, letter_until_day = ${addDays(when.today, LETTER_DAYS)}, reissued_at = ${when.now}
			WHERE +landlord_id = ${scope.landlordId} AND gone_at IS NOT NULL
				AND hall_id = (SELECT h.id FROM hall h WHERE h.code = ${code} AND h.landlord_id = ${scope.landlordId} AND h.gone_at IS NOT NULL)
				AND gone_at = (SELECT max(m.gone_at) FROM mailbox m WHERE m.landlord_id = ${scope.landlordId} AND m.hall_id = mailbox.hall_id)`,
		lettersAgain(actor, sql`h.code = ${code}`, when),
		sql`UPDATE hall SET gone_at = NULL WHERE code = ${code} AND +landlord_id = ${scope.landlordId} AND gone_at IS NOT NULL`,
		auditing(actor, 'hall-put-up', { residence: hall.residence, hall: hall.entrance }, when.now, {
			ifChanged: true
		}),
		recounting(scope, code)
	]);
	return { done: true };
}

/** Their old letters may be anywhere: each has a new one from now on. Whoever still lives there stays (takeovers.ts). */
const lettersAgain = (actor: Actor, which: Statement, { now }: When) =>
	writingLetters(
		actor.landlordId,
		sql`m.id IN (SELECT m.id FROM mailbox m JOIN hall h ON h.id = m.hall_id WHERE m.landlord_id = ${actor.landlordId} AND ${which})`,
		actor,
		{ reason: 'back', now }
	);

const recounting = ({ landlordId }: Scope, code: string) =>
	recountKits(
		landlordId,
		sql`SELECT h.id FROM hall h WHERE h.landlord_id = ${landlordId} AND h.code = ${code}`
	);

/** Puts mailboxes up again that had left the wall of a hall. */
export async function putMailboxesUp(
	db: Database,
	{ actor, scope }: Editor,
	code: string,
	labels: readonly string[],
	when: When
): Promise<{ done: true } | null> {
	const hall = await hallOnWall(db, scope, code);
	if (!hall) return null;
	const gone = (await wallOfHall(db, scope, code)).filter(
		(box) => box.goneAt !== null && labels.includes(box.label)
	);
	const codes = JSON.stringify(gone.map((box) => box.code));
	await db.write([
		sql`UPDATE mailbox SET gone_at = NULL, epoch = epoch + 1, letter_until_day = ${addDays(when.today, LETTER_DAYS)}, reissued_at = ${when.now}
			WHERE landlord_id = ${scope.landlordId} AND gone_at IS NOT NULL AND code IN (SELECT value FROM json_each(${codes}))`,
		lettersAgain(actor, sql`m.code IN (SELECT value FROM json_each(${codes}))`, when),
		auditing(
			actor,
			'mailboxes-put-up',
			{ residence: hall.residence, hall: hall.entrance, n: gone.length },
			when.now,
			{ ifChanged: true }
		),
		recounting(scope, code)
	]);
	return { done: true };
}

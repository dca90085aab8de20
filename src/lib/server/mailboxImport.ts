import type { ListedHall, ListedMailbox, MailboxList } from '#lib/buildings/mailboxList.ts';
import { addressKey, placeKey } from '#lib/buildings/placeName.ts';
import { addDays, type Day } from '#lib/calendar/days.ts';
import { zoneOfPostcode } from '#lib/calendar/zones.ts';
import { emblemOfPlace } from '#lib/catalogue/emblems.ts';
import { LETTER_DAYS, newCode } from '#lib/codes/codes.ts';
import type { Database } from './db/database.ts';
import { isConstraintError } from './db/errors.ts';
import { sql, type Statement } from './db/statement.ts';
import { random } from './keys.ts';

export interface ImportReport {
	readonly residences: number;
	readonly buildings: number;
	readonly halls: { readonly added: number; readonly changed: number };
	readonly mailboxes: {
		readonly added: number;
		readonly changed: number;
		readonly same: number;
		readonly missing: number;
	};
}

/**
 * Puts a list's places into the database, all or nothing. A place that is there already keeps its code and its emblem;
 * one that is missing from the list stays (`missing`): a list often holds one residence only. The same list twice
 * changes nothing. With `dryRun` it only tells what it would do.
 */
export async function importMailboxes(
	db: Database,
	landlordId: number,
	list: MailboxList,
	{ today, dryRun = false }: { today: Day; dryRun?: boolean }
): Promise<ImportReport> {
	for (let tries = 1; ; tries++) {
		const plan = planImport(list, await knownPlaces(db, landlordId), { landlordId, today });
		if (dryRun || plan.statements.length === 0) return plan.report;
		try {
			await db.write(plan.statements);
			return plan.report;
		} catch (error) {
			// Another import of the same landlord came between: look again at what is there.
			if (!isConstraintError(error) || tries === 3) throw error;
		}
	}
}

interface KnownHall {
	readonly id: number;
	readonly code: string;
	readonly entrance: string;
	readonly address: string;
	readonly language: string | null;
	readonly reference: string | null;
	readonly postcode: string;
	readonly city: string;
	readonly emblemStart: number;
	readonly mailboxes: Map<string, { id: number; reference: string | null; language: string | null }>;
	readonly emblems: Set<string>;
}

interface KnownPlaces {
	/** Names as they are stored, by what tells places apart. */
	readonly residences: Map<string, string>;
	readonly buildings: Map<string, string>;
	readonly halls: Map<string, KnownHall>;
	readonly lastPosition: number;
}

const buildingKey = (residence: string, building: string) =>
	JSON.stringify([residence, building].map(placeKey));
const hallKey = (hall: { residence: string; building: string; entrance: string; address: string }) =>
	JSON.stringify([...[hall.residence, hall.building, hall.entrance].map(placeKey), addressKey(hall.address)]);

const ROWS_AT_ONCE = 5_000;

async function knownPlaces(db: Database, landlordId: number): Promise<KnownPlaces> {
	const residences = await db.read<{ name: string }>(
		sql`SELECT name FROM residence WHERE landlord_id = ${landlordId}`
	);
	const buildings = await db.read<{ residence: string; name: string }>(
		sql`SELECT r.name AS residence, b.name FROM building b JOIN residence r ON r.id = b.residence_id WHERE b.landlord_id = ${landlordId}`
	);
	const halls = await db.read<HallRow>(sql`
		SELECT h.id, h.code, h.language, h.reference, h.postcode, h.city, h.position, h.name AS entrance, h.address, h.emblem_start AS emblemStart,
			b.name AS building, r.name AS residence
		FROM hall h JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id WHERE h.landlord_id = ${landlordId}`);
	const byId = new Map(
		halls.map((hall) => [
			hall.id,
			{ ...hall, mailboxes: new Map(), emblems: new Set() } as HallRow & KnownHall
		])
	);
	await forEachMailbox(db, landlordId, (box) => {
		const hall = byId.get(box.hallId)!;
		hall.mailboxes.set(placeKey(box.label), box);
		hall.emblems.add(box.emblem);
	});
	return {
		residences: new Map(residences.map(({ name }) => [placeKey(name), name])),
		buildings: new Map(buildings.map(({ residence, name }) => [buildingKey(residence, name), name])),
		halls: new Map([...byId.values()].map((hall) => [hallKey(hall), hall])),
		lastPosition: halls.reduce((last, { position }) => Math.max(last, position), 0)
	};
}

interface HallRow {
	id: number;
	code: string;
	language: string | null;
	reference: string | null;
	postcode: string;
	city: string;
	position: number;
	entrance: string;
	address: string;
	emblemStart: number;
	building: string;
	residence: string;
}

interface MailboxRow {
	id: number;
	hallId: number;
	label: string;
	emblem: string;
	reference: string | null;
	language: string | null;
}

async function forEachMailbox(
	db: Database,
	landlordId: number,
	see: (box: MailboxRow) => void
): Promise<void> {
	for (let last = 0; ;) {
		const rows = await db.read<MailboxRow>(sql`
			SELECT id, hall_id AS hallId, label, emblem, reference, language FROM mailbox
			WHERE landlord_id = ${landlordId} AND id > ${last} ORDER BY id LIMIT ${ROWS_AT_ONCE}`);
		rows.forEach(see);
		if (rows.length < ROWS_AT_ONCE) return;
		last = rows.at(-1)!.id;
		await new Promise(setImmediate);
	}
}

interface Plan {
	readonly report: ImportReport;
	readonly statements: readonly Statement[];
}

function planImport(
	list: MailboxList,
	known: KnownPlaces,
	{ landlordId, today }: { landlordId: number; today: Day }
): Plan {
	const listed = list.halls.map((hall) => spelledAsKnown(hall, known));
	const newResidences = distinct(listed, (hall) => hall.residence).filter(
		(name) => !known.residences.has(placeKey(name))
	);
	const newBuildings = distinct(listed, (hall) => JSON.stringify([hall.residence, hall.building]))
		.map((names) => JSON.parse(names) as [residence: string, building: string])
		.filter((names) => !known.buildings.has(buildingKey(...names)));
	const halls = listed.map((hall) => planHall(hall, known.halls.get(hallKey(hall))));
	const newHalls = halls.filter(({ old }) => !old);
	const changedHalls = halls.filter(({ old, listed }) => old && hallChanged(old, listed));
	const added = halls.flatMap((hall) => hall.added);
	const changed = halls.flatMap((hall) => hall.changed);

	const knownCount = [...known.halls.values()].reduce((sum, hall) => sum + hall.mailboxes.size, 0);
	const same = halls.reduce((sum, hall) => sum + hall.same, 0);
	const statements = [
		...inserting(
			newResidences.map((name) => ({ name, key: random(9).toString('base64url') })),
			residencesOf(landlordId)
		),
		...inserting(newBuildings, buildingsOf(landlordId)),
		...inserting(
			newHalls.map((hall, i) => hallRow(hall, known.lastPosition + i + 1)),
			hallsOf(landlordId)
		),
		...inserting(changedHalls.map(changedHallRow), hallsChanged(landlordId)),
		...inserting(added, mailboxesOf(landlordId, addDays(today, LETTER_DAYS))),
		...inserting(changed, mailboxesChanged(landlordId))
	];
	return {
		statements,
		report: {
			residences: newResidences.length,
			buildings: newBuildings.length,
			halls: { added: newHalls.length, changed: changedHalls.length },
			mailboxes: {
				added: added.length,
				changed: changed.length,
				same,
				missing: knownCount - same - changed.length
			}
		}
	};
}

/** Places that are there keep their spelling: another list's capitals, accents and commas make no second place. */
function spelledAsKnown(hall: ListedHall, known: KnownPlaces): ListedHall {
	const residence = known.residences.get(placeKey(hall.residence)) ?? hall.residence;
	const building = known.buildings.get(buildingKey(hall.residence, hall.building)) ?? hall.building;
	const { entrance, address } = known.halls.get(hallKey(hall)) ?? hall;
	return { ...hall, residence, building, entrance, address };
}

const distinct = (halls: readonly ListedHall[], of: (hall: ListedHall) => string) => [
	...new Set(halls.map(of))
];

interface HallPlan {
	readonly listed: ListedHall;
	readonly old: KnownHall | undefined;
	readonly code: string;
	readonly emblemStart: number;
	readonly added: readonly object[];
	readonly changed: readonly object[];
	readonly same: number;
}

function planHall(listed: ListedHall, old: KnownHall | undefined): HallPlan {
	const code = old?.code ?? newCode('place', random);
	const emblemStart = old?.emblemStart ?? random(2).readUInt16BE();
	const freeEmblem = emblemsNotIn(old?.emblems ?? new Set(), emblemStart);
	const added: object[] = [];
	const changed: object[] = [];
	listed.mailboxes.forEach((box, i) => {
		const there = old?.mailboxes.get(placeKey(box.label));
		if (!there)
			added.push({
				hall: code,
				position: i + 1,
				code: newCode('place', random),
				emblem: freeEmblem(),
				...plainBox(box)
			});
		else if (isDifferent(there, box)) changed.push({ id: there.id, ...plainBox(box) });
	});
	return {
		listed,
		old,
		code,
		emblemStart,
		added,
		changed,
		same: listed.mailboxes.length - added.length - changed.length
	};
}

function emblemsNotIn(used: ReadonlySet<string>, start: number): () => string {
	let n = 0;
	return () => {
		for (;;) {
			const emblem = emblemOfPlace(start, n++);
			if (!used.has(emblem)) return emblem;
		}
	};
}

const plainBox = ({ label, reference, language }: ListedMailbox) => ({
	label,
	reference: reference ?? null,
	language: language ?? null
});

function isDifferent(
	there: { reference: string | null; language: string | null },
	listed: ListedMailbox
): boolean {
	return there.reference !== (listed.reference ?? null) || there.language !== (listed.language ?? null);
}

function hallChanged(old: KnownHall, listed: ListedHall): boolean {
	return (
		old.postcode !== listed.postcode ||
		old.city !== listed.city ||
		old.reference !== (listed.reference ?? null) ||
		old.language !== (listed.language ?? null)
	);
}

function hallRow({ listed, code, emblemStart }: HallPlan, position: number): object {
	const { mailboxes: _, ...hall } = listed;
	return { ...hall, code, emblemStart, position, zone: zoneOfPostcode(listed.postcode) };
}

function changedHallRow({ listed, old }: HallPlan): object {
	const { postcode, city, reference = null, language = null } = listed;
	return { id: old!.id, postcode, city, reference, language, zone: zoneOfPostcode(postcode) };
}

/** One statement for each 5,000 rows, which go as one JSON text. */
function inserting(rows: readonly object[], statement: (json: string) => Statement): Statement[] {
	const parts = Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, i) =>
		rows.slice(i * ROWS_AT_ONCE, (i + 1) * ROWS_AT_ONCE)
	);
	return parts.map((part) => statement(JSON.stringify(part)));
}

// CROSS JOIN: SQLite walks the rows once and looks each place up. Left to itself it reads the JSON again for each place.
const residencesOf = (landlordId: number) => (json: string) => sql`
	INSERT INTO residence (landlord_id, key, name)
	SELECT ${landlordId}, value ->> 'key', value ->> 'name' FROM json_each(${json})`;

const buildingsOf = (landlordId: number) => (json: string) => sql`
	INSERT INTO building (landlord_id, residence_id, name)
	SELECT ${landlordId}, r.id, value ->> 1 FROM json_each(${json}) CROSS JOIN residence r ON r.landlord_id = ${landlordId} AND r.name = value ->> 0`;

const hallsOf = (landlordId: number) => (json: string) => sql`
	INSERT INTO hall (landlord_id, building_id, name, address, postcode, city, reference, language, zone, code, position, emblem_start)
	SELECT ${landlordId}, b.id, value ->> 'entrance', value ->> 'address', value ->> 'postcode', value ->> 'city', value ->> 'reference',
		value ->> 'language', value ->> 'zone', value ->> 'code', value ->> 'position', value ->> 'emblemStart'
	FROM json_each(${json}) CROSS JOIN residence r ON r.landlord_id = ${landlordId} AND r.name = value ->> 'residence'
		CROSS JOIN building b ON b.residence_id = r.id AND b.name = value ->> 'building'`;

const hallsChanged = (landlordId: number) => (json: string) => sql`
	UPDATE hall SET postcode = value ->> 'postcode', city = value ->> 'city', reference = value ->> 'reference', language = value ->> 'language',
		zone = value ->> 'zone'
	FROM json_each(${json}) WHERE hall.id = value ->> 'id' AND +hall.landlord_id = ${landlordId}`;

const mailboxesOf = (landlordId: number, letterUntilDay: Day) => (json: string) => sql`
	INSERT INTO mailbox (landlord_id, hall_id, label, position, reference, language, code, emblem, letter_until_day)
	SELECT ${landlordId}, h.id, value ->> 'label', value ->> 'position', value ->> 'reference', value ->> 'language', value ->> 'code',
		value ->> 'emblem', ${letterUntilDay}
	FROM json_each(${json}) CROSS JOIN hall h ON h.landlord_id = ${landlordId} AND h.code = value ->> 'hall'`;

const mailboxesChanged = (landlordId: number) => (json: string) => sql`
	UPDATE mailbox SET reference = value ->> 'reference', language = value ->> 'language'
	FROM json_each(${json}) WHERE mailbox.id = value ->> 'id' AND +mailbox.landlord_id = ${landlordId}`;

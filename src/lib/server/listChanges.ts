import type { ListedHall, ListedMailbox } from '#lib/buildings/mailboxList.ts';
import { addressKey, placeKey } from '#lib/buildings/placeName.ts';
import { addDays, type Day } from '#lib/calendar/days.ts';
import { zoneOfPostcode } from '#lib/calendar/zones.ts';
import { emblemOfPlace } from '#lib/catalogue/emblems.ts';
import { newCode } from '#lib/codes/codes.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { random } from './keys.ts';

/** What an import does to places, in the order in which it is done; listWriting.ts says how, and how it is taken back. */
export const changeKinds = [
	'residence',
	'residence-changed',
	'building',
	'building-changed',
	'hall',
	'hall-changed',
	'hall-back',
	'mailbox',
	'mailbox-changed',
	'mailbox-back',
	'mailbox-gone',
	'hall-gone',
	'freed'
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** How many of each there are. `missing` are on the wall and not in the list: gone, when the list is whole. */
export interface ImportReport {
	readonly residences: number;
	readonly buildings: number;
	readonly halls: {
		readonly added: number;
		readonly changed: number;
		readonly back: number;
		readonly missing: number;
	};
	readonly mailboxes: {
		readonly added: number;
		readonly changed: number;
		readonly back: number;
		readonly same: number;
		readonly missing: number;
		readonly freed: number;
	};
}

/** What a list changes in one hall, for whoever looks before it is imported. */
export interface HallDifference {
	readonly residence: string;
	readonly building: string;
	readonly entrance: string;
	readonly address: string;
	readonly what: 'new' | 'changed' | 'back' | 'gone';
	readonly fields: readonly FieldChange[];
	/** Labels of mailboxes. */
	readonly added: readonly string[];
	readonly back: readonly string[];
	readonly gone: readonly string[];
	readonly freed: readonly string[];
	readonly changed: readonly { readonly label: string; readonly fields: readonly FieldChange[] }[];
	/** Mailboxes of a hall that is gone as a whole. */
	readonly goneCount: number;
}

export interface FieldChange {
	readonly field: string;
	readonly was: string | null;
	readonly now: string | null;
}

/** Where changes go as they are found. */
export interface ChangeSink {
	change(kind: ChangeKind, row: object): Promise<void>;
	difference(of: HallDifference): Promise<void>;
	/** So many mailboxes were compared since it was told last. */
	compared(mailboxes: number): Promise<void>;
}

/** A mailbox that was freed is not freed again by the same list: lists of a month say so every time. */
const FREED_ONCE_DAYS = 30;

const HALLS_AT_ONCE = 100;

/**
 * Finds what a list changes at a landlord's. A place that is there keeps its code and its emblem; an empty cell changes
 * nothing. What is on the wall and not in the list is told as missing, and handed to the sink as gone. Halls are compared a
 * hundred at a time: only their mailboxes are held.
 */
export async function findChanges(
	db: Database,
	landlordId: number,
	listed: readonly ListedHall[],
	{ today, sink }: { today: Day; sink: ChangeSink }
): Promise<ImportReport> {
	const known = await knownPlaces(db, landlordId);
	const halls = listed.map((hall) => spelledAsKnown(hall, known));
	const counts = newCounts();
	await findNewNames(halls, known, counts, sink);
	const seen = new Set<number>();
	for (let start = 0; start < halls.length; start += HALLS_AT_ONCE) {
		const pairs = halls.slice(start, start + HALLS_AT_ONCE).map((hall) => ({
			listed: hall,
			old: known.halls.get(hallKey(hall))
		}));
		const mailboxes = await mailboxesOf(
			db,
			landlordId,
			pairs.flatMap(({ old }) => old?.id ?? [])
		);
		for (const { listed, old } of pairs) {
			if (old) seen.add(old.id);
			await compareHall(listed, old, { old: mailboxes.get(old?.id ?? 0) ?? [], known, counts, sink, today });
		}
		await sink.compared(pairs.reduce((sum, pair) => sum + pair.listed.mailboxes.length, 0));
		await turn();
	}
	await findGoneHalls(known, seen, counts, sink);
	return counts;
}

const turn = () => new Promise<void>((done) => setImmediate(done));

const newCounts = () => ({
	residences: 0,
	buildings: 0,
	halls: { added: 0, changed: 0, back: 0, missing: 0 },
	mailboxes: { added: 0, changed: 0, back: 0, same: 0, missing: 0, freed: 0 }
});
type Counts = ReturnType<typeof newCounts>;

/** What of a hall a list may change. */
const hallFields = [
	'postcode',
	'city',
	'reference',
	'language',
	'houseNumber',
	'repetition',
	'street',
	'inseeCode',
	'banId'
] as const;
type HallFields = { readonly [field in (typeof hallFields)[number]]: string | null };

interface KnownHall extends HallFields {
	readonly id: number;
	readonly entrance: string;
	readonly address: string;
	readonly building: string;
	readonly residence: string;
	readonly code: string;
	readonly position: number;
	readonly emblemStart: number;
	readonly mailboxCount: number;
	readonly goneAt: number | null;
	readonly isTrial: number;
}

interface KnownPlaces {
	/** By what tells places apart; names as they are stored. */
	readonly residences: Map<string, { id: number; name: string; language: string | null }>;
	readonly buildings: Map<string, { id: number; name: string; rnbId: string | null }>;
	readonly halls: Map<string, KnownHall>;
	/** The last place in walking order that is taken. */
	position: number;
}

const buildingKey = (residence: string, building: string) =>
	JSON.stringify([residence, building].map(placeKey));
const hallKey = (hall: { residence: string; building: string; entrance: string; address: string }) =>
	JSON.stringify([...[hall.residence, hall.building, hall.entrance].map(placeKey), addressKey(hall.address)]);

const ROWS_AT_ONCE = 2_000;

async function knownPlaces(db: Database, landlordId: number): Promise<KnownPlaces> {
	const known: KnownPlaces = { residences: new Map(), buildings: new Map(), halls: new Map(), position: 0 };
	await inTurns<{ id: number; name: string; language: string | null }>(
		(after) =>
			db.read(
				sql`SELECT id, name, language FROM residence WHERE landlord_id = ${landlordId} AND id > ${after} ORDER BY id LIMIT ${ROWS_AT_ONCE}`
			),
		(row) => known.residences.set(placeKey(row.name), row)
	);
	await inTurns<{ id: number; name: string; rnbId: string | null; residence: string }>(
		(after) =>
			db.read(sql`SELECT b.id, b.name, b.rnb_id AS rnbId, r.name AS residence FROM building b JOIN residence r ON r.id = b.residence_id
				WHERE b.landlord_id = ${landlordId} AND b.id > ${after} ORDER BY b.id LIMIT ${ROWS_AT_ONCE}`),
		(row) => known.buildings.set(buildingKey(row.residence, row.name), row)
	);
	await inTurns<KnownHall>(
		(after) =>
			db.read(sql`
				SELECT h.id, h.code, h.language, h.reference, h.postcode, h.city, h.position, h.name AS entrance, h.address, h.emblem_start AS emblemStart,
					h.house_number AS houseNumber, h.repetition, h.street, h.insee_code AS inseeCode, h.ban_id AS banId, h.gone_at AS goneAt,
					h.mailbox_count AS mailboxCount, b.name AS building, r.name AS residence, r.trial_at IS NOT NULL AS isTrial
				FROM hall h JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id
				WHERE h.landlord_id = ${landlordId} AND h.id > ${after} ORDER BY h.id LIMIT ${ROWS_AT_ONCE}`),
		(hall) => {
			known.halls.set(hallKey(hall), hall);
			known.position = Math.max(known.position, hall.position);
		}
	);
	return known;
}

/** Reads rows in the order of their ids, so many at a time, with a turn of the event loop between. */
async function inTurns<Row extends { id: number }>(
	read: (after: number) => Promise<Row[]>,
	see: (row: Row) => void
): Promise<void> {
	for (let after = 0; ;) {
		const rows = await read(after);
		rows.forEach(see);
		if (rows.length < ROWS_AT_ONCE) return;
		after = rows.at(-1)!.id;
		await turn();
	}
}

/** Places that are there keep their spelling: another list's capitals, accents and commas make no second place. */
function spelledAsKnown(hall: ListedHall, known: KnownPlaces): ListedHall {
	const residence = known.residences.get(placeKey(hall.residence))?.name ?? hall.residence;
	const building = known.buildings.get(buildingKey(hall.residence, hall.building))?.name ?? hall.building;
	const { entrance, address } = known.halls.get(hallKey(hall)) ?? hall;
	return { ...hall, residence, building, entrance, address };
}

async function findNewNames(
	halls: readonly ListedHall[],
	known: KnownPlaces,
	counts: Counts,
	sink: ChangeSink
): Promise<void> {
	const seen = new Set<string>();
	for (const { residence, building, residenceLanguage, rnbId } of halls) {
		const keys = [placeKey(residence), buildingKey(residence, building)] as const;
		if (!seen.has(keys[0])) {
			seen.add(keys[0]);
			await compareResidence(residence, residenceLanguage, known.residences.get(keys[0]), counts, sink);
		}
		if (seen.has(keys[1])) continue;
		seen.add(keys[1]);
		const old = known.buildings.get(keys[1]);
		if (!old) {
			counts.buildings++;
			await sink.change('building', { residence, name: building, rnbId: rnbId ?? null });
		} else if (rnbId && rnbId !== old.rnbId)
			await sink.change('building-changed', { id: old.id, was: old.rnbId, now: rnbId });
	}
}

async function compareResidence(
	name: string,
	language: string | undefined,
	old: { id: number; language: string | null } | undefined,
	counts: Counts,
	sink: ChangeSink
): Promise<void> {
	if (!old) {
		counts.residences++;
		const key = random(9).toString('base64url');
		await sink.change('residence', { key, name, language: language ?? null });
	} else if (language && language !== old.language)
		await sink.change('residence-changed', { id: old.id, was: old.language, now: language });
}

interface KnownMailbox {
	readonly id: number;
	readonly hallId: number;
	readonly label: string;
	readonly code: string;
	readonly emblem: string;
	readonly reference: string | null;
	readonly language: string | null;
	readonly goneAt: number | null;
	readonly freedDay: Day | null;
}

async function mailboxesOf(
	db: Database,
	landlordId: number,
	hallIds: readonly number[]
): Promise<Map<number, KnownMailbox[]>> {
	const rows = await db.read<KnownMailbox>(sql`
		SELECT m.id, m.hall_id AS hallId, m.label, m.code, m.emblem, m.reference, m.language, m.gone_at AS goneAt,
			date(m.freed_at / 1000, 'unixepoch') AS freedDay
		FROM json_each(${JSON.stringify(hallIds)}) e CROSS JOIN mailbox m ON m.hall_id = e.value AND m.landlord_id = ${landlordId}`);
	const byHall = new Map<number, KnownMailbox[]>();
	for (const row of rows) {
		const those = byHall.get(row.hallId) ?? [];
		if (those.push(row) === 1) byHall.set(row.hallId, those);
	}
	return byHall;
}

interface Comparing {
	readonly old: readonly KnownMailbox[];
	readonly known: KnownPlaces;
	readonly counts: Counts;
	readonly sink: ChangeSink;
	readonly today: Day;
}

async function compareHall(
	listed: ListedHall,
	old: KnownHall | undefined,
	{ old: mailboxes, known, counts, sink, today }: Comparing
): Promise<void> {
	const code = old?.code ?? newCode('place', random);
	const emblemStart = old?.emblemStart ?? random(2).readUInt16BE();
	const fields = old ? changedFields(hallFields, old, listed) : [];
	if (!old) await sink.change('hall', hallRow(listed, { code, emblemStart, position: ++known.position }));
	else if (fields.length > 0) await sink.change('hall-changed', changedRow(old.id, hallFields, old, listed));
	if (old?.goneAt) await sink.change('hall-back', { id: old.id, was: old.goneAt });
	if (!old) counts.halls.added++;
	else if (old.goneAt) counts.halls.back++;
	else if (fields.length > 0) counts.halls.changed++;

	const difference = newDifference(listed, old ? (old.goneAt ? 'back' : 'changed') : 'new', fields);
	const byLabel = new Map(mailboxes.map((box) => [placeKey(box.label), box]));
	const freeEmblem = emblemsNotIn(new Set(mailboxes.map(({ emblem }) => emblem)), emblemStart);
	for (const [i, box] of listed.mailboxes.entries()) {
		const there = byLabel.get(placeKey(box.label));
		byLabel.delete(placeKey(box.label));
		if (there) await compareMailbox(box, there, { difference, counts, sink, today });
		else {
			const { label, reference = null, language = null } = box;
			const own = { code: newCode('place', random), emblem: freeEmblem(), position: i + 1 };
			await sink.change('mailbox', { hall: code, label, reference, language, ...own });
			difference.added.push(label);
			counts.mailboxes.added++;
		}
	}
	for (const { id, label, goneAt } of byLabel.values()) {
		if (goneAt) continue;
		await sink.change('mailbox-gone', { id });
		difference.gone.push(label);
		counts.mailboxes.missing++;
	}
	if (difference.what !== 'changed' || hasDetail(difference)) await sink.difference(difference);
}

const mailboxFields = ['reference', 'language'] as const;

async function compareMailbox(
	box: ListedMailbox,
	there: KnownMailbox,
	{
		difference,
		counts,
		sink,
		today
	}: Pick<Comparing, 'counts' | 'sink' | 'today'> & { difference: Difference }
): Promise<void> {
	const fields = changedFields(mailboxFields, there, box);
	const isFreed = box.freed && (there.freedDay ?? '') < addDays(today, -FREED_ONCE_DAYS);
	if (fields.length > 0) {
		await sink.change('mailbox-changed', changedRow(there.id, mailboxFields, there, box));
		difference.changed.push({ label: there.label, fields });
	}
	if (there.goneAt) {
		await sink.change('mailbox-back', { id: there.id, was: there.goneAt });
		difference.back.push(there.label);
		counts.mailboxes.back++;
	} else if (isFreed) {
		await sink.change('freed', { code: there.code });
		difference.freed.push(there.label);
		counts.mailboxes.freed++;
	}
	if (fields.length > 0) counts.mailboxes.changed++;
	else if (!there.goneAt) counts.mailboxes.same++;
}

/** What is not in the list as a whole; a made-up residence is in nobody's list. */
async function findGoneHalls(
	known: KnownPlaces,
	seen: ReadonlySet<number>,
	counts: Counts,
	sink: ChangeSink
): Promise<void> {
	for (const hall of known.halls.values()) {
		if (seen.has(hall.id) || hall.goneAt || hall.isTrial) continue;
		await sink.change('hall-gone', { id: hall.id, n: hall.mailboxCount });
		await sink.difference({ ...newDifference(hall, 'gone', []), goneCount: hall.mailboxCount });
		counts.halls.missing++;
		counts.mailboxes.missing += hall.mailboxCount;
	}
}

type Difference = ReturnType<typeof newDifference>;

function newDifference(
	{
		residence,
		building,
		entrance,
		address
	}: Pick<ListedHall, 'residence' | 'building' | 'entrance' | 'address'>,
	what: HallDifference['what'],
	fields: readonly FieldChange[]
) {
	const none = () => [] as string[];
	return {
		...{ residence, building, entrance, address, what, fields, goneCount: 0 },
		...{ added: none(), back: none(), gone: none(), freed: none() },
		changed: [] as { label: string; fields: readonly FieldChange[] }[]
	};
}

const hasDetail = ({ fields, added, back, gone, freed, changed }: Difference) =>
	[fields, added, back, gone, freed, changed].some((some) => some.length > 0);

type Said<Field extends string> = { readonly [field in Field]?: string | null | undefined };

/** What a list says and the place does not; an empty cell says nothing. */
function changedFields<Field extends string>(
	fields: readonly Field[],
	old: Said<Field>,
	listed: Said<Field>
): FieldChange[] {
	return fields.flatMap((field) => {
		const [was, now] = [old[field] || null, listed[field] || null];
		return now !== null && now !== was ? [{ field, was, now }] : [];
	});
}

/** All fields as they were and as they shall be: whoever changed one of them meanwhile keeps theirs. */
function changedRow<Field extends string>(
	id: number,
	fields: readonly Field[],
	old: Said<Field>,
	listed: Said<Field>
): object {
	const was = Object.fromEntries(fields.map((field) => [field, old[field] ?? null]));
	const now = Object.fromEntries(fields.map((field) => [field, listed[field] || (old[field] ?? null)]));
	return { id, was: withZone(was), now: withZone(now) };
}

function withZone(fields: object): object {
	return 'postcode' in fields ? { ...fields, zone: zoneOfPostcode(String(fields.postcode ?? '')) } : fields;
}

function hallRow(listed: ListedHall, own: { code: string; emblemStart: number; position: number }): object {
	const { mailboxes: _, rnbId: _of, residenceLanguage: _too, ...hall } = listed;
	return { ...hall, ...own, zone: zoneOfPostcode(listed.postcode) };
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

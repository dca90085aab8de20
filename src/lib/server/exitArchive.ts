import { stringify } from 'csv-stringify/sync';
import { createHash } from 'node:crypto';
import {
	ARCHIVE_FORMAT,
	ARCHIVE_VERSION,
	archiveTables,
	logoFiles,
	MANIFEST,
	shielded,
	type ArchiveTable,
	type Manifest
} from '#lib/exchange/archive.ts';
import { archiveReadme } from '#lib/exchange/archiveReadme.ts';
import { officeDay } from '#lib/calendar/days.ts';
import { config } from './config.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { makeArchive, type ArchivedFile } from './kitArchive.ts';

type Sink = (bytes: Uint8Array) => void | Promise<void>;

const ROWS_AT_ONCE = 2_000;

/** Some rows of a table, after the last one that was given (0 at first); `n` tells where they are. */
type Rows = (after: number, atOnce: number) => Statement;

/**
 * Everything that is a landlord's, as one ZIP that docs/archive.md describes: made as it is taken, in bounded memory. Of
 * households there is nothing in it: no statement here reads a table of theirs.
 */
export async function makeExitArchive(
	db: Database,
	landlordId: number,
	now: number,
	sink: Sink
): Promise<void> {
	const [landlord] = await db.read<Landlord>(
		sql`SELECT slug, name, color, logo FROM landlord l WHERE l.id = ${landlordId}`
	);
	if (!landlord) throw new Error('There is no such landlord');
	const [end] = await db.read<End>(sql`
		SELECT (SELECT coalesce(max(id), 0) FROM hall WHERE landlord_id = ${landlordId}) AS hall,
			(SELECT coalesce(max(id), 0) FROM mailbox WHERE landlord_id = ${landlordId}) AS mailbox,
			(SELECT coalesce(max(id), 0) FROM audit WHERE landlord_id = ${landlordId}) AS audit`);
	const written: Manifest['files'] = [];
	const tables = tablesOf(landlordId, end!);
	const files: ArchivedFile[] = [
		textFile('README.txt', archiveReadme(landlord.name, officeDay(now))),
		...(Object.keys(archiveTables) as ArchiveTable[]).map((name) => tableFile(db, name, tables[name])),
		textFile('letters/look.json', `${JSON.stringify({ color: landlord.color })}\n`),
		...(landlord.logo === null ? [] : [logoFile(Buffer.from(landlord.logo, 'base64'))]),
		auditFile(db, landlordId, end!)
	].map((file) => hashed(file, written));
	const manifest = async () => ({
		format: ARCHIVE_FORMAT,
		version: ARCHIVE_VERSION,
		madeAt: new Date(now).toISOString(),
		publicUrl: config().publicUrl,
		landlord: { slug: landlord.slug, name: landlord.name },
		auditHead: await auditHead(db, landlordId, end!),
		files: written
	});
	const last: ArchivedFile = {
		name: MANIFEST,
		make: async (into) => into(Buffer.from(`${JSON.stringify(await manifest(), null, '\t')}\n`))
	};
	await makeArchive([...files, last], officeDay(now), sink, { compress: true });
}

interface Landlord {
	readonly slug: string;
	readonly name: string;
	readonly color: string | null;
	readonly logo: string | null;
}

/** The last rows when the archive was begun: what comes later is not half in it. */
interface End {
	readonly hall: number;
	readonly mailbox: number;
	readonly audit: number;
}

/** Notes what is in a file while it is made. */
function hashed({ name, make }: ArchivedFile, written: Manifest['files']): ArchivedFile {
	return {
		name,
		make: async (sink) => {
			const hash = createHash('sha256');
			let bytes = 0;
			await make(async (piece) => {
				hash.update(piece);
				bytes += piece.length;
				await sink(piece);
			});
			written.push({ name, bytes, sha256: hash.digest('hex') });
		}
	};
}

const bytesFile = (name: string, bytes: Uint8Array): ArchivedFile => ({
	name,
	make: async (sink) => sink(bytes)
});
const logoFile = (bytes: Uint8Array) => bytesFile(logoFiles[bytes[0] === 0xff ? 'jpeg' : 'png'], bytes);
const textFile = (name: string, text: string) => bytesFile(name, Buffer.from(text));

function tableFile(db: Database, name: ArchiveTable, rows: Rows): ArchivedFile {
	const columns = archiveTables[name];
	const lines = (cells: unknown[][]) => Buffer.from(stringify(cells, { record_delimiter: 'windows' }));
	return {
		name,
		make: async (sink) => {
			await sink(lines([[...columns]]));
			await forEachPiece(db, rows, async (piece) =>
				sink(lines(piece.map((row) => columns.map((column) => cellOf(column, row[column])))))
			);
		}
	};
}

type Row = Record<string, string | number | null>;

async function forEachPiece(
	db: Database,
	rows: Rows,
	see: (piece: Row[]) => void | Promise<void>
): Promise<void> {
	for (let after = 0; ;) {
		const piece = await db.read<Row>(rows(after, ROWS_AT_ONCE));
		if (piece.length > 0) await see(piece);
		if (piece.length < ROWS_AT_ONCE) return;
		after = Number(piece.at(-1)!.n);
		await new Promise(setImmediate);
	}
}

/** Instants are written as ISO 8601 in UTC; what is not there is an empty cell. */
function cellOf(column: string, value: string | number | null | undefined): string {
	if (value === null || value === undefined) return '';
	return column.endsWith('_at') ? new Date(Number(value)).toISOString() : shielded(String(value));
}

/** Residences made up to try things out are no part of what a landlord has. */
function tablesOf(landlordId: number, end: End): Readonly<Record<ArchiveTable, Rows>> {
	const ofPlaces = (columns: Statement, more: Statement, n: Statement): Rows => {
		return (
			after,
			atOnce
		) => sql`SELECT ${n} AS n, ${columns} FROM hall h JOIN building b ON b.id = h.building_id
			JOIN residence r ON r.id = b.residence_id AND r.trial_at IS NULL ${more}
			WHERE h.landlord_id = ${landlordId} AND h.id <= ${end.hall} AND ${n} > ${after} ORDER BY n LIMIT ${atOnce}`;
	};
	const mailboxes = sql`JOIN mailbox m ON m.hall_id = h.id AND m.landlord_id = h.landlord_id AND m.id <= ${end.mailbox}`;
	return {
		'places/residences.csv': (
			after,
			atOnce
		) => sql`SELECT r.id AS n, r.name AS residence, r.language FROM residence r
			WHERE r.landlord_id = ${landlordId} AND r.trial_at IS NULL AND r.id > ${after} ORDER BY r.id LIMIT ${atOnce}`,
		'places/buildings.csv': (
			after,
			atOnce
		) => sql`SELECT b.id AS n, r.name AS residence, b.name AS building, b.rnb_id
			FROM building b JOIN residence r ON r.id = b.residence_id AND r.trial_at IS NULL
			WHERE b.landlord_id = ${landlordId} AND b.id > ${after} ORDER BY b.id LIMIT ${atOnce}`,
		'places/halls.csv': ofPlaces(
			sql`h.code, r.name AS residence, b.name AS building, h.name AS entrance, h.address, h.house_number, h.repetition, h.street, h.insee_code,
				h.ban_id, h.postcode, h.city, h.reference, h.language, h.zone, h.position, h.emblem_start, h.stickers, h.sticker_mm, h.gone_at`,
			sql``,
			sql`h.id`
		),
		'places/mailboxes.csv': ofPlaces(
			sql`m.code, h.code AS hall, m.label, m.position, m.emblem, m.reference, m.language, m.gone_at`,
			mailboxes,
			sql`m.id`
		),
		'letters/epochs.csv': ofPlaces(
			sql`m.code AS mailbox, m.epoch, m.letter_until_day AS letter_until`,
			mailboxes,
			sql`m.id`
		),
		'letters/texts.csv': (
			after,
			atOnce
		) => sql`SELECT t.rowid AS n, t.language, t.part, t.text FROM letter_text t
			WHERE t.landlord_id = ${landlordId} AND t.rowid > ${after} ORDER BY t.rowid LIMIT ${atOnce}`,
		'kits.csv': ofPlaces(
			sql`m.code AS mailbox, k.epoch, k.ordered_at, k.made_at, k.printed_at, k.handed_at, k.distributed_at, k.reprints, k.voided_at`,
			sql`${mailboxes} JOIN kit k ON k.mailbox_id = m.id`,
			sql`k.rowid`
		),
		'staff.csv': (after, atOnce) => sql`SELECT s.rowid AS n, s.email, s.role FROM staff s
			WHERE s.landlord_id = ${landlordId} AND s.rowid > ${after} ORDER BY s.rowid LIMIT ${atOnce}`,
		'figures.csv': (
			after,
			atOnce
		) => sql`SELECT f.rowid AS n, f.week_day AS week, coalesce(r.name, '') AS residence, f.name AS figure, f.value
			FROM figure f LEFT JOIN residence r ON r.key = f.residence_key AND r.landlord_id = f.landlord_id
			WHERE f.landlord_id = ${landlordId} AND (f.residence_key = '' OR r.id IS NOT NULL AND r.trial_at IS NULL) AND f.rowid > ${after} ORDER BY f.rowid LIMIT ${atOnce}`
	};
}

/** One object a line: what was done, in order, with the seals of the chain and all that they are made of. */
function auditFile(db: Database, landlordId: number, end: End): ArchivedFile {
	const rows: Rows = (
		after,
		atOnce
	) => sql`SELECT id AS n, previous, landlord_id AS landlord, id, at, staff_id AS staff, who, act, about, hash FROM audit
		WHERE landlord_id = ${landlordId} AND id > ${after} AND id <= ${end.audit} ORDER BY id LIMIT ${atOnce}`;
	return {
		name: 'audit.jsonl',
		make: (sink) =>
			forEachPiece(db, rows, async (piece) =>
				sink(Buffer.from(piece.map(({ n: _, ...row }) => `${JSON.stringify(row)}\n`).join('')))
			)
	};
}

async function auditHead(db: Database, landlordId: number, end: End): Promise<Manifest['auditHead']> {
	const [head] = await db.read<{ id: number; hash: string }>(sql`
		SELECT id, hash FROM audit WHERE landlord_id = ${landlordId} AND id <= ${end.audit} AND hash IS NOT NULL ORDER BY id DESC LIMIT 1`);
	return head ?? null;
}

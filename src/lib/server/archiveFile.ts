import { CsvError, parse } from 'csv-parse';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { readEmblem } from '#lib/catalogue/emblems.ts';
import { zones } from '#lib/calendar/zones.ts';
import { readHouseRules } from '#lib/buildings/houseRules.ts';
import { languageTag } from '#lib/buildings/listLanguages.ts';
import { inseeCodeOf, postcodeOf, rnbIdOf } from '#lib/buildings/listRow.ts';
import { cleanPlaceName, longestPlaceName } from '#lib/buildings/placeName.ts';
import { readCode } from '#lib/codes/codes.ts';
import {
	archiveFiles,
	archiveTables,
	isPrintable,
	logoFiles,
	MANIFEST,
	manifest as manifestShape,
	neededFiles,
	unshielded,
	type ArchiveRefusal,
	type ArchiveTable,
	type Manifest
} from '#lib/exchange/archive.ts';
import * as v from 'valibot';
import { areOwnWords, isOwnColor, MOST_LOGO_BYTES, readLogo } from './letters.ts';

/** An archive that is not taken in; `at` says where: a file, and the line of a table. */
export class ArchiveRefused extends Error {
	constructor(
		readonly refusal: ArchiveRefusal,
		readonly at: string
	) {
		super(`${refusal}: ${at}`);
	}
}

/** Bytes of what is in an archive, and of its parts: half a million mailboxes are some 40 MB. */
const MOST_BYTES = 1024 * 1024 * 1024;
const MOST_SMALL_BYTES = 1024 * 1024;
const MOST_ENTRIES = 40;
const MOST_RECORD = 20_000;
const ROWS_AT_ONCE = 5_000;

/** Rows as JSON, 5,000 in a text; `first` is the number of its first row. */
export interface Piece {
	readonly json: string;
	readonly first: number;
}

export interface ReadTables {
	readonly residences: readonly Piece[];
	readonly buildings: readonly Piece[];
	readonly halls: readonly Piece[];
	readonly mailboxes: readonly Piece[];
	readonly epochs: readonly Piece[];
	readonly texts: readonly Piece[];
	/** All codes of halls and mailboxes, as JSON. */
	readonly codes: readonly string[];
	readonly look: { readonly color: string | null };
	/** A picture as base64. */
	readonly logo: string | null;
	readonly counts: { readonly residences: number; readonly halls: number; readonly mailboxes: number };
}

/**
 * Reads an archive whole and judges all of it before anything is written: names, sizes, hashes, every cell. Nothing of it
 * is put on the disk. Throws ArchiveRefused.
 */
export async function readArchive(path: string): Promise<{ manifest: Manifest; tables: ReadTables }> {
	const zip = await openPromise(path, {
		lazyEntries: true,
		autoClose: false,
		validateEntrySizes: true,
		strictFileNames: true
	}).catch(() => refuse('not-an-archive', 'zip'));
	try {
		const entries = await entriesOf(zip);
		const manifest = await readManifest(zip, entries);
		const missing = neededFiles.find((name) => !manifest.files.some((file) => file.name === name));
		if (missing) refuse('missing-file', missing);
		return { manifest, tables: await readTables(zip, entries, manifest) };
	} finally {
		zip.close();
	}
}

function refuse(refusal: ArchiveRefusal, at: string): never {
	throw new ArchiveRefused(refusal, at);
}

const KNOWN: ReadonlySet<string> = new Set([...Object.keys(archiveTables), ...archiveFiles, MANIFEST]);

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
	if (zip.entryCount > MOST_ENTRIES) refuse('too-large', `${zip.entryCount} files`);
	const entries = new Map<string, Entry>();
	let bytes = 0;
	try {
		for await (const entry of zip.eachEntry()) {
			const { fileName } = entry;
			if (!KNOWN.has(fileName) || entries.has(fileName)) refuse('unknown-file', fileName.slice(0, 60));
			if (entry.isEncrypted()) refuse('not-an-archive', fileName);
			bytes += entry.uncompressedSize;
			if (bytes > MOST_BYTES) refuse('too-large', fileName);
			entries.set(fileName, entry);
		}
	} catch (error) {
		if (error instanceof ArchiveRefused) throw error;
		refuse('not-an-archive', 'zip');
	}
	return entries;
}

async function readManifest(zip: ZipFile, entries: Map<string, Entry>): Promise<Manifest> {
	const text = (await smallFile(zip, entries, MANIFEST, MOST_SMALL_BYTES)).toString('utf8');
	const read = v.safeParse(manifestShape, jsonOf(text));
	if (!read.success) refuse('not-an-archive', MANIFEST);
	const names = new Set(read.output.files.map(({ name }) => name));
	const unlisted = [...entries.keys()].find((name) => name !== MANIFEST && !names.has(name));
	if (unlisted) refuse('unknown-file', unlisted);
	return read.output;
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

async function opened(zip: ZipFile, entries: Map<string, Entry>, name: string): Promise<Readable> {
	const entry = entries.get(name) ?? refuse('missing-file', name);
	return zip.openReadStreamPromise(entry).catch(() => refuse('not-an-archive', name));
}

async function smallFile(
	zip: ZipFile,
	entries: Map<string, Entry>,
	name: string,
	most: number
): Promise<Buffer> {
	if ((entries.get(name)?.uncompressedSize ?? 0) > most) refuse('too-large', name);
	return together(whole(await opened(zip, entries, name), name));
}

async function together(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for await (const piece of bytes) pieces.push(piece);
	return Buffer.concat(pieces);
}

/** What a stream of an archive gives; one that is cut or lies about its size is no archive. */
async function* whole(stream: Readable, name: string): AsyncGenerator<Buffer> {
	try {
		for await (const piece of stream) yield piece as Buffer;
	} catch (error) {
		if (error instanceof ArchiveRefused) throw error;
		refuse('not-an-archive', name);
	} finally {
		stream.destroy();
	}
}

/** The same, compared with the manifest when it ends. */
async function* checked(
	bytes: AsyncIterable<Buffer>,
	{ name, sha256 }: Manifest['files'][number]
): AsyncGenerator<Buffer> {
	const hash = createHash('sha256');
	for await (const piece of bytes) {
		hash.update(piece);
		yield piece;
	}
	if (hash.digest('hex') !== sha256) refuse('wrong-hash', name);
}

async function readTables(
	zip: ZipFile,
	entries: Map<string, Entry>,
	{ files }: Manifest
): Promise<ReadTables> {
	const listed = (name: string) => files.find((file) => file.name === name) ?? refuse('missing-file', name);
	const bytesOf = async (name: string) =>
		checked(whole(await opened(zip, entries, name), name), listed(name));
	const small = async (name: string, most: number) => {
		if ((entries.get(name)?.uncompressedSize ?? 0) > most) refuse('too-large', name);
		return together(await bytesOf(name));
	};
	const places = new Places();
	const table = async (name: ArchiveTable, take: Take) =>
		piecesOf(name, rowsOf(name, await bytesOf(name)), take);
	const residences = await table('places/residences.csv', (row) => places.residence(row));
	const buildings = await table('places/buildings.csv', (row) => places.building(row));
	const halls = await table('places/halls.csv', (row) => places.hall(row));
	const mailboxes = await table('places/mailboxes.csv', (row) => places.mailbox(row));
	const epochs = await table('letters/epochs.csv', (row) => places.epoch(row));
	const texts = await table('letters/texts.csv', (row) => places.words(row));
	const look = v.safeParse(LOOK, jsonOf((await small('letters/look.json', 1_000)).toString('utf8')));
	if (!look.success) refuse('wrong-content', 'letters/look.json');
	const logoName = LOGOS.find((name) => files.some((file) => file.name === name));
	const logo = logoName ? await logoOf(logoName, await small(logoName, MOST_LOGO_BYTES)) : null;
	await restIsWhole(files, entries, bytesOf);
	return {
		...{ residences, buildings, halls, mailboxes, epochs, texts },
		codes: places.codes(),
		look: look.output,
		logo,
		counts: places.counts()
	};
}

const LOOK = v.object({ color: v.nullable(v.pipe(v.string(), v.check(isOwnColor))) });

const LOGOS = Object.values(logoFiles);

/** As base64, without anything in the file that is not the picture. */
async function logoOf(name: string, bytes: Uint8Array): Promise<string> {
	const picture = await readLogo(bytes);
	return 'refusal' in picture ? refuse('wrong-content', name) : Buffer.from(picture.bytes).toString('base64');
}

const READ: ReadonlySet<string> = new Set([...neededFiles, ...LOGOS]);

/** Files that are not taken in are read too: an archive is what its manifest says, or it is refused. */
async function restIsWhole(
	files: Manifest['files'],
	entries: Map<string, Entry>,
	bytesOf: (name: string) => Promise<AsyncIterable<Buffer>>
): Promise<void> {
	for (const { name } of files) {
		if (!entries.has(name)) refuse('missing-file', name);
		if (!READ.has(name)) for await (const piece of await bytesOf(name)) void piece;
	}
}

type Cells = string[];

/** The rows of a table under its titles, without their shields. */
async function* rowsOf(name: ArchiveTable, bytes: AsyncIterable<Buffer>): AsyncGenerator<Cells> {
	const parser = parse({ max_record_size: MOST_RECORD });
	const fed = feed(parser, bytes);
	fed.catch((error: unknown) => parser.destroy(error as Error));
	let line = 0;
	try {
		for await (const cells of parser as AsyncIterable<Cells>) {
			if (++line > 1) yield cells.map(unshielded);
			else if (cells.join() !== archiveTables[name].join()) refuse('wrong-content', `${name}: line 1`);
		}
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		refuse('wrong-content', `${name}: line ${line + 1}`);
	}
	await fed;
	if (line === 0) refuse('wrong-content', `${name}: line 1`);
}

async function feed(parser: ReturnType<typeof parse>, bytes: AsyncIterable<Buffer>): Promise<void> {
	for await (const piece of bytes)
		if (!parser.write(piece)) await new Promise<void>((drained) => parser.once('drain', () => drained()));
	parser.end();
}

/** What is kept of a row, or the column that cannot be right. */
type Take = (row: Cells) => readonly (string | number | null)[] | { readonly wrong: string };

async function piecesOf(name: ArchiveTable, rows: AsyncIterable<Cells>, take: Take): Promise<Piece[]> {
	const pieces: Piece[] = [];
	let some: unknown[] = [];
	let first = 0;
	const finish = () => {
		if (some.length > 0) pieces.push({ json: JSON.stringify(some), first });
		first += some.length;
		some = [];
	};
	for await (const row of rows) {
		const nul = row.findIndex((cell) => cell.includes('\0'));
		const taken = nul < 0 ? take(row) : { wrong: archiveTables[name][nul]! };
		if ('wrong' in taken)
			refuse('wrong-content', `${name}: line ${first + some.length + 2}, column ${taken.wrong}`);
		some.push(taken);
		if (some.length === ROWS_AT_ONCE) finish();
	}
	finish();
	return pieces;
}

const orNull = (cell: string) => (cell === '' ? null : cell);
const isName = (cell: string) => {
	const read = cleanPlaceName(cell);
	return 'name' in read && read.name === cell;
};
/** A list may give a street in two columns. */
const isStreet = (cell: string) => cell.length <= 3 * longestPlaceName && isPrintable(cell);
/** As a list and a form have it once they have read it. */
const isRead = (cell: string, read: (typed: string) => string | null) => cell === '' || read(cell) === cell;
const isLanguage = (cell: string) => isRead(cell, languageTag);
const isSize = (stickers: string, stickerMm: string) => {
	const read = readHouseRules({ stickers, stickerMm });
	return 'rules' in read && String(read.rules.stickerMm ?? '') === stickerMm;
};
const isCode = (cell: string) => {
	const read = readCode('place', cell);
	return 'code' in read && read.code === cell;
};
const wholeNumber = (cell: string) => (/^\d{1,9}$/.test(cell) ? Number(cell) : null);
const isEmblem = (cell: string) => {
	try {
		return readEmblem(cell).length > 0;
	} catch {
		return false;
	}
};

/** Judges rows by what stood before them: a hall has its building, a mailbox its hall, an epoch its mailbox. */
class Places {
	readonly #residences = new Set<string>();
	readonly #buildings = new Set<string>();
	readonly #halls = new Set<string>();
	readonly #mailboxes = new Set<string>();
	readonly #epochs = new Set<string>();
	readonly #words = new Set<string>();

	residence([name = '', language = '']: Cells) {
		const wrong = firstWrong({
			residence: name !== '' && isName(name) && added(this.#residences, name),
			language: isLanguage(language)
		});
		return wrong ?? [name, orNull(language)];
	}

	building([residence = '', name = '', rnb = '']: Cells) {
		const wrong = firstWrong({
			residence: this.#residences.has(residence),
			building: isName(name) && added(this.#buildings, JSON.stringify([residence, name])),
			rnb_id: isRead(rnb, rnbIdOf)
		});
		return wrong ?? [residence, name, orNull(rnb)];
	}

	hall(cells: Cells) {
		const [code = '', residence = '', building = '', entrance = '', address = '', ...more] = cells;
		const [houseNumber = '', repetition = '', street = '', insee = '', ban = '', postcode = ''] = more;
		const [city = '', reference = '', language = '', zone = ''] = more.slice(6);
		const [position = '', emblemStart = '', stickers = '', stickerMm = '', goneAt = ''] = more.slice(10);
		const numbers = [wholeNumber(position), wholeNumber(emblemStart)];
		const wrong = firstWrong({
			code: isCode(code) && added(this.#halls, code),
			building: this.#buildings.has(JSON.stringify([residence, building])),
			entrance: isName(entrance),
			address: isName(address),
			house_number: isName(houseNumber),
			repetition: isName(repetition),
			street: isStreet(street),
			insee_code: isRead(insee, inseeCodeOf),
			ban_id: isName(ban),
			postcode: isRead(postcode, postcodeOf),
			city: isName(city),
			reference: isName(reference),
			language: isLanguage(language),
			zone: zones.includes(zone),
			position: numbers[0] !== null,
			emblem_start: numbers[1] !== null,
			stickers: isSize(stickers, ''),
			sticker_mm: isSize(stickers, stickerMm),
			gone_at: isInstant(goneAt)
		});
		return (
			wrong ?? [
				...[code, residence, building, entrance, address],
				...[houseNumber, repetition, street, insee, ban].map(orNull),
				...[postcode, city, orNull(reference), orNull(language), zone, ...numbers, stickers],
				...[wholeNumber(stickerMm), instantOf(goneAt)]
			]
		);
	}

	mailbox(cells: Cells) {
		const [code = '', hall = '', label = '', position = ''] = cells;
		const [emblem = '', reference = '', language = '', goneAt = ''] = cells.slice(4);
		const wrong = firstWrong({
			code: isCode(code) && !this.#halls.has(code) && added(this.#mailboxes, code),
			hall: this.#halls.has(hall),
			label: label !== '' && isName(label),
			position: wholeNumber(position) !== null,
			emblem: isEmblem(emblem),
			reference: isName(reference),
			language: isLanguage(language),
			gone_at: isInstant(goneAt)
		});
		const names = [code, hall, label, Number(position), emblem, orNull(reference), orNull(language)];
		return wrong ?? [...names, instantOf(goneAt)];
	}

	epoch([mailbox = '', epoch = '']: Cells) {
		const wrong = firstWrong({
			mailbox: this.#mailboxes.has(mailbox) && added(this.#epochs, mailbox),
			epoch: wholeNumber(epoch) !== null
		});
		return wrong ?? [mailbox, Number(epoch)];
	}

	words([language = '', part = '', text = '']: Cells) {
		const wrong = firstWrong({
			text: areOwnWords(language, part, text),
			part: added(this.#words, `${language} ${part}`)
		});
		return wrong ?? [language, part, text];
	}

	codes(): string[] {
		const all = [...this.#halls, ...this.#mailboxes];
		return Array.from({ length: Math.ceil(all.length / ROWS_AT_ONCE) }, (_, i) =>
			JSON.stringify(all.slice(i * ROWS_AT_ONCE, (i + 1) * ROWS_AT_ONCE))
		);
	}

	counts(): ReadTables['counts'] {
		const { size: residences } = this.#residences;
		return { residences, halls: this.#halls.size, mailboxes: this.#mailboxes.size };
	}
}

/** The first column, in the order of the file, that is not right. */
function firstWrong(columns: Readonly<Record<string, boolean>>): { readonly wrong: string } | null {
	for (const column in columns) if (!columns[column]) return { wrong: column };
	return null;
}

/** Puts a value into a set; false when it is there already. */
function added(set: Set<string>, value: string): boolean {
	if (set.has(value)) return false;
	set.add(value);
	return true;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const isInstant = (cell: string) => cell === '' || (INSTANT.test(cell) && !Number.isNaN(Date.parse(cell)));
const instantOf = (cell: string) => (cell === '' ? null : Date.parse(cell));

import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Day } from '#lib/calendar/days.ts';

type Sink = (bytes: Uint8Array) => void | Promise<void>;

/** A file of an archive: what `make` gives to its sink. */
export interface ArchivedFile {
	readonly name: string;
	readonly make: (sink: Sink) => Promise<unknown>;
}

/**
 * Makes a ZIP of files, one after the other, none of them kept: each is made no faster than the sink takes it. They are made
 * smaller only with `compress` (a PDF is small already), and bear the day at noon (in some zones midnight is left out once a year), so that same files give same bytes, in any time zone.
 */
export async function makeArchive(
	files: readonly ArchivedFile[],
	day: Day,
	sink: Sink,
	{ compress = false } = {}
): Promise<void> {
	const zip = new ZipFile();
	const [year, month, date] = day.split('-').map(Number);
	const how = { mtime: new Date(year!, month! - 1, date, 12), forceDosTimestamp: true, compress };
	const taken = pour(zip, sink);
	for (const { name, make } of files) {
		const content = new PassThrough();
		zip.addReadStream(content, name, { ...how, mode: 0o100644 });
		await Promise.race([fillWith(content, make), taken]);
	}
	zip.end();
	await taken;
}

async function pour(zip: ZipFile, sink: Sink): Promise<void> {
	for await (const piece of zip.outputStream) await sink(piece as Buffer);
}

/** Ends once the archive has taken the last byte: two files are never open at once. */
async function fillWith(content: PassThrough, make: ArchivedFile['make']): Promise<void> {
	const ended = once(content, 'end');
	ended.catch(() => {});
	await make(async (bytes) => {
		if (!content.write(bytes)) await once(content, 'drain');
	});
	content.end();
	await ended;
}

import { officeDay } from '#lib/calendar/days.ts';
import type { ArchiveRefusal } from '#lib/exchange/archive.ts';
import { importArchive, type NotTaken } from '#lib/server/archiveImport.ts';
import { writeDown } from '#lib/server/audit.ts';
import { config } from '#lib/server/config.ts';
import { makeExitArchive } from '#lib/server/exitArchive.ts';
import { renewSignInLink } from '#lib/server/staff.ts';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Refused, WrongUsage } from './outcome.ts';
import { landlordNamed, withDatabase } from './storage.ts';

/** Writes everything of a landlord into one archive (docs/archive.md). */
export async function exportArchive(args: string[]): Promise<void> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: { out: { type: 'string' }, json: { type: 'boolean' } }
	});
	const [slug, ...more] = positionals;
	const { out, json = false } = values;
	if (!slug || more.length > 0 || !out) throw new WrongUsage('export <slug> --out <archive.zip>');
	await withDatabase('write', async (db) => {
		const { id } = await landlordNamed(db, slug);
		const now = Date.now();
		await writeDown(db, { landlordId: id, staffId: null, who: 'palier' }, 'archive-taken', {}, now);
		await intoFile(out, (sink) => makeExitArchive(db, id, now, sink));
	});
	if (json) console.log(JSON.stringify({ out }));
	else console.log(`${out}: everything of ${slug}, and nothing of a household.`);
}

/** The file appears whole or not at all; only its owner reads it. */
async function intoFile(
	out: string,
	make: (sink: (bytes: Uint8Array) => Promise<void>) => Promise<void>
): Promise<void> {
	const draft = `${out}.part`;
	const file = createWriteStream(draft, { mode: 0o600 });
	try {
		await once(file, 'open');
		await make(async (bytes) => {
			if (!file.write(bytes)) await once(file, 'drain');
		});
		file.end();
		await once(file, 'close');
		await rename(draft, out);
	} finally {
		file.destroy();
		await rm(draft, { force: true });
	}
}

const WORDS: Record<ArchiveRefusal, string> = {
	'not-an-archive': 'This is no archive of Palier that can be read',
	'too-large': 'This archive is larger than an archive can be',
	'unknown-file': 'There is a file in it that is not known here',
	'missing-file': 'A file is missing in it',
	'wrong-hash': 'A file in it is not the one that its manifest lists',
	'wrong-content': 'Something in it cannot be right',
	'codes-taken': 'Codes of it are here already, and no code is ever given twice',
	'slug-taken': 'A landlord with this slug is here already: give another one with --slug',
	'email-taken': 'This e-mail address belongs to somebody already'
};

interface Import {
	readonly slug: string | undefined;
	readonly manager: string;
	readonly json: boolean;
}

/** `palier landlord import <archive>`: the landlord of an archive becomes one of this Palier. */
export async function takeArchiveIn(path: string, { slug, manager, json }: Import): Promise<void> {
	const now = Date.now();
	const { taken, token } = await withDatabase('write', async (db) => {
		const taken = await importArchive(db, path, { slug, manager, now, today: officeDay(now) });
		if ('refusal' in taken) throw new Refused(told(taken), { refused: taken.refusal, ...taken });
		return { taken, token: await renewSignInLink(db, manager, now) };
	});
	const { publicUrl } = config();
	const signInLink = `${publicUrl}/landlord/welcome/${token}`;
	if (json) return console.log(JSON.stringify({ ...taken, manager, signInLink }));
	const elsewhere =
		taken.publicUrl === publicUrl
			? []
			: [
					`The QR codes on the walls hold ${taken.publicUrl}: that address must lead here, or nobody who scans arrives.`
				];
	console.log(
		[
			`${taken.name} is there as ${taken.slug}: ${taken.residences} residences, ${taken.halls} halls, ${taken.mailboxes} mailboxes.`,
			'Their codes and emblems are the same. Letters that were printed before are dead here: make new ones.',
			...elsewhere,
			`${manager} signs in once with this link and chooses a password:\n${signInLink}`
		].join('\n')
	);
}

function told({ refusal, at, codes }: NotTaken): string {
	const list = codes ? `:\n  ${codes.join('\n  ')}` : at === undefined ? '.' : ` (${at}).`;
	return `Nothing was written. ${WORDS[refusal]}${list}`;
}

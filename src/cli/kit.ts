import { officeDay } from '#lib/calendar/days.ts';
import { writeDown } from '#lib/server/audit.ts';
import { config } from '#lib/server/config.ts';
import { hallsIn } from '#lib/server/buildings.ts';
import { makeKit } from '#lib/server/kits.ts';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { plain } from '#lib/codes/alphabet.ts';
import { secondLanguage } from '#lib/text/languages.ts';
import { Refused, WrongUsage } from './outcome.ts';
import { landlordNamed, withDatabase } from './storage.ts';

export async function makeKitFile(args: string[]): Promise<void> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			residence: { type: 'string' },
			hall: { type: 'string' },
			language: { type: 'string' },
			out: { type: 'string' },
			json: { type: 'boolean' }
		}
	});
	const [slug, ...more] = positionals;
	const { residence, hall, language, out, json } = values;
	if (!slug || more.length > 0 || !out)
		throw new WrongUsage('kit <slug> [--residence R] [--hall H] [--language ar] --out <file.pdf>');
	if (language !== undefined && language !== 'en' && language !== 'ar' && language !== 'fr')
		throw new WrongUsage(`A letter is in French and in "en" or "ar"; "${language}" is not there yet.`);

	const made = await withDatabase('write', async (db) => {
		const scope = { landlordId: (await landlordNamed(db, slug)).id, residenceIds: null };
		const halls = (await hallsIn(db, scope)).filter((h) => isMeant(h, residence, hall));
		if (halls.length === 0)
			throw new Refused('No hall of this landlord is meant by that. See: palier mailboxes ' + slug, {
				refused: 'no-hall'
			});
		const n = halls.reduce((sum, { mailboxes }) => sum + mailboxes, 0);
		const palier = { landlordId: scope.landlordId, staffId: null, who: 'palier' };
		const place = [...new Set(halls.map((place) => place.residence))].slice(0, 3).join(' · ');
		await writeDown(db, palier, 'kits-taken', { n, place }, Date.now());
		return writeFile(out, (sink) =>
			makeKit(db, scope, {
				halls,
				secondLanguage: secondLanguage(language),
				today: officeDay(Date.now()),
				renewLetters: true,
				sink
			})
		);
	}).catch(sayWhereKitsAreMade);
	if (json) console.log(JSON.stringify({ out, ...made, publicUrl: config().publicUrl }));
	else console.log(`${out}: ${made.pages} pages for ${made.mailboxes} mailboxes in ${made.halls} halls.`);
}

/** A kit is written down, in the log and mailbox by mailbox: beside a running server nobody could. */
function sayWhereKitsAreMade(error: unknown): never {
	if ((error as Error).name !== 'DatabaseHeld') throw error;
	throw new Refused(
		`${(error as Error).message}. While the server runs, kits are made on the landlord's page, under Kits.`
	);
}

function isMeant(
	place: { residence: string; entrance: string; code: string },
	residence?: string,
	hall?: string
): boolean {
	const same = (a: string, b: string) => a.localeCompare(b, 'fr', { sensitivity: 'base' }) === 0;
	if (residence !== undefined && !same(place.residence, residence)) return false;
	return hall === undefined || same(place.entrance, hall) || plain(hall) === place.code;
}

/** Writes beside the file and renames at the end: a cut run leaves no half kit under its name. */
async function writeFile<T>(
	path: string,
	make: (sink: (bytes: Uint8Array) => Promise<void>) => Promise<T>
): Promise<T> {
	const unfinished = `${path}.part`;
	// A kit holds every claim code: it is for its owner's eyes.
	const file = createWriteStream(unfinished, { mode: 0o600 });
	const failed = once(file, 'error').then(([error]) => {
		throw new Refused(`${path} cannot be written: ${(error as Error).message}`);
	});
	failed.catch(() => {});
	try {
		const made = await Promise.race([
			make(async (bytes) => {
				if (!file.write(bytes)) await Promise.race([once(file, 'drain'), failed]);
			}),
			failed
		]);
		file.end();
		await Promise.race([once(file, 'finish'), failed]);
		await rename(unfinished, path);
		return made;
	} catch (error) {
		file.destroy();
		await rm(unfinished, { force: true });
		throw error;
	}
}

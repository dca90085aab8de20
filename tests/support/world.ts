import { claimCode } from '#lib/codes/codes.ts';
import { startSession } from '#lib/server/auth/sessions.ts';
import { hallsIn, landlordBySlug, mailboxesOfHall, residencesIn, type Scope } from '#lib/server/buildings.ts';
import { config } from '#lib/server/config.ts';
import { openDatabase, type Database } from '#lib/server/db/database.ts';
import { claimMailbox } from '#lib/server/claims.ts';
import { offer } from '#lib/server/offers.ts';
import { kitHmac, readyKitKey, sha256 } from '#lib/server/keys.ts';
import { readListFile } from '#lib/server/listFile.ts';
import { importMailboxes } from '#lib/server/mailboxImport.ts';
import { addLandlord } from '#lib/server/staff.ts';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';

/** The day on which every story of the tests begins: a Monday in winter. */
export const TODAY = '2026-11-23';
export const NOW = Date.parse('2026-11-23T10:00:00+01:00');
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A database of its own, in a new file. */
export async function newDatabase(): Promise<Database> {
	readyKitKey(config().kitKeyFile, false);
	const folder = mkdtempSync(join(config().dataFolder, 'db-'));
	return openDatabase({ url: `file:${join(folder, 'palier.db')}`, hold: 'write' });
}

/** A landlord with one residence of one hall and `mailboxes` mailboxes. */
export async function newLandlord(db: Database, slug: string, mailboxes = 20): Promise<Scope> {
	await addLandlord(db, { slug, name: `Landlord ${slug}`, manager: `manager@${slug}.example`, now: NOW });
	const landlord = await landlordBySlug(db, slug);
	await importText(
		db,
		landlord!.id,
		`residence;batiment;entree;adresse;code_postal;commune;nombre_boites\nRésidence ${slug};A;1;1 rue ${slug};93200;Saint-Denis;${mailboxes}`
	);
	return { landlordId: landlord!.id, residenceIds: null };
}

export async function importText(db: Database, landlordId: number, text: string) {
	const list = await readListFile(bytesOf(text));
	if (list.problems.length > 0) throw new Error(JSON.stringify(list.problems));
	return importMailboxes(db, landlordId, list, { today: TODAY });
}

async function* bytesOf(text: string) {
	yield new TextEncoder().encode(text);
}

export async function mailboxesOf(db: Database, scope: Scope) {
	const halls = await hallsIn(db, scope);
	return (await Promise.all(halls.map((hall) => mailboxesOfHall(db, scope, hall.code)))).flat();
}

export async function firstResidence(db: Database, scope: Scope) {
	return (await residencesIn(db, scope))[0]!;
}

/** A household in the n-th mailbox of a landlord, which lends these things. */
export async function newHousehold(
	db: Database,
	scope: Scope,
	n: number,
	pictograms = ['drill', 'stepladder', 'tent']
) {
	const box = (await mailboxesOf(db, scope))[n]!;
	const claimed = await claimMailbox(db, {
		...claimOf(box),
		once: `claim ${n}`,
		from: 'test',
		language: 'fr',
		now: NOW,
		today: TODAY
	});
	if ('refusal' in claimed) throw new Error(claimed.refusal);
	await offer(db, claimed.household, pictograms, NOW);
	return { id: claimed.household, mailbox: box.code, spareKey: claimed.spareKey };
}

/** A phone that a household is open on: the id of its session. */
export async function newPhone(db: Database, household: string): Promise<string> {
	return sha256((await startSession(db, { kind: 'household', id: household })).token);
}

export function claimOf({ code, epoch }: { code: string; epoch: number }) {
	return { mailbox: code, claim: claimCode(kitHmac(), code, epoch) };
}

import { addDays, officeDay } from '#lib/calendar/days.ts';
import { starterSheet } from '#lib/catalogue/pictograms.ts';
import { claimCode } from '#lib/codes/codes.ts';
import { hallsIn, landlordBySlug, mailboxesOfHall, residencesIn, type Scope } from '#lib/server/buildings.ts';
import { importMailboxes } from '#lib/server/mailboxImport.ts';
import type { Database } from '#lib/server/db/database.ts';
import { claimMailbox } from '#lib/server/claims.ts';
import { renewSpareKey } from '#lib/server/locks.ts';
import { callOneself, offer, setItem, setManner } from '#lib/server/offers.ts';
import { kitHmac, newId, random } from '#lib/server/keys.ts';
import { moveKits } from '#lib/server/kitLife.ts';
import { makeKit } from '#lib/server/kits.ts';
import { readListFile } from '#lib/server/listFile.ts';
import { askToBorrow, takePlace } from '#lib/server/asking.ts';
import { keepHistory } from '#lib/server/history.ts';
import { stepOfBorrower } from '#lib/server/borrowing.ts';
import { stepOfLender } from '#lib/server/lending.ts';
import { followTicket } from '#lib/server/loans.ts';
import { inviteMember } from '#lib/server/people.ts';
import { addLandlord, addStaff, choosePassword } from '#lib/server/staff.ts';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that is there while an empty database is being filled. */
export const FILLING = 'demo.filling';

const SLUG = 'tilleuls';
const STAFF = {
	manager: 'gestion@tilleuls.example',
	denis: 'denis@tilleuls.example',
	elise: 'elise@tilleuls.example',
	caretaker: 'gardien@tilleuls.example'
};
const DAY = 86_400_000;

export interface DemoPeople {
	readonly amina: { readonly code: string; readonly key: string };
	readonly chantal: { readonly code: string; readonly key: string };
	readonly bruno: { readonly ticket: string };
	readonly staff: typeof STAFF;
	readonly password: string;
}

/** What the first start leaves for the next ones, in a file of mode 600 beside the database. */
interface Kept {
	readonly amina: { household: string; code: string };
	readonly chantal: { household: string; code: string };
	readonly ticket: string;
	readonly password: string;
}

/** The cast, and how each comes in; an empty database is filled first, by the same verbs that people use. */
export async function demoPeople(db: Database, folder: string): Promise<DemoPeople> {
	const memory = join(folder, 'demo.json');
	if (!(await landlordBySlug(db, SLUG))) await fillOnce(db, folder, memory);
	const { amina, chantal, ticket, password } = JSON.parse(readFileSync(memory, 'utf8')) as Kept;
	return {
		amina: { code: amina.code, key: (await renewSpareKey(db, amina.household, null))! },
		chantal: { code: chantal.code, key: (await renewSpareKey(db, chantal.household, null))! },
		bruno: { ticket },
		staff: STAFF,
		password
	};
}

async function fillOnce(db: Database, folder: string, memory: string): Promise<void> {
	writeFileSync(join(folder, FILLING), '');
	writeFileSync(memory, JSON.stringify(await fillDatabase(db, folder)), { mode: 0o600 });
	rmSync(join(folder, FILLING));
}

async function fillDatabase(db: Database, folder: string): Promise<Kept> {
	const now = Date.now();
	const today = officeDay(now);
	const password = random(9).toString('base64url');
	const landlordId = await moveInLandlord(db, { password, now, today });
	const scope = { landlordId, residenceIds: null };
	await writeDemoKit(db, scope, { folder, today });
	await distributeTwoHalls(db, scope, { password, now, today });
	const households = await claimIn(db, scope, [13, 2, 6, 17], { now, today });
	await settleIn(db, households, now - 19 * DAY);
	await claimIn(db, scope, [0, 4, 9], { now, today });
	const ticket = await borrowALittle(db, households, { now, today });
	const [amina, , , , chantal] = households;
	return { amina: amina!, chantal: chantal!, ticket, password };
}

interface When {
	readonly now: number;
	readonly today: string;
}

async function moveInLandlord(
	db: Database,
	{ password, now, today }: When & { password: string }
): Promise<number> {
	const added = await addLandlord(db, {
		slug: SLUG,
		name: 'Habitat des Tilleuls',
		manager: STAFF.manager,
		now
	});
	const landlord = await landlordBySlug(db, SLUG);
	if ('refusal' in added || !landlord) throw new Error('The demo landlord could not be added');
	await choosePassword(db, added.token, password, now);
	await importMailboxes(db, landlord.id, await readListFile(chunks(demoList())), { today });
	const residences = (await residencesIn(db, { landlordId: landlord.id, residenceIds: null })).map(
		({ key }) => key
	);
	for (const [email, role] of [[STAFF.denis, 'agent'] as const, [STAFF.elise, 'facilitator'] as const]) {
		const member = await addStaff(db, landlord.id, { email, role, residences, now });
		if ('token' in member) await choosePassword(db, member.token, password, now);
	}
	return landlord.id;
}

/** Three halls of twenty mailboxes, as a landlord's list. */
function demoList(): string {
	const halls = [
		['A', '1', '12 rue des Tilleuls'],
		['A', '2', '14 rue des Tilleuls'],
		['B', '3', '16 rue des Tilleuls']
	];
	const rows = halls.map(
		([building, entrance, address]) => `Les Tilleuls;${building};${entrance};${address};93200;Saint-Denis;20`
	);
	return ['residence;batiment;entree;adresse;code_postal;commune;nombre_boites', ...rows].join('\r\n');
}

async function* chunks(text: string) {
	yield new TextEncoder().encode(text);
}

async function writeDemoKit(
	db: Database,
	scope: Scope,
	{ folder, today }: { folder: string; today: string }
): Promise<void> {
	const file = await open(join(folder, 'kit-les-tilleuls.pdf'), 'w', 0o600);
	try {
		const sink = async (bytes: Uint8Array) => void (await file.write(bytes));
		await makeKit(db, scope, {
			halls: await hallsIn(db, scope),
			secondLanguage: 'ar',
			today,
			renewLetters: true,
			sink
		});
	} finally {
		await file.close();
	}
}

/** The kits of two halls are in their boxes; those of the third are with its caretaker, who has a round to make. */
async function distributeTwoHalls(
	db: Database,
	scope: Scope,
	{ password, now }: When & { password: string }
): Promise<void> {
	const halls = (await hallsIn(db, scope)).map(({ code }) => code);
	const office = { landlordId: scope.landlordId, staffId: null, who: 'palier' };
	for (const step of ['print', 'hand'] as const)
		await moveKits(db, office, scope, { halls }, step, now - 24 * DAY);
	await moveKits(db, office, scope, { halls: halls.slice(0, 2) }, 'distribute', now - 23 * DAY);
	const residences = (await residencesIn(db, scope)).map(({ key }) => key);
	const wish = { email: STAFF.caretaker, role: 'caretaker', residences, halls: halls.slice(2) } as const;
	const invited = await inviteMember(db, office, wish, { once: newId(), now });
	if ('refusal' in invited) throw new Error('The demo caretaker could not be invited');
	await choosePassword(db, invited.token, password, now);
}

interface DemoHousehold {
	readonly household: string;
	readonly code: string;
	readonly pictograms: readonly string[];
}

/** These mailboxes of each hall are claimed, and lend. */
async function claimIn(
	db: Database,
	scope: Scope,
	places: readonly number[],
	{ now, today }: When
): Promise<DemoHousehold[]> {
	const households: DemoHousehold[] = [];
	for (const hall of await hallsIn(db, scope)) {
		const boxes = await mailboxesOfHall(db, scope, hall.code);
		for (const place of places) {
			const { code, epoch } = boxes[place]!;
			const claim = claimCode(kitHmac(), code, epoch);
			const claimed = await claimMailbox(db, {
				mailbox: code,
				claim,
				language: 'fr',
				once: newId(),
				from: 'demo',
				now: now - 20 * DAY,
				today
			});
			if ('refusal' in claimed) throw new Error(`A demo mailbox could not be claimed: ${claimed.refusal}`);
			const pictograms = pictogramsOf(households.length);
			await offer(db, claimed.household, pictograms, now - 20 * DAY);
			households.push({ household: claimed.household, code, pictograms });
		}
	}
	return households;
}

/** Amina's is the first of the first hall, Chantal's the first of the second; two of each hall are named on its page. */
async function settleIn(db: Database, households: readonly DemoHousehold[], now: number): Promise<void> {
	const usual = { manner: 'hall', ringFrom: null, ringUntil: null, ownWords: false, listed: true } as const;
	for (const [i, { household }] of households.entries())
		if (i % 4 < 2) await setManner(db, household, usual, now);
	const amina = households[0]!.household;
	await callOneself(db, amina, 'Amina');
	await setManner(db, amina, { ...usual, manner: 'ring', ringFrom: 18, ringUntil: 20, ownWords: true }, now);
	await setItem(db, amina, 'drill', { note: 'Le mandrin est dur. Les mèches sont dans la boîte.' }, now);
	await keepHistory(db, amina, now);
}

function pictogramsOf(n: number): string[] {
	const own = ['drill', 'stepladder'].filter(() => n % 4 === 0);
	const others = starterSheet.filter((id) => !own.includes(id)).filter((_, i) => i % 6 === n % 6);
	return [...own, ...others];
}

/** Loans in every state; the ticket given is Bruno's, who waits for Amina's answer. */
async function borrowALittle(
	db: Database,
	households: readonly DemoHousehold[],
	{ now, today }: When
): Promise<string> {
	const lives: (readonly string[])[] = [
		['accept', 'hand-over', 'give-back'],
		['accept', 'hand-over'],
		['accept'],
		['decline'],
		['accept', 'hand-over', 'give-back']
	];
	for (const [i, steps] of [...lives, ...lives].entries()) {
		const lender = households[i + 1]!;
		const ticket = await ask(db, lender, {
			pictogram: lender.pictograms[i % lender.pictograms.length]!,
			knownBy: null,
			now: now - 2 * DAY,
			today
		});
		for (const step of steps) await takeStep(db, lender.household, ticket, step, now - DAY);
	}
	const amina = households[0]!;
	const lent = await ask(db, amina, {
		pictogram: amina.pictograms[3]!,
		knownBy: 'Farid, 3e étage',
		now: now - DAY,
		today
	});
	for (const step of ['accept', 'hand-over']) await takeStep(db, amina.household, lent, step, now - DAY);
	await wait(db, amina, { pictogram: amina.pictograms[3]!, knownBy: 'Chantal', now, today });
	return ask(db, amina, { pictogram: 'drill', knownBy: 'Bruno', now, today });
}

async function ask(
	db: Database,
	{ code }: DemoHousehold,
	{ pictogram, knownBy, now, today }: When & { pictogram: string; knownBy: string | null }
): Promise<string> {
	const wish = { fromDay: addDays(today, 1), untilDay: addDays(today, 2), part: 'morning', knownBy } as const;
	const asked = await askToBorrow(db, {
		mailbox: code,
		pictogram,
		wish,
		once: newId(),
		from: 'demo',
		now
	});
	if ('refusal' in asked) throw new Error(`A demo request was refused: ${asked.refusal}`);
	return asked.ticket;
}

/** Takes a place in the queue for a thing that is out. */
async function wait(
	db: Database,
	{ code }: DemoHousehold,
	{ pictogram, knownBy, now, today }: When & { pictogram: string; knownBy: string }
): Promise<void> {
	const place = { days: 3, knownBy };
	const waits = await takePlace(db, {
		mailbox: code,
		pictogram,
		place,
		once: newId(),
		from: 'demo',
		now,
		today
	});
	if ('refusal' in waits) throw new Error(`A demo place was refused: ${waits.refusal}`);
}

async function takeStep(
	db: Database,
	household: string,
	ticket: string,
	step: string,
	now: number
): Promise<void> {
	const request = await followTicket(db, ticket, now);
	const taken =
		step === 'give-back'
			? await stepOfBorrower(db, ticket, step, now)
			: await stepOfLender(db, household, request!.id, step, now);
	if ('refusal' in taken) throw new Error(`A demo loan could not go on: ${step} ${taken.refusal}`);
}

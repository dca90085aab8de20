import type { AskRefusal, PlaceWish, Wish } from '#lib/loans/asking.ts';
import { addDays, type Day } from '#lib/calendar/days.ts';
import { ticketOf } from '#lib/codes/tickets.ts';
import { endOf } from '#lib/loans/steps.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { derive, newId, sha256 } from './keys.ts';
import { haveLeft, leftAgainAt, spendingWhen, type Use } from './limits.ts';
import { noticeOfRequest } from './notices.ts';
import { isOffered } from './offers.ts';
import { sharedWork } from './sharedWork.ts';
import { writeTogether } from './writeTogether.ts';

/** Who asks for what, and from where. */
export interface Asker {
	/** The mailbox's public code. */
	readonly mailbox: string;
	readonly pictogram: string;
	/** Random, from the form: the same form sent again is the same request. */
	readonly once: string;
	/** Keyed hashes of the address range and of the device (`web/from.ts`). */
	readonly from: string;
	readonly device?: string | null;
	readonly now: number;
}

export interface Asking extends Asker {
	readonly wish: Wish;
}

export interface Waiting extends Asker {
	readonly place: PlaceWish;
	/** The building's civil day. */
	readonly today: Day;
}

type Asked = { ticket: string } | { refusal: AskRefusal };

/** So many wait for one thing. */
const PLACES = 3;

/** By ticket: a form that comes twice at once gets one answer. */
const answerOnce = sharedWork<Asked>();

/** Asks to borrow: the request, its limits and what the lender is told are one batch. Gives the ticket. */
export async function askToBorrow(db: Database, asking: Asking): Promise<Asked> {
	const ticket = ticketOfAsking(asking);
	return answerOnce(ticket, async () => {
		const at = await lookUp(db, asking, ticket);
		if (!at || at.asked) return at ? { ticket } : { refusal: 'not-offered' };
		const [made] = await writeTogether(db, requesting(at, ticket, asking));
		return made!.rows.length > 0 ? { ticket } : answerTo(db, asking, ticket, 'out-now');
	});
}

/** Takes a place in the queue for a thing that is out. Gives the ticket. */
export async function takePlace(db: Database, waiting: Waiting): Promise<Asked> {
	const ticket = ticketOfWaiting(waiting);
	return answerOnce(ticket, async () => {
		const at = await lookUp(db, waiting, ticket);
		if (!at || at.asked) return at ? { ticket } : { refusal: 'not-offered' };
		const [made] = await writeTogether(db, queueing(at, ticket, waiting));
		return made!.rows.length > 0 ? { ticket } : answerTo(db, waiting, ticket, 'back-now');
	});
}

/** The ticket of a form that was sent before, whatever its day has become since; null for one that was not. */
export async function ticketOfForm(db: Database, sent: Asking | Waiting): Promise<string | null> {
	const ticket = 'wish' in sent ? ticketOfAsking(sent) : ticketOfWaiting(sent);
	const rows = await db.read(sql`SELECT 1 FROM request WHERE ticket_hash = ${sha256(ticket)}`);
	return rows.length === 1 ? ticket : null;
}

/** When a request that the limits refused may be sent again: an instant. */
export async function mayAskAgainAt(db: Database, asker: Asker): Promise<number> {
	const at = await lookUp(db, asker, '');
	return at ? leftAgainAt(db, usesOf(at, asker), asker.now) : asker.now;
}

/** Whether as many wait for a thing as may, as this device sees it. */
export async function isQueueFull(
	db: Database,
	mailbox: string,
	pictogram: string,
	device: string | null
): Promise<boolean> {
	const rows = await db.read(sql`
		SELECT 1 FROM mailbox m JOIN household hh ON hh.mailbox_id = m.id
		WHERE m.code = ${mailbox} AND NOT ${hasPlace(sql`hh.id`, pictogram, device)}`);
	return rows.length === 1;
}

/** What was answered on the form decides the ticket, so that a lost answer or a double tap leads to the same page. */
function ticketOfAsking({ mailbox, pictogram, wish, once }: Asking): string {
	const { fromDay, untilDay, part, knownBy, sentence = null, ownWords = null } = wish;
	return ticketFor([once, mailbox, pictogram, fromDay, untilDay, part, knownBy, sentence, ownWords]);
}

function ticketOfWaiting({ mailbox, pictogram, place, once }: Waiting): string {
	return ticketFor([once, mailbox, pictogram, 'place', place.days, place.knownBy]);
}

function ticketFor(said: readonly (string | number | null)[]): string {
	return ticketOf(derive('ticket')(JSON.stringify(said)).slice(0, 16));
}

interface Place {
	household: string;
	building: number;
	asked: number;
}

async function lookUp(db: Database, { mailbox }: Asker, ticket: string): Promise<Place | undefined> {
	const [row] = await db.read<Place>(sql`
		SELECT hh.id AS household, h.building_id AS building,
			EXISTS (SELECT 1 FROM request r WHERE r.ticket_hash = ${sha256(ticket)}) AS asked
		FROM mailbox m JOIN hall h ON h.id = m.hall_id JOIN household hh ON hh.mailbox_id = m.id WHERE m.code = ${mailbox}`);
	return row;
}

interface Row {
	state: 'asked' | 'waiting';
	fromDay: Day;
	untilDay: Day;
	part: Wish['part'];
	knownBy: string | null;
	sentence: string | null;
	ownWords: string | null;
}

function requesting(at: Place, ticket: string, asking: Asking): Statement[] {
	const { fromDay, untilDay, part, knownBy, sentence = null, ownWords = null } = asking.wish;
	const row = { state: 'asked', fromDay, untilDay, part, knownBy, sentence, ownWords } as const;
	const id = newId();
	return [
		...inserting(id, at, ticket, asking, row, sql`NOT ${isOut(sql`i.household_id`, asking.pictogram)}`),
		noticeOfRequest(id, 'asked', asking.now)
	];
}

/** The days and the part are not known yet: they say for how long, and the borrower chooses once called. */
function queueing(at: Place, ticket: string, waiting: Waiting): Statement[] {
	const { place, pictogram, today, device = null } = waiting;
	const untilDay = addDays(today, place.days - 1);
	const row = {
		state: 'waiting',
		fromDay: today,
		untilDay,
		part: 'morning',
		sentence: null,
		ownWords: null
	} as const;
	const mayWait = sql`${isOut(sql`i.household_id`, pictogram)} AND ${hasPlace(sql`i.household_id`, pictogram, device)}`;
	return inserting(newId(), at, ticket, waiting, { ...row, knownBy: place.knownBy }, mayWait);
}

/** The request, if it may be; then its first step, and a use of each limit. One of a blocked person is muted. */
function inserting(
	id: string,
	at: Place,
	ticket: string,
	asker: Asker,
	row: Row,
	may: Statement
): Statement[] {
	const { pictogram, device = null, now } = asker;
	const name = nameHash(asker, row.knownBy);
	const made = sql`EXISTS (SELECT 1 FROM request r WHERE r.id = ${id})`;
	const heard = sql`EXISTS (SELECT 1 FROM request r WHERE r.id = ${id} AND r.muted_at IS NULL)`;
	return [
		sql`INSERT INTO request (id, household_id, pictogram, ticket_hash, from_day, until_day, part, known_by, sentence, own_words,
				state, asked_at, ends_at, device_hash, name_hash, muted_at)
			SELECT ${id}, i.household_id, i.pictogram, ${sha256(ticket)}, ${row.fromDay}, ${row.untilDay}, ${row.part}, ${row.knownBy},
				${row.sentence}, iif(hh.own_words_at IS NULL, NULL, ${row.ownWords}), ${row.state}, ${now}, ${endOf(row.state, now)},
				${device}, ${name}, iif(${isBlocked(device, name)}, ${now}, NULL)
			FROM item i JOIN household hh ON hh.id = i.household_id
			WHERE i.household_id = ${at.household} AND i.pictogram = ${pictogram} AND ${isOffered} AND ${may}
				AND ${haveLeft(usesOf(at, asker), now)}
			ON CONFLICT DO NOTHING RETURNING id`,
		sql`INSERT INTO request_step (request_id, state, by, at) SELECT id, state, 'borrower', asked_at FROM request WHERE id = ${id}`,
		spendingWhen(made, ownUses(at, asker), now),
		spendingWhen(heard, sharedUses(at), now)
	];
}

const isOut = (household: Statement, pictogram: string) =>
	sql`EXISTS (SELECT 1 FROM request o WHERE o.household_id = ${household} AND o.state = 'handed-over' AND o.pictogram = ${pictogram})`;

/** Places that were muted count for whoever took them, so that the queue looks the same to them: for others they are in nobody's way. */
const hasPlace = (household: Statement, pictogram: string, device: string | null) =>
	sql`(SELECT count(*) FROM request w WHERE w.household_id = ${household} AND w.state = 'waiting' AND w.pictogram = ${pictogram}
		AND (w.muted_at IS NULL OR w.device_hash = ${device})) < ${PLACES}`;

const isBlocked = (device: string | null, name: string | null) =>
	sql`EXISTS (SELECT 1 FROM block b WHERE b.household_id = i.household_id AND (b.device_hash = ${device} OR b.name_hash = ${name}))`;

/** What a block remembers of a name: keyed, together with where it came from. "Bruno !" is "bruno". */
function nameHash({ from }: Asker, knownBy: string | null): string | null {
	const name = (knownBy ?? '')
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
	if (name === '') return null;
	return Buffer.from(derive('name')(`${from} ${name}`)).toString('base64url');
}

const usesOf = (at: Place, asker: Asker): Use[] => [...ownUses(at, asker), ...sharedUses(at)];

function ownUses({ household }: Place, { from, device }: Asker): Use[] {
	return [
		{ limit: 'askFromHere', of: from },
		{ limit: 'askOfHouseholdFromHere', of: `${household} ${from}` },
		...(device ? [{ limit: 'askFromDevice', of: device } as const] : [])
	];
}

/** What a household does not hear takes nothing from others. */
function sharedUses({ household, building }: Place): Use[] {
	return [
		{ limit: 'askOfHousehold', of: household },
		{ limit: 'askOfBuilding', of: String(building) }
	];
}

/** Nothing was written: why, or the ticket if the same form did it a moment before. */
async function answerTo(
	db: Database,
	asker: Asking | Waiting,
	ticket: string,
	notNow: 'out-now' | 'back-now'
): Promise<Asked> {
	const at = await lookUp(db, asker, ticket);
	if (at?.asked) return { ticket };
	const [row] = await db.read<{ out: number; place: number }>(sql`
		SELECT ${isOut(sql`hh.id`, asker.pictogram)} AS out, ${hasPlace(sql`hh.id`, asker.pictogram, asker.device ?? null)} AS place
		FROM item i JOIN household hh ON hh.id = i.household_id
		WHERE i.household_id = ${at?.household ?? ''} AND i.pictogram = ${asker.pictogram} AND ${isOffered}`);
	if (!at || !row) return { refusal: 'not-offered' };
	if ((row.out === 1) !== (notNow === 'back-now')) return { refusal: notNow };
	if (notNow === 'back-now' && row.place === 0) return { refusal: 'queue-full' };
	const ofHousehold = usesOf(at, asker).filter(({ limit }) => limit.startsWith('askOfHousehold'));
	const isOfHousehold = (await leftAgainAt(db, ofHousehold, asker.now)) > asker.now;
	return { refusal: isOfHousehold ? 'too-many-for-this-household' : 'too-many-from-here' };
}

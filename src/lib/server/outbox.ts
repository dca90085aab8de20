import { dayAt } from '#lib/calendar/days.ts';
import { mayBeToldFrom } from '#lib/households/quietHours.ts';
import { isLanguage, type Language } from '#lib/text/languages.ts';
import { config } from './config.ts';
import { confirmationToken } from './contacts.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { handoverLetter } from './handoverMail.ts';
import { whoOffers } from './handovers.ts';
import { invitationLetter, SEAL } from './invitations.ts';
import { derive, sha256 } from './keys.ts';
import { logFault } from './log.ts';
import { isAboutTheLetter, sendLetter, type Letter, type MailSettings } from './mail.ts';
import { letterAbout, letterToConfirm, pushAbout } from './messages.ts';
import { sendPush, type PushTarget } from './push.ts';
import { unseal } from './sealed.ts';
import { toldIn, type Told } from './telling.ts';
import { waitAfter } from './tries.ts';

const SECOND = 1_000;
const DAY = 24 * 3_600 * SECOND;

/** A link to confirm an address is of use for a week; a message as long as something in it is so. */
const CONFIRM_LIVES = 7 * DAY;

/** What one call takes; the next call takes the next ones. Letters go one after the other, pushes together. */
const LETTERS_AT_ONCE = 20;
const PUSHES_AT_ONCE = 50;

interface OutboxRow {
	readonly id: number;
	readonly household: string;
	readonly kind: 'message' | 'confirm';
	readonly recipient: string;
	readonly language: Language;
	readonly zone: string;
	/** What day it is there. */
	readonly day: string;
	readonly createdAt: number;
	readonly tries: number;
	readonly nextTryAt: number;
}

/**
 * Sends the letters that are due, each by the clock as it is when its turn comes: a slow mail server can take a quarter of an
 * hour for them all. Two calls at once, in one process or in two, send each letter once: who moves its
 * next try has it. A refused letter is tried again after 1 minute, 2, 4 ... at most a day, as long as it is of use, and not
 * in the quiet hours. Without mail settings nothing is done, and the letters wait.
 */
export async function sendLetters(
	db: Database,
	clock: () => number,
	mail: MailSettings | undefined = config().mail
): Promise<void> {
	if (!mail || !(await sendToOffices(db, clock, mail))) return;
	for (const row of await due(db, 'mail', clock(), LETTERS_AT_ONCE)) {
		const told = await readied(db, row, clock());
		if (told && !(await sendByMail(db, row, told, mail))) return;
	}
}

interface OfficeRow extends Pick<OutboxRow, 'id' | 'recipient' | 'createdAt' | 'tries' | 'nextTryAt'> {
	readonly kind: 'invitation' | 'handover';
	readonly language: string;
	/** The sealed token of an invitation, or the key of a building's offer. */
	readonly data: string;
}

/** Letters to a landlord's staff, as long as they are of use. False when the mail server takes no letter at all for now. */
async function sendToOffices(db: Database, clock: () => number, mail: MailSettings): Promise<boolean> {
	const rows = await db.read<OfficeRow>(sql`
		SELECT o.id, o.kind, o.recipient, o.language, o.data, o.created_at AS createdAt, o.tries, o.next_try_at AS nextTryAt
		FROM outbox o WHERE o.next_try_at <= ${clock()} AND o.kind IN ('invitation', 'handover') ORDER BY o.next_try_at, o.id LIMIT ${LETTERS_AT_ONCE}`);
	for (const row of rows) {
		const now = clock();
		const letter = await letterToStaff(db, row, now);
		if (letter && !(await move(db, row, row.tries + 1, now + waitAfter(row.tries)))) continue;
		try {
			if (letter) await sendLetter(mail, letter);
			await db.write([forgetting(row)]);
		} catch (error) {
			logFault(error, { route: `outbox mail ${row.kind}` });
			if (!isAboutTheLetter(error)) return false;
		}
	}
	return true;
}

async function letterToStaff(db: Database, row: OfficeRow, now: number): Promise<Letter | null> {
	const language = isLanguage(row.language) ? row.language : 'fr';
	const words = await (row.kind === 'invitation' ? invitationOf : handoverOf)(db, row, language, now);
	return words && { to: row.recipient, language, id: idOf(row), ...words };
}

type Words = Pick<Letter, 'subject' | 'text'>;

/** Null when all offers were answered, or the recipient is no manager any more. */
async function handoverOf(
	db: Database,
	{ data, recipient }: OfficeRow,
	language: Language,
	now: number
): Promise<Words | null> {
	const landlord = await whoOffers(db, data, recipient, now);
	return landlord === null ? null : handoverLetter(landlord, language);
}

/** Null for a link that opens nothing any more: used, replaced, too old, or of somebody who is gone. */
async function invitationOf(
	db: Database,
	{ data }: OfficeRow,
	language: Language,
	now: number
): Promise<Words | null> {
	const token = unseal(SEAL, data) ?? '';
	const [link] = await db.read<{ landlord: string }>(sql`
		SELECT l.name AS landlord FROM sign_in_link k JOIN staff s ON s.id = k.staff_id JOIN landlord l ON l.id = s.landlord_id
		WHERE k.token_hash = ${sha256(token)} AND k.expires_at > ${now}`);
	return link ? invitationLetter(token, link.landlord, language) : null;
}

/** Sends the pushes that are due, in the manner of `sendLetters`. A phone that takes no more is forgotten. */
export async function sendPushes(
	db: Database,
	clock: () => number,
	ours: readonly string[] = config().pushServices
): Promise<void> {
	const sendOne = async (row: OutboxRow) => {
		const now = clock();
		const told = await readied(db, row, now);
		if (told) await sendByPush(db, row, told, ours, now);
	};
	await Promise.all((await due(db, 'push', clock(), PUSHES_AT_ONCE)).map(sendOne));
}

async function due(
	db: Database,
	channel: 'mail' | 'push',
	now: number,
	atOnce: number
): Promise<OutboxRow[]> {
	const rows = await db.read<OutboxRow>(sql`
		SELECT o.id, o.household_id AS household, o.kind, o.recipient, o.language, h.zone, o.created_at AS createdAt, o.tries,
			o.next_try_at AS nextTryAt
		FROM outbox o CROSS JOIN household hh ON hh.id = o.household_id CROSS JOIN mailbox m ON m.id = hh.mailbox_id
			CROSS JOIN hall h ON h.id = m.hall_id
		WHERE o.next_try_at <= ${now} AND o.channel = ${channel} AND o.kind IN ('message', 'confirm')
		ORDER BY o.next_try_at, o.id LIMIT ${atOnce}`);
	return rows.map((row) => ({
		...row,
		language: isLanguage(row.language) ? row.language : 'fr',
		day: dayAt(now, row.zone)
	}));
}

/** What the row says, once it is ours to send; undefined when it is somebody else's, can wait, or says nothing any more. */
async function readied(db: Database, row: OutboxRow, now: number): Promise<Told[] | undefined> {
	const told = row.kind === 'message' ? await toldIn(db, row, now) : [];
	const isOver = row.kind === 'message' ? told.length === 0 : now >= row.createdAt + CONFIRM_LIVES;
	if (isOver) return void (await db.write([forgetting(row)]));
	const from = row.kind === 'message' ? mayBeToldFrom(now, row.zone, null) : now;
	if (from > now) return void (await move(db, row, row.tries, from));
	return (await move(db, row, row.tries + 1, now + waitAfter(row.tries))) ? told : undefined;
}

const forgetting = ({ id }: Pick<OutboxRow, 'id'>) => sql`DELETE FROM outbox WHERE id = ${id}`;

/** Until its next try the row is ours; a process that dies while it sends leaves it to that one. */
async function move(
	db: Database,
	{ id, nextTryAt }: Pick<OutboxRow, 'id' | 'nextTryAt'>,
	tries: number,
	to: number
): Promise<boolean> {
	const [moved] = await db.write([
		sql`UPDATE outbox SET tries = ${tries}, next_try_at = ${to} WHERE id = ${id} AND next_try_at = ${nextTryAt} RETURNING id`
	]);
	return moved!.rows.length === 1;
}

/** False when the mail server takes no letter at all for now. */
async function sendByMail(
	db: Database,
	row: OutboxRow,
	told: readonly Told[],
	mail: MailSettings
): Promise<boolean> {
	try {
		await sendLetter(mail, letterOf(row, told));
	} catch (error) {
		logFault(error, { route: `outbox mail ${row.kind}` });
		return isAboutTheLetter(error);
	}
	await settle(db, row);
	return true;
}

function letterOf(row: OutboxRow, told: readonly Told[]): Letter {
	const { household, recipient, language, zone } = row;
	const words =
		row.kind === 'message'
			? letterAbout(told, language, zone)
			: letterToConfirm(confirmationToken(household, recipient), language);
	return { to: recipient, language, id: idOf(row), ...words };
}

/** The same for each try of a letter, and telling nothing of how many there are. */
function idOf({ id, createdAt }: Pick<OutboxRow, 'id' | 'createdAt'>): string {
	return Buffer.from(derive('letter id')(`${id}|${createdAt}`))
		.toString('hex')
		.slice(0, 32);
}

/** What left: the day's one message. It may be a later day than that on which it was written. */
async function settle(db: Database, row: OutboxRow): Promise<void> {
	const { household } = row;
	const noting = sql`UPDATE household SET told_day = ${row.day} WHERE id = ${household}`;
	await db.write([forgetting(row), ...(row.kind === 'message' ? [noting] : [])]);
}

async function sendByPush(
	db: Database,
	row: OutboxRow,
	told: readonly Told[],
	ours: readonly string[],
	now: number
): Promise<void> {
	const target = await targetOf(db, row);
	if (!target) return dropPhone(db, row);
	const until = Math.max(...told.map((one) => one.until));
	try {
		const payload = pushAbout(told, row.language, row.zone);
		const outcome = await sendPush(target, { payload, seconds: (until - now) / SECOND }, ours);
		await (outcome === 'gone' ? dropPhone(db, row) : settle(db, row));
	} catch (error) {
		logFault(error, { route: 'outbox push message' });
	}
}

/** Where the phone takes pushes; null when it is gone, or was sealed with another kit key. */
async function targetOf(db: Database, { household, recipient }: OutboxRow): Promise<PushTarget | null> {
	const [row] = await db.read<{ sealed: string }>(
		sql`SELECT sealed FROM push_subscription WHERE id = ${recipient} AND household_id = ${household}`
	);
	const opened = row && unseal('push', row.sealed);
	return opened ? (JSON.parse(opened) as PushTarget) : null;
}

async function dropPhone(db: Database, row: OutboxRow): Promise<void> {
	await db.write([
		forgetting(row),
		sql`DELETE FROM push_subscription WHERE id = ${row.recipient} AND household_id = ${row.household}`
	]);
}

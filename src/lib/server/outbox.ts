import { HOURS_TO_ANSWER } from '#lib/loans/steps.ts';
import { isLanguage, type Language } from '#lib/text/languages.ts';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { speak } from '#lib/text/speak.ts';
import { config } from './config.ts';
import { confirmationToken } from './contacts.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { derive } from './keys.ts';
import { logFault } from './log.ts';
import { isAboutTheLetter, sendLetter, type Letter, type MailSettings } from './mail.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What is mailed, and how long it is of use: a request is over before a week, and its letter with it. */
const LIFETIMES = { asked: HOURS_TO_ANSWER * HOUR, confirm: 7 * DAY } as const;
type LetterKind = keyof typeof LIFETIMES;

/** Letters that one call takes. The next call takes the next ones. */
const AT_ONCE = 20;

interface OutboxRow {
	readonly id: number;
	readonly household: string;
	readonly kind: LetterKind;
	readonly recipient: string;
	readonly language: string;
	readonly data: string;
	readonly createdAt: number;
	readonly tries: number;
	readonly nextTryAt: number;
}

/**
 * Sends the letters that are due. Two calls at once, in one process or in two, send each letter once: who moves its
 * next try has it. A refused letter is tried again after 1 minute, 2, 4 ... at most a day, as long as it is of use.
 * Without mail settings nothing is done, and the letters wait.
 */
export async function sendOutbox(
	db: Database,
	now: number,
	mail: MailSettings | undefined = config().mail
): Promise<void> {
	if (!mail) return;
	for (const row of await due(db, now)) {
		if (now >= row.createdAt + LIFETIMES[row.kind]) await forget(db, row);
		else if ((await take(db, row, now)) && !(await send(db, row, mail))) return;
	}
}

function due(db: Database, now: number): Promise<OutboxRow[]> {
	return db.read<OutboxRow>(sql`
		SELECT id, household_id AS household, kind, recipient, language, data, created_at AS createdAt, tries, next_try_at AS nextTryAt
		FROM outbox WHERE next_try_at <= ${now} AND kind IN ('asked', 'confirm') AND household_id IS NOT NULL
		ORDER BY next_try_at, id LIMIT ${AT_ONCE}`);
}

async function forget(db: Database, { id }: OutboxRow): Promise<void> {
	await db.write([sql`DELETE FROM outbox WHERE id = ${id}`]);
}

/** Until its next try the letter is ours; a process that dies while it sends leaves it to that one. */
async function take(db: Database, { id, tries, nextTryAt }: OutboxRow, now: number): Promise<boolean> {
	const [taken] = await db.write([
		sql`UPDATE outbox SET tries = tries + 1, next_try_at = ${now + waitAfter(tries)}
			WHERE id = ${id} AND next_try_at = ${nextTryAt} RETURNING id`
	]);
	return taken!.rows.length === 1;
}

function waitAfter(tries: number): number {
	return Math.min(DAY, MINUTE * 2 ** tries);
}

/** False when the mail server takes no letter at all for now. */
async function send(db: Database, row: OutboxRow, mail: MailSettings): Promise<boolean> {
	try {
		await sendLetter(mail, letterOf(row));
	} catch (error) {
		logFault(error, { route: `outbox ${row.kind}` });
		return isAboutTheLetter(error);
	}
	await forget(db, row);
	return true;
}

/** What is mailed: plain text, nothing that anybody typed, and links of `PALIER_PUBLIC_URL` alone. */
function letterOf(row: OutboxRow): Letter {
	const language: Language = isLanguage(row.language) ? row.language : 'fr';
	return { to: row.recipient, language, id: idOf(row), ...COMPOSE[row.kind](row, language) };
}

const COMPOSE: Record<LetterKind, (row: OutboxRow, language: Language) => Pick<Letter, 'subject' | 'text'>> =
	{
		asked: ({ data }, language) => {
			const say = speak(language);
			const thing = pictogramName(language, thingIn(data));
			return {
				subject: say('mail.asked.subject', { thing }),
				text: say('mail.asked.text', {
					thing,
					answer: link('/home', language),
					settings: link('/home/settings', language)
				})
			};
		},
		confirm: ({ household, recipient }, language) => {
			const say = speak(language);
			const confirm = link(`/confirm/${confirmationToken(household, recipient)}`, language);
			return { subject: say('mail.confirm.subject'), text: say('mail.confirm.text', { confirm }) };
		}
	};

function thingIn(data: string): string {
	const { pictogram } = JSON.parse(data) as { pictogram?: unknown };
	return typeof pictogram === 'string' ? pictogram : '';
}

function link(path: string, language: Language): string {
	return `${config().publicUrl}${path}?l=${language}`;
}

/** The same for each try of a letter, and telling nothing of how many there are. */
function idOf({ id, createdAt }: OutboxRow): string {
	return Buffer.from(derive('letter id')(`${id}|${createdAt}`))
		.toString('hex')
		.slice(0, 32);
}

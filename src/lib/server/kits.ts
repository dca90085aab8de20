import { addDays, type Day } from '#lib/calendar/days.ts';
import { claimCode, LETTER_DAYS } from '#lib/codes/codes.ts';
import { paintPdf } from '#lib/paper/paintPdf.ts';
import { kitDocument, kitPages, mailboxPages, type KitHall, type KitSettings } from '#lib/stickers/kit.ts';
import { secondLanguage, type SecondLanguage } from '#lib/text/languages.ts';
import { inScope, mailboxesOfHall, type HallView, type Scope } from './buildings.ts';
import { config } from './config.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { pdfTools, typesetter } from './fonts.ts';
import { kitHmac } from './keys.ts';

/** A letter that is made must be good for this long at least. */
const FEWEST_DAYS = 30;

/** A letter and a sticker sheet: what tells how far a kit is. */
const PAGES_OF_MAILBOX = 2;

/** A new letter asked for again within this time is the same letter: a double tap prints no dead one. */
const SAME_LETTER_MS = 10 * 60_000;

export interface KitOrder {
	/** Of the scope, in walking order. */
	readonly halls: readonly HallView[];
	/** The letter is in French and in this; null lets each hall's own second language decide. */
	readonly secondLanguage: SecondLanguage | null;
	readonly today: Day;
	/** Whether letters that soon end are given new days: needs a database that may be written. */
	readonly renewLetters: boolean;
	readonly staffId?: string;
	readonly now?: number;
	/** The code of one mailbox of these halls: only its letter and its stickers. */
	readonly mailbox?: string;
	/** Is told after each page how many mailboxes are behind it, about; what it throws ends the making. */
	readonly told?: (mailboxes: number) => void | Promise<void>;
	/** Takes the bytes of the PDF as they come; what it awaits slows the making down. */
	readonly sink: (bytes: Uint8Array) => void | Promise<void>;
}

export interface KitMade {
	readonly halls: number;
	readonly mailboxes: number;
	readonly pages: number;
	readonly bytes: number;
}

/** Makes the kit of halls: for each a caretaker's sheet and a poster, then a letter and a sticker sheet a mailbox. */
export async function makeKit(db: Database, scope: Scope, order: KitOrder): Promise<KitMade> {
	const landlord = await landlordName(db, scope);
	if (order.renewLetters) await renewLetters(db, scope, order);
	let mailboxes = 0;
	async function* pages() {
		for (const view of order.halls) {
			const { hall, settings } = await readyHall(db, scope, view, { ...order, landlord });
			const pagesOf = order.mailbox === undefined ? kitPages : mailboxPages;
			let pagesDone = 0;
			for (const page of pagesOf(hall, settings, typesetter())) {
				yield page;
				const behind = Math.floor(++pagesDone / PAGES_OF_MAILBOX);
				await order.told?.(mailboxes + Math.min(behind, hall.mailboxes.length));
			}
			mailboxes += hall.mailboxes.length;
		}
	}
	const info = kitDocument(order.halls, { origin: config().publicUrl, landlord }, typesetter());
	const painted = await paintPdf(pages(), info, typesetter(), order.sink, pdfTools());
	return { halls: order.halls.length, mailboxes, ...painted };
}

async function landlordName(db: Database, { landlordId }: Scope): Promise<string> {
	const [landlord] = await db.read<{ name: string }>(
		sql`SELECT name FROM landlord l WHERE l.id = ${landlordId}`
	);
	return landlord!.name;
}

async function readyHall(
	db: Database,
	scope: Scope,
	view: HallView,
	{ secondLanguage: wanted, landlord, today, mailbox }: KitOrder & { landlord: string }
): Promise<{ hall: KitHall; settings: KitSettings }> {
	const boxes = (await mailboxesOfHall(db, scope, view.code)).filter(
		({ code }) => mailbox === undefined || code === mailbox
	);
	const hmac = kitHmac();
	return {
		hall: {
			...view,
			mailboxes: boxes.map(({ label, code, emblem, epoch }) => ({
				label,
				code,
				emblem,
				claim: claimCode(hmac, code, epoch)
			}))
		},
		settings: {
			origin: config().publicUrl,
			landlord,
			secondLanguage: wanted ?? secondLanguage(view.language),
			claimValidUntil: boxes.map((box) => box.letterUntilDay).toSorted()[0] ?? today
		}
	};
}

async function renewLetters(
	db: Database,
	scope: Scope,
	{ halls, today, staffId, now = Date.now() }: KitOrder
): Promise<void> {
	const codes = JSON.stringify(halls.map((hall) => hall.code));
	const meant = sql`h.landlord_id = ${scope.landlordId} AND h.code IN (SELECT value FROM json_each(${codes}))`;
	await db.write([
		renewingLetters(scope, codes, today),
		sql`INSERT INTO kit_made (landlord_id, residence_id, staff_id, mailboxes, made_at)
			SELECT h.landlord_id, b.residence_id, ${staffId ?? null}, count(m.id), ${now}
			FROM hall h JOIN building b ON b.id = h.building_id JOIN mailbox m ON m.hall_id = h.id WHERE ${meant} GROUP BY b.residence_id`
	]);
}

/**
 * Letters of a hall that end within a month get the full time again; those made lately stay the same to the byte.
 * `hallCodes` is a list as JSON.
 */
export function renewingLetters(scope: Scope, hallCodes: string, today: Day): Statement {
	return sql`UPDATE mailbox SET letter_until_day = ${addDays(today, LETTER_DAYS)}
		WHERE landlord_id = ${scope.landlordId} AND hall_id IN (
			SELECT h.id FROM hall h JOIN building b ON b.id = h.building_id JOIN mailbox m ON m.hall_id = h.id
			WHERE ${inScope(scope, sql`h`, sql`b.residence_id`, sql`h.id`)} AND h.code IN (SELECT value FROM json_each(${hallCodes}))
				AND m.letter_until_day < ${addDays(today, FEWEST_DAYS)})`;
}

/**
 * A new letter for one mailbox: the next epoch, with the full time; every older letter of it is dead. It is the same
 * whether the mailbox is claimed or not: a claimed one stays with its household, whom the new code does not open.
 */
export async function renewLetter(
	db: Database,
	scope: Scope,
	mailbox: string,
	{ today, now }: { today: Day; now: number }
): Promise<void> {
	await db.write([
		sql`UPDATE mailbox SET epoch = epoch + 1, letter_until_day = ${addDays(today, LETTER_DAYS)}, reissued_at = ${now}
			WHERE code = ${mailbox} AND (reissued_at IS NULL OR reissued_at < ${now - SAME_LETTER_MS}) AND id IN (
				SELECT m.id FROM mailbox m JOIN hall h ON h.id = m.hall_id JOIN building b ON b.id = h.building_id
				WHERE m.code = ${mailbox} AND ${inScope(scope, sql`m`, sql`b.residence_id`, sql`h.id`)})`
	]);
}

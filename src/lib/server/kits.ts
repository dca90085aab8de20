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
import { lookOfLetters, paperRules } from './letters.ts';
import { beginKits } from './kitLife.ts';

/** A letter that is made must be good for this long at least. */
const FEWEST_DAYS = 30;

/** A letter and a sticker sheet: what tells how far a kit is. */
const PAGES_OF_MAILBOX = 2;

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
	/** Codes of mailboxes of these halls: only their letters and their stickers. */
	readonly mailboxes?: readonly string[];
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
	const look = await lookOfLetters(db, scope.landlordId);
	if (order.renewLetters) await renewLetters(db, scope, order);
	if (order.mailboxes)
		await db.write(
			beginKits(scope.landlordId, chosenOf(scope, order.mailboxes), 'made', order.now ?? Date.now())
		);
	let mailboxes = 0;
	async function* pages() {
		for (const view of order.halls) {
			const { hall, settings } = await readyHall(db, scope, view, { ...order, landlord, look });
			const pagesOf = order.mailboxes === undefined ? kitPages : mailboxPages;
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

/** The ids of those of these mailboxes that are of the scope. */
function chosenOf(scope: Scope, mailboxes: readonly string[]): Statement {
	return sql`SELECT m.id FROM mailbox m JOIN hall h ON h.id = m.hall_id JOIN building b ON b.id = h.building_id
		WHERE ${inScope(scope, sql`m`, sql`b.residence_id`, sql`h.id`)} AND m.code IN (SELECT value FROM json_each(${JSON.stringify(mailboxes)}))`;
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
	{
		secondLanguage: wanted,
		landlord,
		look,
		today,
		mailboxes
	}: KitOrder & Pick<KitSettings, 'landlord' | 'look'>
): Promise<{ hall: KitHall; settings: KitSettings }> {
	const boxes = (await mailboxesOfHall(db, scope, view.code)).filter(
		({ code }) => mailboxes === undefined || mailboxes.includes(code)
	);
	const hmac = kitHmac();
	return {
		hall: {
			...view,
			...(await paperRules(db, scope, view.code)),
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
			...(look && { look }),
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
	const meant = sql`${inScope(scope, sql`h`, sql`b.residence_id`, sql`h.id`)} AND h.code IN (SELECT value FROM json_each(${codes}))`;
	await db.write([
		renewingLetters(scope, codes, today),
		sql`INSERT INTO kit_made (landlord_id, residence_id, staff_id, mailboxes, made_at)
			SELECT h.landlord_id, b.residence_id, ${staffId ?? null}, count(m.id), ${now}
			FROM hall h JOIN building b ON b.id = h.building_id JOIN mailbox m ON m.hall_id = h.id AND m.gone_at IS NULL
			WHERE ${meant} AND h.landlord_id = ${scope.landlordId} GROUP BY b.residence_id`,
		...beginKits(
			scope.landlordId,
			sql`SELECT m.id FROM hall h JOIN building b ON b.id = h.building_id JOIN mailbox m ON m.hall_id = h.id WHERE h.landlord_id = ${scope.landlordId} AND ${meant}`,
			'made',
			now
		)
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

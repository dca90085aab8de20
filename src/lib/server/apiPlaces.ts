import type { hall, hallPage, mailboxPage, residencePage, stickerRule } from '#lib/exchange/shapes.ts';
import type { InferOutput } from 'valibot';
import type { Actor } from './audit.ts';
import { inScope, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { setHouseRules } from './places.ts';

type Hall = InferOutput<typeof hall>;

/** From where a page goes on (`next` of the page before) and how many things it has. */
export interface PageAsked {
	readonly cursor?: string | undefined;
	readonly limit: number;
}

/** `<first>-<second>`: the sort columns of the last row that was given. */
function after({ cursor = '0-0' }: PageAsked): [number, number] {
	const [first = '0', second = '0'] = cursor.split('-');
	return [Number(first), Number(second)];
}

function pageOf<Row, Item>(
	rows: readonly Row[],
	{ limit }: PageAsked,
	itemOf: (row: Row) => Item,
	cursorOf: (row: Row) => string
): { items: Item[]; next: string | null } {
	const shown = rows.slice(0, limit);
	return { items: shown.map(itemOf), next: rows.length > limit ? cursorOf(shown.at(-1)!) : null };
}

/** The residences of a scope, in the order in which they were made. */
export async function residencePageIn(
	db: Database,
	scope: Scope,
	asked: PageAsked
): Promise<InferOutput<typeof residencePage>> {
	const [, last] = after(asked);
	const rows = await db.read<InferOutput<typeof residencePage>['items'][number] & { id: number }>(sql`
		SELECT r.id, r.key, r.name, r.language, count(h.id) AS halls, coalesce(sum(h.mailbox_count), 0) AS mailboxes
		FROM residence r LEFT JOIN building b ON b.residence_id = r.id LEFT JOIN hall h ON h.building_id = b.id AND h.gone_at IS NULL
		WHERE ${inScope(scope, sql`r`, sql`r.id`, sql`h.id`)} AND r.id > ${last} GROUP BY r.id ORDER BY r.id LIMIT ${asked.limit + 1}`);
	return pageOf(
		rows,
		asked,
		({ id: _, ...row }) => row,
		({ id }) => `0-${id}`
	);
}

interface HallRow {
	readonly id: number;
	readonly position: number;
	readonly code: string;
	readonly residenceKey: string;
	readonly residenceName: string;
	readonly building: string;
	readonly entrance: string;
	readonly address: string;
	readonly postcode: string;
	readonly city: string;
	readonly reference: string | null;
	readonly language: string | null;
	readonly mailboxes: number;
	readonly stickers: InferOutput<typeof stickerRule>;
	readonly stickerMm: number | null;
	readonly made: number;
	readonly printed: number;
	readonly handed: number;
	readonly distributed: number;
}

const hallRows = (scope: Scope, which: Statement) => sql`
	SELECT h.id, h.position, h.code, r.key AS residenceKey, r.name AS residenceName, b.name AS building, h.name AS entrance, h.address, h.postcode, h.city,
		h.reference, h.language, h.mailbox_count AS mailboxes, h.stickers, h.sticker_mm AS stickerMm, h.kits_made AS made, h.kits_printed AS printed,
		h.kits_handed AS handed, h.kits_distributed AS distributed
	FROM hall h JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id
	WHERE ${inScope(scope, sql`h`, sql`r.id`, sql`h.id`)} AND h.gone_at IS NULL AND ${which}`;

function hallOf(row: HallRow): Hall {
	const { residenceKey, residenceName, stickers, stickerMm, made, printed, handed, distributed } = row;
	const { code, building, entrance, address, postcode, city, reference, language, mailboxes } = row;
	return {
		code,
		residence: { key: residenceKey, name: residenceName },
		...{ building, entrance, address, postcode, city, reference, language, mailboxes },
		houseRules: { stickers, largestMm: stickerMm },
		kits: { made, printed, handed, distributed }
	};
}

/** The halls of a scope in walking order; of one residence when its key is given. */
export async function hallPageIn(
	db: Database,
	scope: Scope,
	asked: PageAsked & { residence?: string | undefined }
): Promise<InferOutput<typeof hallPage>> {
	const [position, id] = after(asked);
	const ofResidence = asked.residence === undefined ? sql`true` : sql`r.key = ${asked.residence}`;
	const rows = await db.read<HallRow>(
		hallRows(
			scope,
			sql`${ofResidence} AND (h.position, h.id) > (${position}, ${id}) ORDER BY h.position, h.id LIMIT ${asked.limit + 1}`
		)
	);
	return pageOf(rows, asked, hallOf, (row) => `${row.position}-${row.id}`);
}

/** One hall; null when there is none, or it is somebody else's. */
export async function hallWith(db: Database, scope: Scope, code: string): Promise<Hall | null> {
	const [row] = await db.read<HallRow>(hallRows(scope, sql`h.code = ${code}`));
	return row ? hallOf(row) : null;
}

/** The mailboxes of a scope in the order in which they were made. Whether one is claimed is not known here. */
export async function mailboxPageIn(
	db: Database,
	scope: Scope,
	asked: PageAsked & { hall?: string | undefined; residence?: string | undefined }
): Promise<InferOutput<typeof mailboxPage>> {
	const [, last] = after(asked);
	const ofHall = asked.hall === undefined ? sql`true` : sql`h.code = ${asked.hall}`;
	const ofResidence = asked.residence === undefined ? sql`true` : sql`r.key = ${asked.residence}`;
	const rows = await db.read<InferOutput<typeof mailboxPage>['items'][number] & { id: number }>(sql`
		SELECT m.id, m.code, h.code AS hall, m.label, m.emblem, m.reference, m.language, m.letter_until_day AS letterUntil,
			CASE WHEN k.mailbox_id IS NULL THEN 'none' WHEN k.voided_at IS NOT NULL THEN 'voided' WHEN k.distributed_at IS NOT NULL THEN 'distributed'
				WHEN k.handed_at IS NOT NULL THEN 'handed' WHEN k.printed_at IS NOT NULL THEN 'printed' WHEN k.made_at IS NOT NULL THEN 'made' ELSE 'ordered' END AS kit
		FROM mailbox m JOIN hall h ON h.id = m.hall_id JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id
			LEFT JOIN kit k ON k.mailbox_id = m.id AND k.epoch = m.epoch
		WHERE ${inScope(scope, sql`m`, sql`b.residence_id`, sql`h.id`)} AND m.gone_at IS NULL AND ${ofHall} AND ${ofResidence} AND m.id > ${last}
		ORDER BY m.id LIMIT ${asked.limit + 1}`);
	return pageOf(
		rows,
		asked,
		({ id: _, ...row }) => row,
		({ id }) => `0-${id}`
	);
}

/** Changes the house rules of a hall. Null when it is not found. */
export async function changeHouseRules(
	db: Database,
	editor: { actor: Actor; scope: Scope },
	code: string,
	{ stickers, largestMm }: Hall['houseRules'],
	now: number
): Promise<Hall | null> {
	const done = await setHouseRules(db, editor, { hall: code }, { stickers, stickerMm: largestMm }, { now });
	return done && hallWith(db, editor.scope, code);
}

import {
	whatAHallShows,
	whoHasIt,
	type HallView,
	type Neighbour,
	type WhoHas
} from '#lib/households/hall.ts';
import type { KnownItem } from '#lib/households/passerBy.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';

export type { HallView, WhoHas };

/** What the page of a hall's poster shows; null when no hall has that code. */
export async function hallPage(db: Database, code: string): Promise<HallView | null> {
	const [row] = await db.read<{ neighbours: string; wished: string }>(sql`
		SELECT ${neighboursOf(sql`near.id = h.id`)} AS neighbours,
			(SELECT json_group_array(pictogram) FROM (SELECT w.pictogram FROM wish w WHERE w.hall_id = h.id ORDER BY w.at DESC)) AS wished
		FROM hall h WHERE h.code = ${code}`);
	return row ? whatAHallShows(readNeighbours(row.neighbours), JSON.parse(row.wished) as string[]) : null;
}

/** A hall by its poster's code, or the building of a mailbox without that mailbox. */
export type Around = { readonly hall: string } | { readonly mailbox: string };

/** Which of the households that want to be named lend a thing; null when the code is nobody's. Those of the same hall first. */
export async function whoHas(
	db: Database,
	around: Around,
	pictogram: string
): Promise<readonly WhoHas[] | null> {
	const [row] = await db.read<{ here: string; beside: string }>(
		'hall' in around
			? sql`SELECT ${neighboursOf(sql`near.id = h.id`)} AS here, '[]' AS beside FROM hall h WHERE h.code = ${around.hall}`
			: sql`SELECT ${neighboursOf(sql`near.id = h.id AND m.id <> own.id`)} AS here,
				${neighboursOf(sql`near.building_id = h.building_id AND near.id <> h.id`)} AS beside
				FROM mailbox own JOIN hall h ON h.id = own.hall_id WHERE own.code = ${around.mailbox}`
	);
	return (
		(row && [
			...whoHasIt(readNeighbours(row.here), pictogram),
			...whoHasIt(readNeighbours(row.beside), pictogram)
		]) ??
		null
	);
}

type Offered = [pictogram: string, out: number, paused: number];
type Kept = [
	code: string,
	emblem: string,
	listed: number,
	paused: number,
	asleep: number,
	hidden: number,
	items: Offered[]
];

/** The households that want to be named in some halls, as JSON: of any other nothing is even read. */
function neighboursOf(which: Statement): Statement {
	return sql`(
		SELECT json_group_array(json_array(m.code, m.emblem, hh.listed_at IS NOT NULL,
			EXISTS (SELECT 1 FROM pause p WHERE p.household_id = hh.id), hh.asleep_at IS NOT NULL, hh.hidden_at IS NOT NULL,
			(SELECT json_group_array(json_array(i.pictogram, EXISTS (
				SELECT 1 FROM request r WHERE r.household_id = i.household_id AND r.state = 'handed-over' AND r.pictogram = i.pictogram
			), i.paused_at IS NOT NULL)) FROM item i WHERE i.household_id = hh.id)))
		FROM hall near JOIN mailbox m ON m.hall_id = near.id JOIN household hh ON hh.mailbox_id = m.id WHERE ${which} AND m.gone_at IS NULL AND hh.listed_at IS NOT NULL)`;
}

function readNeighbours(json: string): Neighbour[] {
	return (JSON.parse(json) as Kept[]).map(([code, emblem, listed, paused, asleep, hidden, items]) => ({
		code,
		emblem,
		claimedBefore: true,
		gone: false,
		listed: listed === 1,
		household: {
			nickname: null,
			paused: paused === 1,
			asleep: asleep === 1,
			hidden: hidden === 1,
			items: items.map(readItem)
		}
	}));
}

function readItem([pictogram, out, paused]: Offered): KnownItem {
	return { pictogram, out: out === 1, paused: paused === 1 };
}

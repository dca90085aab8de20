import type { HowOneLends } from '#lib/households/manner.ts';
import type { KnownItem, KnownMailbox } from '#lib/households/passerBy.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';

/** What asking needs to know besides: the building's time zone, the hall's code, whether own words are allowed. */
export type MailboxAt = KnownMailbox & {
	readonly zone: string;
	readonly hall: string;
	readonly ownWords: boolean;
};

/**
 * The mailbox behind a public code, with what its household lends; null when no such code was ever given. Most of what a scan
 * costs is this query: it answers one text, because reading a query's form and each of its columns takes longer than the rows.
 */
export async function knownMailbox(db: Database, code: string): Promise<MailboxAt | null> {
	const [row] = await db.read<{ found: string }>(sql`
		SELECT json_array(m.code, m.emblem, h.zone, h.code, hh.id IS NOT NULL OR EXISTS (SELECT 1 FROM claim WHERE mailbox_id = m.id),
			m.gone_at, hh.id, hh.nickname, hh.own_words_at, hh.asleep_at, hh.hidden_at, (SELECT at FROM pause WHERE household_id = hh.id),
			(SELECT json_group_array(json_array(pictogram, paused_at, added_at, rowid)) FROM item WHERE household_id = hh.id),
			(SELECT json_group_array(pictogram) FROM request WHERE household_id = hh.id AND state = 'handed-over')) AS found
		FROM mailbox m JOIN hall h ON h.id = m.hall_id LEFT JOIN household hh ON hh.mailbox_id = m.id WHERE m.code = ${code}`);
	return row ? mailboxOf(JSON.parse(row.found) as FoundMailbox) : null;
}

function mailboxOf(found: FoundMailbox): MailboxAt {
	const [code, emblem, zone, hall, claimed, goneAt, id, nickname, ownWordsAt, asleepAt, hiddenAt, pausedAt] =
		found;
	const household =
		id === null
			? null
			: {
					nickname,
					paused: pausedAt !== null,
					asleep: asleepAt !== null,
					hidden: hiddenAt !== null,
					items: itemsOf(found)
				};
	const about = { code, emblem, zone, hall, ownWords: ownWordsAt !== null };
	return { ...about, claimedBefore: claimed === 1, gone: goneAt !== null, household };
}

/** In the order in which the household chose them. */
function itemsOf([, , , , , , , , , , , , items, out]: FoundMailbox): KnownItem[] {
	return items
		.sort(([, , at, row], [, , otherAt, otherRow]) => at - otherAt || row - otherRow)
		.map(([pictogram, pausedAt]) => ({ pictogram, out: out.includes(pictogram), paused: pausedAt !== null }));
}

type FoundMailbox = [
	code: string,
	emblem: string,
	zone: string,
	hall: string,
	claimed: number,
	goneAt: number | null,
	household: string | null,
	nickname: string | null,
	ownWordsAt: number | null,
	asleepAt: number | null,
	hiddenAt: number | null,
	pausedAt: number | null,
	items: [pictogram: string, pausedAt: number | null, addedAt: number, row: number][],
	out: string[]
];

export type Handing = Pick<HowOneLends, 'manner' | 'ringFrom' | 'ringUntil'>;

export interface HomeView {
	readonly code: string;
	readonly emblem: string;
	readonly zone: string;
	readonly nickname: string | null;
	readonly language: string;
	readonly paused: boolean;
	/** The first day of lending again, if one was said. */
	readonly pausedUntil: string | null;
	/** Somebody asks whether it still lends, or its page sleeps because nobody answered. */
	readonly willingAsked: boolean;
	readonly asleep: boolean;
	/** How a thing changes hands, and between which hours of the building's clock one may ring. */
	readonly handing: Handing;
	readonly pictograms: readonly string[];
	/** What somebody in the hall looked for, and this household does not lend. */
	readonly sought: readonly string[];
	readonly email: { readonly address: string; readonly confirmed: boolean } | null;
}

/** What a household sees of itself; null once it is gone. */
export async function homeOf(db: Database, household: string): Promise<HomeView | null> {
	const [row] = await db.read<HomeRow>(sql`
		SELECT m.code, m.emblem, h.zone, hh.nickname, hh.language, c.email, c.confirmed_at,
			hh.manner, hh.ring_from, hh.ring_until, hh.willing_asked_at, hh.asleep_at,
			p.at AS paused_at, p.until_day,
			(SELECT json_group_array(pictogram) FROM (SELECT pictogram FROM item WHERE household_id = hh.id ORDER BY added_at, rowid)) AS items,
			(SELECT json_group_array(pictogram) FROM (SELECT w.pictogram FROM wish w WHERE w.hall_id = h.id
				AND NOT EXISTS (SELECT 1 FROM item i WHERE i.household_id = hh.id AND i.pictogram = w.pictogram) ORDER BY w.at DESC LIMIT 4)) AS sought
		FROM household hh JOIN mailbox m ON m.id = hh.mailbox_id JOIN hall h ON h.id = m.hall_id
			LEFT JOIN pause p ON p.household_id = hh.id LEFT JOIN contact c ON c.household_id = hh.id
		WHERE hh.id = ${household}`);
	return (
		(row && {
			code: row.code,
			emblem: row.emblem,
			zone: row.zone,
			nickname: row.nickname,
			language: row.language,
			paused: row.paused_at !== null,
			pausedUntil: row.until_day,
			willingAsked: row.willing_asked_at !== null,
			asleep: row.asleep_at !== null,
			handing: { manner: row.manner, ringFrom: row.ring_from, ringUntil: row.ring_until },
			pictograms: JSON.parse(row.items) as string[],
			sought: JSON.parse(row.sought) as string[],
			email: row.email === null ? null : { address: row.email, confirmed: row.confirmed_at !== null }
		}) ??
		null
	);
}

interface HomeRow {
	code: string;
	emblem: string;
	zone: string;
	nickname: string | null;
	language: string;
	email: string | null;
	confirmed_at: number | null;
	manner: Handing['manner'];
	ring_from: number | null;
	ring_until: number | null;
	willing_asked_at: number | null;
	asleep_at: number | null;
	paused_at: number | null;
	until_day: string | null;
	items: string;
	sought: string;
}

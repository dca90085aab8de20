import { readCode } from '#lib/codes/codes.ts';
import { whatAPasserBySees, type PasserByView } from '#lib/households/passerBy.ts';
import type { Database } from '#lib/server/db/database.ts';
import { hallPage, type HallView } from '#lib/server/halls.ts';
import { knownMailbox } from '#lib/server/households.ts';

/** Drawings weigh: so many at once fit into the first bytes that a phone on a bad network gets. */
const THINGS_ON_A_PAGE = 30;

/** What the code in an address leads to; `next` is the page with the things that found no room on this one. */
export type Scanned =
	| { kind: 'unknown'; typed: string }
	| { kind: 'hall'; code: string; hall: HallView; next: number | null }
	/** `hall` is the code of its hall. */
	| { kind: 'mailbox'; code: string; hall: string; seen: PasserByView; next: number | null };

/** Reads what a scan opens: a mailbox as a passer-by sees it, or the hall of a poster. `page` counts from 1. */
export async function scan(db: Database, typed: string, page: number): Promise<Scanned> {
	const read = readCode('place', typed);
	if ('problem' in read) return { kind: 'unknown', typed };
	const { code } = read;
	const mailbox = await knownMailbox(db, code);
	if (mailbox) {
		const seen = whatAPasserBySees(mailbox);
		if (seen.kind !== 'household') return { kind: 'mailbox', code, hall: mailbox.hall, seen, next: null };
		const { some, next } = onPage(seen.items, page);
		return { kind: 'mailbox', code, hall: mailbox.hall, seen: { ...seen, items: some }, next };
	}
	const hall = await hallPage(db, code);
	if (!hall) return { kind: 'unknown', typed };
	const { some, next } = onPage(hall.things, page);
	return { kind: 'hall', code, hall: { ...hall, things: some }, next };
}

function onPage<Thing>(
	things: readonly Thing[],
	asked: number
): { some: readonly Thing[]; next: number | null } {
	const last = Math.max(1, Math.ceil(things.length / THINGS_ON_A_PAGE));
	const page = Math.min(asked, last);
	return {
		some: things.slice((page - 1) * THINGS_ON_A_PAGE, page * THINGS_ON_A_PAGE),
		next: page < last ? page + 1 : null
	};
}

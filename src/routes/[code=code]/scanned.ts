import { readCode } from '#lib/codes/codes.ts';
import { whatAPasserBySees, type PasserByView } from '#lib/households/passerBy.ts';
import type { Database } from '#lib/server/db/database.ts';
import { hallPage, type HallView } from '#lib/server/halls.ts';
import { knownMailbox } from '#lib/server/households.ts';
import { onPage, ROOM, weightOfEmblem, weightOfThing } from './onPage.ts';

/** How it works, in drawings, on the page of a hall. */
const STEPS = 2_000;
/** A wish, without its drawing. */
const WISH = 70;

/** What the code in an address leads to; `next` is the page with the things that found no room on this one. */
export type Scanned =
	| { kind: 'unknown'; typed: string }
	| { kind: 'hall'; code: string; hall: HallView; next: number | null; steps: boolean }
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
		const room = ROOM - weightOfEmblem(seen.emblem);
		const { some, next } = onPage(seen.items, page, weigh, room);
		return { kind: 'mailbox', code, hall: mailbox.hall, seen: { ...seen, items: some }, next };
	}
	const hall = await hallPage(db, code);
	if (!hall) return { kind: 'unknown', typed };
	return hallAt(code, hall, page);
}

/** What is wished for stands on the first page, and how it works where there is room for it. */
function hallAt(code: string, hall: HallView, page: number): Scanned {
	const wishes = hall.wanted.reduce((sum, id) => sum + WISH + weightOfThing(id), 0);
	const { some, next } = onPage(hall.things, page, weigh, ROOM, wishes);
	const steps = onPage(hall.things, 1, weigh, ROOM, wishes + STEPS).next === null;
	const wanted = page === 1 ? hall.wanted : [];
	return { kind: 'hall', code, hall: { ...hall, things: some, wanted }, next, steps };
}

const weigh = ({ pictogram }: { readonly pictogram: string }) => weightOfThing(pictogram);

import { dayAt, daysFrom, hourAt } from '#lib/calendar/days.ts';
import { whyNotThen } from '#lib/loans/asking.ts';
import { daysToKeep, isKeepingOpen, keepingEndsAt } from '#lib/loans/keeping.ts';
import { isEnd } from '#lib/loans/steps.ts';
import { isWishedFor, mayThankAnew } from '#lib/server/borrowing.ts';
import type { Database } from '#lib/server/db/database.ts';
import { whoHas } from '#lib/server/halls.ts';
import { followTicket, type TicketView } from '#lib/server/loans.ts';
import { onPage, weightOfEmblem } from '../../[code=code]/onPage.ts';

/** All that a ticket's page shows; null when the ticket is dead or never was. */
export async function ticketPage(db: Database, typed: string, now: number) {
	const ticket = await followTicket(db, typed, now);
	if (!ticket) return null;
	const today = dayAt(now, ticket.zone);
	const isGivenUp = isEnd(ticket.state) && ticket.state !== 'given-back';
	return {
		ticket,
		today,
		path: `/t/${typed.toLowerCase()}`,
		lastDay: dayAt(ticket.endsAt, ticket.zone),
		longer: longerOf(ticket, today, now),
		mayThank: ticket.state === 'given-back' && (ticket.thanks === null || mayThankAnew(ticket.endsAt, now)),
		elsewhere: isGivenUp ? await elsewhere(db, typed, ticket, now) : null
	};
}

/** How many other mailboxes are shown, and how many bytes of their emblems and cards. */
const MOST_OTHERS = 6;
const ROOM_OF_OTHERS = 4_000;

/** Who else in the building has the thing at hand and lets themselves be found, and whether the hall already looks for it. */
async function elsewhere(db: Database, typed: string, ticket: TicketView, now: number) {
	const { mailbox, pictogram } = ticket;
	const have = (await whoHas(db, { mailbox }, pictogram)) ?? [];
	const atHand = have.filter((one) => one.atHand).slice(0, MOST_OTHERS);
	return {
		others: onPage(atHand, 1, ({ emblem }) => weightOfEmblem(emblem), ROOM_OF_OTHERS).some,
		wish: sameWish(ticket, now),
		isWished: await isWishedFor(db, typed)
	};
}

/** The same wish as an address of the ask page takes it; its moment only while it can still be chosen, one's own words and name never. */
function sameWish({ fromDay, untilDay, part, sentence, ownWords, zone }: TicketView, now: number): string {
	const clock = { today: dayAt(now, zone), hour: hourAt(now, zone) };
	const wish = new URLSearchParams({ days: String(daysFrom(fromDay, untilDay).length) });
	if (!whyNotThen({ day: fromDay, part }, clock)) wish.set('when', `${fromDay}.${part}`);
	if (ownWords === null) wish.set('say', sentence ?? 'none');
	return `?${wish}`;
}

/** Where the wish to keep a thing longer stands, and until which days one may ask; null when the thing is not lent. */
function longerOf(ticket: TicketView, today: string, now: number) {
	if (ticket.state !== 'handed-over') return null;
	const { extensionDay: day, extensionAskedAt: askedAt, extensionDeclinedAt: declinedAt } = ticket;
	if (declinedAt !== null) return { kind: 'no' } as const;
	if (day !== null && askedAt !== null && isKeepingOpen(askedAt, now))
		return { kind: 'asked', day, endsAt: keepingEndsAt(askedAt) } as const;
	return { kind: 'may', silentOn: day, days: daysToKeep(ticket.untilDay, today) } as const;
}

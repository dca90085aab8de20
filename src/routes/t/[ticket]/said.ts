import { addDays, daysFrom } from '#lib/calendar/days.ts';
import type { TicketView } from '#lib/server/loans.ts';
import { sayDay, sayInstant } from '#lib/text/dates.ts';
import type { Language } from '#lib/text/languages.ts';
import type { Say } from '#lib/text/speak.ts';

/** What happens next and by when, in a sentence or two. `today` is the building's civil day. */
export function whatIsNext(say: Say, language: Language, ticket: TicketView, today: string): string {
	const { state } = ticket;
	const when = sayInstant(language, ticket.endsAt, ticket.zone);
	if (state === 'accepted') return howToMeet(say, language, ticket);
	if (state === 'handed-over') return whenToBringBack(say, language, ticket.untilDay, today);
	if (state === 'proposed') return whatIsProposed(say, language, ticket, today, when);
	const said = say(`ticket.next.${state}`, { when });
	return state === 'waiting' ? `${say('ticket.place', { n: ticket.place ?? 1 })} ${said}` : said;
}

function howToMeet(say: Say, language: Language, ticket: TicketView): string {
	const { manner, ringFrom, ringUntil, part } = ticket;
	const said = { day: sayDay(language, ticket.fromDay), part: say(`part.in.${part}`) };
	if (manner !== 'ring' || ringFrom === null || ringUntil === null)
		return say(`ticket.meet.${manner ?? 'hall'}`, said);
	const hour = (n: number) => say('ticket.hour', { n });
	return say('ticket.meet.hours', { ...said, from: hour(ringFrom), until: hour(ringUntil) });
}

function whenToBringBack(say: Say, language: Language, untilDay: string, today: string): string {
	const day = sayDay(language, untilDay);
	if (untilDay < today) return say('ticket.back.late', { n: daysFrom(untilDay, today).length - 1 });
	if (untilDay === today) return say('ticket.back.today');
	return say(untilDay === addDays(today, 1) ? 'ticket.back.tomorrow' : 'ticket.back.day', { day });
}

function whatIsProposed(
	say: Say,
	language: Language,
	{ proposedDay, proposedPart }: TicketView,
	today: string,
	when: string
): string {
	const day = sayDay(language, proposedDay ?? today);
	const part = say(`part.in.${proposedPart ?? 'morning'}`);
	return say(isPast(proposedDay, today) ? 'ticket.next.past' : 'ticket.next.proposed', { day, part, when });
}

/** A proposed moment that nobody can agree to any more. */
export function isPast(day: string | null, today: string): boolean {
	return day !== null && day < today;
}

/** The days that the card shows: those of another moment while one is proposed. */
export function daysShown({ fromDay, untilDay, part, proposedDay, proposedPart, state }: TicketView) {
	if (state !== 'proposed' || !proposedDay) return { fromDay, untilDay, part };
	const days = daysFrom(fromDay, untilDay).length;
	return { fromDay: proposedDay, untilDay: addDays(proposedDay, days - 1), part: proposedPart ?? part };
}

import { dayAt, hourAt } from '#lib/calendar/days.ts';
import { whatAPasserBySees } from '#lib/households/passerBy.ts';
import { readPlace, readWish, type AskForm, type AskRefusal } from '#lib/loans/asking.ts';
import { askToBorrow, mayAskAgainAt, takePlace, ticketOfForm, type Asker } from '#lib/server/asking.ts';
import { database } from '#lib/server/db/database.ts';
import type { MailboxAt } from '#lib/server/households.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { deviceHere, fromHere } from '#lib/server/web/from.ts';
import { mailboxAt } from '#lib/server/web/mailboxAt.ts';
import { onceOf } from '#lib/server/web/once.ts';
import { fail, type ActionFailure } from '@sveltejs/kit';
import type { RequestEvent } from './$types';
import { nextQuestion, type Asked, type Circumstances } from './asked.ts';

/** A form of these pages: what was answered, and where it was sent to. */
interface Sent {
	readonly form: AskForm;
	readonly once: string;
	/** The question that is to be asked again. */
	readonly change: string | undefined;
	/** It asks for a place in the queue. */
	readonly waits: boolean;
	readonly mailbox: MailboxAt;
	readonly here: Circumstances;
	readonly asker: Asker;
}

export function circumstancesOf(mailbox: MailboxAt, pictogram: string, now: number): Circumstances {
	const seen = whatAPasserBySees(mailbox);
	const item = seen.kind === 'household' ? seen.items.find((one) => one.pictogram === pictogram) : undefined;
	return {
		state: !item ? 'gone' : item.atHand ? 'at-hand' : 'out',
		ownWords: item !== undefined && mailbox.ownWords,
		clock: { today: dayAt(now, mailbox.zone), hour: hourAt(now, mailbox.zone) }
	};
}

export async function readSent(event: RequestEvent): Promise<Sent> {
	const mailbox = await mailboxAt(event.params.code, event.locals.language);
	const { once: typed, back, wait, when, days, say, words, name, ...rest } = await fieldsOf(event.request);
	const change = rest.change ?? back;
	const now = Date.now();
	const { pictogram } = event.params;
	const once = onceOf(typed);
	return {
		form: {
			when,
			days,
			say: change === 'words' ? 'own' : say,
			words,
			// Who goes back from a question has not answered it yet by leaving it empty.
			name: back !== undefined && !name ? undefined : name
		},
		once,
		change,
		waits: wait !== undefined,
		mailbox,
		here: circumstancesOf(mailbox, pictogram, now),
		asker: { mailbox: mailbox.code, pictogram, once, from: fromHere(event), device: deviceHere(event), now }
	};
}

/** The next page for what was answered, nothing of it lost. */
export function pageOf({ form, once, change, here }: Sent): Asked {
	return { ...nextQuestion(form, here, change), form, once, carried: true };
}

/** Sends it, if all was answered: the ticket, or the page that says what is missing or refused. */
export async function send(sent: Sent): Promise<{ ticket: string } | Asked> {
	const { form, here, asker, waits } = sent;
	const read = waits ? readPlace(form) : readWish(form, here.ownWords);
	if ('question' in read) return pageOf(sent);
	const db = await database();
	const asking = { ...asker, ...read, today: here.clock.today };
	const page = pageOf(sent);
	if (here.state === 'gone' || (!waits && here.state === 'at-hand' && page.question !== 'check')) {
		const before = await ticketOfForm(db, asking);
		if (before) return { ticket: before };
		return here.state === 'gone' ? { ...page, refusal: 'not-offered' } : page;
	}
	const asked = await ('wish' in asking ? askToBorrow(db, asking) : takePlace(db, asking));
	return 'ticket' in asked ? asked : refused(page, asked.refusal, asker);
}

async function refused(page: Asked, refusal: AskRefusal, asker: Asker): Promise<Asked> {
	if (!refusal.startsWith('too-many')) return { ...page, refusal };
	return { ...page, refusal, againAt: await mayAskAgainAt(await database(), asker) };
}

/** The page with the status that a browser is told. */
export function answered(page: Asked): Asked | ActionFailure<Asked> {
	if (page.refusal) return fail(page.againAt ? 429 : 409, page);
	return page.problem ? fail(400, page) : page;
}

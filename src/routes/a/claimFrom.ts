import { dayAt } from '#lib/calendar/days.ts';
import { readCode, type CodeProblem } from '#lib/codes/codes.ts';
import type { ClaimRefusal } from '#lib/households/claiming.ts';
import { readCookie } from '#lib/server/auth/cookies.ts';
import { readSession } from '#lib/server/auth/sessions.ts';
import { zoneOfMailbox } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import { claimMailbox } from '#lib/server/claims.ts';
import { homeOf } from '#lib/server/households.ts';
import { letIn } from '#lib/server/phones.ts';
import { onceOf } from '#lib/server/web/once.ts';
import { fromHere } from '#lib/server/web/from.ts';
import { openHere, phoneHere } from '#lib/server/web/phone.ts';
import { sayInstant } from '#lib/text/dates.ts';
import { fail, type Cookies, type RequestEvent } from '@sveltejs/kit';

/** Where a mailbox has no zone, since it is not known: its answer is that of a wrong code anyway. */
const SOME_ZONE = 'Europe/Paris';

export interface ClaimTyped {
	/** The mailbox's code; left out where the address says it. */
	readonly code?: string;
	readonly claim?: string;
	/** The form's own random value. */
	readonly once?: string;
}

/**
 * Claims a mailbox with what was typed, and lets this phone in. The spare key is in the answer and nowhere else.
 * Whoever holds the mailbox already and sends the form again is told so, not refused.
 */
export async function claimFrom(event: RequestEvent, mailboxTyped: string, typed: ClaimTyped) {
	const [mailbox, claim] = [readCode('place', mailboxTyped), readCode('claim', typed.claim ?? '')];
	if ('problem' in mailbox || 'problem' in claim)
		return fail(400, { typed, problems: { code: problemOf(mailbox), claim: problemOf(claim) } });

	const [db, now, once] = [await database(), Date.now(), onceOf(typed.once)];
	const zone = (await zoneOfMailbox(db, mailbox.code)) ?? SOME_ZONE;
	const claimed = await claimMailbox(db, {
		mailbox: mailbox.code,
		claim: claim.code,
		once,
		language: event.locals.language,
		from: fromHere(event),
		now,
		today: dayAt(now, zone),
		own: await householdHere(event.cookies)
	});
	if ('refusal' in claimed) {
		const until = claimed.refusal === 'asleep' ? sayInstant(event.locals.language, claimed.until, zone) : '';
		return refused(event.cookies, mailbox.code, typed, claimed.refusal, until);
	}
	const device = phoneHere(event);
	const session = await letIn(db, claimed.household, { once, device, cameBy: 'claim', now });
	if (!session) return refused(event.cookies, mailbox.code, typed, 'already-claimed');
	openHere(event, session);
	return { claimed: { spareKey: claimed.spareKey } };
}

function problemOf(read: { code: string } | { problem: CodeProblem }): CodeProblem | undefined {
	return 'problem' in read ? read.problem : undefined;
}

/** `until`: when a letter that sleeps can be used, in words. */
async function refused(
	cookies: Cookies,
	mailbox: string,
	typed: ClaimTyped,
	refusal: ClaimRefusal,
	until = ''
) {
	const mayBeTheirs = refusal === 'already-claimed' || refusal === 'asleep';
	if (mayBeTheirs && (await isMine(cookies, mailbox))) return { isMine: true };
	return fail(refusal === 'too-many-tries' ? 429 : 409, { typed, refusal, until });
}

/** Whether this phone is already let into the household of that mailbox. */
export async function isMine(cookies: Cookies, mailbox: string): Promise<boolean> {
	const household = await householdHere(cookies);
	return household !== null && (await homeOf(await database(), household))?.code === mailbox;
}

async function householdHere(cookies: Cookies): Promise<string | null> {
	const session = await readSession(await database(), readCookie(cookies, 'household'), { mayWrite: false });
	return session?.kind === 'household' ? session.id : null;
}

import { officeDay, mondayOf } from '#lib/calendar/days.ts';
import { zones } from '#lib/calendar/zones.ts';
import { logAuditHeads, sealAudits } from './auditLog.ts';
import { sweepSessions } from './auth/sessions.ts';
import type { Database } from './db/database.ts';
import { eraseOld } from './erasing.ts';
import { freezeFigures } from './freeze.ts';
import { daysByZone } from './hallDays.ts';
import { sweepKitOrders, workKitOrders } from './kitOrders.ts';
import { sweepLimits } from './limits.ts';
import { sweepLists } from './listDrafts.ts';
import { workLists } from './listWork.ts';
import { logFault } from './log.ts';
import { sendLetters, sendPushes } from './outbox.ts';
import { forgetPageChanges } from './pageCache.ts';
import { endPauses, passTime } from './passTime.ts';
import { askingWhetherWilling, reminding } from './reminding.ts';
import { expireApprovals } from './newLetters.ts';
import { expireHandovers } from './handovers.ts';
import { eraseWhoMovedOut, tellingOfHandovers, tellingOfNewLetters, tellingOfTheRest } from './takeovers.ts';
import { tellHouseholds } from './telling.ts';
import { writeScans } from './scans.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What people wait for. Every job can be done twice, in two processes too, without harm. */
export async function doMinute(db: Database, now: number): Promise<void> {
	await db.write([
		...passTime(now),
		...tellingOfNewLetters(now),
		...tellingOfHandovers(now),
		sweepLimits(now),
		forgetPageChanges()
	]);
}

/** When a day has begun in some zone: pauses end, and reminders are written. */
export async function beginDay(db: Database, now: number): Promise<void> {
	await db.write(endPauses(now));
	for (const zone of zones) await db.write([reminding(zone, now)]);
}

/** Once in the small hours of Paris. */
export async function doNight(db: Database, now: number): Promise<void> {
	await db.write([tellingOfTheRest(now), expireApprovals(now), expireHandovers(now)]);
	await eraseWhoMovedOut(db, now);
	await eraseOld(db, now);
	await sweepSessions(db, now);
	await db.write(askingWhetherWilling(now));
	await logAuditHeads(db);
}

/** Does the jobs now and then until the process is told to end. What is half done then is left to the next one. */
export function startJobs(db: Database): void {
	const ending = new AbortController();
	const stop = ending.signal;
	const timers: NodeJS.Timeout[] = [];
	process.once('sveltekit:shutdown', () => {
		ending.abort();
		for (const timer of timers) clearInterval(timer);
	});
	const every = (ms: number, name: string, job: () => Promise<void>) => {
		const run = () => void job().catch((fault: unknown) => logFault(fault, { route: `job ${name}` }));
		run();
		timers.push(setInterval(run, ms).unref());
	};
	every(MINUTE, 'time', () => doMinute(db, Date.now()));
	every(
		MINUTE,
		'night',
		whenNew(nightOf, (now) => doNight(db, now))
	);
	every(MINUTE, 'scans', () => writeScans(db, mondayOf(officeDay(Date.now()))));
	every(10 * MINUTE, 'figures', () => freezeFigures(db, mondayOf(officeDay(Date.now())), Date.now()));
	every(MINUTE / 4, 'audit', () => sealAudits(db));
	every(MINUTE / 4, 'telling', oneAtATime(tellingOfTheDay(db)));
	every(
		MINUTE / 4,
		'letters',
		oneAtATime(() => sendLetters(db, Date.now))
	);
	every(MINUTE / 4, 'pushes', () => sendPushes(db, Date.now));
	every(10 * MINUTE, 'old kits', () => sweepKitOrders(db, Date.now()));
	every(10 * MINUTE, 'old lists', () => sweepLists(db, Date.now()));
	every(
		2 * SECOND,
		'kits',
		oneAtATime(() => workKitOrders(db, { now: Date.now, stop }))
	);
	every(
		2 * SECOND,
		'lists',
		oneAtATime(() => workLists(db, { now: Date.now, stop }))
	);
}

/**
 * Tells households what is new, once the reminders of a day that began are written: a day has one message, and after a
 * night without a server it must have them in it.
 */
export function tellingOfTheDay(db: Database, clock: () => number = Date.now): () => Promise<void> {
	const begin = whenNew(daysByZone, (now) => beginDay(db, now), clock);
	return async () => {
		await begin();
		await tellHouseholds(db, clock());
	};
}

/** Names the night that the small hours of Paris began last. */
const nightOf = (now: number) => officeDay(now - 3 * HOUR);

/** Does a job when the time has another name than when it was last done, and at the start; again if it failed. */
function whenNew(
	nameOf: (now: number) => string,
	job: (now: number) => Promise<void>,
	clock: () => number = Date.now
): () => Promise<void> {
	let done: string | undefined;
	return async () => {
		const now = clock();
		const before = done;
		if (before === nameOf(now)) return;
		done = nameOf(now);
		try {
			await job(now);
		} catch (fault) {
			done = before;
			throw fault;
		}
	};
}

/** Work of which one piece is done at a time. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
	let underWay = false;
	return async () => {
		if (underWay) return;
		underWay = true;
		try {
			await work();
		} finally {
			underWay = false;
		}
	};
}

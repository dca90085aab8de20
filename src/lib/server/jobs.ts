import { officeDay, mondayOf } from '#lib/calendar/days.ts';
import { sweepSessions } from './auth/sessions.ts';
import { forgetUnconfirmed } from './contacts.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { freezeFigures } from './freeze.ts';
import { sweepKitOrders, workKitOrders } from './kitOrders.ts';
import { sweepLimits } from './limits.ts';
import { passTime } from './loans.ts';
import { logFault } from './log.ts';
import { sendOutbox } from './outbox.ts';
import { sweepUploads } from './uploads.ts';

const MINUTE = 60_000;
const SECOND = 1_000;

/** What time does by itself. Each job can be done twice without harm. */
export async function doJobs(db: Database, now: number): Promise<void> {
	await db.write([
		...passTime(now),
		sweepLimits(now),
		forgetUnconfirmed(now),
		sql`DELETE FROM sign_in_link WHERE expires_at <= ${now}`
	]);
	await sweepSessions(db, now);
	await freezeFigures(db, mondayOf(officeDay(now)), now);
}

/** Does the jobs now and then for as long as the process lives. */
export function startJobs(db: Database): void {
	const every = (ms: number, name: string, job: () => Promise<void>) => {
		const run = () => void job().catch((fault: unknown) => logFault(fault, { route: `job ${name}` }));
		run();
		setInterval(run, ms).unref();
	};
	every(10 * MINUTE, 'time', () => doJobs(db, Date.now()));
	every(10 * MINUTE, 'uploads', () => sweepUploads(Date.now()));
	every(MINUTE / 4, 'outbox', () => sendOutbox(db, Date.now()));
	every(10 * MINUTE, 'old kits', () => sweepKitOrders(db, Date.now()));
	every(2 * SECOND, 'kits', kitMaker(db));
}

/** One kit at a time. At the end of the process, what is half made is left to the next one. */
function kitMaker(db: Database): () => Promise<void> {
	const ending = new AbortController();
	process.once('sveltekit:shutdown', () => ending.abort());
	let underWay = false;
	return async () => {
		if (underWay) return;
		underWay = true;
		try {
			await workKitOrders(db, { now: Date.now, stop: ending.signal });
		} finally {
			underWay = false;
		}
	};
}

import { openDatabase } from '#lib/server/db/database.ts';
import { workKitOrders } from '#lib/server/kitOrders.ts';

/** For tests, in a process of its own: makes what is ordered, by a clock of its own, and says a line each time it reads it. */
export async function makeKits(url: string, from: number): Promise<void> {
	const db = await openDatabase({ url, hold: 'write' });
	let reads = 0;
	const now = () => {
		process.stdout.write(`${++reads}\n`);
		return from + reads * 500;
	};
	await workKitOrders(db, { now });
	setInterval(() => {}, 1_000);
}

import type { ApiCaller } from './apiTokens.ts';
import type { Database } from './db/database.ts';
import { forgetUse, spend } from './limits.ts';
import { sha256 } from './keys.ts';

const useOf = ({ key }: Pick<ApiCaller, 'key'>, once: string) =>
	({ limit: 'apiOnce', of: `${key} ${sha256(once)}` }) as const;

/** Whether this `Idempotency-Key` comes for the first time in a day; it is remembered for that long. */
export async function actOnceADay(
	db: Database,
	caller: Pick<ApiCaller, 'key'>,
	once: string,
	now: number
): Promise<boolean> {
	return spend(db, [useOf(caller, once)], now);
}

/** What was asked for was refused: the same key may come again. */
export async function mayActAgain(db: Database, caller: Pick<ApiCaller, 'key'>, once: string): Promise<void> {
	await db.write([forgetUse(useOf(caller, once))]);
}

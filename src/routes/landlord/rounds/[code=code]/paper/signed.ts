import { addDays, dayAt, instantAt, isDay } from '#lib/calendar/days.ts';
import type { Scope } from '#lib/server/buildings.ts';
import type { Database } from '#lib/server/db/database.ts';
import { kitsOfHall } from '#lib/server/kitLife.ts';
import { boxValue } from '../ticksOfForm.ts';

/** A sheet that was signed longer ago is of other kits. */
const OLDEST_DAYS = 366;

/** Noon of a day that is not to come, or now when that is earlier; null for a day that cannot be. */
export function instantOf(day: string, zone: string, now: number): number | null {
	const today = dayAt(now, zone);
	if (!isDay(day) || day > today || day < addDays(today, -OLDEST_DAYS)) return null;
	return Math.min(now, instantAt(day, 12, zone));
}

/** The mailboxes of a hall that a form names; null when the hall is somebody else's. */
export async function codesOf(
	db: Database,
	scope: Scope,
	hall: string,
	values: readonly string[]
): Promise<{ codes: string[]; zone: string } | null> {
	const found = await kitsOfHall(db, scope, hall);
	if (!found) return null;
	const named = found.boxes.filter(({ epoch, label }) => values.includes(boxValue({ kit: epoch, label })));
	return { codes: named.map(({ code }) => code), zone: found.zone };
}

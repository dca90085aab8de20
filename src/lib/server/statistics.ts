import { figureNames, type FigureName } from '#lib/statistics/disclosure.ts';
import type { Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';

export interface Figures {
	/** A residence's key, or '' for the whole. */
	readonly residenceKey: string;
	/** Null when they are hidden. */
	readonly figures: Readonly<Record<FigureName, number>> | null;
}

export interface FrozenWeek {
	/** The Monday on which the figures were frozen. */
	readonly weekDay: string;
	readonly groups: readonly Figures[];
}

/**
 * The last frozen figures of a scope: this file reads what was published and can reach no household.
 * Staff who see only some residences get no whole.
 */
export async function lastFigures(db: Database, scope: Scope): Promise<FrozenWeek | null> {
	const rows = await db.read<{
		weekDay: string;
		residenceKey: string;
		name: FigureName;
		value: number | null;
	}>(sql`
		SELECT f.week_day AS weekDay, f.residence_key AS residenceKey, f.name, f.value FROM figure f
		WHERE f.landlord_id = ${scope.landlordId}
			AND f.week_day = (SELECT max(week_day) FROM figure WHERE landlord_id = ${scope.landlordId})`);
	if (rows.length === 0) return null;
	const visible = await visibleKeys(db, scope);
	const groups = [...new Set(rows.map((row) => row.residenceKey))]
		.filter((key) => visible.has(key))
		.map((residenceKey) => ({
			residenceKey,
			figures: together(rows.filter((row) => row.residenceKey === residenceKey))
		}));
	return { weekDay: rows[0]!.weekDay, groups };
}

async function visibleKeys(db: Database, { landlordId, residenceIds }: Scope): Promise<Set<string>> {
	const rows = await db.read<{ id: number; key: string }>(
		sql`SELECT id, key FROM residence WHERE landlord_id = ${landlordId}`
	);
	if (residenceIds === null) return new Set(['', ...rows.map(({ key }) => key)]);
	return new Set(rows.filter(({ id }) => residenceIds.includes(id)).map(({ key }) => key));
}

function together(
	rows: readonly { name: FigureName; value: number | null }[]
): Record<FigureName, number> | null {
	const values = figureNames.map(
		(name) => [name, rows.find((row) => row.name === name)?.value ?? null] as const
	);
	return values.some(([, value]) => value === null)
		? null
		: (Object.fromEntries(values) as Record<FigureName, number>);
}

import type { figures } from '#lib/exchange/shapes.ts';
import type { InferOutput } from 'valibot';
import type { Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { lastFigures } from './statistics.ts';

/** What was published last: the same figures as on the office's pages, hidden where they are hidden there. */
export async function figuresShown(db: Database, scope: Scope): Promise<InferOutput<typeof figures>> {
	const frozen = await lastFigures(db, scope);
	if (!frozen) return { week: null, groups: [] };
	return {
		week: frozen.weekDay,
		groups: frozen.groups.map(({ residenceKey, figures }) => ({
			residence: residenceKey === '' ? null : residenceKey,
			figures: figures && { ...figures }
		}))
	};
}

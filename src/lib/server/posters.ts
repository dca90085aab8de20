import { paintPdf } from '#lib/paper/paintPdf.ts';
import { kitDocument, posterPages } from '#lib/stickers/kit.ts';
import type { PosterSize } from '#lib/stickers/poster.ts';
import { secondLanguage } from '#lib/text/languages.ts';
import type { HallView, Scope } from './buildings.ts';
import { config } from './config.ts';
import type { Database } from './db/database.ts';
import { pdfTools, typesetter } from './fonts.ts';
import { lookOfLetters, paperRules } from './letters.ts';

type Sink = (bytes: Uint8Array) => void | Promise<void>;

/** Makes the posters of the halls of one residence, without the kit around them. */
export async function makePosters(
	db: Database,
	scope: Scope,
	halls: readonly HallView[],
	size: PosterSize,
	sink: Sink
): Promise<void> {
	const { publicUrl: origin } = config();
	const { color } = await lookOfLetters(db, scope.landlordId);
	const spoken = await Promise.all(
		halls.map(async (hall) => {
			const rules = await paperRules(db, scope, hall.code);
			return { ...hall, ...rules, secondLanguage: secondLanguage(hall.language) };
		})
	);
	const info = kitDocument(halls, { origin, landlord: halls[0]?.residence ?? '' }, typesetter());
	const pages = posterPages(spoken, origin, size, typesetter(), color);
	await paintPdf(pages, info, typesetter(), sink, pdfTools());
}

import { paintPdf } from '#lib/paper/paintPdf.ts';
import { kitDocument, posterPages } from '#lib/stickers/kit.ts';
import type { PosterSize } from '#lib/stickers/poster.ts';
import { secondLanguage } from '#lib/text/languages.ts';
import type { HallView } from './buildings.ts';
import { config } from './config.ts';
import { pdfTools, typesetter } from './fonts.ts';

type Sink = (bytes: Uint8Array) => void | Promise<void>;

/** Makes the posters of the halls of one residence, without the kit around them. */
export async function makePosters(halls: readonly HallView[], size: PosterSize, sink: Sink): Promise<void> {
	const { publicUrl: origin } = config();
	const spoken = halls.map((hall) => ({ ...hall, secondLanguage: secondLanguage(hall.language) }));
	const info = kitDocument(halls, { origin, landlord: halls[0]?.residence ?? '' }, typesetter());
	await paintPdf(posterPages(spoken, origin, size, typesetter()), info, typesetter(), sink, pdfTools());
}

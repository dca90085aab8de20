import { isSpecimen } from '#lib/codes/codes.ts';
import { pictogram, starterSheet } from '#lib/catalogue/pictograms.ts';
import type { DocumentInfo, Page } from '#lib/paper/drawing.ts';
import type { Typesetter } from '#lib/paper/text.ts';
import { printable } from '#lib/paper/text.ts';
import { emblemName } from '#lib/text/emblemName.ts';
import type { SecondLanguage } from '#lib/text/languages.ts';
import { pictogramNames } from '#lib/text/names.fr.ts';
import { caretakerSheets } from './caretakerSheet.ts';
import { emblemBox, emblemOf } from './emblem.ts';
import { everydayLetter, letter } from './letter.ts';
import type { ObjectDrawing } from './objectSticker.ts';
import { hallName, type HallPlace } from './place.ts';
import { poster, type PosterSize } from './poster.ts';
import { everydayStickers, stickerSheet } from './stickerSheet.ts';
import { voice } from './words.ts';

/** A hall and its mailboxes in walking order. Codes as `lib/codes` makes them, without hyphens. */
export interface KitHall extends HallPlace {
	/** The hall's own code, for its poster. */
	readonly code: string;
	readonly mailboxes: readonly KitMailbox[];
}

export interface KitMailbox {
	/** What stands on the mailbox: "014". */
	readonly label: string;
	readonly code: string;
	readonly claim: string;
	/** 'owl', or 'owl+cat'. */
	readonly emblem: string;
}

export interface KitSettings {
	/** PALIER_PUBLIC_URL: scheme and host, no path. */
	readonly origin: string;
	readonly secondLanguage: SecondLanguage | null;
	/** Civil day, YYYY-MM-DD: the last on which the claim codes work. */
	readonly claimValidUntil: string;
	readonly landlord: string;
}

/**
 * The pages of one hall's kit, as they are asked for, in the order in which someone walks: caretaker's sheets, poster,
 * then for each mailbox its letter and its sticker sheet. Several halls are their pages one after the other.
 */
export function* kitPages(hall: KitHall, settings: KitSettings, typesetter: Typesetter): Generator<Page> {
	const { french, second, mailboxes } = ready(hall, settings, typesetter);
	yield* caretakerSheets(french, { hall, mailboxes });
	yield poster(french, second, { origin: settings.origin, hall, code: hall.code });
	yield* mailboxPages(hall, settings, typesetter);
}

/** What goes into the mailboxes of a hall: for each its letter and its sticker sheet. */
export function* mailboxPages(hall: KitHall, settings: KitSettings, typesetter: Typesetter): Generator<Page> {
	const { french, second, mailboxes } = ready(hall, settings, typesetter);
	const { origin } = settings;
	const lettersSay = everydayLetter(french, second, settings);
	const sheetsShow = everydayStickers(french, second, starterThings(), origin);
	for (const [i, mailbox] of mailboxes.entries()) {
		const drawing = hall.mailboxes[i]!.emblem;
		const names = { emblemName: emblemName('fr', drawing), box: emblemBox('fr', drawing) };
		yield letter(french, { ...mailbox, ...names, origin, hall }, lettersSay);
		yield stickerSheet(french, { ...mailbox, origin, hall }, sheetsShow);
	}
}

/** The posters of halls alone, each in French and its second language. */
export function* posterPages(
	halls: readonly (HallPlace & Pick<KitHall, 'code'> & Pick<KitSettings, 'secondLanguage'>)[],
	origin: string,
	size: PosterSize,
	typesetter: Typesetter
): Generator<Page> {
	const french = voice(typesetter, 'fr');
	for (const hall of halls) {
		const second = hall.secondLanguage && voice(typesetter, hall.secondLanguage);
		yield poster(french, second, { origin, hall, code: hall.code }, size);
	}
}

function ready(hall: KitHall, { secondLanguage }: KitSettings, typesetter: Typesetter) {
	return {
		french: voice(typesetter, 'fr'),
		second: secondLanguage && voice(typesetter, secondLanguage),
		mailboxes: hall.mailboxes.map((one) => ({ ...one, emblem: emblemOf(one.emblem) }))
	};
}

/** How the PDF of these halls is called, and SPECIMEN across each page when its codes lead to nobody's server. */
export function kitDocument(
	halls: readonly HallPlace[],
	settings: Pick<KitSettings, 'origin' | 'landlord'>,
	typesetter: Typesetter
): DocumentInfo {
	const french = voice(typesetter, 'fr');
	const [hall, ...more] = halls;
	const place = !hall || more.length > 0 ? settings.landlord : hallName(french, hall);
	return {
		title: french.words('kitTitle', { place: printable(place.slice(0, 200)) }),
		language: 'fr',
		...(isSpecimen(settings.origin) ? { watermark: french.words('specimen') } : {})
	};
}

/** The 40 pictograms of every sheet, with their French names: those are printed in French only. */
function starterThings(): ObjectDrawing[] {
	return starterSheet.map((id) => ({ name: id, path: pictogram(id)!.path, label: pictogramNames[id][0] }));
}

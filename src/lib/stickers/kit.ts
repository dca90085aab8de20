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
import type { HouseRules } from './houseRules.ts';
import { everydayLetter, letter } from './letter.ts';
import { OUR_LOOK, type LetterLook } from './letterLook.ts';
import { nameplateSheets } from './nameplateSheet.ts';
import type { ObjectDrawing } from './objectSticker.ts';
import { hallName, type HallPlace } from './place.ts';
import { poster, type PosterSize } from './poster.ts';
import { everydayStickers, stickerSheet } from './stickerSheet.ts';
import { voice, type Voice } from './words.ts';

/** A hall and its mailboxes in walking order. Codes as `lib/codes` makes them, without hyphens. */
export interface KitHall extends HallPlace {
	/** The hall's own code, for its poster. */
	readonly code: string;
	readonly mailboxes: readonly KitMailbox[];
	/** The house rule for stickers; without it, any. */
	readonly stickers?: HouseRules['stickers'];
	/** The largest side of a sticker in mm; null: no rule. */
	readonly stickerMm?: number | null;
	/** Whether it is made up to try things out: each page says so. */
	readonly specimen?: boolean;
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
	/** Without it, ours. */
	readonly look?: LetterLook;
}

/**
 * The pages of one hall's kit, as they are asked for, in the order in which someone walks: caretaker's sheets, poster,
 * then for each mailbox its letter and its sticker sheet; where no sticker is allowed, strips for the name holders before
 * the letters. Several halls are their pages one after the other.
 */
export function* kitPages(hall: KitHall, settings: KitSettings, typesetter: Typesetter): Generator<Page> {
	const { french, second, mailboxes, rules } = ready(hall, settings, typesetter);
	const { origin, look = OUR_LOOK } = settings;
	const { color } = look;
	const sign = { origin, hall, code: hall.code, stickers: rules.stickers, color };
	const opening = [
		...caretakerSheets(french, { hall, mailboxes, rules, origin }),
		poster(french, second, sign)
	];
	yield* marked(opening, hall, french);
	yield* mailboxPages(hall, settings, typesetter);
}

/** What goes into the mailboxes of a hall: for each its letter and its sticker sheet, or strips before all letters. */
export function* mailboxPages(hall: KitHall, settings: KitSettings, typesetter: Typesetter): Generator<Page> {
	const { french } = ready(hall, settings, typesetter);
	yield* marked(unmarkedPages(hall, settings, typesetter), hall, french);
}

function* unmarkedPages(hall: KitHall, settings: KitSettings, typesetter: Typesetter): Generator<Page> {
	const { french, second, mailboxes, rules } = ready(hall, settings, typesetter);
	const { origin } = settings;
	const hasStickers = rules.stickers !== 'none';
	if (!hasStickers) yield* nameplateSheets(french, { origin, hall, mailboxes });
	const lettersSay = everydayLetter(french, second, { ...settings, stickers: rules.stickers });
	const sheetsShow = everydayStickers(french, second, starterThings(), origin, rules);
	for (const [i, mailbox] of mailboxes.entries()) {
		const drawing = hall.mailboxes[i]!.emblem;
		const names = { emblemName: emblemName('fr', drawing), box: emblemBox('fr', drawing) };
		yield letter(french, { ...mailbox, ...names, origin, hall }, lettersSay);
		if (hasStickers) yield stickerSheet(french, { ...mailbox, origin, hall, rules }, sheetsShow);
	}
}

/** SPECIMEN across each page of a hall that is made up. */
function* marked(pages: Iterable<Page>, { specimen }: Pick<KitHall, 'specimen'>, french: Voice) {
	const watermark = french.words('specimen');
	for (const page of pages) yield specimen ? { ...page, watermark } : page;
}

/** A hall of which only the poster is made. */
export type PosterHall = HallPlace &
	Pick<KitHall, 'code' | 'stickers' | 'specimen'> &
	Pick<KitSettings, 'secondLanguage'>;

/** The posters of halls alone, each in French and its second language, with the landlord's colour where it has one. */
export function* posterPages(
	halls: readonly PosterHall[],
	origin: string,
	size: PosterSize,
	typesetter: Typesetter,
	color: string | null = null
): Generator<Page> {
	const french = voice(typesetter, 'fr');
	for (const hall of halls) {
		const { code, stickers = 'any' } = hall;
		const second = hall.secondLanguage && voice(typesetter, hall.secondLanguage);
		yield* marked([poster(french, second, { origin, hall, code, stickers, color }, size)], hall, french);
	}
}

function ready(hall: KitHall, { secondLanguage }: KitSettings, typesetter: Typesetter) {
	const { stickers = 'any', stickerMm = null } = hall;
	return {
		rules: { stickers, stickerMm },
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

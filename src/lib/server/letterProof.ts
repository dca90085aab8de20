import { addDays, type Day } from '#lib/calendar/days.ts';
import { LETTER_DAYS } from '#lib/codes/codes.ts';
import type { DocumentInfo, Page } from '#lib/paper/drawing.ts';
import { kitPages, type KitHall } from '#lib/stickers/kit.ts';
import type { LetterLook } from '#lib/stickers/letterLook.ts';
import { voice } from '#lib/stickers/words.ts';
import type { SecondLanguage } from '#lib/text/languages.ts';
import { config } from './config.ts';
import { typesetter } from './fonts.ts';

/** A hall and a mailbox that are nowhere: their codes open nothing, and each page says SPECIMEN. */
const NOWHERE: KitHall = {
	...{ residence: 'Résidence des Tilleuls', building: 'A', entrance: '1', address: '1 rue des Tilleuls' },
	...{ postcode: '93200', city: 'Saint-Denis', code: '0000000000000', specimen: true },
	mailboxes: [{ label: '014', code: '0000000000000', claim: '000000000', emblem: 'owl' }]
};

export interface Proof {
	readonly info: DocumentInfo;
	readonly letter: Page;
	readonly poster: Page;
	/** Caretaker's sheet, poster, letter, stickers. */
	readonly pages: readonly Page[];
}

/** The kit of a made-up mailbox in a landlord's look: what is printed, before it is. */
export function proofOf(
	landlord: string,
	look: LetterLook,
	secondLanguage: SecondLanguage | null,
	today: Day
): Proof {
	const settings = {
		origin: config().publicUrl,
		secondLanguage,
		claimValidUntil: addDays(today, LETTER_DAYS),
		landlord,
		look
	};
	const pages = [...kitPages(NOWHERE, settings, typesetter())];
	const title = voice(typesetter(), 'fr').words('kitTitle', { place: NOWHERE.residence });
	const [, poster, letter] = pages;
	return { info: { title, language: 'fr' }, letter: letter!, poster: poster!, pages };
}

import type { Shape } from '#lib/paper/drawing.ts';
import { fitted, type Picture } from '#lib/paper/picture.ts';
import { printable, unknownCharacters } from '#lib/paper/text.ts';
import type { Language } from '#lib/text/languages.ts';
import { isLongerThan } from '#lib/text/line.ts';
import { across, area, BLACK, THICK } from './look.ts';
import { isPrintedWhole, shortName, type Manner } from './writing.ts';
import type { Voice } from './words.ts';

/** The parts of a letter that a landlord may say in its own words. */
export const ownParts = ['greeting', 'contact'] as const;
export type OwnPart = (typeof ownParts)[number];

/** What a landlord's letters look like and say in place of ours. */
export interface LetterLook {
	readonly logo: Picture | null;
	/** `#rrggbb`, of the bands of letters and posters. */
	readonly color: string | null;
	readonly texts: Partial<Record<Language, Partial<Record<OwnPart, string>>>>;
}

export const OUR_LOOK: LetterLook = { logo: null, color: null, texts: {} };

/** Characters, as a reader counts them, that fit in the words of any language that we set. */
export const LONGEST: Readonly<Record<OwnPart, number>> = { greeting: 220, contact: 80 };

/** The least room that a greeting has, beside another language; and its least letters. */
export const GREETING = { w: 86, h: 23.2 } as const;
const GREETING_PT = { sizePt: 11.5, minPt: 8 } as const;
/** Of the contact line, all on one line; it is set in two or three. */
const CONTACT_MM = 150;

export type WordsRefusal =
	| { readonly refusal: 'too-long'; readonly most: number }
	| { readonly refusal: 'unknown-character'; readonly characters: readonly string[] };

/** Why words of a landlord's cannot stand on its letter; null when they can, whole. `text` is one line. */
export function againstWords(voice: Voice, part: OwnPart, text: string): WordsRefusal | null {
	const characters = unknownCharacters(voice.typesetter, text);
	if (characters.length > 0) return { refusal: 'unknown-character', characters };
	const most = LONGEST[part];
	const fits =
		part === 'greeting'
			? isPrintedWhole(voice, text, area(0, 0, GREETING.w, GREETING.h), GREETING_PT)
			: contactLine(voice, text, 9.5) === printable(text);
	return fits && !isLongerThan(text, most) ? null : { refusal: 'too-long', most };
}

/** How a greeting is set in a room of at least GREETING. */
export const greetingManner = (largestPt: number): Manner => ({ ...GREETING_PT, sizePt: largestPt });

/** The contact line as far as it goes. */
export function contactLine(voice: Voice, text: string, sizePt: number): string {
	return shortName(voice, text, (CONTACT_MM * sizePt) / 9.5, sizePt);
}

/** How strongly a colour stands out on white paper, from 1 to 21 (WCAG 2.2, contrast ratio); null when it is no `#rrggbb`. */
export function contrastOnWhite(color: string): number | null {
	if (!/^#[0-9a-f]{6}$/i.test(color)) return null;
	const [r, g, b] = [1, 3, 5].map((at) => {
		const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 1.05 / (0.2126 * r! + 0.7152 * g! + 0.0722 * b! + 0.05);
}

/** As for letters that people read (WCAG 2.2, 1.4.3). */
export const LEAST_CONTRAST = 4.5;

/** A logo is never larger, in mm. */
export const LOGO = { w: 40, h: 20 } as const;

/** The logo at the upper end of a page whose content ends at `right`. */
export function logoAt({ logo }: LetterLook, right: number, top: number): Shape[] {
	if (!logo) return [];
	const place = fitted(logo, area(right - LOGO.w, top, LOGO.w, LOGO.h));
	return [{ kind: 'image', name: 'logo', picture: logo, ...place }];
}

/** A rule of ours; where the landlord has a colour, a band of it, `heightMm` high. */
export function bandOrRule({ color }: Pick<LetterLook, 'color'>, x1: number, x2: number, y: number): Shape {
	if (!color) return across(x1, x2, y, THICK);
	return { kind: 'rect', x: x1, y: y - BAND_MM / 2, w: x2 - x1, h: BAND_MM, fill: BLACK, color };
}

/** A band at the head of a page, only where the landlord has a colour. */
export function headBand({ color }: Pick<LetterLook, 'color'>, x1: number, x2: number): Shape[] {
	if (!color) return [];
	return [{ kind: 'rect', x: x1, y: HEAD_Y, w: x2 - x1, h: BAND_MM, fill: BLACK, color }];
}

const BAND_MM = 1.8;
const HEAD_Y = 5.2;

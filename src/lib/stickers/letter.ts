import { claimUrl, showCode } from '#lib/codes/codes.ts';
import type { Page, Shape, Stamp, Tagged } from '#lib/paper/drawing.ts';
import { A4, INK_MARGIN_MM, type Area } from '#lib/paper/lengths.ts';
import { sayDay } from '#lib/text/dates.ts';
import type { PrintKey } from '#lib/text/print.fr.ts';
import { emblemInRing, type Emblem } from './emblem.ts';
import type { HouseRules } from './houseRules.ts';
import { numberDisc } from './howTo.ts';
import {
	bandOrRule,
	contactLine,
	GREETING,
	greetingManner,
	headBand,
	LOGO,
	logoAt,
	OUR_LOOK,
	type LetterLook
} from './letterLook.ts';
import { across, area, codeInPatch, down, frame, halves, RULE, SIDE_MM, THICK } from './look.ts';
import { addressLines, briefly, type HallPlace } from './place.ts';
import { domain } from './mailboxSign.ts';
import { paintedOnce, read, readDown, type ReadParagraph } from './reading.ts';
import { scene, SCENE_HEIGHT, SCENE_WIDTH, type Scene } from './scenes.ts';
import { shortName, write, writeAddress, writeName } from './writing.ts';
import type { Voice } from './words.ts';

export interface Letter {
	/** PALIER_PUBLIC_URL: scheme and host, no path. */
	readonly origin: string;
	readonly hall: HallPlace;
	readonly label: string;
	readonly code: string;
	readonly claim: string;
	readonly emblem: Emblem;
	/** "hibou", in the letter's first language. */
	readonly emblemName: string;
	/** "la boîte au hibou", in the letter's first language. */
	readonly box: string;
}

/** What all letters of a document say. */
export interface LetterTerms {
	readonly landlord: string;
	/** Civil day, YYYY-MM-DD. */
	readonly claimValidUntil: string;
	/** Without it, ours. */
	readonly look?: LetterLook;
	/** Whether the hall's mailboxes may carry stickers; without it, any. */
	readonly stickers?: HouseRules['stickers'];
}

/** A4 folded in three for a DL envelope with its window at the right: the code is on the middle panel, inside the fold. */
export const FOLDS_MM = [99, 198] as const;
export const WINDOW = area(105, 40, 100, 40);
export const CLAIM_BOX = area(SIDE_MM, 103, A4.widthMm - 2 * SIDE_MM, 54);

const ADDRESS = area(112, 49, 86, 24);
const QR_PATCH_MM = 50;
const CLAIM_WORDS = area(CLAIM_BOX.x + QR_PATCH_MM + 3, CLAIM_BOX.y + 3.5, 93, CLAIM_BOX.h - 7);
const CLAIM_CODE = area(CLAIM_WORDS.x, CLAIM_WORDS.y + 5, CLAIM_WORDS.w, 14.5);
const TYPED_ADDRESS = area(CLAIM_WORDS.x, CLAIM_BOX.y + CLAIM_BOX.h - 11, CLAIM_WORDS.w, 8);
const EMBLEM = area(159, CLAIM_BOX.y + 3.5, 38, CLAIM_BOX.h - 7);
const INTRO = area(SIDE_MM, 46, GREETING.w, 48);
const LOGO_TOP = 9;
const PICTURES = area(SIDE_MM, 161, 190, 77);
const PROMISES = area(SIDE_MM, 242, 190, 46);

type Pictures = readonly (readonly [Scene, PrintKey])[];
type Promises = readonly (readonly [title: PrintKey, text: PrintKey])[];

const pictures: Pictures = [
	['scanTheLetter', 'how1'],
	['chooseThings', 'how2'],
	['stickThem', 'how3'],
	['somebodyAsks', 'how4'],
	['answer', 'how5'],
	['comesBack', 'how6']
];

/** Where no sticker is allowed, a strip beside the name. */
const picturesOfStrip: Pictures = pictures.map(([which, words]) =>
	which === 'stickThem' ? ['slipTheStrip', 'how3Strip'] : [which, words]
);
const hasStrip = ({ stickers }: LetterTerms) => stickers === 'none';
const picturesOf = (terms: LetterTerms) => (hasStrip(terms) ? picturesOfStrip : pictures);

const promises: Promises = [
	['neverTitle', 'neverText'],
	['freeTitle', 'freeText'],
	['paperTitle', 'paperText'],
	['askTitle', 'askText']
];

/** What every letter of a document has, painted once: lines and pictures, then words in the order in which they are read. */
export interface EverydayLetter {
	readonly drawn: Stamp;
	readonly sender: readonly Tagged[];
	readonly opening: readonly Tagged[];
	readonly claimTitles: readonly Tagged[];
	readonly claimUse: readonly Tagged[];
	readonly emblemNotes: readonly Tagged[];
	readonly howTo: readonly Tagged[];
	readonly promises: readonly Tagged[];
}

/** The letter of a mailbox, A4: where it is for the envelope's window, its code inside the fold, and `everyday` (`everydayLetter`). */
export function letter(voice: Voice, one: Letter, everyday: EverydayLetter): Page {
	const shapes = [
		everyday.drawn,
		...everyday.sender,
		read('P', voice, address(voice, one)),
		...everyday.opening,
		...everyday.claimTitles,
		claimCode(voice, one),
		...everyday.claimUse,
		...claimAddress(voice, one),
		...emblem(voice, one),
		...everyday.emblemNotes,
		...everyday.howTo,
		...everyday.promises
	];
	return { ...A4, shapes, label: voice.words('pageOfLetter', { mailbox: briefly(one.label) }) };
}

/** What every letter of a document has, in French and the second language. */
export function everydayLetter(first: Voice, second: Voice | null, terms: LetterTerms): EverydayLetter {
	const voices = second ? [first, second] : [first];
	const languages = voices.map(({ language }) => language);
	const strip = hasStrip(terms) ? ['strip'] : [];
	const name = ['letter', ...strip, ...languages, terms.claimValidUntil, terms.landlord].join(' ');
	const once = (part: string, groups: readonly Tagged[]) => paintedOnce(`${name} ${part}`, groups);
	return {
		drawn: { kind: 'stamp', name, shapes: drawnLines(first, terms), x: 0, y: 0 },
		sender: once('sender', [sender(first, terms)]),
		opening: once('opening', opening(voices, terms)),
		claimTitles: once('claim', claimTitles(voices)),
		claimUse: once('use', claimUse(voices, terms)),
		emblemNotes: once('emblem', emblemNotes(voices, terms)),
		howTo: once('how', howTo(voices, terms)),
		promises: once('promises', promisesMade(voices, terms))
	};
}

function address(voice: Voice, { hall, label }: Letter): Shape[] {
	const lines = addressLines(voice, hall, label);
	const each = ADDRESS.h / 4;
	return lines.flatMap((line, i) => {
		const manner = { sizePt: 11, minPt: 6.5, face: i === 0 ? 'bold' : 'regular', stand: 'middle' } as const;
		return writeName(voice, line, area(ADDRESS.x, ADDRESS.y + i * each, ADDRESS.w, each), manner).shapes;
	});
}

function claimCode(voice: Voice, { claim }: Letter): Tagged {
	const manner = { sizePt: 32, minPt: 24, face: 'bold', stand: 'middle' } as const;
	return read('P', voice, write(voice, showCode('claim', claim), CLAIM_CODE, manner).shapes);
}

/** Where the code is typed: in clear, and as QR. */
function claimAddress(voice: Voice, { origin, code, claim }: Letter): Tagged[] {
	const typed = `${domain(origin)}/a/${showCode('place', code)}`;
	const manner = { sizePt: 11, minPt: 7, face: 'bold', stand: 'bottom' } as const;
	const [x, y] = [CLAIM_BOX.x + 1.4, CLAIM_BOX.y + (CLAIM_BOX.h - QR_PATCH_MM) / 2];
	const symbol = codeInPatch(claimUrl(origin, code, claim), 'Q', x, y, QR_PATCH_MM);
	return [
		read('P', voice, writeAddress(voice, typed, TYPED_ADDRESS, manner).shapes),
		read('Figure', voice, [symbol], voice.words('qrOpens', { address: typed }))
	];
}

function emblem(voice: Voice, one: Letter): Tagged[] {
	const ring = emblemInRing(one.emblem, EMBLEM.x + EMBLEM.w / 2, EMBLEM.y + 11.5, 11.5);
	const name = write(voice, one.box, area(EMBLEM.x, EMBLEM.y + 24, EMBLEM.w, 9), {
		...{ sizePt: 9.5, minPt: 7, face: 'bold', align: 'middle', stand: 'middle' }
	});
	return [
		read('Figure', voice, ring, voice.words('emblemShows', { emblem: one.emblemName })),
		read('P', voice, name.shapes)
	];
}

/** What is not read: folds, frames, and pictures whose sentences are. */
function drawnLines(voice: Voice, terms: LetterTerms): Shape[] {
	const { look = OUR_LOOK } = terms;
	const [left, right] = [PROMISES.x, PROMISES.x + PROMISES.w];
	return [
		...headBand(look, left, right),
		...logoAt(look, right, LOGO_TOP),
		...foldMarks(),
		frame(CLAIM_BOX, 4, THICK),
		...picturesOf(terms).flatMap(([which], i) => picture(voice, which, i + 1, pictureArea(i))),
		bandOrRule(look, left, right, PROMISES.y - 3),
		down(PROMISES.x + PROMISES.w / 2, PROMISES.y, PROMISES.y + PROMISES.h, RULE)
	];
}

function foldMarks(): Shape[] {
	const [left, right] = [INK_MARGIN_MM + 0.2, A4.widthMm - INK_MARGIN_MM - 0.2];
	return FOLDS_MM.flatMap((y) => [across(left, left + 3, y, RULE), across(right - 3, right, y, RULE)]);
}

function pictureArea(i: number): Area {
	const gap = 2;
	const [w, h] = [(PICTURES.w - 2 * gap) / 3, PICTURES.h / 2];
	return area(PICTURES.x + (i % 3) * (w + gap), PICTURES.y + Math.floor(i / 3) * h, w, h);
}

function picture(voice: Voice, which: Scene, number: number, place: Area): Shape[] {
	const left = place.x + (place.w - SCENE_WIDTH) / 2;
	return [...scene(which, left, place.y, 1), ...numberDisc(voice, number, place.x + 8, place.y + 4, 3.4)];
}

function sender(voice: Voice, { landlord, look }: LetterTerms): Tagged {
	const width = headWidth(look);
	const from = voice.words('letterFrom', { landlord: shortName(voice, landlord, width - 40, 10) });
	return read('P', voice, write(voice, from, area(SIDE_MM, 8.5, width, 5), { sizePt: 10, minPt: 8 }).shapes);
}

/** What the logo leaves of the lines beside it. */
function headWidth(look: LetterLook | undefined): number {
	return A4.widthMm - 2 * SIDE_MM - (look?.logo ? LOGO.w + 4 : 0);
}

function opening(voices: readonly Voice[], { look = OUR_LOOK }: LetterTerms): Tagged[] {
	const titles = voices.map((voice, i): ReadParagraph => {
		const manner = { sizePt: i === 0 ? 26 : 15, face: 'bold' } as const;
		return { voice, role: 'H1', text: voice.words('letterTitle'), manner };
	});
	return [
		...readDown(titles, area(SIDE_MM, 14.5, headWidth(look), 24)),
		...(voices.some(({ language }) => look.texts[language]?.greeting)
			? ownGreetings(voices, look)
			: intros(voices))
	];
}

function intros(voices: readonly Voice[]): Tagged[] {
	const paragraphs = voices.map((voice, i): ReadParagraph => {
		const manner = { sizePt: voices.length === 1 ? 14 : 11.5 };
		return { voice, text: voice.words('letterIntro'), manner, above: i * 3 };
	});
	return readDown(paragraphs, INTRO);
}

/** Each language in a room of its own, so that the words of one fit whatever the other says. */
function ownGreetings(voices: readonly Voice[], { texts }: LetterLook): Tagged[] {
	const gap = INTRO.h - 2 * GREETING.h;
	const high = voices.length === 1 ? INTRO.h : GREETING.h;
	const manner = greetingManner(voices.length === 1 ? 14 : 11.5);
	return voices.map((voice, i) => {
		const room = area(INTRO.x, INTRO.y + i * (high + gap), INTRO.w, high);
		const text = texts[voice.language]?.greeting ?? voice.words('letterIntro');
		return read('P', voice, writeName(voice, text, room, manner).shapes);
	});
}

/** "Votre code" on one line in both languages, the second at the far end. */
function claimTitles(voices: readonly Voice[]): Tagged[] {
	const places = halves({ ...CLAIM_WORDS, h: 6.4 }, 2);
	return voices.map((voice, i) => {
		const align = i === 1 && voice.direction === 'ltr' ? 'end' : 'start';
		const manner = { sizePt: 11, face: 'bold', align } as const;
		return read('H2', voice, write(voice, voice.words('claimTitle'), places[i]!, manner).shapes);
	});
}

function claimUse(voices: readonly Voice[], { claimValidUntil }: LetterTerms): Tagged[] {
	const until = (voice: Voice) =>
		voice.words('claimUntil', { date: sayDay(voice.language, claimValidUntil, true) });
	const secret = (voice: Voice) => voice.words('claimSecret');
	const scan = (voice: Voice) => voice.words('claimScan');
	const [first, second] = voices;
	const texts = second
		? [(voice: Voice) => `${until(voice)} ${secret(voice)}`, scan]
		: [(voice: Voice) => until(voice), secret, scan];
	const paragraphs = texts.flatMap((text, i) =>
		voices.map((voice): ReadParagraph => {
			const above = i > 0 && voice === first ? 1 : 0;
			return { voice, text: text(voice), manner: { sizePt: second ? 9 : 10.5 }, above };
		})
	);
	const top = CLAIM_CODE.y + CLAIM_CODE.h;
	const room = area(CLAIM_WORDS.x, top, CLAIM_WORDS.w, TYPED_ADDRESS.y + 2.4 - top);
	return readDown(paragraphs, room);
}

function emblemNotes(voices: readonly Voice[], terms: LetterTerms): Tagged[] {
	const words = hasStrip(terms) ? 'claimEmblemStrip' : 'claimEmblem';
	const notes = voices.map((voice): ReadParagraph => {
		return { voice, text: voice.words(words), manner: { sizePt: 8, align: 'middle' } };
	});
	return readDown(notes, area(EMBLEM.x, EMBLEM.y + 33.6, EMBLEM.w, EMBLEM.h - 34));
}

function howTo(voices: readonly Voice[], terms: LetterTerms): Tagged[] {
	return picturesOf(terms).flatMap(([, words], i) => {
		const { x, y, w, h } = pictureArea(i);
		const sentences = voices.map((voice, nth): ReadParagraph => {
			const face = nth === 0 ? 'bold' : 'regular';
			return { voice, text: voice.words(words), manner: { sizePt: 10, face, align: 'middle' } };
		});
		return readDown(sentences, area(x, y + SCENE_HEIGHT + 1, w, h - SCENE_HEIGHT - 2.5));
	});
}

function promisesMade(voices: readonly Voice[], terms: LetterTerms): Tagged[] {
	const [left, right] = halves(PROMISES, 8);
	const [first, second] = voices;
	const columns = second
		? [promised(first!, promises, terms, 9.5), promised(second, promises, terms, 9.5)]
		: [promised(first!, promises.slice(0, 2), terms, 11), promised(first!, promises.slice(2), terms, 11)];
	return [...readDown(columns[0]!, left), ...readDown(columns[1]!, right)];
}

function promised(voice: Voice, which: Promises, terms: LetterTerms, sizePt: number): ReadParagraph[] {
	const own = terms.look?.texts[voice.language]?.contact;
	const values = { landlord: shortName(voice, terms.landlord, 100, sizePt) };
	return which.flatMap(([title, text], i) => [
		{
			voice,
			role: 'H2' as const,
			text: voice.words(title),
			manner: { sizePt, face: 'bold' as const },
			above: i === 0 ? 0 : sizePt / 6
		},
		{
			voice,
			text:
				own && text === 'askText'
					? contactLine(voice, own, sizePt)
					: voice.words(text === 'paperText' && hasStrip(terms) ? 'paperTextStrip' : text, values),
			manner: { sizePt }
		}
	]);
}

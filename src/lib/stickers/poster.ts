import { scanUrl, showCode } from '#lib/codes/codes.ts';
import type { Page, Shape, Tagged } from '#lib/paper/drawing.ts';
import { A3, A4, INK_MARGIN_MM, type Area } from '#lib/paper/lengths.ts';
import type { PrintKey } from '#lib/text/print.fr.ts';
import { enlarged } from './enlarged.ts';
import type { HouseRules } from './houseRules.ts';
import { numberDisc } from './howTo.ts';
import { bandOrRule, headBand } from './letterLook.ts';
import { across, area, codeInPatch, CUT, down, halves, SIDE_MM, TO_FILL } from './look.ts';
import { hallName, shortPlace, type HallPlace } from './place.ts';
import { domain } from './mailboxSign.ts';
import { read, readDown, type ReadParagraph } from './reading.ts';
import { scene, SCENE_HEIGHT, type Scene } from './scenes.ts';
import { write, writeAddress, writeName, type Written } from './writing.ts';
import type { Voice } from './words.ts';

export interface HallSign {
	/** PALIER_PUBLIC_URL: scheme and host, no path. */
	readonly origin: string;
	readonly hall: HallPlace;
	/** The hall's own code. */
	readonly code: string;
	/** Whether its mailboxes may carry stickers; without it, any. */
	readonly stickers?: HouseRules['stickers'];
	/** Of the landlord's bands, `#rrggbb`; without it, none. */
	readonly color?: string | null;
}

/** Wide enough for a symbol of 100 mm at the commonest size (33 modules and the quiet zone); read from a metre away. */
const PATCH_MM = 124.4;
const PATCH_TOP = 58.2;
const WIDTH_MM = A4.widthMm - 2 * SIDE_MM;
const WAY = area(SIDE_MM + 114, 66, WIDTH_MM - 114, 124);
const RULE_TOP = 203;
const SLIP_TOP = 236;
/** Slips are cut and torn, so they go on to the margin of what printers print. */
const EDGE_MM = INK_MARGIN_MM + CUT.widthMm;
const SLIP_MM = A4.heightMm - EDGE_MM - SLIP_TOP;

/** A3 is A4 enlarged, but for the slips: a hand holds them, so there are more of them. */
const formats = {
	A4: { paper: A4, times: 1, slips: 5 },
	A3: { paper: A3, times: A3.widthMm / A4.widthMm, slips: 8 }
} as const;
export type PosterSize = keyof typeof formats;

type Steps = readonly (readonly [Scene, PrintKey])[];

const steps: Steps = [
	['stickThem', 'poster1'],
	['scanTheSticker', 'poster2'],
	['somebodyAsks', 'poster3'],
	['comesBack', 'poster4']
];

/** Where no sticker is allowed, strips beside the names say who lends. */
const stepsOfStrips: Steps = steps.map(([which, words]) =>
	which === 'stickThem' ? ['slipTheStrip', 'poster1Strip'] : [which, words]
);

/** The poster of a hall: what this is, how it works, the hall's QR, and slips to tear off for people without a phone. */
export function poster(first: Voice, second: Voice | null, sign: HallSign, size: PosterSize = 'A4'): Page {
	const { paper, times } = formats[size];
	const voices = second ? [first, second] : [first];
	const drawing = [
		...headBand({ color: sign.color ?? null }, SIDE_MM, SIDE_MM + WIDTH_MM),
		...titles(voices),
		...leads(voices),
		...way(voices, sign.stickers === 'none' ? stepsOfStrips : steps),
		...codeInClear(first, sign),
		...paperWay(voices, sign)
	];
	const shapes = [
		...(times === 1 ? drawing : enlarged(drawing, times)),
		...slips(first, sign.hall, formats[size])
	];
	return { ...paper, shapes, label: first.words('pageOfPoster') };
}

function titles(voices: readonly Voice[]): Tagged[] {
	const places = [area(SIDE_MM, 5.5, WIDTH_MM, 28.6), area(SIDE_MM, 30, WIDTH_MM, 16)];
	return voices.map((voice, i) => {
		const sizes = i === 0 ? { sizePt: 62, minPt: 36 } : { sizePt: 26, minPt: 18 };
		const manner = { ...sizes, face: 'bold' } as const;
		return read('H1', voice, write(voice, voice.words('posterTitle'), places[i]!, manner).shapes);
	});
}

function leads(voices: readonly Voice[]): Tagged[] {
	const lines = voices.map((voice, i): ReadParagraph => {
		return {
			voice,
			text: voice.words('posterLead'),
			manner: { sizePt: voices.length === 1 ? 18 : i === 0 ? 15 : 12 }
		};
	});
	return readDown(lines, area(SIDE_MM, voices.length === 1 ? 42 : 45, WIDTH_MM, 14));
}

function way(voices: readonly Voice[], steps: Steps): Shape[] {
	const each = WAY.h / steps.length;
	return steps.flatMap(([which, words], i) =>
		step(voices, which, words, i + 1, area(WAY.x, WAY.y + i * each, WAY.w, each))
	);
}

/** Its picture is not read: its sentence is. */
function step(voices: readonly Voice[], which: Scene, words: PrintKey, number: number, place: Area): Shape[] {
	const sentences = voices.map((voice, i): ReadParagraph => {
		const sizePt = i > 0 ? 10.5 : voices.length === 1 ? 14 : 11.5;
		return { voice, text: voice.words(words), manner: { sizePt, face: i === 0 ? 'bold' : 'regular' } };
	});
	return [
		...numberDisc(voices[0]!, number, place.x + 3.6, place.y + 4.2, 3.6),
		...scene(which, place.x + 5.5, place.y + (place.h - SCENE_HEIGHT) / 2, 1),
		...readDown(sentences, area(place.x + 37.4, place.y, place.w - 37.4, place.h), 'middle')
	];
}

function codeInClear(voice: Voice, { origin, hall, code }: HallSign): Tagged[] {
	const placed = codeInPatch(scanUrl(origin, code), 'H', 0, PATCH_TOP, PATCH_MM);
	const left = SIDE_MM + 0.5;
	const line = (y: number, h: number) => area(left, PATCH_TOP + PATCH_MM + y, placed.size, h);
	const address = `${domain(origin)}/${showCode('place', code)}`;
	const centred = { align: 'middle' } as const;
	const said = ({ shapes }: Written) => read('P', voice, shapes);
	return [
		read('Figure', voice, [{ ...placed, x: left }], voice.words('qrOpens', { address })),
		said(write(voice, voice.words('posterScan'), line(0, 5.8), { sizePt: 12, minPt: 9, ...centred })),
		said(writeAddress(voice, address, line(5.8, 7), { sizePt: 15, minPt: 7, face: 'bold', ...centred })),
		said(writeName(voice, hallName(voice, hall), line(13, 5.4), { sizePt: 11, minPt: 7, ...centred }))
	];
}

function paperWay(voices: readonly Voice[], { color = null, stickers }: HallSign): Shape[] {
	const paper = stickers === 'none' ? 'posterPaperStrip' : 'posterPaper';
	const room = area(SIDE_MM, RULE_TOP + 3.4, WIDTH_MM, SLIP_TOP - RULE_TOP - 5);
	const columns = voices.length === 1 ? [room] : halves(room, 8);
	return [
		bandOrRule({ color }, SIDE_MM, SIDE_MM + WIDTH_MM, RULE_TOP),
		...voices.flatMap((voice, i) => {
			const large = voices.length === 1 ? 20 : 15;
			return readDown(
				[
					{ voice, role: 'H2', text: voice.words('posterFree'), manner: { sizePt: large, face: 'bold' } },
					{ voice, text: voice.words(paper), manner: { sizePt: 13 }, above: 1 }
				],
				columns[i]!
			);
		})
	];
}

function slips(
	voice: Voice,
	hall: HallPlace,
	{ paper, times, slips }: (typeof formats)[PosterSize]
): Shape[] {
	const [left, right, bottom] = [EDGE_MM, paper.widthMm - EDGE_MM, paper.heightMm - EDGE_MM];
	const top = SLIP_TOP * times;
	const each = (right - left) / slips;
	const cuts = Array.from({ length: slips - 1 }, (_, i) => down(left + (i + 1) * each, top, bottom, CUT));
	const places = Array.from({ length: slips }, (_, i) => area(left + i * each, top, each, bottom - top));
	return [
		across(left, right, top, CUT),
		...cuts,
		...places.flatMap((place, i) => slip(voice, hall, place, i === 0))
	];
}

/** All slips say the same: the first one is read. */
function slip(voice: Voice, hall: HallPlace, { x, y, w, h }: Area, isRead: boolean): Shape[] {
	const unit = h / SLIP_MM;
	const row = (from: number, high: number) => area(x + 3, y + from * unit, w - 6, high * unit);
	const toFill = (from: number) => across(x + 3, x + w - 3, y + from * unit, TO_FILL);
	const said = ({ shapes }: Written) => (isRead ? [read('P', voice, shapes)] : shapes);
	const bold = { sizePt: 9 * unit, minPt: 8, face: 'bold' } as const;
	return [
		...said(writeName(voice, shortPlace(voice, hall), row(2, 10), { sizePt: 8 * unit, minPt: 6 })),
		...said(write(voice, voice.words('slipWish'), row(13.4, 9), bold)),
		toFill(28),
		toFill(36),
		...said(write(voice, voice.words('slipMine'), row(38, 6), bold)),
		toFill(50)
	];
}

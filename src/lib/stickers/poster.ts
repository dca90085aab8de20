import { scanUrl, showCode } from '#lib/codes/codes.ts';
import type { Page, Shape } from '#lib/paper/drawing.ts';
import { A4, INK_MARGIN_MM } from '#lib/paper/lengths.ts';
import type { PrintKey } from '#lib/text/print.fr.ts';
import { numberDisc } from './howTo.ts';
import { across, area, codeInPatch, CUT, down, halves, SIDE_MM, THICK, TO_FILL } from './look.ts';
import { hallName, shortPlace, type HallPlace } from './place.ts';
import { domain } from './qrSticker.ts';
import { scene, SCENE_HEIGHT, type Scene } from './scenes.ts';
import { write, writeAddress, writeDown, writeName, type Area, type Paragraph } from './writing.ts';
import type { Voice } from './words.ts';

export interface HallSign {
	/** PALIER_PUBLIC_URL: scheme and host, no path. */
	readonly origin: string;
	readonly hall: HallPlace;
	/** The hall's own code. */
	readonly code: string;
}

/** Wide enough for a symbol of 100 mm at the commonest size (33 modules and the quiet zone); read from a metre away. */
const PATCH_MM = 124.4;
const PATCH_TOP = 58.2;
const WIDTH_MM = A4.widthMm - 2 * SIDE_MM;
const WAY = area(SIDE_MM + 114, 66, WIDTH_MM - 114, 124);
const SLIPS = 5;
const SLIP_TOP = 236;
const RULE_TOP = 203;

const steps: readonly (readonly [Scene, PrintKey])[] = [
	['stickThem', 'poster1'],
	['scanTheSticker', 'poster2'],
	['somebodyAsks', 'poster3'],
	['comesBack', 'poster4']
];

/** The poster of a hall, A4: what this is, how it works, the hall's QR, and slips to tear off for people without a phone. */
export function poster(first: Voice, second: Voice | null, sign: HallSign): Page {
	const voices = second ? [first, second] : [first];
	const shapes = [...everyday(voices), ...codeInClear(first, sign), ...slips(first, sign.hall)];
	return { ...A4, shapes, label: first.words('pageOfPoster') };
}

function everyday(voices: readonly Voice[]): Shape[] {
	const [first, second] = voices;
	const title = { face: 'bold' } as const;
	return [
		...write(first!, first!.words('posterTitle'), area(SIDE_MM, 5.5, WIDTH_MM, 28.6), {
			sizePt: 62,
			...title
		}).shapes,
		...(second
			? write(second, second.words('posterTitle'), area(SIDE_MM, 30, WIDTH_MM, 16), { sizePt: 26, ...title })
					.shapes
			: []),
		...leads(voices),
		...way(voices),
		...paperWay(voices)
	];
}

function leads(voices: readonly Voice[]): Shape[] {
	const lines = voices.map((voice, i): Paragraph => {
		return {
			voice,
			text: voice.words('posterLead'),
			manner: { sizePt: voices.length === 1 ? 18 : i === 0 ? 15 : 12 }
		};
	});
	return [...writeDown(lines, area(SIDE_MM, voices.length === 1 ? 42 : 45, WIDTH_MM, 14)).shapes];
}

function way(voices: readonly Voice[]): Shape[] {
	const each = WAY.h / steps.length;
	return steps.flatMap(([which, words], i) =>
		step(voices, which, words, i + 1, area(WAY.x, WAY.y + i * each, WAY.w, each))
	);
}

function step(voices: readonly Voice[], which: Scene, words: PrintKey, number: number, place: Area): Shape[] {
	return [
		...numberDisc(voices[0]!, number, place.x + 3.6, place.y + 4.2, 3.6),
		...scene(which, place.x + 5.5, place.y + (place.h - SCENE_HEIGHT) / 2, 1),
		...writeDown(
			voices.map((voice, i) => {
				return {
					voice,
					text: voice.words(words),
					manner: {
						sizePt: i > 0 ? 10.5 : voices.length === 1 ? 14 : 11.5,
						face: i === 0 ? 'bold' : 'regular'
					}
				};
			}),
			area(place.x + 37.4, place.y, place.w - 37.4, place.h),
			'middle'
		).shapes
	];
}

function codeInClear(voice: Voice, { origin, hall, code }: HallSign): Shape[] {
	const placed = codeInPatch(scanUrl(origin, code), 'H', 0, PATCH_TOP, PATCH_MM);
	const left = SIDE_MM + 0.5;
	const line = (y: number, h: number) => area(left, PATCH_TOP + PATCH_MM + y, placed.size, h);
	const address = `${domain(origin)}/${showCode('place', code)}`;
	const centred = { align: 'middle' } as const;
	return [
		{ ...placed, x: left },
		...write(voice, voice.words('posterScan'), line(0, 5.8), { sizePt: 12, minPt: 9, ...centred }).shapes,
		...writeAddress(voice, address, line(5.8, 7), { sizePt: 15, minPt: 7, face: 'bold', ...centred }).shapes,
		...writeName(voice, hallName(voice, hall), line(13, 5.4), { sizePt: 11, minPt: 7, ...centred }).shapes
	];
}

function paperWay(voices: readonly Voice[]): Shape[] {
	const room = area(SIDE_MM, RULE_TOP + 3.4, WIDTH_MM, SLIP_TOP - RULE_TOP - 5);
	const columns = voices.length === 1 ? [room] : halves(room, 8);
	return [
		across(SIDE_MM, SIDE_MM + WIDTH_MM, RULE_TOP, THICK),
		...voices.flatMap((voice, i) => {
			const large = voices.length === 1 ? 20 : 15;
			return writeDown(
				[
					{ voice, text: voice.words('posterFree'), manner: { sizePt: large, face: 'bold' } },
					{ voice, text: voice.words('posterPaper'), manner: { sizePt: 13 }, above: 1 }
				],
				columns[i]!
			).shapes;
		})
	];
}

function slips(voice: Voice, hall: HallPlace): Shape[] {
	const edge = INK_MARGIN_MM + CUT.widthMm;
	const [left, right, bottom] = [edge, A4.widthMm - edge, A4.heightMm - edge];
	const each = (right - left) / SLIPS;
	const cuts = Array.from({ length: SLIPS - 1 }, (_, i) =>
		down(left + (i + 1) * each, SLIP_TOP, bottom, CUT)
	);
	const places = Array.from({ length: SLIPS }, (_, i) =>
		area(left + i * each, SLIP_TOP, each, bottom - SLIP_TOP)
	);
	return [
		across(left, right, SLIP_TOP, CUT),
		...cuts,
		...places.flatMap((place) => slip(voice, hall, place))
	];
}

function slip(voice: Voice, hall: HallPlace, place: Area): Shape[] {
	const [x, w] = [place.x + 3, place.w - 6];
	return [
		...writeName(voice, shortPlace(voice, hall), area(x, place.y + 2, w, 10), { sizePt: 8, minPt: 6 }).shapes,
		...write(voice, voice.words('slipWish'), area(x, place.y + 13.4, w, 9), {
			sizePt: 9,
			minPt: 8,
			face: 'bold'
		}).shapes,
		across(x, x + w, place.y + 28, TO_FILL),
		across(x, x + w, place.y + 36, TO_FILL),
		...write(voice, voice.words('slipMine'), area(x, place.y + 38, w, 4.4), { sizePt: 9, face: 'bold' })
			.shapes,
		across(x, x + w, place.y + 50, TO_FILL)
	];
}

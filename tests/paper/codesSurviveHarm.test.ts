import { A4 } from '#lib/paper/lengths.ts';
import { qrSymbol, QUIET_ZONE } from '#lib/paper/qr.ts';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { decoders, type Decoder, type Lamp } from './ink.ts';
import {
	allSheets,
	codesOf,
	kit,
	largePoster,
	LONG,
	nameplateOn,
	printShop,
	qrCorrectedOn,
	qrOn,
	SHORT,
	type Origin,
	type Print
} from './pages.ts';
import { lampOf, seen, type PrintedCode, type View } from './view.ts';

/**
 * Codes are read out of the printed PDF, by two decoders that we did not write, over a matrix of harm.
 *
 * Which meets which: every code that is printed, on every sheet of labels, is read in the `everyday` views; one of each kind, the
 * one with the smallest modules, meets each step of `harms`; the two worst of those meet each pair of `common`.
 *
 * `both` steps are read by each decoder, `one` steps by at least one of them: at these the other one gives up, which is its
 * limit and not ours (measured with zxing-wasm 3.1 and jsQR 1.4: jsQR is weak at blur, low contrast and grain, ZXing at scratches).
 * A telephone looks many times a second from a hand that moves, so three looks are given to each.
 *
 * What 20 % scratched means: hairlines of 0.05 mm, half scraped and half drawn, over 20 % of the symbol's area, its finder
 * patterns included. A patch of which nothing is left is another thing: Q mends 25 % of the codewords and H 30 %, each is 8
 * modules, and a patch spoils all that it touches. So Q is asked for 12 % of the area in one patch, H for 15 %.
 */
const YELLOW: Lamp = [1, 0.78, 0.35];

const PHOTO: Partial<View> = {
	look: { tilt: 25, turn: 7 },
	...{ ink: 0.15, paper: 0.85, lamp: YELLOW, fallsTo: 0.6, blurMm: 0.1, grain: 0.02 }
};
const HURRIED_PHOTO: Partial<View> = {
	look: { tilt: 35, turn: 12 },
	...{ ink: 0.25, paper: 0.8, lamp: YELLOW, fallsTo: 0.5, blurMm: 0.12, shakenMm: 0.15, grain: 0.03 }
};

const everyday: readonly [string, Partial<View>][] = [
	['at 100 dpi', { dpi: 100 }],
	['printed at 90 %', { scale: 0.9, dpi: 120 }],
	['printed at 110 %', { scale: 1.1, dpi: 150 }],
	['stuck on a dark door', { stuck: true, dpi: 150 }],
	['on a photo', PHOTO]
];

type Step = readonly [what: string, view: Partial<View>, by: 'both' | 'one'];

const harms: readonly Step[] = [
	['at 300 dpi', { dpi: 300 }, 'both'],
	['at 200 dpi', { dpi: 200 }, 'both'],
	['at 150 dpi', { dpi: 150 }, 'both'],
	['at 100 dpi', { dpi: 100 }, 'both'],
	['printed at 90 %, at 100 dpi', { scale: 0.9, dpi: 100 }, 'both'],
	['printed at 95 %', { scale: 0.95, dpi: 150 }, 'both'],
	['printed at 105 %', { scale: 1.05, dpi: 150 }, 'both'],
	['printed at 110 %, at 100 dpi', { scale: 1.1, dpi: 100 }, 'both'],
	['in black dots, 300 to an inch', { printedAt: 300 }, 'both'],
	['in black dots, 150 to an inch', { printedAt: 150 }, 'both'],
	['in black dots, 100 to an inch', { printedAt: 100 }, 'one'],
	['out of focus by 0.1 mm', { blurMm: 0.1 }, 'both'],
	['out of focus by 0.2 mm', { blurMm: 0.2 }, 'both'],
	['out of focus by 0.25 mm', { blurMm: 0.25 }, 'one'],
	['shaken by 0.3 mm', { shakenMm: 0.3 }, 'both'],
	['shaken by 0.5 mm', { shakenMm: 0.5 }, 'one'],
	['scratched over 5 %', { hairlines: { share: 0.05, black: 0, wideMm: 0.1 }, blurMm: 0.15 }, 'both'],
	['scratched over 10 %', { hairlines: { share: 0.1, black: 0.5, wideMm: 0.05 }, blurMm: 0.15 }, 'both'],
	['scratched over 20 %', { hairlines: { share: 0.2, black: 0.5, wideMm: 0.05 }, blurMm: 0.15 }, 'one'],
	['in white of 4 modules on a dark door', { white: QUIET_ZONE }, 'both'],
	['in white of 2 modules on a dark door', { white: 2 }, 'both'],
	['faded to 20 % on 85 %', { ink: 0.2, paper: 0.85 }, 'both'],
	['faded to 40 % on 75 %', { ink: 0.4, paper: 0.75 }, 'one'],
	['faded to 40 % on 75 %, in yellow light', { ink: 0.4, paper: 0.75, lamp: YELLOW }, 'one'],
	['faded to 40 % on 75 %, with grain', { ink: 0.4, paper: 0.75, grain: 0.03 }, 'one'],
	['with half of the light in a corner', { fallsTo: 0.5 }, 'both'],
	['with a fifth of the light in a corner', { fallsTo: 0.2 }, 'both'],
	['half in a shadow', { shadow: 0.5 }, 'both'],
	['half in a deep shadow', { shadow: 0.25 }, 'both'],
	['with a lamp mirrored in it', { glare: 0.6 }, 'both'],
	['turned by 7 degrees', { look: { turn: 7 } }, 'both'],
	['turned by 45 degrees', { look: { turn: 45 } }, 'both'],
	['turned by 90 degrees', { look: { turn: 90 } }, 'both'],
	['turned by 180 degrees', { look: { turn: 180 } }, 'both'],
	['from 30 degrees aside', { look: { tilt: 30 } }, 'both'],
	['from 45 degrees aside', { look: { tilt: 45 } }, 'both'],
	['from 45 degrees aside, near and turned', { look: { tilt: 45, turn: 20, from: 2.5 } }, 'both'],
	['from 60 degrees aside, turned', { look: { tilt: 60, turn: 20 } }, 'one'],
	['with grain of 6 %', { grain: 0.06 }, 'both'],
	['with grain of 10 %', { grain: 0.1 }, 'one'],
	['on a photo', PHOTO, 'both'],
	['on a hurried photo', HURRIED_PHOTO, 'one']
];

const WORN_AWAY = { Q: { both: 0.08, one: 0.12 }, H: { both: 0.12, one: 0.15 } } as const;

/** Harms that everybody meets in a hall, for meeting two of them at once. */
const common: readonly [string, Partial<View>][] = [
	['at 120 dpi', { dpi: 120 }],
	['printed at 90 %', { scale: 0.9 }],
	['in black dots', { printedAt: 200 }],
	['scratched', { hairlines: { share: 0.05, black: 0.5, wideMm: 0.05 } }],
	['worn', { wornAway: 0.05 }],
	['on a dark door', { white: QUIET_ZONE }],
	['faded', { ink: 0.2, paper: 0.85, lamp: YELLOW }],
	['unevenly lit', { fallsTo: 0.5 }],
	['shadowed', { shadow: 0.5 }],
	['from 30 degrees aside', { look: { tilt: 30, turn: 7 } }],
	['out of focus', { blurMm: 0.12 }],
	['shaken', { shakenMm: 0.2 }],
	['grainy', { grain: 0.03 }]
];

const LOOKS = [1, 0.95, 0.9];

const KINDS = [
	...['poster', 'letter', 'sticker', 'nameplate'],
	...['qr on a rectangle', 'qr on a strip', 'qr on a disc', 'nameplate on a strip', 'qr for a print shop']
];

/** Two cores and whatever else they do. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let prints: readonly Print[];
let codes: readonly PrintedCode[];
let oneOfEach: readonly PrintedCode[];

beforeAll(async () => {
	const documents = [SHORT, LONG].flatMap((origin) => [
		[kit(origin, 'ar')],
		[largePoster(origin, 'ar')],
		labels(origin),
		[printShop(origin, null)],
		[printShop(origin, 'A4')]
	]);
	prints = documents.flat();
	codes = (await Promise.all(documents.map(codesOf))).flat();
	oneOfEach = worstOfEachKind(codes);
});

function labels(origin: Origin): Print[] {
	return [
		...allSheets.flatMap((sheet) => [qrOn(sheet, origin), nameplateOn(sheet, origin)]),
		qrCorrectedOn(allSheets[0]!, origin)
	].filter((print) => print !== undefined);
}

/** Of the codes of one page, or of one piece on labels of one shape, for one address: the one with the smallest modules. */
function worstOfEachKind(all: readonly PrintedCode[]): PrintedCode[] {
	const worst = new Map<string, PrintedCode>();
	for (const code of all) {
		const kind = `${code.kind} ${code.says}`;
		if (moduleOf(code) < moduleOf(worst.get(kind))) worst.set(kind, code);
	}
	return [...worst.values()];
}

const moduleOf = (code: PrintedCode | undefined) => (code ? code.sizeMm / code.modules : Infinity);

/** Which decoders read what it must say. */
async function readersOf(code: PrintedCode, view: Partial<View>): Promise<Decoder[]> {
	const readers: Decoder[] = [];
	for (const decoder of ['ZXing', 'jsQR'] as const)
		if (await isReadBy(decoder, code, view)) readers.push(decoder);
	return readers;
}

async function isReadBy(decoder: Decoder, code: PrintedCode, view: Partial<View>): Promise<boolean> {
	for (const [i, nearer] of LOOKS.entries()) {
		const picture = await seen(code, { ...view, dpi: (view.dpi ?? 200) * nearer }, i + 1);
		if ((await decoders[decoder](picture, lampOf(view))) === code.says) return true;
	}
	return false;
}

/** Who does not read what, in words; nothing when all is read. */
async function unread(which: readonly PrintedCode[], view: Partial<View>, by: Step[2]): Promise<string[]> {
	const missed: string[] = [];
	for (const code of which) {
		const readers = await readersOf(code, view);
		if (readers.length < (by === 'both' ? 2 : 1))
			missed.push(`${code.what}: read by ${readers.join() || 'nobody'}`);
	}
	return missed;
}

test('codes are where they should be, and say what they should', () => {
	expect(codes.map(({ says }) => says)).toEqual(
		prints.flatMap((print) => print.codes.map(({ says }) => says))
	);
	expect(oneOfEach.map(({ kind }) => kind)).toEqual(expect.arrayContaining(KINDS));
	for (const code of codes) expect(moduleOf(code), code.what).toBeGreaterThan(0.4999);
});

describe('every code on every page is read by both', () => {
	test.each(everyday)('%s', async (_, view) => {
		expect(await unread(codes, view, 'both')).toEqual([]);
	});
});

describe('each kind of code is read', () => {
	test.each(harms)('%s', async (_, view, by) => {
		expect(await unread(oneOfEach, view, by)).toEqual([]);
	});

	test.each(['both', 'one'] as const)('with a patch worn away, by %s', async (by) => {
		for (const level of ['Q', 'H'] as const) {
			const ofLevel = oneOfEach.filter((code) => code.level === level);
			expect(ofLevel.length).toBeGreaterThan(0);
			expect(await unread(ofLevel, { wornAway: WORN_AWAY[level][by] }, by)).toEqual([]);
		}
	});
});

describe('two harms at once are survived by the smallest codes', () => {
	const pairs = common.flatMap(([one, first], i) =>
		common
			.slice(i + 1)
			.map(([other, second]): [string, Partial<View>] => [`${one}, ${other}`, { ...first, ...second }])
	);

	test.each(pairs)('%s', async (_, view) => {
		const smallest = oneOfEach.toSorted((a, b) => moduleOf(a) - moduleOf(b)).slice(0, 2);
		expect(await unread(smallest, view, 'one')).toEqual([]);
	});
});

describe('the matrix can fail', () => {
	/** Of a poster, a letter, a sticker and a nameplate. */
	async function readers(view: Partial<View>): Promise<string[]> {
		const all = await Promise.all(oneOfEach.slice(0, 4).map((code) => readersOf(code, view)));
		return all.flat();
	}

	test('modules of 0.2 mm are not read at 100 dpi, and those of 0.5 mm are', async () => {
		const symbol = qrSymbol(codes[0]!.says, 'Q');
		const drawn = [0.2, 0.5].map((module): Print => {
			const size = symbol.size * module;
			const shapes = [{ kind: 'code', symbol, x: 50, y: 50, size }] as const;
			return { what: 'control', info: prints[0]!.info, pages: [{ ...A4, shapes }], codes: [] };
		});
		const [small, large] = await codesOf(drawn);
		expect(await readersOf(small!, { dpi: 100 })).toEqual([]);
		expect(await readersOf(large!, { dpi: 100 })).toEqual(['ZXing', 'jsQR']);
	});

	test('a code without white around it is not read on a dark door', async () => {
		expect(await readers({ white: 0 })).toEqual([]);
	});

	test('a code is not read with 45 % under thick strokes', async () => {
		expect(await readers({ destroyed: 0.45 })).toEqual([]);
	});

	test('more than its level can mend is not read', async () => {
		expect(await readers({ wornAway: 0.3 })).toEqual([]);
	});
});

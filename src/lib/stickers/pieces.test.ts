import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emblemOf } from './emblem.ts';
import { pictogram } from '#lib/catalogue/pictograms.ts';
import type { Shape } from '#lib/paper/drawing.ts';
import type { Area } from '#lib/paper/lengths.ts';
import { paintShapesSvg } from '#lib/paper/paintSvg.ts';
import { MIN_MODULE_MM } from '#lib/paper/qr.ts';
import { sheets } from '#lib/paper/sheets.ts';
import { slotsOf } from '#lib/paper/slots.ts';
import { typesetter } from '#lib/server/fonts.ts';
import { languages, type Language } from '#lib/text/languages.ts';
import { pictogramNames as ar } from '#lib/text/names.ar.ts';
import { pictogramNames as en } from '#lib/text/names.en.ts';
import { pictogramNames as fr } from '#lib/text/names.fr.ts';
import { cutOut, whiteOf } from './label.ts';
import { drawPiece, sizesOf, type Label, type Piece } from './pieces.ts';
import { voice, type Voice } from './words.ts';
import { inkOf, quietZoneOf, touch, within } from '../../../tests/support/inkOfShapes.ts';

const names = { fr, en, ar };
const sign = (emblem = 'owl', origin = 'https://palier.example') => {
	return { origin, code: '7K3M9PQXD2F41', emblem: emblemOf(emblem) };
};

const thing = (language: Language, id: keyof typeof fr): Piece => {
	return { piece: 'object', thing: { name: id, path: pictogram(id)!.path, label: names[language][id][0] } };
};

const LONG_ORIGIN = 'https://palier.offices-reunis-du-grand-est.example';

const pieces = (language: Language): Piece[] => [
	thing(language, 'bicycle-pump'),
	thing(language, 'raclette'),
	thing(language, 'video-projector'),
	{ piece: 'joker', text: '' },
	{ piece: 'joker', text: 'Machine à pâtes' },
	{ piece: 'joker', text: 'آلة عجن للخبز' },
	{ piece: 'qr', sign: sign() },
	{ piece: 'qr', sign: sign('owl+cat') },
	{ piece: 'qr', sign: sign('owl', LONG_ORIGIN) },
	{ piece: 'nameplate', sign: sign() },
	{ piece: 'badge' },
	{ piece: 'windscreen' },
	{ piece: 'cling' }
];

/** As a sheet's slot of that size would be. */
function labelOf(w: number, h: number, shape: Label['shape'] = 'rect', by = 1.5): Label {
	const safe = { x: by, y: by, w: w - 2 * by, h: h - 2 * by };
	return { edge: { x: 0, y: 0, w, h }, safe, shape, corner: shape === 'round' ? w / 2 : 2 };
}

/** The first label of each sheet, and all sizes in which a piece is offered. */
const labels: readonly (readonly [string, Label])[] = [
	...sheets.map((sheet) => [sheet.id, slotsOf(sheet)[0]!] as const),
	...(['object', 'qr', 'nameplate', 'badge', 'windscreen', 'cling'] as const)
		.flatMap((piece) => sizesOf({ piece }))
		.map(({ w, h, shape }) => [`${shape} ${w} x ${h}`, labelOf(w, h, shape)] as const)
];

/** Whether an area, or what is round in it, is inside the label's form, with the area given in its bounding square. */
function standsIn(ink: Area, isRound: boolean, area: Area, shape: Label['shape']): boolean {
	if (shape === 'rect') return within(ink, area);
	const [cx, cy, r] = [area.x + area.w / 2, area.y + area.h / 2, area.w / 2 + 0.02];
	const farthest = (from: number, length: number, to: number) =>
		Math.max(Math.abs(from - to), Math.abs(from + length - to));
	if (!isRound) return Math.hypot(farthest(ink.x, ink.w, cx), farthest(ink.y, ink.h, cy)) <= r;
	const radius = Math.min(ink.w, ink.h) / 2;
	const ends = farthest(ink.x + radius, ink.w - 2 * radius, cx);
	return Math.hypot(ends, farthest(ink.y + radius, ink.h - 2 * radius, cy)) + radius <= r;
}

/** A ring or the emblem's round frame. */
const isRound = (shape: Shape) =>
	shape.kind === 'circle' ||
	(shape.kind === 'rect' && 2 * (shape.r ?? 0) > Math.min(shape.w, shape.h) - 0.01);

/** What is wrong with what stands on a label, in words. */
function faultsOf(shapes: readonly Shape[], label: Label, white = whiteOf(label)): string[] {
	const faults: string[] = [];
	const say = (shape: Shape) => (shape.kind === 'text' ? `"${shape.line.text}"` : shape.kind);
	for (const shape of shapes) {
		if (!standsIn(inkOf(shape), isRound(shape), label.safe, label.shape))
			faults.push(`${say(shape)} is outside the safe area`);
		if (shape.kind === 'code') {
			if (!standsIn(quietZoneOf(shape), false, white, label.shape))
				faults.push('the quiet zone is not all on the label');
			if (shape.size / shape.symbol.size < MIN_MODULE_MM - 0.001) faults.push('modules are too small');
		}
	}
	const solid = shapes.filter(
		({ kind }) => kind === 'text' || kind === 'figure' || kind === 'code' || kind === 'line'
	);
	const fieldOf = (shape: Shape) => (shape.kind === 'code' ? quietZoneOf(shape) : inkOf(shape));
	solid.forEach((one, i) => {
		for (const other of solid.slice(i + 1))
			if (touch(fieldOf(one), fieldOf(other)) && !(one.kind === 'figure' && other.kind === 'figure'))
				faults.push(`${say(one)} runs into ${say(other)}`);
	});
	const rings = shapes.filter((shape) => shape.kind === 'rect' && isRound(shape));
	for (const code of shapes.filter((shape) => shape.kind === 'code'))
		for (const ring of rings)
			if (touch(quietZoneOf(code), inkOf(ring))) faults.push('the emblem stands in the quiet zone');
	return faults;
}

const isRefused = (drawn: ReturnType<typeof drawPiece>) => 'refusal' in drawn;

/** A piece is drawn without a fault, or refused with a size on which it is drawn. */
function checkOn(speaking: Voice, piece: Piece, label: Label): void {
	const drawn = drawPiece(speaking, piece, label);
	const { w, h } = label.safe;
	const on = `${piece.piece} on ${label.shape} ${w} x ${h}`;
	if (!('refusal' in drawn)) {
		// The strip is as narrow as its holder, which frames it.
		const white = piece.piece === 'nameplate' ? label.edge : whiteOf(label);
		return expect(faultsOf(drawn, label, white), on).toEqual([]);
	}
	if (drawn.refusal !== 'too-small')
		return expect([piece.piece, drawn.refusal]).toEqual(['joker', 'too-long']);
	const { needs } = drawn;
	expect(needs.w > w || needs.h > h, on).toBe(true);
	const enough = { ...cutOut({ x: 0, y: 0, ...needs }, 2), shape: label.shape };
	expect(isRefused(drawPiece(speaking, piece, enough)), `${on}, needs ${needs.w} x ${needs.h}`).toBe(false);
}

describe.each(languages)('every piece in %s', (language) => {
	const speaking = voice(typesetter(), language);

	const checkAll = (label: Label) => {
		for (const piece of pieces(language)) checkOn(speaking, piece, label);
	};

	test.each(labels)('stands on %s, inside and apart, or says what it needs', (_, label) => checkAll(label));

	test('stands on a label of any size', () => {
		const mm = (min: number, max: number) => fc.integer({ min: 4 * min, max: 4 * max }).map((n) => n / 4);
		const sizes = fc.record({ w: mm(10, 200), h: mm(10, 150), by: mm(0, 4), round: fc.boolean() });
		fc.assert(
			fc.property(sizes, ({ w, h, by, round }) => {
				const inside = Math.min(by, Math.min(w, h) / 4);
				checkAll(round ? labelOf(w, w, 'round', inside) : labelOf(w, h, 'rect', inside));
			}),
			{ numRuns: 25 }
		);
	});

	test('is drawn on each size in which it is offered', () => {
		for (const piece of pieces(language).filter(
			(one) => one.piece !== 'qr' || one.sign.origin !== LONG_ORIGIN
		))
			for (const { w, h, shape, corner } of sizesOf(piece)) {
				const drawn = drawPiece(speaking, piece, { ...labelOf(w, h, shape), corner });
				expect(isRefused(drawn), `${piece.piece} ${w} x ${h}`).toBe(false);
			}
	});
});

describe('a check that would see it', () => {
	const label = labelOf(64, 38);
	const drawn = () => {
		const shapes = drawPiece(voice(typesetter(), 'fr'), { piece: 'qr', sign: sign() }, label);
		return 'refusal' in shapes ? [] : shapes;
	};
	const [text] = drawn().filter((shape) => shape.kind === 'text');
	const [code] = drawn().filter((shape) => shape.kind === 'code');

	test('moved out, into the code, onto another line; modules too small', () => {
		expect(faultsOf([{ ...text!, x: -1 }], label)).toEqual(['"Ici, on prête." is outside the safe area']);
		expect(faultsOf([code!, { ...text!, x: code!.x - 1 }], label).join()).toContain('runs into');
		expect(faultsOf([text!, { ...text!, y: text!.y + 1 }], label).join()).toContain('runs into');
		expect(faultsOf([{ ...code!, size: 14 }], label)).toEqual(['modules are too small']);
		expect(faultsOf([text!], labelOf(38, 38, 'round')).join()).toContain('outside');
	});
});

describe('the object sticker', () => {
	const french = voice(typesetter(), 'fr');
	const wordsOn = (w: number, h: number, id: keyof typeof fr = 'bicycle-pump') => {
		const drawn = drawPiece(french, thing('fr', id), labelOf(w, h));
		if ('refusal' in drawn) return drawn;
		const [figure] = drawn.filter((shape) => shape.kind === 'figure');
		const texts = drawn.filter((shape) => shape.kind === 'text');
		return { figure: figure!, said: texts.map(({ line }) => line.text).join(' '), texts };
	};

	test('has its name below on a square label, beside on a wide one, and none on a tiny one', () => {
		const [square, wide, tiny] = [wordsOn(35, 35), wordsOn(64, 34), wordsOn(14, 14)];
		if ('refusal' in square || 'refusal' in wide || 'refusal' in tiny) throw new Error('refused');
		expect([square.said, wide.said, tiny.said]).toEqual(['Pompe à vélo', 'Pompe à vélo', '']);
		expect(square.texts[0]!.y).toBeGreaterThan(square.figure.y + square.figure.size);
		expect(wide.texts[0]!.x).toBeGreaterThan(wide.figure.x + wide.figure.size);
	});

	test('is refused where its drawing would be smaller than 8 mm', () => {
		expect(wordsOn(13, 13)).toEqual({ refusal: 'too-small', needs: { w: 11, h: 11 } });
	});

	test('reads from the right in Arabic: the drawing first', () => {
		const drawn = drawPiece(voice(typesetter(), 'ar'), thing('ar', 'bicycle-pump'), labelOf(64, 34));
		if ('refusal' in drawn) throw new Error('refused');
		const [figure] = drawn.filter((shape) => shape.kind === 'figure');
		for (const text of drawn.filter((shape) => shape.kind === 'text'))
			expect(text.x + text.line.widthMm).toBeLessThan(figure!.x);
	});
});

describe('the QR sticker', () => {
	const french = voice(typesetter(), 'fr');
	const on = (label: Label, origin?: string) => {
		const drawn = drawPiece(french, { piece: 'qr', sign: sign('owl', origin) }, label);
		if ('refusal' in drawn) return drawn;
		const [code] = drawn.filter((shape) => shape.kind === 'code');
		const texts = drawn.filter((shape) => shape.kind === 'text');
		return {
			module: code!.size / code!.symbol.size,
			emblem: drawn.some((shape) => shape.kind === 'figure'),
			said: texts.map(({ line }) => line.text).join(' '),
			leastPt: Math.min(...texts.map(({ line }) => line.style.sizePt))
		};
	};

	test('says everything on address labels and strips, in at least 6 pt, with modules of 0.6 mm and more', () => {
		for (const [w, h] of [
			[64, 38],
			[63.5, 38.1],
			[99, 38],
			[100, 25]
		] as const) {
			const shown = on(labelOf(w, h, 'rect', 0.8));
			expect(shown).toMatchObject({ emblem: true, said: 'Ici, on prête. 7K3M-9PQX-D2F41 palier.example' });
			if ('refusal' in shown) continue;
			expect(shown.leastPt).toBeGreaterThanOrEqual(6);
			expect(shown.module).toBeGreaterThanOrEqual(0.6);
		}
	});

	test('gives up the address, the words and last the emblem before the size of its modules', () => {
		expect(on(labelOf(38.1, 21.17, 'rect', 0.8))).toMatchObject({ emblem: true, said: '7K3M- 9PQX-D2F41' });
		expect(on(labelOf(30, 30))).toMatchObject({ emblem: true, said: '' });
		expect(on(labelOf(21, 21))).toMatchObject({ emblem: false, said: '' });
	});

	test('is refused below 0.5 mm a module, with the size that a longer address needs too', () => {
		expect(on(labelOf(35.6, 16.9, 'rect', 0.8))).toEqual({
			refusal: 'too-small',
			needs: { w: 18.5, h: 18.5 }
		});
		expect(on(labelOf(20, 20), LONG_ORIGIN)).toEqual({ refusal: 'too-small', needs: { w: 20.5, h: 20.5 } });
	});
});

test('the nameplate has one size: cut out of a larger label, or the label itself', () => {
	const french = voice(typesetter(), 'fr');
	const nameplate: Piece = { piece: 'nameplate', sign: sign() };
	const frameOn = (label: Label) => {
		const drawn = drawPiece(french, nameplate, label);
		return 'refusal' in drawn ? drawn : drawn.filter((shape) => shape.kind === 'rect' && shape.w === 100);
	};
	expect(frameOn(labelOf(199.6, 144))).toMatchObject([{ w: 100, h: 25, x: 49.8 }]);
	expect(frameOn(labelOf(100, 25))).toEqual([]);
	expect(frameOn(labelOf(99.06, 38.1))).toEqual({ refusal: 'too-small', needs: { w: 100.2, h: 25.2 } });
});

test('a typed joker is set whole or refused with its reason', () => {
	const french = voice(typesetter(), 'fr');
	const typed = (text: string) => drawPiece(french, { piece: 'joker', text }, labelOf(40, 40, 'round'));
	expect(typed('mot '.repeat(200))).toEqual({ refusal: 'too-long' });
	expect(typed('Fête \u{1F389}')).toMatchObject({ refusal: 'unknown-character' });
	expect(isRefused(typed('Cuiseur vapeur'))).toBe(false);
});

/** Three sizes of each piece, as they are; after a change that you have looked at: vitest run -u. */
const pictures: readonly (readonly [string, Piece, Label])[] = [
	['object-30', thing('fr', 'bicycle-pump'), labelOf(30, 30)],
	['object-round-40', thing('fr', 'raclette'), labelOf(40, 40, 'round')],
	['object-wide-63', thing('fr', 'video-projector'), labelOf(63.5, 38.1)],
	['joker-30', { piece: 'joker', text: '' }, labelOf(30, 30)],
	['joker-round-50', { piece: 'joker', text: '' }, labelOf(50, 50, 'round')],
	['joker-typed-63', { piece: 'joker', text: 'Machine à pâtes' }, labelOf(63.5, 38.1)],
	['qr-64', { piece: 'qr', sign: sign() }, labelOf(64, 38)],
	['qr-38', { piece: 'qr', sign: sign('owl+cat') }, labelOf(38.1, 21.17, 'rect', 0.8)],
	['qr-round-60', { piece: 'qr', sign: sign() }, labelOf(60, 60, 'round')],
	['qr-strip-100', { piece: 'qr', sign: sign() }, labelOf(100, 25)],
	['nameplate-100', { piece: 'nameplate', sign: sign() }, labelOf(100, 25)],
	['nameplate-larger', { piece: 'nameplate', sign: sign() }, labelOf(150, 100)],
	['badge-round-50', { piece: 'badge' }, labelOf(50, 50, 'round')],
	['badge-round-40', { piece: 'badge' }, labelOf(40, 40, 'round')],
	['badge-63', { piece: 'badge' }, labelOf(63, 38)],
	['windscreen-90', { piece: 'windscreen' }, labelOf(90, 60)],
	['windscreen-100', { piece: 'windscreen' }, labelOf(100, 50)],
	['windscreen-round-63', { piece: 'windscreen' }, labelOf(63.5, 63.5, 'round')],
	['cling-150', { piece: 'cling' }, labelOf(150, 100)],
	['cling-199', { piece: 'cling' }, labelOf(199, 144)],
	['cling-99', { piece: 'cling' }, labelOf(99, 67.7)]
];

test.each(pictures)('%s looks as it did', async (name, piece, label) => {
	const drawn = drawPiece(voice(typesetter(), 'fr'), piece, label);
	if ('refusal' in drawn) throw new Error(drawn.refusal);
	const { w, h } = label.edge;
	const svg = paintShapesSvg(drawn, w, h, typesetter()).replaceAll('><', '>\n<');
	await expect(`${svg}\n`).toMatchFileSnapshot(`../../../tests/fixtures/pieces/${name}.svg`);
});

import fc from 'fast-check';
import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import { emblemCode, mostEmblemsOfHall } from '#lib/catalogue/emblems.ts';
import { claimUrl, scanUrl, showCode } from '#lib/codes/codes.ts';
import type { Code, Page, Shape, Stamp, Text } from '#lib/paper/drawing.ts';
import { A4, INK_MARGIN_MM, ptToMm, type Area } from '#lib/paper/lengths.ts';
import { isDark, MIN_MODULE_MM, QUIET_ZONE } from '#lib/paper/qr.ts';
import { typesetter } from '#lib/server/fonts.ts';
import { kitDocument, kitPages, type KitHall, type KitSettings } from './kit.ts';
import { CLAIM_BOX, FOLDS_MM, WINDOW } from './letter.ts';

const settings: KitSettings = {
	origin: 'https://palier.example',
	secondLanguage: 'ar',
	claimValidUntil: '2027-01-22',
	landlord: 'Plaine Habitat'
};

/** Codes of the right form; that their check symbol fits is not this room's business. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const symbols = (n: number, length: number) =>
	Array.from({ length }, (_, i) => SYMBOLS[(n * 7 + i * 11 + (n >> i)) & 31]).join('');

function hallOf(count: number, names: Partial<KitHall> = {}, label = (n: number) => String(n + 1)): KitHall {
	return {
		residence: 'Les Tilleuls',
		building: '2',
		entrance: 'B',
		address: '12 rue des Lilas',
		postcode: '93200',
		city: 'Saint-Denis',
		code: symbols(999, 13),
		mailboxes: Array.from({ length: count }, (_, n) => ({
			label: label(n),
			code: symbols(n, 13),
			claim: symbols(n + 3, 9),
			emblem: emblemCode((n * 29) % mostEmblemsOfHall)
		})),
		...names
	};
}

const kit = (hall: KitHall, chosen: Partial<KitSettings> = {}) =>
	kitPages(hall, { ...settings, ...chosen }, typesetter());

/** As many pages as asked for: the rest is never drawn. */
function firstPages(count: number, pages: Iterable<Page>): Page[] {
	const taken: Page[] = [];
	for (const page of pages) if (taken.push(page) === count) break;
	return taken;
}

const flat = (shapes: readonly Shape[]): Shape[] =>
	shapes.flatMap((shape) =>
		shape.kind === 'stamp' || shape.kind === 'tagged' ? flat(shape.shapes) : [shape]
	);
const stampsOf = (shapes: readonly Shape[]): Stamp[] =>
	shapes.flatMap((shape) =>
		shape.kind === 'tagged' ? stampsOf(shape.shapes) : shape.kind === 'stamp' ? [shape] : []
	);
const textsIn = (shapes: readonly Shape[]) => flat(shapes).filter((shape) => shape.kind === 'text');
const wordsIn = (shapes: readonly Shape[]) => textsIn(shapes).map(({ line }) => line.text);
const textsOf = (page: Page) => flat(page.shapes).filter((shape) => shape.kind === 'text');
const codesOf = (page: Page) => flat(page.shapes).filter((shape) => shape.kind === 'code');
const wordsOf = (page: Page) => textsOf(page).map(({ line }) => line.text);
const saying = (page: Page, words: string) => textsOf(page).find(({ line }) => line.text === words)!;

/** Where a text's letters stand, from the tops of its capitals to the tails of its small letters. */
function lettersOf({ x, y, line }: Text): Area {
	const size = ptToMm(line.style.sizePt);
	return { x, y: y - size * 0.7, w: line.widthMm, h: size * 0.9 };
}

/** What a shape blackens, at most; an unfilled frame is its four sides. */
function inkOf(shape: Shape): Area[] {
	const half = 'stroke' in shape && shape.stroke ? shape.stroke.widthMm / 2 : 0;
	const grown = (x: number, y: number, w: number, h: number): Area => {
		return { x: x - half, y: y - half, w: w + 2 * half, h: h + 2 * half };
	};
	switch (shape.kind) {
		case 'text':
			return [lettersOf(shape)];
		case 'code':
		case 'figure':
			return [{ x: shape.x, y: shape.y, w: shape.size, h: shape.size }];
		case 'image':
			return [grown(shape.x, shape.y, shape.w, shape.h)];
		case 'circle':
			return [grown(shape.cx - shape.r, shape.cy - shape.r, 2 * shape.r, 2 * shape.r)];
		case 'line':
			return [grown(shape.x1, shape.y1, shape.x2 - shape.x1, shape.y2 - shape.y1)];
		case 'rect': {
			const { x, y, w, h } = shape;
			if (shape.fill) return [grown(x, y, w, h)];
			return [grown(x, y, w, 0), grown(x, y + h, w, 0), grown(x, y, 0, h), grown(x + w, y, 0, h)];
		}
		case 'stamp':
		case 'tagged':
			return shape.shapes.flatMap(inkOf);
		case 'cut':
			return [];
	}
}

const touch = (a: Area, b: Area) =>
	a.x < b.x + b.w - 0.01 && b.x < a.x + a.w - 0.01 && a.y < b.y + b.h - 0.01 && b.y < a.y + a.h - 0.01;

const within = (inner: Area, outer: Area) =>
	inner.x >= outer.x - 0.01 &&
	inner.y >= outer.y - 0.01 &&
	inner.x + inner.w <= outer.x + outer.w + 0.01 &&
	inner.y + inner.h <= outer.y + outer.h + 0.01;

const PRINTABLE: Area = {
	x: INK_MARGIN_MM,
	y: INK_MARGIN_MM,
	w: A4.widthMm - 2 * INK_MARGIN_MM,
	h: A4.heightMm - 2 * INK_MARGIN_MM
};

function quietZoneOf({ x, y, size, symbol }: Code): Area {
	const quiet = (size / symbol.size) * QUIET_ZONE;
	return { x: x - quiet, y: y - quiet, w: size + 2 * quiet, h: size + 2 * quiet };
}

/** What is wrong with a page as a thing of ink on paper, in words. */
function faultsOf(page: Page): string[] {
	const shapes = flat(page.shapes);
	const faults: string[] = [];
	const named = (shape: Shape) => (shape.kind === 'text' ? `"${shape.line.text}"` : shape.kind);
	for (const shape of shapes)
		for (const ink of inkOf(shape))
			if (!within(ink, PRINTABLE)) faults.push(`${page.label}: ${named(shape)} is too near to the edge`);
	for (const code of codesOf(page))
		for (const shape of shapes)
			if (shape !== code && inkOf(shape).some((ink) => touch(ink, quietZoneOf(code))))
				faults.push(`${page.label}: ${named(shape)} is in the quiet zone of a code`);
	const texts = textsOf(page);
	texts.forEach((one, i) => {
		for (const other of texts.slice(i + 1))
			if (touch(lettersOf(one), lettersOf(other)))
				faults.push(`${page.label}: ${named(one)} runs into ${named(other)}`);
		for (const shape of shapes)
			if ((shape.kind === 'line' || (shape.kind === 'rect' && !shape.fill)) && crossed(one, shape))
				faults.push(`${page.label}: a line crosses ${named(one)}`);
	});
	return faults;
}

const crossed = (text: Text, shape: Shape) => inkOf(shape).some((ink) => touch(ink, lettersOf(text)));

const hostileName = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 100 }),
	fc.string({ unit: 'binary', maxLength: 60 }),
	fc.constantFrom(
		'',
		'W'.repeat(10_000),
		'Résidence du Général de Gaulle et des Anciens Combattants, aile Nord-Ouest, n° 12',
		'إقامة الزيتون الكبيرة قرب المدرسة الابتدائية، العمارة رقم اثنين Bâtiment 2 مدخل ب',
		'\u202e\u2067etrevnI\u0301\u0302\u0303\u0304\u0305',
		'Hà Nội Đường Nguyễn Thị Minh Khai',
		'مُحَمَّدٌ اللّٰهُ إِدَارَةُ السَّكَنِ الكُبْرَىٰ',
		'Ế́̂̃ J̈̀̂ ﷺ̀̋̀ ก̣̱́ ط́̂̃'.repeat(9)
	)
);

describe('the pages of a kit', () => {
	test('come in walking order: caretaker, poster, then letter and stickers of each mailbox', () => {
		expect(Array.from(kit(hallOf(2)), ({ label }) => label)).toEqual([
			'Gardien 1',
			'Affiche',
			'1 lettre',
			'1 autocollants',
			'2 lettre',
			'2 autocollants'
		]);
	});

	test('are A4, and the same each time', () => {
		const [once, again] = [Array.from(kit(hallOf(2))), Array.from(kit(hallOf(2)))];
		expect(again).toEqual(once);
		for (const page of once) expect(page).toMatchObject(A4);
	});

	test('share what is on every letter and every sheet, so that it is painted once', () => {
		const pages = Array.from(kit(hallOf(3))).map(({ shapes }) => stampsOf(shapes));
		const [, , letter, sheet, ...more] = pages;
		expect(letter!.length).toBeGreaterThan(30);
		expect(sheet).toHaveLength(1);
		more.forEach((stamps, i) => {
			stamps.forEach((stamp, nth) => expect(stamp).toBe((i % 2 === 0 ? letter : sheet)![nth]));
		});
		const all = [...letter!, ...sheet!];
		expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
	});

	test('read the letter and the poster aloud: titles, paragraphs in both languages, and what pictures show', () => {
		const [, poster, letter] = firstPages(3, kit(hallOf(1)));
		const said = (page: Page) =>
			page.shapes
				.filter((shape) => shape.kind === 'tagged')
				.map(({ role, language, alt, shapes }) => `${role} ${language} ${alt ?? wordsIn(shapes).join(' ')}`);
		expect(said(poster!)).toEqual([
			'H1 fr Ici, on se prête.',
			'H1 ar هنا نُعير بعضنا.',
			expect.stringMatching(/^P fr Perceuse, échelle/),
			expect.stringMatching(/^P ar /),
			expect.stringMatching(/^P fr Cherchez un dessin/),
			...Array.from({ length: 7 }, () => expect.stringMatching(/^P (fr|ar) /)),
			`Figure fr Code QR\u00a0: ouvre palier.example/${showCode('place', symbols(999, 13))}.`,
			...Array.from({ length: 3 }, () => expect.stringMatching(/^P fr /)),
			expect.stringMatching(/^H2 fr Rien à payer/),
			expect.stringMatching(/^P fr Pas de téléphone/),
			expect.stringMatching(/^H2 ar /),
			expect.stringMatching(/^P ar /),
			expect.stringMatching(/^P fr Entrée B/),
			expect.stringMatching(/^P fr Je voudrais/),
			expect.stringMatching(/^P fr Ma boîte/)
		]);
		const { mailboxes } = hallOf(1);
		const read = said(letter!);
		expect(read.slice(0, 4)).toEqual([
			'P fr De la part de Plaine Habitat',
			'P fr Boîte 1 · Entrée B Bâtiment 2 · Les Tilleuls 12 rue des Lilas 93200 Saint-Denis',
			'H1 fr Entre voisins, on se prête.',
			'H1 ar بين الجيران، نتبادل الإعارة.'
		]);
		expect(read).toContain(`P fr ${showCode('claim', mailboxes[0]!.claim)}`);
		expect(read.filter((one) => one.startsWith('Figure'))).toEqual([
			`Figure fr Code QR\u00a0: ouvre palier.example/a/${showCode('place', mailboxes[0]!.code)}.`,
			expect.stringMatching(/^Figure fr Dessin\u00a0: \p{L}+\.$/u)
		]);
		const answers = [
			'H2 fr Votre bailleur ne voit jamais',
			'P fr si vous participez, ce que vous prêtez, à qui, ni vos messages.'
		];
		expect(read.slice(read.indexOf(answers[0]!)).slice(0, 2)).toEqual(answers);
	});

	test('hold each sentence of the letter in one paragraph, whatever its number of lines', () => {
		for (const secondLanguage of [null, 'en', 'ar'] as const) {
			const letter = firstPages(3, kit(hallOf(1), { secondLanguage }))[2]!;
			const read = letter.shapes.filter((shape) => shape.kind === 'tagged');
			for (const { role, shapes } of read) if (role !== 'Figure') expect(textsIn(shapes)).not.toEqual([]);
			expect(read.filter(({ role }) => role === 'H2')).toHaveLength(secondLanguage ? 10 : 5);
			const lines = read.flatMap(({ shapes }) => wordsIn(shapes));
			expect(lines.length).toBe(wordsOf(letter).length - 6);
		}
	});

	test('carry SPECIMEN when their codes lead to this machine only', () => {
		const watermark = (origin: string) =>
			kitDocument([hallOf(1)], { ...settings, origin }, typesetter()).watermark;
		for (const origin of ['http://localhost:5173', 'http://127.0.0.1:3000', 'http://[::1]:3000'])
			expect(watermark(origin), origin).toBe('SPECIMEN');
		expect(watermark('https://palier.example')).toBeUndefined();
		expect(watermark('https://localhost.example')).toBeUndefined();
	});
});

describe('ink on paper', () => {
	test.each([null, 'en', 'ar'] as const)(
		'is where it should be, with %s as second language',
		(secondLanguage) => {
			const hall = hallOf(80, {}, (n) => String(n + 1).padStart(3, '0'));
			expect(Array.from(firstPages(14, kit(hall, { secondLanguage }))).flatMap(faultsOf)).toEqual([]);
		}
	);

	test('is where it should be whatever the list and the landlord call things', () => {
		fc.assert(
			fc.property(
				fc.record({
					residence: hostileName,
					building: hostileName,
					entrance: hostileName,
					address: hostileName,
					postcode: fc.constantFrom('', '93200'),
					city: hostileName
				}),
				fc.record({
					landlord: hostileName,
					secondLanguage: fc.constantFrom(null, 'en' as const, 'ar' as const)
				}),
				hostileName,
				(names, chosen, label) => {
					const hall = hallOf(2, names, () => label);
					expect(Array.from(kit(hall, chosen)).flatMap(faultsOf)).toEqual([]);
				}
			),
			{ numRuns: 25 }
		);
	});

	test('a check that would see it: a text moved to the edge, into a code, onto another', () => {
		const page = firstPages(4, kit(hallOf(1)))[3]!;
		const [text] = textsOf(page);
		const [code] = codesOf(page);
		const moved = (x: number, y: number): Page => ({ ...page, shapes: [...page.shapes, { ...text!, x, y }] });
		expect(faultsOf(moved(2, 100)).join()).toContain('too near to the edge');
		expect(faultsOf(moved(code!.x - 1, code!.y)).join()).toContain('quiet zone');
		expect(faultsOf(moved(text!.x + 1, text!.y + 1)).join()).toContain('runs into');
	});
});

describe('the caretaker’s sheets', () => {
	test('hold each mailbox of a hall once, in order, for 1 to 400 mailboxes, and no code', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 400 }), (count) => {
				const hall = hallOf(count, {}, (n) => `n${n + 1}`);
				const sheets = [];
				for (const page of kit(hall)) {
					if (!page.label!.startsWith('Gardien')) break;
					sheets.push(page);
				}
				const words = sheets.flatMap(wordsOf);
				expect(words.filter((word) => /^n\d+$/.test(word))).toEqual(hall.mailboxes.map(({ label }) => label));
				expect(words.filter((word) => word === `/ ${count}`)).toHaveLength(sheets.length);
				expect(words.join(' ')).not.toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
				expect(sheets.flatMap(codesOf)).toEqual([]);
				expect(sheets.flatMap(faultsOf)).toEqual([]);
			}),
			{ numRuns: 12, examples: [[1], [34], [35], [400]] }
		);
	});
});

describe('the letter', () => {
	const hall = hallOf(1);
	const [mailbox] = hall.mailboxes;
	const letter = firstPages(3, kit(hall))[2]!;
	const claim = saying(letter, showCode('claim', mailbox!.claim));

	test('keeps its code, in letters and as QR, inside the fold and away from the window', () => {
		const [code] = codesOf(letter);
		for (const area of [lettersOf(claim), quietZoneOf(code!)]) {
			expect(within(area, CLAIM_BOX)).toBe(true);
			expect(touch(area, WINDOW)).toBe(false);
		}
		expect(CLAIM_BOX.y).toBeGreaterThan(FOLDS_MM[0]);
		expect(CLAIM_BOX.y + CLAIM_BOX.h).toBeLessThan(FOLDS_MM[1]);
		expect(claim.line.style.sizePt).toBeGreaterThanOrEqual(24);
	});

	test('shows nothing but the place through the window', () => {
		const seen = textsOf(letter).filter((text) => touch(lettersOf(text), WINDOW));
		expect(seen.map(({ line }) => line.text)).toEqual([
			'Boîte 1 · Entrée B',
			'Bâtiment 2 · Les Tilleuls',
			'12 rue des Lilas',
			'93200 Saint-Denis'
		]);
		for (const text of seen) expect(within(lettersOf(text), WINDOW)).toBe(true);
	});

	test('folds between its lines, not through them', () => {
		for (const text of textsOf(letter))
			for (const y of FOLDS_MM)
				expect(touch(lettersOf(text), { x: 0, y: y - 0.5, w: A4.widthMm, h: 1 }), text.line.text).toBe(false);
	});

	test('says in both languages until when, and what the landlord never sees', () => {
		const words = wordsOf(letter).join(' ');
		for (const said of [
			'22 janvier 2027',
			'22 يناير 2027',
			'ne voit jamais',
			'لا يرى أبدًا',
			'palier.example/a/'
		])
			expect(words).toContain(said);
	});
});

describe('the sticker sheet', () => {
	const hall = hallOf(1);
	const sheet = firstPages(4, kit(hall))[3]!;

	test('has two QR stickers and a nameplate of 100 x 25 mm, 40 pictograms and five jokers, none over another', () => {
		const frames = flat(sheet.shapes)
			.filter((shape) => shape.kind === 'rect')
			.filter(({ stroke, w, h }) => stroke && w > 20 && h > 20);
		const stickers = frames.map(({ x, y, w, h }) => ({ x, y, w, h }));
		expect(stickers.filter(({ w, h }) => w === 64 && h === 38)).toHaveLength(2);
		expect(stickers.filter(({ w, h }) => w === 100 && h === 25)).toHaveLength(1);
		expect(stickers).toHaveLength(2 + 1 + 1 + 40 + 5);
		stickers.forEach((one, i) => {
			for (const other of stickers.slice(i + 1)) expect(touch(one, other)).toBe(false);
		});
	});

	test('shows the code and the domain in clear, in at least 7 points', () => {
		for (const words of [showCode('place', hall.mailboxes[0]!.code), 'palier.example'])
			expect(saying(sheet, words).line.style.sizePt).toBeGreaterThanOrEqual(7);
	});

	test('names the bicycle pump first', () => {
		const names = wordsOf(sheet);
		expect(names).toContain('Pompe à vélo');
		expect(names.indexOf('Pompe à vélo')).toBeLessThan(names.indexOf('Perceuse'));
	});
});

describe('the codes', () => {
	const hall = hallOf(1);
	const [mailbox] = hall.mailboxes;

	test('say the poster’s, the letter’s and the stickers’ addresses, at level H or Q', () => {
		const [poster, letter, sheet] = firstPages(4, kit(hall)).slice(1).map(codesOf);
		const said = (codes: Code[] = []) => codes.map(({ symbol }) => [symbol.text, symbol.level]);
		expect(said(poster)).toEqual([[scanUrl(settings.origin, hall.code), 'H']]);
		expect(said(letter)).toEqual([[claimUrl(settings.origin, mailbox!.code, mailbox!.claim), 'Q']]);
		const scanned = [scanUrl(settings.origin, mailbox!.code), 'Q'];
		expect(said(sheet)).toEqual([scanned, scanned, scanned]);
		for (const code of [poster, letter, sheet].flatMap((codes) => codes!))
			expect(read(code)).toBe(code.symbol.text);
	});

	test('have modules of half a millimetre at least, also for a long address, and a poster’s spans 100 mm', () => {
		const modules = (origin: string) =>
			firstPages(4, kit(hall, { origin }))
				.flatMap(codesOf)
				.map(({ size, symbol }) => size / symbol.size);
		for (const module of modules(`https://${'a'.repeat(30)}.${'b'.repeat(20)}.example`))
			expect(module).toBeGreaterThanOrEqual(MIN_MODULE_MM);
		const [poster, letter, ...stickers] = modules(settings.origin);
		expect(poster! * 33).toBeGreaterThanOrEqual(100);
		for (const module of [letter!, ...stickers.slice(0, 2)]) expect(module).toBeGreaterThanOrEqual(0.7);
	});
});

/** What a decoder that we did not write reads, at 4 pixels a module. */
function read({ symbol }: Code): string | undefined {
	const [scale, quiet] = [4, QUIET_ZONE];
	const side = (symbol.size + 2 * quiet) * scale;
	const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
	for (let y = 0; y < side; y++)
		for (let x = 0; x < side; x++)
			if (isDark(symbol, Math.floor(x / scale) - quiet, Math.floor(y / scale) - quiet))
				pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
	return jsQR(pixels, side, side)?.data;
}

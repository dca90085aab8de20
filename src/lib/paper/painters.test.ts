import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import jsqr from 'jsqr';
import { describe, expect, test } from 'vitest';
import { pdfTools, typesetter as openTypesetter } from '#lib/server/fonts.ts';
import type { DocumentInfo, Page, Shape } from './drawing.ts';
import { A4, mmToPt } from './lengths.ts';
import { paintPdf, pdfBytes } from './paintPdf.ts';
import { paintShapesSvg, paintSvg } from './paintSvg.ts';
import { qrSymbol } from './qr.ts';
import { setLine, type TextStyle } from './text.ts';

const typesetter = openTypesetter();
const info: DocumentInfo = { title: 'Kit du hall B', language: 'fr' };
const SCAN = 'HTTPS://PALIER.EXAMPLE/7K3M9PQXD2F41';
const CLAIM = 'HTTPS://PALIER.EXAMPLE/A/7K3M9PQXD2F41#4CDFZ4AWR';
const STAR =
	'M12,17.27L18.18,21L16.54,13.97L22,9.24L14.81,8.62L12,2L9.19,8.62L2,9.24L7.45,13.97L5.82,21L12,17.27Z';
const RING = 'M12 2a10 10 0 100 20 10 10 0 000-20m0 4a6 6 0 110 12 6 6 0 010-12z';

const line = (text: string, style: Partial<TextStyle> = {}) =>
	setLine(typesetter, text, { face: 'regular', sizePt: 14, language: 'fr', ...style });
const text = (words: string, x: number, y: number, style: Partial<TextStyle> = {}, ink = 1): Shape => ({
	kind: 'text',
	line: line(words, style),
	x,
	y,
	ink
});

const footer: Shape[] = [
	{ kind: 'rect', x: 0, y: 0, w: 60, h: 15, stroke: { ink: 1, widthMm: 0.2 } },
	text('Gardée par le hibou', 3, 8, { face: 'bold', sizePt: 9 }),
	{ kind: 'figure', name: 'star', path: STAR, x: 45, y: 2, size: 10, ink: 0.4 }
];

/** A page with every kind of shape, and text in several scripts. */
const page: Page = {
	...A4,
	label: 'B3',
	shapes: [
		text('AVATAR — « bonjour », œuvre, Lefèvre', 20, 25),
		text('Nguyễn, İstanbul, Ζωή, Жук', 20, 37, { face: 'bold' }),
		text('مرحبًا بكم في بوابة الجيران', 60, 49, { language: 'ar' }),
		text('السَّلَامُ عَلَيْكُمْ يَا جَارِي', 60, 61, { language: 'ar', face: 'bold' }, 0.7),
		text('الرمز 7K3M-9PQX-D2F41 (من فضلك) 01 23 45', 60, 73, { language: 'ar' }),
		{ kind: 'rect', x: 20, y: 160, w: 40, h: 20, r: 3, fill: 0.1, stroke: { ink: 1, widthMm: 0.5 } },
		{ kind: 'rect', x: 65, y: 160, w: 20, h: 20, stroke: { ink: 0.5, widthMm: 0.3, dashMm: [2, 1] } },
		{ kind: 'rect', x: 88, y: 160, w: 2, h: 20.123, fill: 1 },
		{ kind: 'circle', cx: 105, cy: 170, r: 10, fill: 1 },
		{ kind: 'line', x1: 119, y1: 160, x2: 135, y2: 180, stroke: { ink: 1, widthMm: 1 } },
		{ kind: 'figure', name: 'star', path: STAR, x: 140, y: 160, size: 20, ink: 1 },
		{ kind: 'figure', name: 'ring <"&">', path: RING, x: 165.5, y: 160, size: 17.3, ink: 0.6 },
		{ kind: 'code', symbol: qrSymbol(SCAN, 'Q'), x: 25, y: 200, size: 25 },
		{ kind: 'code', symbol: qrSymbol(CLAIM, 'H'), x: 60, y: 200, size: 35 },
		{ kind: 'stamp', name: 'footer', shapes: footer, x: 110, y: 200 },
		{ kind: 'stamp', name: 'footer', shapes: footer, x: 110, y: 220 }
	]
};

const paint = (pages: readonly Page[], about: Partial<DocumentInfo> = {}) =>
	pdfBytes(pages, { ...info, ...about }, typesetter, pdfTools());

/** A PDF taken apart with nothing of ours: object bodies by number, found through the table of places. */
function takeApart(bytes: Uint8Array) {
	const file = Buffer.from(bytes).toString('latin1');
	const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)![1]);
	const [, count, rows] = /^xref\n0 (\d+)\n((?:\d{10} \d{5} [nf] \n)+)trailer\n/.exec(file.slice(start))!;
	const places = rows!.match(/.{20}/gs)!.map((row) => Number(row.slice(0, 10)));
	const objects = places.map((place, number) => {
		if (number === 0) return '';
		const body = file.slice(place);
		expect(body.startsWith(`${number} 0 obj\n`), `object ${number} at ${place}`).toBe(true);
		return body.slice(0, body.indexOf('\nendobj\n')).replace(/^.*\n/, '');
	});
	const streamOf = (number: number) => {
		const body = objects[number]!;
		const length = Number(/\/Length (\d+)/.exec(body)![1]);
		const from = /stream\r?\n/.exec(body)!;
		const packed = Buffer.from(body, 'latin1').subarray(from.index + from[0].length);
		expect(body.endsWith('endstream')).toBe(true);
		return inflateSync(packed.subarray(0, length)).toString('latin1');
	};
	const numberIn = (body: string, key: string) => Number(new RegExp(`/${key} (\\d+) 0 R`).exec(body)![1]);
	const pages = objects.flatMap((body, number) => (/\/Type\s?\/Page(?!s)/.test(body) ? [number] : []));
	const resources = objects[numberIn(objects[pages[0]!]!, 'Resources')]!;
	return { file, count: Number(count), objects, streamOf, numberIn, pages, resources };
}

type Taken = ReturnType<typeof takeApart>;

describe('a PDF', () => {
	test('has each object where its table says, and a page tree that counts right', async () => {
		const taken = takeApart(await paint(Array.from({ length: 130 }, () => page)));
		expect(taken.objects).toHaveLength(taken.count);
		expect(taken.pages).toHaveLength(130);
		const root = taken.objects[taken.numberIn(taken.file.slice(taken.file.lastIndexOf('trailer')), 'Root')]!;
		const tree = taken.objects[taken.numberIn(root, 'Pages')]!;
		expect(tree).toContain('/Count 130');
		const groups = [...tree.matchAll(/(\d+) 0 R/g)].map((kid) => taken.objects[Number(kid[1])]!);
		const kids = groups.flatMap((group) =>
			[...group.split('/Kids')[1]!.matchAll(/(\d+) 0 R/g)].map((kid) => Number(kid[1]))
		);
		expect(kids).toEqual(taken.pages);
	});

	test('refers to no object that is not there', async () => {
		const taken = takeApart(await paint([page], { watermark: 'SPECIMEN' }));
		for (const body of taken.objects)
			for (const [, number] of body.split('stream')[0]!.matchAll(/(\d+) 0 R/g))
				expect(taken.objects[Number(number)], number).toBeTruthy();
	});

	test('is the same, byte for byte, when made again', async () => {
		const first = await paint([page, page], { watermark: 'SPECIMEN' });
		typesetter.lately.clear();
		setLine(typesetter, 'تبت', { face: 'regular', sizePt: 9, language: 'ar' });
		expect(Buffer.compare(first, await paint([page, page], { watermark: 'SPECIMEN' }))).toBe(0);
		expect(Buffer.compare(first, await paint([page], { watermark: 'SPECIMEN' }))).not.toBe(0);
	});

	test('asks for no scaling, says its language, title and labels, and no date', async () => {
		const { file } = takeApart(
			await paint([page, { ...page, label: undefined }], { title: 'Été (1) \\ عربي' })
		);
		expect(file).toMatch(/\/PrintScaling\s?\/None/);
		expect(file).toMatch(/\/Lang\s?\(fr\)/);
		expect(file.toUpperCase()).toContain(
			`<FEFF${Buffer.from('Été (1) \\ عربي', 'utf16le').swap16().toString('hex').toUpperCase()}>`
		);
		expect(file).toMatch(/\/Nums\s?\[\s?0 <<\s?\/P <FEFF00420033>\s?>> 1 <<\s?\/S\s?\/D\s?\/St 2\s?>>\s?\]/);
		expect(file).not.toMatch(/Date|\/D:/);
	});

	test('holds no script, no link, and nothing that people typed as it was typed', async () => {
		const evil = 'x) Tj ET Q /JavaScript (app.alert(1)) >> endobj';
		const taken = takeApart(
			await paint(
				[
					{
						...A4,
						label: evil,
						shapes: [
							text(evil, 10, 20, { sizePt: 6 }),
							{ kind: 'stamp', name: evil, shapes: footer, x: 0, y: 0 }
						]
					}
				],
				{
					title: evil,
					watermark: evil
				}
			)
		);
		const everything = [
			taken.file,
			...taken.objects.map((body, i) => (body.includes('stream') ? taken.streamOf(i) : ''))
		].join('\n');
		for (const word of ['JavaScript', '/JS', '/URI', '/OpenAction', '/Launch', 'alert', 'Tj'])
			expect(everything).not.toContain(word);
	});

	test('prints in black alone', async () => {
		const taken = takeApart(await paint([page], { watermark: 'SPECIMEN' }));
		const operators = taken.objects
			.filter((body) => /\/Form|Contents/.test(body))
			.map((body) =>
				taken.streamOf(
					body.includes('/Contents') ? taken.numberIn(body, 'Contents') : taken.objects.indexOf(body)
				)
			);
		expect(operators.length).toBeGreaterThan(4);
		for (const content of operators) expect(content).not.toMatch(/\b(rg|RG|k|K|cs|CS|sc|scn|SCN)\s/);
	});

	test('paints a figure, a stamp and a watermark once for all pages', async () => {
		const taken = takeApart(await paint([page, page, page], { watermark: 'SPECIMEN' }));
		const forms = taken.objects.filter((body) => /\/Subtype\s?\/Form/.test(body));
		expect(forms).toHaveLength(2 + 1 + 1);
	});

	test('embeds each font once, cut down, under a name of its own', async () => {
		const taken = takeApart(await paint([page, page]));
		const names = [...taken.file.matchAll(/\/FontName\s?\/(\S+)/g)].map((found) => found[1]!);
		expect(new Set(names).size).toBe(names.length);
		expect(names.map((name) => name.replace(/^[A-Z]{6}\+/, '')).sort()).toEqual([
			'Atkinson',
			'AtkinsonBold',
			'NotoArabic',
			'NotoArabicBold',
			'NotoSansBold'
		]);
		expect(taken.file.length).toBeLessThan(60_000);
	});

	test('copies out as it was written, mapped in blocks of at most 100', async () => {
		const everyLetter = Array.from({ length: 250 }, (_, i) => String.fromCodePoint(0xc0 + i)).join('');
		const taken = takeApart(
			await paint([{ ...page, shapes: [...page.shapes, text(everyLetter, 10, 100, { sizePt: 5 })] }])
		);
		const blocks = taken.objects.flatMap((body, i) =>
			body.includes('stream') ? [...taken.streamOf(i).matchAll(/(\d+) beginbfchar\n(.*?)\nendbfchar/gs)] : []
		);
		expect(blocks.length).toBeGreaterThan(5);
		for (const [, count, rows] of blocks) {
			expect(Number(count)).toBeLessThanOrEqual(100);
			expect(rows!.split('\n')).toHaveLength(Number(count));
		}
		const copied = glyphMarks(taken)
			.map((mark) => mark.text)
			.join('');
		expect(copied).toContain('AVATAR — « bonjour », œuvre, Lefèvre');
		expect(copied).toContain([...'مرحبا'].slice(3).reverse().join(''));
		expect(copied).toContain('7K3M-9PQX-D2F41');
		expect(copied).toContain('01 23 45');
	});

	test('is handed over as it grows, and waits for the one who takes it', async () => {
		let [asked, taking, most] = [0, 0, 0];
		const sizes: number[] = [];
		async function* pages() {
			for (; asked < 300; asked++)
				yield {
					...A4,
					shapes: [{ kind: 'code', symbol: qrSymbol(`${SCAN}/${asked}`, 'H'), x: 9, y: 9, size: 30 }]
				} satisfies Page;
		}
		const sink = async (bytes: Uint8Array) => {
			most = Math.max(most, ++taking);
			const before = asked;
			await new Promise((done) => setImmediate(done));
			expect(asked).toBe(before);
			taking--;
			sizes.push(bytes.length);
		};
		const done = await paintPdf(pages(), info, typesetter, sink, pdfTools());
		expect(done.pages).toBe(300);
		expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(done.bytes);
		expect(sizes.length).toBeGreaterThan(2);
		expect(most).toBe(1);
	});

	test.each([
		['no page', [], 'needs a page'],
		[
			'a length that is no number',
			[{ ...A4, shapes: [{ kind: 'circle', cx: NaN, cy: 1, r: 1, fill: 1 }] }],
			'NaN'
		],
		[
			'two figures of one name',
			[
				{
					...A4,
					shapes: [STAR, RING].map((path) => ({
						kind: 'figure',
						name: 'x',
						path,
						x: 0,
						y: 0,
						size: 9,
						ink: 1
					}))
				}
			],
			'two figures'
		],
		[
			'a figure that is no path',
			[{ ...A4, shapes: [{ kind: 'figure', name: 'x', path: 'Q', x: 0, y: 0, size: 9, ink: 1 }] }],
			'path'
		]
	] as [string, Page[], string][])('is refused with %s', async (_, pages, reason) => {
		await expect(paint(pages)).rejects.toThrow(reason);
	});

	test('does not take what is not a language tag', async () => {
		await expect(paint([page], { language: 'fr) /X (' })).rejects.toThrow('language tag');
	});

	const qpdf = spawnSync('qpdf', ['--version']).status === 0;
	test.skipIf(!qpdf)(
		`has no fault that qpdf knows${qpdf ? '' : ' (qpdf is not installed here)'}`,
		async () => {
			const folder = mkdtempSync(join(tmpdir(), 'palier-'));
			const path = join(folder, 'page.pdf');
			writeFileSync(path, await paint([page, page], { watermark: 'SPECIMEN' }));
			const checked = spawnSync('qpdf', ['--check', path], { encoding: 'utf8' });
			rmSync(folder, { recursive: true });
			expect(checked.stdout + checked.stderr).toContain('No syntax or stream encoding errors');
			expect(checked.status).toBe(0);
		}
	);
});

describe('an SVG', () => {
	const svg = paintSvg(page, typesetter, { title: 'Feuille <b>"&\'', watermark: 'SPECIMEN' });

	test('is as large as the page, in millimetres', () => {
		expect(svg).toMatch(
			/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="210mm" height="297mm" viewBox="0 0 210 297" role="img">/
		);
	});
	test('escapes what it says', () => {
		expect(svg).toContain('<title>Feuille &#60;b&#62;&#34;&#38;&#39;</title>');
		expect(paintSvg({ ...A4, shapes: [text('<script>"', 1, 9)] }, typesetter)).toContain(
			'aria-label="&#60;script&#62;&#34;"'
		);
	});
	test('needs no style attribute, which the content security policy forbids', () => {
		expect(svg).not.toMatch(/ style=|<style|javascript:|<script|<foreignObject/);
	});
	test('draws a figure and a letter once, and uses them by ids that say what they are', () => {
		const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]!);
		expect(new Set(ids).size).toBe(ids.length);
		for (const [, used] of svg.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(used);
		for (const id of ids) expect(id).toMatch(/^[A-Za-z][\w-]*$/);
		expect(ids.filter((id) => id.startsWith('figure-'))).toHaveLength(2);
	});
	test('of a part has no paper under it', () => {
		const part = paintShapesSvg(footer, 60, 15, typesetter);
		expect(part).toContain('viewBox="0 0 60 15"');
		expect(part).not.toContain('fill="#fff"/>');
	});
});

/** A mark on paper: where, in mm from the top left corner, and how dark. */
interface Mark {
	what: string;
	at: number[];
}

type Matrix = readonly [number, number, number, number, number, number];
const times = ([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix => [
	a * A + b * C,
	a * B + b * D,
	c * A + d * C,
	c * B + d * D,
	e * A + f * C + E,
	e * B + f * D + F
];
const place = ([a, b, c, d, e, f]: Matrix, x: number, y: number) => [a * x + c * y + e, b * x + d * y + f];
const bounds = (points: number[][]) => [
	Math.min(...points.map((p) => p[0]!)),
	Math.min(...points.map((p) => p[1]!)),
	Math.max(...points.map((p) => p[0]!)),
	Math.max(...points.map((p) => p[1]!))
];

/** Each glyph of the first page: its font and id, what it copies out as, where its origin is and how large it is. */
function glyphMarks(taken: Taken) {
	return pdfMarks(taken).flatMap((mark) => (mark.text === undefined ? [] : [{ ...mark, text: mark.text }]));
}

function pdfMarks(taken: Taken): (Mark & { text?: string })[] {
	const fonts = new Map(
		[...taken.resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, number]) => {
			const type0 = taken.objects[Number(number)]!;
			const descendant = taken.objects[Number(/DescendantFonts\s?\[\s?(\d+)/.exec(type0)![1])]!;
			const widths = /\/W\s?\[\s?0 \[([^\]]*)\]/.exec(descendant)![1]!.trim().split(/\s+/).map(Number);
			const map = Buffer.from(taken.streamOf(taken.numberIn(descendant, 'CIDToGIDMap')), 'latin1');
			const meanings = new Map(
				[...taken.streamOf(taken.numberIn(type0, 'ToUnicode')).matchAll(/^<(\w{4})> <(\w+)>$/gm)].map(
					([, code, hex]) => [parseInt(code!, 16), Buffer.from(hex!, 'hex').swap16().toString('utf16le')]
				)
			);
			return [name!, { name: /BaseFont\s?\/\w+\+(\w+)/.exec(type0)![1]!, widths, map, meanings }];
		})
	);
	const forms = new Map(
		[...taken.resources.matchAll(/\/([DSW]\d+) (\d+) 0 R/g)].map(([, name, number]) => [
			name!,
			Number(number)
		])
	);
	const marks: (Mark & { text?: string })[] = [];

	function run(content: string, outer: Matrix) {
		let now: Matrix = outer;
		const saved: Matrix[] = [];
		let [operands, path, font, size, rise]: [string[], number[][], string, number, number] = [
			[],
			[],
			'',
			0,
			0
		];
		let rects = 0;
		let textAt: Matrix = [1, 0, 0, 1, 0, 0];
		for (const token of content.match(/\[[^\]]*\]|<[^>]*>|[^\s[\]<]+/g) ?? []) {
			const n = (i: number) => Number(operands[i]);
			const matrix = () => operands.map(Number) as unknown as Matrix;
			if (/^([-+.\d/[<])/.test(token)) {
				operands.push(token);
				continue;
			}
			if (token === 'q') saved.push(now);
			else if (token === 'Q') now = saved.pop()!;
			else if (token === 'cm') now = times(matrix(), now);
			else if (token === 'm' || token === 'l') path.push(place(now, n(0), n(1)));
			else if (token === 'c') path.push(place(now, n(4), n(5)));
			else if (token === 're') {
				rects++;
				path.push(place(now, n(0), n(1)), place(now, n(0) + n(2), n(1) + n(3)));
			} else if (/^[fSB]$/.test(token)) {
				marks.push({ what: rects > 1 ? 'code' : 'path', at: bounds(path) });
				[path, rects] = [[], 0];
			} else if (token === 'Do') {
				const name = operands[0]!.slice(1);
				if (name.startsWith('D'))
					marks.push({ what: 'figure', at: [...place(now, 0, 0), ...place(now, 24, 24)] });
				else run(taken.streamOf(forms.get(name)!), now);
			} else if (token === 'Tm') textAt = times(matrix(), now);
			else if (token === 'Tf') [font, size] = [operands[0]!.slice(1), n(1)];
			else if (token === 'Ts') rise = n(0);
			else if (token === 'TJ') {
				const { name, widths, map, meanings } = fonts.get(font)!;
				for (const part of operands[0]!.match(/<[^>]*>|[-.\d]+/g) ?? []) {
					if (!part.startsWith('<')) {
						textAt = times([1, 0, 0, 1, (-Number(part) / 1000) * size, 0], textAt);
						continue;
					}
					for (const hex of part.match(/\w{4}/g)!) {
						const code = parseInt(hex, 16);
						const at = [...place(textAt, 0, rise), ...place(textAt, size, rise)];
						marks.push({ what: `${name} ${map.readUInt16BE(code * 2)}`, at, text: meanings.get(code) ?? '' });
						textAt = times([1, 0, 0, 1, (widths[code]! / 1000) * size, 0], textAt);
					}
				}
			}
			operands = [];
		}
	}

	// The page's own matrix turns points into millimetres; undone here, it leaves millimetres.
	const toMm: Matrix = [1 / mmToPt(1), 0, 0, -1 / mmToPt(1), 0, A4.heightMm];
	run(taken.streamOf(taken.numberIn(taken.objects[taken.pages[0]!]!, 'Contents')), toMm);
	return marks;
}

function svgMarks(svg: string): Mark[] {
	const marks: Mark[] = [];
	const saved: Matrix[] = [];
	let now: Matrix = [1, 0, 0, 1, 0, 0];
	const body = svg.replace(/<defs>.*?<\/defs>/s, '');
	for (const [, close, name, attributes] of body.matchAll(/<(\/?)(\w+)([^>]*?)\/?>/g)) {
		const a = (key: string) => Number(new RegExp(` ${key}="([^"]*)"`).exec(attributes!)?.[1] ?? 0);
		const own = transformOf(attributes!, now);
		if (name === 'g') {
			if (close) now = saved.pop()!;
			else [now] = [own, saved.push(now)];
		}
		if (name === 'rect') {
			if (a('width') === A4.widthMm) continue;
			marks.push({
				what: 'path',
				at: bounds([place(own, a('x'), a('y')), place(own, a('x') + a('width'), a('y') + a('height'))])
			});
		}
		if (name === 'circle')
			marks.push({
				what: 'path',
				at: bounds([
					place(own, a('cx') - a('r'), a('cy') - a('r')),
					place(own, a('cx') + a('r'), a('cy') + a('r'))
				])
			});
		if (name === 'line')
			marks.push({ what: 'path', at: bounds([place(own, a('x1'), a('y1')), place(own, a('x2'), a('y2'))]) });
		if (name === 'path') {
			const squares = [...attributes!.matchAll(/M(\d+) (\d+)h(\d+)v1/g)].map((run) =>
				run.slice(1).map(Number)
			);
			marks.push({
				what: 'code',
				at: bounds(squares.flatMap(([x, y, w]) => [place(own, x!, y!), place(own, x! + w!, y! + 1)]))
			});
		}
		if (name === 'use') {
			const glyph = /#glyph-(\w+)-(\d+)"/.exec(attributes!);
			const [x, y] = [a('x'), a('y')];
			if (glyph)
				marks.push({
					what: `${glyph[1]} ${glyph[2]}`,
					at: [...place(own, x, y), ...place(own, x + 1000, y)]
				});
			else
				marks.push({
					what: 'figure',
					at: [...place(own, x, y), ...place(own, x + a('width'), y + a('height'))]
				});
		}
	}
	return marks;
}

function transformOf(attributes: string, now: Matrix): Matrix {
	const list = / transform="([^"]*)"/.exec(attributes)?.[1] ?? '';
	return [...list.matchAll(/(\w+)\(([^)]*)\)/g)].reduce<Matrix>((outer, [, kind, numbers]) => {
		const given = numbers!.split(' ').map(Number);
		const [p, q = p] = given as [number, number?];
		if (kind === 'matrix') return times(given as unknown as Matrix, outer);
		return times(kind === 'scale' ? [p, 0, 0, q, 0, 0] : [1, 0, 0, 1, p, q], outer);
	}, now);
}

describe('preview is print', () => {
	test.each([undefined, 'SPECIMEN'])(
		'the same marks at the same places, in the same order (watermark %s)',
		async (watermark) => {
			const inked = (mark: Mark) => {
				const [font, glyph] = mark.what.split(' ');
				return (
					glyph === undefined ||
					typesetter.fonts.find(({ name }) => name === font)!.outline(Number(glyph)) !== ''
				);
			};
			const printed = pdfMarks(takeApart(await paint([page], { watermark }))).filter(inked);
			const shown = svgMarks(paintSvg(page, typesetter, { watermark }));
			expect(shown.length).toBeGreaterThan(100);
			expect(shown.map((mark) => mark.what)).toEqual(printed.map((mark) => mark.what));
			shown.forEach((mark, i) =>
				mark.at.forEach((length, k) =>
					expect(Math.abs(length - printed[i]!.at[k]!), `${i} ${mark.what}`).toBeLessThan(0.02)
				)
			);
		}
	);
});

describe('codes', () => {
	/** Rasterises the QR of a content stream, 8 pixels to a module, and reads it with a decoder that is not ours. */
	test.each([
		[SCAN, 'Q'],
		[CLAIM, 'H']
	] as const)('%s is read back from the painted rectangles', async (content, level) => {
		const symbol = qrSymbol(content, level);
		const taken = takeApart(
			await paint([{ ...A4, shapes: [{ kind: 'code', symbol, x: 20, y: 20, size: 30 }] }])
		);
		const painted = taken.streamOf(taken.numberIn(taken.objects[taken.pages[0]!]!, 'Contents'));
		const side = (symbol.size + 8) * 8;
		const data = new Uint8ClampedArray(side * side * 4).fill(255);
		for (const [, x, y, w] of painted.matchAll(/^(\d+) (\d+) (\d+) 1 re$/gm))
			for (let row = 0; row < 8; row++) {
				const from = ((Number(y) + 4) * 8 + row) * side + (Number(x) + 4) * 8;
				for (let i = 0; i < Number(w) * 8; i++) data.fill(0, (from + i) * 4, (from + i) * 4 + 3);
			}
		expect(jsqr(data, side, side)?.data).toBe(content);
	});
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import * as harfbuzz from 'harfbuzzjs';
import jsqr from 'jsqr';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
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

/** As page, with what only a file for a print shop has, and groups that are read. */
const cutPage: Page = {
	...page,
	shapes: [
		...page.shapes,
		{ kind: 'cut', outline: { kind: 'rect', x: 12, y: 12, w: 186, h: 273, r: 4 } },
		{ kind: 'cut', outline: { kind: 'rect', x: 11, y: 11, w: 188, h: 275 } },
		{ kind: 'cut', outline: { kind: 'circle', cx: 105, cy: 270, r: 12 } },
		{
			kind: 'stamp',
			name: 'cut',
			shapes: [{ kind: 'cut', outline: { kind: 'circle', cx: 9, cy: 9, r: 8 } }],
			x: 20,
			y: 130
		}
	]
};
const star: Shape = { kind: 'figure', name: 'star', path: STAR, x: 140, y: 60, size: 20, ink: 1 };
const taggedPage: Page = {
	...page,
	shapes: [
		{ kind: 'line', x1: 10, y1: 10, x2: 50, y2: 10, stroke: { ink: 1, widthMm: 1 } },
		{ kind: 'tagged', role: 'H1', shapes: [text('Ici, on prête.', 20, 20)] },
		{ kind: 'tagged', role: 'H2', language: 'ar', shapes: [text('هنا نُعير', 60, 30, { language: 'ar' })] },
		text('1', 10, 40),
		{
			kind: 'tagged',
			role: 'P',
			language: 'fr',
			shapes: [text('Cherchez un dessin', 20, 40), text('sur les boîtes.', 20, 46)]
		},
		{ kind: 'tagged', role: 'Figure', alt: 'Une étoile « de mer »', shapes: [star] },
		{
			kind: 'tagged',
			role: 'P',
			alt: 'lu autrement',
			shapes: [{ kind: 'stamp', name: 'footer', shapes: footer, x: 5, y: 60 }]
		}
	]
};

const paint = (pages: readonly Page[], about: Partial<DocumentInfo> = {}) =>
	pdfBytes(pages, { ...info, ...about }, typesetter, pdfTools());

/** A PDF taken apart with nothing of ours: object bodies by number, found through the table of places. */
function takeApart(bytes: Uint8Array) {
	const file = Buffer.from(bytes).toString('latin1');
	const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)![1]);
	const bodyAt = (place: number, number: number) => {
		const body = file.slice(place);
		expect(body.startsWith(`${number} 0 obj\n`), `object ${number} at ${place}`).toBe(true);
		return body.slice(0, body.indexOf('\nendobj\n')).replace(/^.*\n/, '');
	};
	const rows = rowsOfStream(file.slice(start));
	const packs = new Map<number, string[]>();
	const packAt = (number: number) => {
		const body = bodyAt(rows[number]!.where, number);
		const [, count, first] = /\/Type\/ObjStm\/N (\d+)\/First (\d+)/.exec(body)!.map(Number);
		const content = inflated(body);
		const heads = content.slice(0, first).trim().split(' ').map(Number);
		expect(heads).toHaveLength(2 * count!);
		return Array.from({ length: count! }, (_, i) => {
			const next = heads[2 * i + 3];
			return content.slice(first! + heads[2 * i + 1]!, next === undefined ? undefined : first! + next).trim();
		});
	};
	const objects = rows.map(({ kind, where, index }, number) => {
		if (number === 0) return '';
		if (kind === 1) return bodyAt(where, number);
		if (!packs.has(where)) packs.set(where, packAt(where));
		return packs.get(where)![index]!;
	});
	const streamOf = (number: number) => inflated(objects[number]!);
	const numberIn = (body: string, key: string) => Number(new RegExp(`/${key} (\\d+) 0 R`).exec(body)![1]);
	const pages = objects.flatMap((body, number) => (/\/Type\s?\/Page(?!s)/.test(body) ? [number] : []));
	const resources = objects[numberIn(objects[pages[0]!]!, 'Resources')]!;
	return {
		file,
		/** The file, and what is packed in it. */
		text: [file, ...objects].join('\n'),
		trailer: file.slice(start),
		objects,
		streamOf,
		numberIn,
		pages,
		resources
	};
}

function inflated(body: string): string {
	const length = Number(/\/Length (\d+)/.exec(body)![1]);
	const from = /stream\r?\n/.exec(body)!;
	expect(body.endsWith('endstream')).toBe(true);
	const packed = Buffer.from(body, 'latin1').subarray(from.index + from[0].length);
	return inflateSync(packed.subarray(0, length)).toString('latin1');
}

/** A table of places that is a stream: one byte of kind, five of place, two of place in a pack. */
function rowsOfStream(start: string) {
	const body = start.slice(0, start.indexOf('\nendobj\n'));
	expect(body).toContain('/Type/XRef/W[1 5 2]');
	const bytes = Buffer.from(inflated(body), 'latin1');
	return Array.from({ length: bytes.length / 8 }, (_, i) => ({
		kind: bytes.readUInt8(i * 8),
		where: bytes.readUIntBE(i * 8 + 1, 5),
		index: bytes.readUInt16BE(i * 8 + 6)
	}));
}

type Taken = ReturnType<typeof takeApart>;

describe('a PDF', () => {
	test('has each object where its table says, and a page tree that counts right', async () => {
		const taken = takeApart(await paint(Array.from({ length: 130 }, () => page)));
		expect(taken.trailer).toContain(`/Size ${taken.objects.length}/`);
		expect(taken.pages).toHaveLength(130);
		const root = taken.objects[taken.numberIn(taken.trailer, 'Root')]!;
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
		const { text: file } = takeApart(
			await paint([page, { ...page, label: undefined }], { title: 'Été (1) \\ عربي' })
		);
		expect(file).toMatch(/\/PrintScaling\s?\/None/);
		expect(file).toMatch(/\/Lang\s?\(fr\)/);
		expect(file.toUpperCase()).toContain(
			`<FEFF${Buffer.from('Été (1) \\ عربي', 'utf16le').swap16().toString('hex').toUpperCase()}>`
		);
		expect(file).toContain('/Limits[0 1]/Nums[0 <</P<FEFF00420033>>> 1 <</S/D/St 2>>]');
		expect(file).not.toMatch(/Date|\/D:/);
	});

	test('labels each page of a long document, and numbers those without a label', async () => {
		const labelled = (i: number) => i % 7 !== 0 && !(i > 100 && i < 180);
		const pages = Array.from({ length: 200 }, (_, i): Page => {
			return { ...A4, shapes: [], ...(labelled(i) ? { label: `B${i}` } : {}) };
		});
		const document = await getDocument({ data: await paint(pages), verbosity: 0 }).promise;
		expect(await document.getPageLabels()).toEqual(
			pages.map((_, i) => (labelled(i) ? `B${i}` : String(i + 1)))
		);
		const without = await getDocument({ data: await paint([{ ...A4, shapes: [] }]), verbosity: 0 }).promise;
		expect(await without.getPageLabels()).toBeNull();
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
		const isFont = (body: string) => body.includes('/Length1');
		const everything = taken.objects
			.map((body, i) =>
				body.includes('stream\n') && !isFont(body) ? taken.streamOf(i) : body.split('stream')[0]
			)
			.join('\n');
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
		const names = [...taken.text.matchAll(/\/FontName\s?\/(\S+)/g)].map((found) => found[1]!);
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
		for (const painted of ['مرحبًا بكم', 'السَّلَامُ عَلَيْكُمْ يَا جَارِي'])
			expect(copied).toContain([...painted].reverse().join(''));
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

	const arabic = ['مرحبًا بكم في بوابة الجيران', 'السَّلَامُ عَلَيْكُمْ يَا جَارِي', 'لا إلا فَلَا'];
	const arabicPage: Page = {
		...A4,
		shapes: arabic.map((words, i) => text(words, 60, 30 + 20 * i, { language: 'ar' }))
	};

	test('gives its Arabic to pdf.js in reading order, marks after their letters', async () => {
		const document = await getDocument({ data: await paint([arabicPage]), verbosity: 0 }).promise;
		const { items } = await (await document.getPage(1)).getTextContent();
		await document.destroy();
		const lines = items
			.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
			.join('')
			.split('\n');
		// pdf.js puts the space between two words before a mark that ends the first of them.
		const letters = (line: string) => line.replaceAll(' ', '');
		expect(lines.map(letters)).toEqual(arabic.map(letters));
		expect(lines[0]).toBe(arabic[0]);
		expect(lines[2]).toBe(arabic[2]);
	});

	const pdftotext = spawnSync('pdftotext', ['-v']).status === 0;
	test.skipIf(!pdftotext)(
		`gives its Arabic to pdftotext in reading order${pdftotext ? '' : ' (pdftotext is not installed here)'}`,
		async () => {
			const { stdout } = await withFile(await paint([arabicPage]), (path) =>
				spawnSync('pdftotext', [path, '-'], { encoding: 'utf8' })
			);
			const lines = stdout
				.replace(/[\u202a-\u202e\f]/g, '')
				.trim()
				.split(/\n+/);
			expect(lines).toEqual(arabic);
		}
	);

	const qpdf = spawnSync('qpdf', ['--version']).status === 0;
	test.skipIf(!qpdf).each([
		['a page', [page, page], { watermark: 'SPECIMEN' }],
		['pages that are read', [taggedPage, page, taggedPage], {}],
		[
			'a print shop',
			[{ ...cutPage, trim: { area: { x: 9, y: 9, w: 99, h: 99 }, bleedMm: 2 } }],
			{ forPrintShop: true }
		]
	] as [string, Page[], Partial<DocumentInfo>][])(
		`has no fault that qpdf knows: %s${qpdf ? '' : ' (qpdf is not installed here)'}`,
		async (_, pages, about) => {
			const checked = await withFile(await paint(pages, about), (path) =>
				spawnSync('qpdf', ['--check', path], { encoding: 'utf8' })
			);
			expect(checked.stdout + checked.stderr).toContain('No syntax or stream encoding errors');
			expect(checked.status).toBe(0);
		}
	);
});

async function withFile<T>(bytes: Uint8Array, use: (path: string) => T): Promise<T> {
	const folder = mkdtempSync(join(tmpdir(), 'palier-'));
	const path = join(folder, 'page.pdf');
	writeFileSync(path, bytes);
	const used = use(path);
	rmSync(folder, { recursive: true });
	return used;
}

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

/** Each glyph of the first page: its font and its outline in it, what it copies out as, where its origin is and how large it is. */
function glyphMarks(taken: Taken) {
	return pdfMarks(taken).flatMap((mark) => (mark.text === undefined ? [] : [{ ...mark, text: mark.text }]));
}

function pdfMarks(taken: Taken): (Mark & { text?: string })[] {
	const fonts = new Map(
		[...taken.resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, number]) => {
			const type0 = taken.objects[Number(number)]!;
			const descendant = taken.objects[Number(/DescendantFonts\s?\[\s?(\d+)/.exec(type0)![1])]!;
			const lists = /\/W\s?\[((?:\s?\d+ \[[^\]]*\])+)/.exec(descendant)![1]!;
			const widths = new Map(
				[...lists.matchAll(/(\d+) \[([^\]]*)\]/g)].flatMap(([, first, list]) =>
					list!
						.trim()
						.split(/\s+/)
						.map((width, i): [number, number] => [Number(first) + i, Number(width)])
				)
			);
			const map = Buffer.from(taken.streamOf(taken.numberIn(descendant, 'CIDToGIDMap')), 'latin1');
			const meanings = new Map(
				[...taken.streamOf(taken.numberIn(type0, 'ToUnicode')).matchAll(/^<(\w{4})> <(\w+)>$/gm)].map(
					([, code, hex]) => [parseInt(code!, 16), Buffer.from(hex!, 'hex').swap16().toString('utf16le')]
				)
			);
			const descriptor = taken.objects[taken.numberIn(descendant, 'FontDescriptor')]!;
			const program = Buffer.from(taken.streamOf(taken.numberIn(descriptor, 'FontFile2')), 'latin1');
			const cut = new harfbuzz.Font(new harfbuzz.Face(new harfbuzz.Blob(program)));
			const outline = (code: number) => cut.glyphToPath(map.readUInt16BE(code * 2));
			return [name!, { name: /BaseFont\s?\/\w+\+(\w+)/.exec(type0)![1]!, widths, outline, meanings }];
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
		for (const token of content.replace(/<<.*?>>/g, '').match(/\[[^\]]*\]|<[^>]*>|[^\s[\]<]+/g) ?? []) {
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
				const { name, widths, outline, meanings } = fonts.get(font)!;
				for (const part of operands[0]!.match(/<[^>]*>|[-.\d]+/g) ?? []) {
					if (!part.startsWith('<')) {
						textAt = times([1, 0, 0, 1, (-Number(part) / 1000) * size, 0], textAt);
						continue;
					}
					for (const hex of part.match(/\w{4}/g)!) {
						const code = parseInt(hex, 16);
						const at = [...place(textAt, 0, rise), ...place(textAt, size, rise)];
						marks.push({ what: `${name} ${outline(code)}`, at, text: meanings.get(code) ?? '' });
						textAt = times([1, 0, 0, 1, (widths.get(code)! / 1000) * size, 0], textAt);
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

/** `outlined` when letters are to be compared as the paths that they are. */
function svgMarks(svg: string, outlined = false): Mark[] {
	const outlines = new Map(
		[...svg.matchAll(/<path id="([^"]+)" d="([^"]+)"/g)].map(([, id, d]) => [id!, d!])
	);

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
			if (glyph && outlined)
				marks.push({
					what: 'path',
					at: bounds(
						pathPoints(outlines.get(glyph[0]!.slice(1, -1))!).map(([px, py]) => place(own, x + px!, y + py!))
					)
				});
			else if (glyph)
				marks.push({
					what: `${glyph[1]} ${outlines.get(glyph[0].slice(1, -1))}`,
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

/** Where the parts of an outline end; its coordinates are absolute. */
function pathPoints(d: string): number[][] {
	return [...d.matchAll(/[MLQC]([^A-Za-z]*)/g)].map(([, numbers]) =>
		numbers!
			.trim()
			.split(/[\s,]+/)
			.slice(-2)
			.map(Number)
	);
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
	const inked = (mark: Mark) => !mark.what.endsWith(' ');

	test.each([
		['a page', page, {}],
		['a page with a watermark', page, { watermark: 'SPECIMEN' }],
		['a page with cuts', cutPage, {}],
		['a page that is read', taggedPage, {}],
		['a page that is read, with a watermark', taggedPage, { watermark: 'SPECIMEN' }],
		['letters without a font', cutPage, { forPrintShop: true, watermark: 'SPECIMEN' }]
	] as [string, Page, Partial<DocumentInfo>][])(
		'the same marks at the same places, in the same order: %s',
		async (_, drawn, about) => {
			const printed = pdfMarks(takeApart(await paint([drawn], about))).filter(inked);
			const shown = svgMarks(paintSvg(drawn, typesetter, { watermark: about.watermark }), about.forPrintShop);
			expect(shown.length).toBeGreaterThan(30);
			expect(shown.map((mark) => mark.what)).toEqual(printed.map((mark) => mark.what));
			shown.forEach((mark, i) =>
				mark.at.forEach((length, k) =>
					expect(Math.abs(length - printed[i]!.at[k]!), `${i} ${mark.what}`).toBeLessThan(0.02)
				)
			);
		}
	);

	test('a correction moves the ink on paper, and neither the page nor its picture', async () => {
		const correction = { offsetXMm: 1.5, offsetYMm: -2.25, scaleX: 1.01, scaleY: 0.985 };
		const corrected = { ...page, correction };
		const taken = takeApart(await paint([corrected], { watermark: 'SPECIMEN' }));
		const plain = pdfMarks(takeApart(await paint([page], { watermark: 'SPECIMEN' })));
		const moved = pdfMarks(taken);
		expect(moved).toHaveLength(plain.length);
		plain.forEach((mark, i) =>
			mark.at.forEach((length, k) => {
				const [scale, offset] = k % 2 === 0 ? [1.01, 1.5] : [0.985, -2.25];
				expect(Math.abs(length * scale + offset - moved[i]!.at[k]!), mark.what).toBeLessThan(0.01);
			})
		);
		expect(taken.objects[taken.pages[0]!]).toContain('/MediaBox[0 0 595.2756 841.8898]');
		expect(paintSvg(corrected, typesetter)).toBe(paintSvg(page, typesetter));
	});
});

describe('a file for a print shop', () => {
	const trim = { area: { x: 10, y: 12, w: 60, h: 40 }, bleedMm: 2 };
	const contents = (taken: Taken) =>
		taken.objects.flatMap((body, i) =>
			/\/Subtype\s?\/Form/.test(body) ||
			taken.pages.some((one) => taken.numberIn(taken.objects[one]!, 'Contents') === i)
				? [taken.streamOf(i)]
				: []
		);

	test('says where the finished piece is and how far its ground reaches, on the paper', async () => {
		const taken = takeApart(
			await paint([{ ...page, trim }, page, { ...page, trim: { ...trim, bleedMm: 11 } }])
		);
		const boxes = (i: number, name: string) =>
			new RegExp(`/${name}\\[([^\\]]*)\\]`)
				.exec(taken.objects[taken.pages[i]!]!)?.[1]!
				.split(' ')
				.map(Number);
		const rounded = (mm: number[]) => mm.map((length) => Number(mmToPt(length).toFixed(4)));
		expect(boxes(0, 'TrimBox')).toEqual(rounded([10, 297 - 52, 70, 297 - 12]));
		expect(boxes(0, 'BleedBox')).toEqual(rounded([8, 297 - 54, 72, 297 - 10]));
		expect(boxes(0, 'MediaBox')).toEqual(rounded([0, 0, 210, 297]));
		expect([boxes(1, 'TrimBox'), boxes(1, 'BleedBox')]).toEqual([undefined, undefined]);
		expect(boxes(2, 'BleedBox')![0]).toBe(0);
	});

	test('cuts in a colour of its own, which overprints', async () => {
		const taken = takeApart(await paint([cutPage]));
		const resources = taken.objects.filter((body) => /\/ColorSpace/.test(body));
		expect(resources).toHaveLength(2);
		for (const body of resources) {
			const colour = taken.objects[Number(/\/CutContour (\d+) 0 R/.exec(body)![1])]!;
			expect(colour.replace(/\s+/g, ' ')).toMatch(
				/^\[ ?\/Separation ?\/CutContour ?\/DeviceCMYK ?<< ?\/FunctionType 2 ?\/Domain ?\[ ?0 1 ?\] ?\/C0 ?\[ ?0 0 0 0 ?\] ?\/C1 ?\[ ?0 1 0 0 ?\] ?\/N 1 ?>> ?\]$/
			);
			const state = taken.objects[Number(/\/Overprint (\d+) 0 R/.exec(body)![1])]!;
			for (const entry of [/\/OP true/, /\/op true/, /\/OPM 1/]) expect(state).toMatch(entry);
		}
		const cuts = contents(taken).flatMap(
			(content) => content.match(/q \/Overprint gs \/CutContour CS 1 SCN 0\.25 w \[\] 0 d [^fB]*? S Q/g) ?? []
		);
		expect(cuts).toHaveLength(4);
		expect(svgCuts(paintSvg(cutPage, typesetter))).toBe(4);
	});

	test('has no such colour where nothing is cut', async () => {
		for (const forPrintShop of [false, true])
			expect(await paintedText([page], { forPrintShop })).not.toMatch(
				/CutContour|ColorSpace|ExtGState|Overprint/
			);
	});

	test('is printed with the black plate alone, in every form too', async () => {
		const taken = takeApart(await paint([{ ...page, trim }], { forPrintShop: true, watermark: 'SPECIMEN' }));
		const operators = contents(taken).join('\n');
		expect(operators).not.toMatch(/\b(g|G|rg|RG|cs|CS|sc|scn|SCN)\s/);
		expect(operators.match(/\bk\s/g)!.length).toBeGreaterThan(5);
		for (const [, ink] of operators.matchAll(/(\S+ \S+ \S+) \S+ [kK]\s/g)) expect(ink).toBe('0 0 0');
		expect(operators).toContain('0 0 0 0.7 k');
		expect(operators).toContain('0 0 0 1 K');
	});

	test('has letters without a font, claims no standard, and says that it is not trapped', async () => {
		const file = await paintedText([page], { forPrintShop: true, watermark: 'SPECIMEN' });
		expect(file).not.toMatch(/\/Type\s?\/Font|FontFile|\bTf\b|GTS/);
		expect(file).toMatch(/\/Trapped\s?\/False/);
		expect(await paintedText([page])).not.toContain('Trapped');
	});

	test('is the same, byte for byte, when made again', async () => {
		const make = () => paint([{ ...cutPage, trim }, cutPage], { forPrintShop: true });
		expect(Buffer.compare(await make(), await make())).toBe(0);
	});

	const svgCuts = (svg: string) =>
		[
			...svg.matchAll(
				/<(?:rect|circle) [^>]*fill="none" class="cut" stroke="#e6007e" stroke-width="0.25"\/>/g
			)
		].length;
});

/** The file with its streams unpacked, as text. */
async function paintedText(pages: readonly Page[], about: Partial<DocumentInfo> = {}): Promise<string> {
	const { file, objects } = takeApart(await paint(pages, about));
	return [file, ...objects.map((body) => (body.includes('stream\n') ? inflated(body) : body))].join('\n');
}

interface ReadNode {
	readonly role?: string;
	readonly alt?: string;
	readonly lang?: string;
	readonly id?: string;
	readonly children?: readonly ReadNode[];
}

/** What a reader that is not ours finds in each page: role, language and words of its elements, and the text under each. */
async function readAloud(bytes: Uint8Array) {
	const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
	const pages = [];
	for (let number = 1; number <= document.numPages; number++) {
		const pdf = await document.getPage(number);
		const { items } = await pdf.getTextContent({ includeMarkedContent: true });
		const texts = new Map<string, string>();
		const open: (string | undefined)[] = [];
		for (const item of items) {
			const id = open.findLast((one) => one !== undefined);
			if ('str' in item)
				texts.set(id ?? '', (texts.get(id ?? '') ?? '') + item.str + (item.hasEOL ? ' ' : ''));
			else if (item.type === 'endMarkedContent') open.pop();
			else open.push((item as { id?: string }).id);
		}
		const elements = (node: ReadNode, path: readonly string[]): unknown[] => {
			const here = node.role ? [...path, node.role] : path;
			const content = node.children?.find(({ id }) => id);
			if (!content) return (node.children ?? []).flatMap((child) => elements(child, here));
			const spoken = texts.get(content.id!) ?? '';
			return [[here.join(' '), node.lang ?? '', node.alt ?? '', spoken.replace(/\s+/g, ' ').trim()]];
		};
		const tree = (await pdf.getStructTree()) as ReadNode | null;
		pages.push(tree ? elements(tree, []) : []);
	}
	await document.destroy();
	return pages;
}

describe('a page that is read aloud', () => {
	const element = (role: string) => `Root Document Sect ${role}`;

	test('has its headings, paragraphs and pictures in order, with language and words', async () => {
		const [first, untagged, last] = await readAloud(
			await paint([taggedPage, page, taggedPage], { watermark: 'SPECIMEN' })
		);
		expect(first).toEqual([
			[element('H1'), '', '', 'Ici, on prête.'],
			[element('H2'), 'ar', '', 'هنا نُعير'],
			[element('P'), '', '', 'Cherchez un dessin sur les boîtes.'],
			[element('Figure'), '', 'Une étoile « de mer »', ''],
			[element('P'), '', 'lu autrement', 'Gardée par le hibou']
		]);
		expect(untagged).toEqual([]);
		expect(last).toEqual(first);
	});

	test('finds the elements of each of many pages', async () => {
		const pages = Array.from({ length: 150 }, (_, i): Page => {
			return { ...A4, shapes: [{ kind: 'tagged', role: 'P', shapes: [text(`Boîte ${i}`, 20, 20)] }] };
		});
		const bytes = await paint(pages);
		const read = await readAloud(bytes);
		expect(read.map((elements) => elements.map((one) => (one as string[])[3]))).toEqual(
			pages.map((_, i) => [`Boîte ${i}`])
		);
		const keys = takeApart(bytes).objects.flatMap((body) => /\/StructParents (\d+)/.exec(body)?.[1] ?? []);
		expect(keys).toEqual(pages.map((_, i) => String(i)));
	});

	test('leads from each marked content back to its element, in leaves that say what they hold', async () => {
		const { objects, numberIn } = takeApart(await paint(Array.from({ length: 70 }, () => taggedPage)));
		const root = objects.find((body) => body.includes('/Type/StructTreeRoot'))!;
		expect(root).toContain('/ParentTreeNextKey 70');
		const references = (body: string) =>
			[...body.matchAll(/(\d+) 0 R/g)].map(([, number]) => objects[Number(number)]!);
		const leaves = references(objects[numberIn(root, 'ParentTree')]!);
		expect(leaves.map((leaf) => /Limits(\[\d+ \d+\])/.exec(leaf)![1])).toEqual(['[0 63]', '[64 69]']);
		const lists = leaves.flatMap((leaf) => references(leaf.split('/Nums')[1]!));
		expect(lists).toHaveLength(70);
		for (const list of lists)
			expect(references(list).map((body) => /\/K (\d+)/.exec(body)![1])).toEqual(['0', '1', '2', '3', '4']);
	});

	test('marks the rest as no content, and tells what is read in the place of a text', async () => {
		const taken = takeApart(await paint([taggedPage], { watermark: 'SPECIMEN' }));
		const content = taken.streamOf(taken.numberIn(taken.objects[taken.pages[0]!]!, 'Contents'));
		expect(content.match(/\/(\w+) (?:<<\/MCID \d+>> BDC|BMC)/g)).toEqual([
			'/Artifact BMC',
			'/H1 <</MCID 0>> BDC',
			'/H2 <</MCID 1>> BDC',
			'/Artifact BMC',
			'/P <</MCID 2>> BDC',
			'/Figure <</MCID 3>> BDC',
			'/P <</MCID 4>> BDC'
		]);
		expect(content.match(/\bEMC\b/g)).toHaveLength(7);
		expect(content.replace(/\/\w+ (?:<<\/MCID \d+>> BDC|BMC)[^]*?EMC\n/g, '').trim()).toMatch(
			/^\S+ 0 0 \S+ 0 \S+ cm$/
		);
		const hex = Buffer.from('lu autrement', 'utf16le').swap16().toString('hex').toUpperCase();
		expect(
			taken.objects.filter((body) => body.includes(`/S/P/P`) && body.includes('ActualText'))
		).toHaveLength(0);
		expect(taken.objects.join('\n')).toContain(`/S/P/ActualText<FEFF${hex}>`);
		expect(taken.text).toMatch(/\/MarkInfo\s?<<\s?\/Marked true\s?>>/);
		expect(taken.objects[taken.pages[0]!]).toContain('/StructParents 0/Tabs/S');
	});

	test('parts the lines of a paragraph by a space, and no others', async () => {
		const copied = (pages: Page[]) =>
			paint(pages).then((bytes) =>
				glyphMarks(takeApart(bytes))
					.map((mark) => mark.text)
					.join('')
			);
		expect(await copied([taggedPage])).toContain('1Cherchez un dessin sur les boîtes.Gardée');
		const untagged = taggedPage.shapes.flatMap((shape) => (shape.kind === 'tagged' ? shape.shapes : [shape]));
		expect(await copied([{ ...A4, shapes: untagged }])).toContain('dessinsur les');
	});

	test('has words for its letters also where they are outlines', async () => {
		const { objects } = takeApart(await paint([taggedPage], { forPrintShop: true }));
		const hex = Buffer.from('Cherchez un dessin sur les boîtes.', 'utf16le')
			.swap16()
			.toString('hex')
			.toUpperCase();
		expect(objects.join('\n')).toContain(`/ActualText<FEFF${hex}>`);
	});

	test('leaves no trace in a file where nothing is tagged', async () => {
		expect(await paintedText([page, cutPage], { watermark: 'SPECIMEN' })).not.toMatch(
			/BMC|BDC|EMC|MCID|Struct|MarkInfo|Tabs/
		);
	});

	test('is the same, byte for byte, when made again', async () => {
		const make = () => paint([page, taggedPage, taggedPage]);
		expect(Buffer.compare(await make(), await make())).toBe(0);
	});

	test.each([
		['a picture without words', { kind: 'tagged', role: 'Figure', shapes: [star] }, 'needs words'],
		['a language that is none', { kind: 'tagged', role: 'P', language: 'fr)', shapes: [] }, 'language tag'],
		[
			'a group in a group',
			{ kind: 'tagged', role: 'P', shapes: [{ kind: 'tagged', role: 'P', shapes: [] }] },
			'another group'
		]
	] as [string, Shape, string][])('is refused with %s', async (_, shape, reason) => {
		await expect(paint([{ ...A4, shapes: [shape] }])).rejects.toThrow(reason);
	});

	test('is read in its preview too', () => {
		const svg = paintSvg(taggedPage, typesetter);
		const said = [...svg.matchAll(/<g role="(heading|paragraph|img)"([^>]*)>/g)].map(
			([, role, about]) => `${role}${about}`
		);
		expect(said).toEqual([
			'heading aria-level="1"',
			'img aria-label="Ici, on prête."',
			'heading aria-level="2"',
			'img aria-label="هنا نُعير" lang="ar"',
			'paragraph',
			'img aria-label="Cherchez un dessin sur les boîtes." lang="fr"',
			'img aria-label="Une étoile « de mer »"',
			'paragraph',
			'img aria-label="lu autrement"'
		]);
	});
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

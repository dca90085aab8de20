import { PDFContext, PDFHexString, PDFRawStream, PDFRef, PDFString, type PDFObject } from 'pdf-lib';
import type { DocumentInfo, Page, Shape } from './drawing.ts';
import type { PaperSize } from './lengths.ts';
import type { Typesetter } from './text.ts';
import { makeFontCutter } from './cutFont.ts';
import { mmToPt } from './lengths.ts';
import { readPath } from './outline.ts';
import { FIGURE_GRID, figureContent, shapesContent, watermarkContent, type Resources } from './pdfContent.ts';
import { decimal, glyphMap, partName, toUnicode, useFont, widthsOf, type UsedFont } from './pdfFonts.ts';
import { joined, latin1, startPdf, type PdfWriter, type Sink } from './pdfWriter.ts';
import { printable } from './printable.ts';
import { fontNamed } from './text.ts';
import { watermark } from './watermark.ts';

/** What painting needs of the machine it runs on. */
export interface PdfTools {
	/** zlib's deflate, with its header (ISO 32000-1, 7.4.4). */
	readonly deflate: (bytes: Uint8Array) => Uint8Array;
	/** The bytes of harfbuzz-subset.wasm. */
	readonly fontCutter: Uint8Array;
}

/**
 * Paints pages as a PDF, one at a time as they come: each is handed to the sink and forgotten, and the next one is not
 * asked for before the sink has taken it. Figures and stamps are painted at their first use, fonts are cut to what was
 * used at the end. The same pages give the same bytes. Throws when there is no page, when a length is not a number, or when
 * two figures or stamps have one name.
 */
export async function paintPdf(
	pages: Iterable<Page> | AsyncIterable<Page>,
	info: DocumentInfo,
	typesetter: Typesetter,
	sink: Sink,
	tools: PdfTools
): Promise<{ pages: number; bytes: number }> {
	const document = startDocument(typesetter, info, sink, tools);
	for await (const page of pages) await addPage(document, page);
	if (document.pageCount === 0) throw new Error('a PDF needs a page');
	await endPageGroup(document);
	await writeFonts(document);
	await writeResources(document);
	await writePageTree(document);
	const bytes = await document.writer.end(await writeCatalog(document), await writeInfo(document));
	return { pages: document.pageCount, bytes };
}

/** The whole PDF at once, for documents of a few pages. */
export async function pdfBytes(
	pages: Iterable<Page> | AsyncIterable<Page>,
	info: DocumentInfo,
	typesetter: Typesetter,
	tools: PdfTools
): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	const { bytes } = await paintPdf(pages, info, typesetter, (part) => void parts.push(part), tools);
	return joined(parts, bytes);
}

interface Document {
	readonly writer: PdfWriter;
	readonly context: PDFContext;
	readonly typesetter: Typesetter;
	readonly info: DocumentInfo;
	readonly tools: PdfTools;
	readonly fonts: Map<string, { readonly name: string; readonly number: number; readonly used: UsedFont }>;
	readonly figures: Map<string, Form & { readonly path: string }>;
	readonly stamps: Map<string, Form & { readonly shapes: readonly Shape[] }>;
	readonly watermarks: Map<string, Form>;
	/** Forms that a page asked for and that are not written yet. */
	readonly waiting: { readonly number: number; readonly dict: Literal; readonly content: string }[];
	readonly resources: number;
	readonly tree: number;
	readonly groups: { readonly number: number; readonly count: number }[];
	group: { readonly number: number; readonly pages: number[] } | undefined;
	readonly labels: (string | undefined)[];
	pageCount: number;
}

/** A form XObject: its name in every resource dictionary and its object's number. */
interface Form {
	readonly name: string;
	readonly number: number;
}

/** What pdf-lib makes a dictionary of; a string is a name. */
interface Literal {
	[key: string]: Entry;
}
type Entry = Literal | Entry[] | string | number | boolean | PDFObject;

const PAGES_IN_GROUP = 64;

function startDocument(typesetter: Typesetter, info: DocumentInfo, sink: Sink, tools: PdfTools): Document {
	if (!LANGUAGE_TAG.test(info.language)) throw new Error(`not a language tag: ${info.language}`);
	const writer = startPdf(sink);
	return {
		writer,
		context: PDFContext.create(),
		typesetter,
		info,
		tools,
		fonts: new Map(),
		figures: new Map(),
		stamps: new Map(),
		watermarks: new Map(),
		waiting: [],
		resources: writer.reserve(),
		tree: writer.reserve(),
		groups: [],
		group: undefined,
		labels: [],
		pageCount: 0
	};
}

const LANGUAGE_TAG = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/;

async function addPage(document: Document, page: Page) {
	const { writer } = document;
	const content = watermarkUse(document, page) + shapesContent(page.shapes, resourcesOf(document));
	await writeWaitingForms(document);
	const [contentNumber, number] = [writer.reserve(), writer.reserve()];
	await writeContent(document, contentNumber, pageMatrix(page) + content);
	const group = (document.group ??= { number: writer.reserve(), pages: [] });
	await writer.write(
		number,
		`<</Type/Page/Parent ${group.number} 0 R/MediaBox[0 0 ${pt(page.widthMm)} ${pt(page.heightMm)}]` +
			`/Resources ${document.resources} 0 R/Contents ${contentNumber} 0 R>>`
	);
	group.pages.push(number);
	document.pageCount++;
	if (page.label !== undefined || document.labels.length > 0)
		document.labels[document.pageCount - 1] = page.label;
	if (group.pages.length === PAGES_IN_GROUP) await endPageGroup(document);
}

/** From points, y up, to millimetres from the top left corner, y down. */
function pageMatrix({ heightMm }: PaperSize): string {
	return `${decimal(mmToPt(1), 7)} 0 0 ${decimal(-mmToPt(1), 7)} 0 ${pt(heightMm)} cm\n`;
}

function pt(lengthMm: number): string {
	return decimal(mmToPt(lengthMm), 4);
}

/** The resources of pages, or of one stamp, which then notes in `uses` what its own dictionary must name. */
function resourcesOf(
	document: Document,
	uses?: { fonts: Map<string, number>; forms: Map<string, number> }
): Resources {
	return {
		font(fontName) {
			const font = usedFont(document, fontName);
			uses?.fonts.set(font.name, font.number);
			return font;
		},
		figure(figureName, path) {
			const form = figureForm(document, figureName, path);
			uses?.forms.set(form.name, form.number);
			return form.name;
		},
		stamp(stampName, shapes) {
			const form = stampForm(document, stampName, shapes);
			uses?.forms.set(form.name, form.number);
			return form.name;
		}
	};
}

function usedFont({ fonts, typesetter, writer }: Document, fontName: string) {
	const known = fonts.get(fontName);
	if (known) return known;
	const font = {
		name: `F${fonts.size}`,
		number: writer.reserve(),
		used: useFont(fontNamed(typesetter, fontName))
	};
	fonts.set(fontName, font);
	return font;
}

function figureForm({ figures, writer, waiting }: Document, name: string, path: string): Form {
	const known = figures.get(name);
	if (known && known.path !== path) throw new Error(`two figures are called ${name}`);
	if (known) return known;
	const form = { name: `D${figures.size}`, number: writer.reserve(), path };
	figures.set(name, form);
	const room = [-FIGURE_GRID, -FIGURE_GRID, 2 * FIGURE_GRID, 2 * FIGURE_GRID];
	waiting.push({ number: form.number, dict: formDict(room), content: figureContent(readPath(path)) });
	return form;
}

// A form is clipped to its box, so a stamp's is larger than any page.
const STAMP_BOX = [-5000, -5000, 5000, 5000];

function stampForm(document: Document, name: string, shapes: readonly Shape[]): Form {
	const known = document.stamps.get(name);
	if (known && known.shapes.length !== shapes.length) throw new Error(`two stamps are called ${name}`);
	if (known) return known;
	const form = { name: `S${document.stamps.size}`, number: document.writer.reserve(), shapes };
	document.stamps.set(name, form);
	const uses = { fonts: new Map<string, number>(), forms: new Map<string, number>() };
	const content = shapesContent(shapes, resourcesOf(document, uses));
	document.waiting.push({ number: form.number, dict: formDict(STAMP_BOX, uses), content });
	return form;
}

function watermarkUse(document: Document, page: Page): string {
	const { info, watermarks, writer, waiting, typesetter } = document;
	if (!info.watermark) return '';
	const { widthMm, heightMm } = page;
	const key = `${widthMm} ${heightMm}`;
	const known = watermarks.get(key);
	if (known) return `/${known.name} Do\n`;
	const form = { name: `W${watermarks.size}`, number: writer.reserve() };
	watermarks.set(key, form);
	const uses = { fonts: new Map<string, number>(), forms: new Map<string, number>() };
	const mark = watermark(typesetter, page, info.watermark, info.language);
	const content = watermarkContent(mark, widthMm, heightMm, resourcesOf(document, uses));
	waiting.push({ number: form.number, dict: formDict(STAMP_BOX, uses), content });
	return `/${form.name} Do\n`;
}

function formDict(box: number[], uses?: { fonts: Map<string, number>; forms: Map<string, number> }): Literal {
	return {
		Type: 'XObject',
		Subtype: 'Form',
		BBox: box,
		Resources: uses ? resourceDict(uses.fonts, uses.forms) : {}
	};
}

function resourceDict(fonts: Iterable<[string, number]>, forms: Iterable<[string, number]>): Literal {
	const references = (entries: Iterable<[string, number]>) =>
		Object.fromEntries([...entries].map(([name, number]) => [name, PDFRef.of(number)]));
	return { Font: references(fonts), XObject: references(forms) };
}

async function writeWaitingForms(document: Document) {
	for (const { number, dict, content } of document.waiting.splice(0))
		await writeStream(document, number, dict, latin1(content));
}

async function endPageGroup(document: Document) {
	const { group, tree, writer } = document;
	if (!group) return;
	const kids = group.pages.map((number) => `${number} 0 R`).join(' ');
	await writer.write(
		group.number,
		`<</Type/Pages/Parent ${tree} 0 R/Count ${group.pages.length}/Kids[${kids}]>>`
	);
	document.groups.push({ number: group.number, count: group.pages.length });
	document.group = undefined;
}

async function writeFonts(document: Document) {
	const cut = await makeFontCutter(document.tools.fontCutter);
	for (const { number, used } of document.fonts.values()) {
		const { writer } = document;
		const [descendant, descriptor, file, map, meaning] = Array.from({ length: 5 }, () => writer.reserve());
		const name = partName(used);
		const program = cut(used.font.bytes, used.glyphs);
		await writeObject(document, number, {
			Type: 'Font',
			Subtype: 'Type0',
			BaseFont: name,
			Encoding: 'Identity-H',
			DescendantFonts: [PDFRef.of(descendant!)],
			ToUnicode: PDFRef.of(meaning!)
		});
		await writeObject(document, descendant!, {
			Type: 'Font',
			Subtype: 'CIDFontType2',
			BaseFont: name,
			CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
			FontDescriptor: PDFRef.of(descriptor!),
			W: [0, widthsOf(used)],
			CIDToGIDMap: PDFRef.of(map!)
		});
		await writeObject(document, descriptor!, {
			Type: 'FontDescriptor',
			FontName: name,
			Flags: SYMBOLIC,
			FontBBox: [-1000, Math.floor(used.font.descent), 3000, Math.ceil(used.font.ascent)],
			ItalicAngle: 0,
			Ascent: used.font.ascent,
			Descent: used.font.descent,
			CapHeight: used.font.capHeight,
			StemV: used.font.face === 'bold' ? 140 : 80,
			FontFile2: PDFRef.of(file!)
		});
		await writeStream(document, file!, { Length1: program.length }, program);
		await writeStream(document, map!, {}, glyphMap(used));
		await writeStream(document, meaning!, {}, latin1(toUnicode(used)));
	}
}

/** Flag 3: glyphs that are not reached through the standard Latin set (ISO 32000-1, 9.8.2). */
const SYMBOLIC = 4;

async function writeResources(document: Document) {
	const fonts = [...document.fonts.values()].map(({ name, number }): [string, number] => [name, number]);
	const forms = [
		...document.figures.values(),
		...document.stamps.values(),
		...document.watermarks.values()
	].map(({ name, number }): [string, number] => [name, number]);
	await writeObject(document, document.resources, resourceDict(fonts, forms));
}

async function writePageTree({ groups, tree, pageCount, writer }: Document) {
	const kids = groups.map(({ number }) => `${number} 0 R`).join(' ');
	await writer.write(tree, `<</Type/Pages/Count ${pageCount}/Kids[${kids}]>>`);
}

async function writeCatalog(document: Document): Promise<number> {
	const number = document.writer.reserve();
	await writeObject(document, number, {
		Type: 'Catalog',
		Pages: PDFRef.of(document.tree),
		Lang: PDFString.of(document.info.language),
		ViewerPreferences: { PrintScaling: 'None', DisplayDocTitle: true },
		...(document.labels.length > 0 ? { PageLabels: pageLabels(document) } : {})
	});
	return number;
}

/** A label for each page (ISO 32000-1, 12.4.2); a page without one shows its number. */
function pageLabels({ labels, pageCount }: Document): Literal {
	const entries = Array.from({ length: pageCount }, (_, i): Entry[] => {
		const label = labels[i];
		return [i, label === undefined ? { S: 'D', St: i + 1 } : { P: PDFHexString.fromText(printable(label)) }];
	});
	return { Nums: entries.flat() };
}

async function writeInfo(document: Document): Promise<number> {
	const number = document.writer.reserve();
	await writeObject(document, number, {
		Title: PDFHexString.fromText(printable(document.info.title)),
		Producer: PDFHexString.fromText('Palier')
	});
	return number;
}

/** A page's content is not made through pdf-lib, whose pool of references never shrinks. */
async function writeContent({ writer, tools }: Document, number: number, content: string) {
	const packed = tools.deflate(latin1(content));
	await writer.write(
		number,
		`<</Filter/FlateDecode/Length ${packed.length}>>\nstream\n`,
		packed,
		'\nendstream'
	);
}

async function writeStream(document: Document, number: number, dict: Literal, bytes: Uint8Array) {
	const packed = document.tools.deflate(bytes);
	const stream = PDFRawStream.of(document.context.obj({ ...dict, Filter: 'FlateDecode' }), packed);
	await document.writer.write(number, serialised(stream));
}

async function writeObject(document: Document, number: number, dict: Literal) {
	await document.writer.write(number, serialised(document.context.obj(dict)));
}

function serialised(object: PDFObject): Uint8Array {
	const bytes = new Uint8Array(object.sizeInBytes());
	object.copyBytesInto(bytes, 0);
	return bytes;
}

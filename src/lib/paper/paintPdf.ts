import {
	JpegEmbedder,
	PDFContext,
	PDFHexString,
	PDFName,
	PDFRawStream,
	PDFRef,
	PDFString,
	PngEmbedder,
	type PDFObject
} from 'pdf-lib';
import type { Correction, DocumentInfo, Page, Shape } from './drawing.ts';
import type { Area } from './lengths.ts';
import type { Typesetter } from './text.ts';
import { cutFont } from './cutFont.ts';
import { mmToPt } from './lengths.ts';
import {
	BLACK_PLATE,
	FIGURE_GRID,
	figureContent,
	glyphContent,
	GREYS,
	isTagged,
	pageContent,
	shapesContent,
	watermarkContent,
	type Resources
} from './pdfContent.ts';
import {
	decimal,
	glyphMap,
	glyphsOf,
	partName,
	toUnicode,
	useFont,
	widthsOf,
	type UsedFont
} from './pdfFonts.ts';
import { endTags, LANGUAGE_TAG, startTags, writePageTags, type Tags } from './pdfTags.ts';
import { addLabel, endLabels, startLabels, type Labels } from './pdfLabels.ts';
import { joined, startPdf, type PdfWriter, type Sink } from './pdfWriter.ts';
import type { Picture } from './picture.ts';
import { printable } from './printable.ts';
import { fontNamed } from './text.ts';
import { watermark } from './watermark.ts';

/** What painting needs of the machine it runs on. */
export interface PdfTools {
	/** zlib's deflate, with its header (ISO 32000-1, 7.4.4). */
	readonly deflate: (bytes: Uint8Array) => Uint8Array;
	/** Lets whoever else waits for this process have their turn. */
	readonly rest: () => Promise<void>;
}

/**
 * Paints pages as a PDF, one at a time as they come: each is handed to the sink and forgotten, and the next one is not
 * asked for before the sink has taken it. Figures and stamps are painted at their first use, fonts are cut to what was
 * used at the end. A page whose shapes are tagged can be read aloud; another is left as it is. The same pages give the
 * same bytes. Throws when there is no page, when a length is not a number, when two figures or stamps have one name, or
 * when a tagged picture has no words.
 */
export async function paintPdf(
	pages: Iterable<Page> | AsyncIterable<Page>,
	info: DocumentInfo,
	typesetter: Typesetter,
	sink: Sink,
	tools: PdfTools
): Promise<{ pages: number; bytes: number }> {
	const document = startDocument(typesetter, info, sink, tools);
	for await (const page of pages) {
		addPage(document, page);
		await writeWaitingPictures(document);
		await document.writer.handOver();
		if (document.pageCount % PAGES_IN_TURN === 0) await tools.rest();
	}
	if (document.pageCount === 0) throw new Error('a PDF needs a page');
	endPageGroup(document);
	if (document.tags) endTags(document.tags, document.writer);
	await writeFonts(document);
	writeResources(document);
	writePageTree(document);
	const bytes = await document.writer.end(writeCatalog(document), writeInfo(document));
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
	readonly pictures: Map<string, Form & { readonly picture: Picture }>;
	readonly watermarks: Map<string, Form>;
	/** Paths of glyphs, by font and id, where letters are outlines. */
	readonly outlines: Map<string, { readonly path: string; readonly unitsPerEm: number }>;
	/** The cutter's colour space and graphics state, once a page is cut. */
	cut: { readonly colour: number; readonly overprint: number } | undefined;
	/** Once a page is tagged. */
	tags: Tags | undefined;
	/** Forms that a page asked for and that are not written yet. */
	readonly waiting: { readonly number: number; readonly dict: Literal; readonly content: string }[];
	readonly waitingPictures: { readonly number: number; readonly picture: Picture }[];
	readonly resources: number;
	readonly tree: number;
	readonly groups: { readonly number: number; readonly count: number }[];
	group: { readonly number: number; readonly pages: number[] } | undefined;
	readonly labels: Labels;
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
/** A few milliseconds of work. */
const PAGES_IN_TURN = 4;

function startDocument(typesetter: Typesetter, info: DocumentInfo, sink: Sink, tools: PdfTools): Document {
	if (!LANGUAGE_TAG.test(info.language)) throw new Error(`not a language tag: ${info.language}`);
	const writer = startPdf(sink, tools.deflate);
	return {
		writer,
		context: PDFContext.create(),
		typesetter,
		info,
		tools,
		fonts: new Map(),
		figures: new Map(),
		stamps: new Map(),
		pictures: new Map(),
		watermarks: new Map(),
		outlines: new Map(),
		cut: undefined,
		tags: undefined,
		waiting: [],
		waitingPictures: [],
		resources: writer.reserve(),
		tree: writer.reserve(),
		groups: [],
		group: undefined,
		labels: startLabels(),
		pageCount: 0
	};
}

function addPage(document: Document, page: Page) {
	const { writer } = document;
	const content = pageContent(page.shapes, resourcesOf(document), watermarkUse(document, page));
	writeWaitingForms(document);
	const [contentNumber, number] = [writer.reserve(), writer.reserve()];
	writer.writeStream(contentNumber, '', pageMatrix(page) + content);
	const group = (document.group ??= { number: writer.reserve(), pages: [] });
	writer.writePacked(
		number,
		`<</Type/Page/Parent ${group.number} 0 R/MediaBox[0 0 ${pt(page.widthMm)} ${pt(page.heightMm)}]` +
			finishedBoxes(page) +
			`/Resources ${document.resources} 0 R/Contents ${contentNumber} 0 R${pageTags(document, page, number)}>>`
	);
	group.pages.push(number);
	addLabel(document.labels, writer, document.pageCount++, page.label);
	if (group.pages.length === PAGES_IN_GROUP) endPageGroup(document);
}

/** From points, y up, to millimetres from the top left corner, y down, where the printer would put them right. */
function pageMatrix({ heightMm, correction = NONE }: Page): string {
	const { offsetXMm, offsetYMm, scaleX, scaleY } = correction;
	return (
		`${decimal(mmToPt(scaleX), 7)} 0 0 ${decimal(-mmToPt(scaleY), 7)} ` +
		`${pt(offsetXMm)} ${pt(heightMm - offsetYMm)} cm\n`
	);
}

const NONE: Correction = { offsetXMm: 0, offsetYMm: 0, scaleX: 1, scaleY: 1 };

/** TrimBox and BleedBox (ISO 32000-1, 14.11.2); neither reaches beyond the paper. */
function finishedBoxes(page: Page): string {
	if (!page.trim) return '';
	const { area, bleedMm } = page.trim;
	const { x, y, w, h } = area;
	const withBleed = { x: x - bleedMm, y: y - bleedMm, w: w + 2 * bleedMm, h: h + 2 * bleedMm };
	return `/BleedBox${box(page, withBleed)}/TrimBox${box(page, area)}`;
}

function box({ widthMm, heightMm }: Page, { x, y, w, h }: Area): string {
	const [left, right] = [x, x + w].map((at) => pt(Math.min(widthMm, Math.max(0, at))));
	const [top, bottom] = [y, y + h].map((at) => pt(heightMm - Math.min(heightMm, Math.max(0, at))));
	return `[${left} ${bottom} ${right} ${top}]`;
}

/** Writes the page's elements, and gives what its dictionary says of them: nothing when it has none. */
function pageTags(document: Document, page: Page, number: number): string {
	const groups = page.shapes.filter(isTagged);
	if (groups.length === 0) return '';
	const { writer, info } = document;
	const tags = (document.tags ??= startTags(writer));
	return `/StructParents ${writePageTags(tags, writer, number, groups, info)}/Tabs/S`;
}

function pt(lengthMm: number): string {
	return decimal(mmToPt(lengthMm), 4);
}

/** What the resource dictionary of pages, or of one stamp, must name. */
interface Uses {
	readonly fonts: Map<string, number>;
	readonly forms: Map<string, number>;
	cut?: Document['cut'];
}

/** The resources of pages, or of one stamp, which then notes in `uses` what its own dictionary must name. */
function resourcesOf(document: Document, uses?: Uses): Resources {
	const { forPrintShop = false } = document.info;
	return {
		inks: forPrintShop ? BLACK_PLATE : GREYS,
		...(forPrintShop ? { outline: (font: string, glyph: number) => outlineOf(document, font, glyph) } : {}),
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
		stamp(stampName, shapes, read) {
			const form = stampForm(document, stampName, shapes, read);
			uses?.forms.set(form.name, form.number);
			return form.name;
		},
		picture(pictureName, picture) {
			const form = pictureForm(document, pictureName, picture);
			uses?.forms.set(form.name, form.number);
			return form.name;
		},
		cut() {
			const { writer } = document;
			document.cut ??= { colour: writer.reserve(), overprint: writer.reserve() };
			if (uses) uses.cut = document.cut;
			return CUT_NAMES;
		}
	};
}

const CUT_NAMES = { colour: 'CutContour', overprint: 'Overprint' };

function outlineOf({ outlines, typesetter }: Document, fontName: string, glyph: number) {
	const key = `${fontName} ${glyph}`;
	const known = outlines.get(key);
	if (known) return known;
	const font = fontNamed(typesetter, fontName);
	const outline = { path: glyphContent(font.outline(glyph)), unitsPerEm: font.unitsPerEm };
	outlines.set(key, outline);
	return outline;
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
	waiting.push({ number: form.number, dict: formDict(room), content: figureContent(path) });
	return form;
}

// A form is clipped to its box, so a stamp's is larger than any page.
const STAMP_BOX = [-5000, -5000, 5000, 5000];

function stampForm(document: Document, name: string, shapes: readonly Shape[], read: boolean): Form {
	const known = document.stamps.get(name);
	if (known && known.shapes.length !== shapes.length) throw new Error(`two stamps are called ${name}`);
	if (known) return known;
	const form = { name: `S${document.stamps.size}`, number: document.writer.reserve(), shapes };
	document.stamps.set(name, form);
	const uses: Uses = { fonts: new Map(), forms: new Map() };
	const content = shapesContent(shapes, resourcesOf(document, uses), read);
	document.waiting.push({ number: form.number, dict: formDict(STAMP_BOX, uses), content });
	return form;
}

function pictureForm({ pictures, writer, waitingPictures }: Document, name: string, picture: Picture): Form {
	const known = pictures.get(name);
	if (known && known.picture !== picture) throw new Error(`two pictures are called ${name}`);
	if (known) return known;
	const form = { name: `I${pictures.size}`, number: writer.reserve(), picture };
	pictures.set(name, form);
	waitingPictures.push({ number: form.number, picture });
	return form;
}

/** A JPEG as it is; a PNG as its colours and, apart, what lets the paper through (ISO 32000-1, 8.9.5 and 11.6.5.3). */
async function writeWaitingPictures({ waitingPictures, writer }: Document) {
	for (const { number, picture } of waitingPictures.splice(0)) {
		const own = PDFContext.create();
		const { format, bytes } = picture;
		const embedder = await (format === 'png' ? PngEmbedder : JpegEmbedder).for(bytes.slice());
		const main = streamOf(own, await embedder.embedIntoContext(own));
		const mask = main.dict.get(PDFName.of('SMask'));
		if (mask instanceof PDFRef) {
			const maskNumber = writer.reserve();
			writePicture(writer, maskNumber, streamOf(own, mask));
			main.dict.set(PDFName.of('SMask'), PDFRef.of(maskNumber));
		}
		writePicture(writer, number, main);
	}
}

function streamOf(context: PDFContext, ref: PDFRef): PDFRawStream {
	const stream = context.lookup(ref);
	if (stream instanceof PDFRawStream) return stream;
	throw new Error('a picture is no stream');
}

function writePicture(writer: PdfWriter, number: number, stream: PDFRawStream) {
	stream.dict.delete(PDFName.of('Length'));
	writer.writePackedStream(number, String(stream.dict).slice(2, -2), stream.contents);
}

function watermarkUse(document: Document, page: Page): string {
	const { info, watermarks, writer, waiting, typesetter } = document;
	const { widthMm, heightMm, watermark: words = info.watermark } = page;
	if (!words) return '';
	const key = `${widthMm} ${heightMm} ${words}`;
	const known = watermarks.get(key);
	if (known) return `/${known.name} Do\n`;
	const form = { name: `W${watermarks.size}`, number: writer.reserve() };
	watermarks.set(key, form);
	const uses: Uses = { fonts: new Map(), forms: new Map() };
	const mark = watermark(typesetter, page, words, info.language);
	const content = watermarkContent(mark, widthMm, heightMm, resourcesOf(document, uses));
	waiting.push({ number: form.number, dict: formDict(STAMP_BOX, uses), content });
	return `/${form.name} Do\n`;
}

function formDict(box: number[], uses?: Uses): Literal {
	return { Type: 'XObject', Subtype: 'Form', BBox: box, Resources: uses ? resourceDict(uses) : {} };
}

function resourceDict({ fonts, forms, cut }: Uses): Literal {
	const references = (entries: Iterable<[string, number]>) =>
		Object.fromEntries([...entries].map(([name, number]) => [name, PDFRef.of(number)]));
	return {
		Font: references(fonts),
		XObject: references(forms),
		...(cut && {
			ColorSpace: { [CUT_NAMES.colour]: PDFRef.of(cut.colour) },
			ExtGState: { [CUT_NAMES.overprint]: PDFRef.of(cut.overprint) }
		})
	};
}

/** A colour that machines know by its name, and that is full magenta where they do not (ISO 32000-1, 8.6.6.4 and 7.10.3). */
function writeCut({ context, writer, cut }: Document) {
	if (!cut) return;
	const tint = { FunctionType: 2, Domain: [0, 1], C0: [0, 0, 0, 0], C1: [0, 1, 0, 0], N: 1 };
	writer.writePacked(cut.colour, String(context.obj(['Separation', CUT_NAMES.colour, 'DeviceCMYK', tint])));
	writer.writePacked(cut.overprint, String(context.obj({ Type: 'ExtGState', OP: true, op: true, OPM: 1 })));
}

function writeWaitingForms(document: Document) {
	for (const { number, dict, content } of document.waiting.splice(0))
		writeStream(document, number, dict, content);
}

function endPageGroup(document: Document) {
	const { group, tree, writer } = document;
	if (!group) return;
	const kids = group.pages.map((number) => `${number} 0 R`).join(' ');
	writer.writePacked(
		group.number,
		`<</Type/Pages/Parent ${tree} 0 R/Count ${group.pages.length}/Kids[${kids}]>>`
	);
	document.groups.push({ number: group.number, count: group.pages.length });
	document.group = undefined;
}

async function writeFonts(document: Document) {
	for (const { number, used } of document.fonts.values()) {
		const { writer } = document;
		await document.tools.rest();
		const [descendant, descriptor, file, map, meaning] = Array.from({ length: 5 }, () => writer.reserve());
		const name = partName(used);
		const { program, numbers } = cutFont(used.font.bytes, glyphsOf(used));
		writeObject(document, number, {
			Type: 'Font',
			Subtype: 'Type0',
			BaseFont: name,
			Encoding: 'Identity-H',
			DescendantFonts: [PDFRef.of(descendant!)],
			ToUnicode: PDFRef.of(meaning!)
		});
		writeObject(document, descendant!, {
			Type: 'Font',
			Subtype: 'CIDFontType2',
			BaseFont: name,
			CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
			FontDescriptor: PDFRef.of(descriptor!),
			W: widthsOf(used),
			CIDToGIDMap: PDFRef.of(map!)
		});
		writeObject(document, descriptor!, {
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
		writeStream(document, file!, { Length1: program.length }, program);
		writeStream(document, map!, {}, glyphMap(used, numbers));
		writeStream(document, meaning!, {}, toUnicode(used));
	}
}

/** Flag 3: glyphs that are not reached through the standard Latin set (ISO 32000-1, 9.8.2). */
const SYMBOLIC = 4;

function writeResources(document: Document) {
	const { figures, stamps, pictures, watermarks, cut } = document;
	const numbers = (used: Iterable<Form>) =>
		new Map(Array.from(used, ({ name, number }): [string, number] => [name, number]));
	const forms = numbers([
		...figures.values(),
		...stamps.values(),
		...pictures.values(),
		...watermarks.values()
	]);
	writeCut(document);
	writeObject(
		document,
		document.resources,
		resourceDict({ fonts: numbers(document.fonts.values()), forms, cut })
	);
}

function writePageTree({ groups, tree, pageCount, writer }: Document) {
	const kids = groups.map(({ number }) => `${number} 0 R`).join(' ');
	writer.writePacked(tree, `<</Type/Pages/Count ${pageCount}/Kids[${kids}]>>`);
}

function writeCatalog(document: Document): number {
	const { writer, tree, info, tags, labels } = document;
	const number = writer.reserve();
	const pageLabels = endLabels(labels, writer);
	writeObject(document, number, {
		Type: 'Catalog',
		Pages: PDFRef.of(tree),
		Lang: PDFString.of(info.language),
		...(tags ? { MarkInfo: { Marked: true }, StructTreeRoot: PDFRef.of(tags.root) } : {}),
		ViewerPreferences: { PrintScaling: 'None', DisplayDocTitle: true },
		...(pageLabels === undefined ? {} : { PageLabels: PDFRef.of(pageLabels) })
	});
	return number;
}

function writeInfo(document: Document): number {
	const number = document.writer.reserve();
	writeObject(document, number, {
		Title: PDFHexString.fromText(printable(document.info.title)),
		Producer: PDFHexString.fromText('Palier'),
		// Colours that touch were not made to overlap: black alone needs none of it (ISO 32000-1, 14.11.6).
		...(document.info.forPrintShop ? { Trapped: 'False' } : {})
	});
	return number;
}

function writeStream(
	{ context, writer }: Document,
	number: number,
	dict: Literal,
	content: Uint8Array | string
) {
	writer.writeStream(number, String(context.obj(dict)).slice(2, -2), content);
}

function writeObject({ context, writer }: Document, number: number, dict: Literal) {
	writer.writePacked(number, String(context.obj(dict)));
}

import { wordsOf, type Ink, type Page, type Shape, type Stroke, type Tagged } from './drawing.ts';
import type { SetLine, Typesetter } from './text.ts';
import { dataAddress } from './picture.ts';
import type { Watermark } from './watermark.ts';
import { ptToMm } from './lengths.ts';
import { CUT_WIDTH_MM } from './pdfContent.ts';
import { decimal } from './pdfFonts.ts';
import { codePath } from './qr.ts';
import { fontNamed, inReadingOrder } from './text.ts';
import { watermark } from './watermark.ts';

export interface SvgOptions {
	/** What the picture is, for people who do not see it: the whole is then one image. Without it the tagged groups are read, or where there is none each text. */
	readonly title?: string;
	/** As in DocumentInfo: printed in grey under everything. */
	readonly watermark?: string;
	/** BCP 47 tag of the watermark's language. */
	readonly language?: string;
}

/**
 * A page as one `<svg>` with the marks that paintPdf makes, on white paper; lengths are millimetres. It shows what comes
 * out of the printer, so a page's correction, which undoes what the printer does, leaves it as it is.
 */
export function paintSvg(page: Page, typesetter: Typesetter, options: SvgOptions = {}): string {
	const painting = startPainting(typesetter, page.shapes);
	const words = page.watermark ?? options.watermark;
	const mark = words
		? watermarkSvg(painting, watermark(typesetter, page, words, options.language ?? 'fr'), page)
		: '';
	const paper = `<rect width="${mm(page.widthMm)}" height="${mm(page.heightMm)}" fill="#fff"/>`;
	return svgOf(
		painting,
		paper + mark + shapesSvg(painting, page.shapes),
		page.widthMm,
		page.heightMm,
		options
	);
}

/** A part of a page, a sticker for instance, as one `<svg>` without paper under it. */
export function paintShapesSvg(
	shapes: readonly Shape[],
	widthMm: number,
	heightMm: number,
	typesetter: Typesetter,
	options: Pick<SvgOptions, 'title'> = {}
): string {
	const painting = startPainting(typesetter, shapes);
	return svgOf(painting, shapesSvg(painting, shapes), widthMm, heightMm, options);
}

/** What is drawn once and used by its id. Ids say their content, so several pictures may stand on one web page. */
interface Painting {
	readonly typesetter: Typesetter;
	readonly definitions: Map<string, string>;
	/** Whether what is read is in tagged groups, so that no text speaks for itself. */
	readonly tagged: boolean;
}

function startPainting(typesetter: Typesetter, shapes: readonly Shape[]): Painting {
	return { typesetter, definitions: new Map(), tagged: shapes.some(({ kind }) => kind === 'tagged') };
}

function svgOf(
	{ definitions }: Painting,
	content: string,
	widthMm: number,
	heightMm: number,
	{ title }: SvgOptions
): string {
	const [w, h] = [mm(widthMm), mm(heightMm)];
	const defs = definitions.size > 0 ? `<defs>${[...definitions.values()].join('')}</defs>` : '';
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" width="${w}mm" height="${h}mm" viewBox="0 0 ${w} ${h}"` +
		(title === undefined ? '>' : ` role="img"><title>${escaped(title)}</title>`) +
		`${defs}${content}</svg>`
	);
}

function shapesSvg(painting: Painting, shapes: readonly Shape[]): string {
	return shapes.map((shape) => shapeSvg(painting, shape)).join('');
}

function shapeSvg(painting: Painting, shape: Shape): string {
	switch (shape.kind) {
		case 'rect': {
			const { x, y, w, h, r = 0 } = shape;
			const corners = r > 0 ? ` rx="${mm(Math.min(r, w / 2, h / 2))}"` : '';
			return `<rect x="${mm(x)}" y="${mm(y)}" width="${mm(w)}" height="${mm(h)}"${corners}${fillAndStroke(shape.fill, shape.stroke, shape.color)}/>`;
		}
		case 'circle':
			return `<circle cx="${mm(shape.cx)}" cy="${mm(shape.cy)}" r="${mm(shape.r)}"${fillAndStroke(shape.fill, shape.stroke)}/>`;
		case 'line': {
			const { x1, y1, x2, y2, stroke } = shape;
			return `<line x1="${mm(x1)}" y1="${mm(y1)}" x2="${mm(x2)}" y2="${mm(y2)}"${fillAndStroke(undefined, stroke)}/>`;
		}
		case 'figure': {
			const id = figureId(painting, shape.name, shape.path);
			const [x, y, size] = [mm(shape.x), mm(shape.y), mm(shape.size)];
			return `<use href="#${id}" x="${x}" y="${y}" width="${size}" height="${size}" fill="${grey(shape.ink)}"/>`;
		}
		case 'code': {
			const scale = decimal(shape.size / shape.symbol.size, 6);
			return `<path transform="translate(${mm(shape.x)} ${mm(shape.y)}) scale(${scale})" fill="#000" d="${codePath(shape.symbol)}"/>`;
		}
		case 'text':
			return lineSvg(painting, shape.line, shape.x, shape.y, shape.ink);
		case 'image': {
			const { x, y, w, h, picture } = shape;
			const place = `x="${mm(x)}" y="${mm(y)}" width="${mm(w)}" height="${mm(h)}"`;
			return `<image ${place} preserveAspectRatio="none" href="${dataAddress(picture)}"/>`;
		}
		case 'stamp':
			return `<g transform="translate(${mm(shape.x)} ${mm(shape.y)})">${shapesSvg(painting, shape.shapes)}</g>`;
		case 'tagged':
			return taggedSvg(painting, shape);
		case 'cut': {
			const line = shapeSvg(painting, { ...shape.outline, stroke: { ink: 0, widthMm: CUT_WIDTH_MM } });
			return line.replace(/ stroke="[^"]*"/, ` class="cut" stroke="${MAGENTA}"`);
		}
	}
}

/** As a cutter's line looks where nothing knows its colour by name. */
const MAGENTA = '#e6007e';

/** One image with the group's words as its name, which makes a heading or a paragraph where it is one. */
function taggedSvg(painting: Painting, { role, shapes, alt, language }: Tagged): string {
	const label = escaped(alt ?? wordsOf(shapes).join(' '));
	const lang = language === undefined ? '' : ` lang="${escaped(language)}"`;
	const image = `<g role="img" aria-label="${label}"${lang}>${shapesSvg(painting, shapes)}</g>`;
	if (role === 'Figure') return image;
	return `<g role="${role === 'P' ? 'paragraph' : `heading" aria-level="${role.slice(1)}`}">${image}</g>`;
}

function watermarkSvg(painting: Painting, mark: Watermark, page: Page): string {
	const [c, s] = mark.turn.map((part) => decimal(part, 6));
	const turn = `${c} ${s} ${decimal(-mark.turn[1], 6)} ${c} ${mm(page.widthMm / 2)} ${mm(page.heightMm / 2)}`;
	return `<g transform="matrix(${turn})">${lineSvg(painting, mark.line, mark.x, mark.y, mark.ink)}</g>`;
}

function lineSvg(painting: Painting, line: SetLine, x: number, y: number, ink: Ink): string {
	if (line.runs.length === 0) return '';
	const sizeMm = ptToMm(line.style.sizePt);
	let glyphs = '';
	for (const { run, at } of inReadingOrder(line)) {
		const font = fontNamed(painting.typesetter, run.font);
		const perMille = font.unitsPerEm / 1000;
		let pen = at;
		for (const glyph of run.glyphs) {
			const id = glyphId(painting, run.font, glyph.id, font.outline(glyph.id));
			const [gx, gy] = [decimal((pen + glyph.dx) * perMille, 2), decimal(glyph.dy * perMille, 2)];
			if (id)
				glyphs += `<use href="#${id}"${gx === '0' ? '' : ` x="${gx}"`}${gy === '0' ? '' : ` y="${gy}"`}/>`;
			pen += glyph.advance;
		}
	}
	// Outlines have y upwards and a thousand units or so to the size.
	const unitsPerEm = fontNamed(painting.typesetter, line.runs[0]!.font).unitsPerEm;
	const scale = decimal(sizeMm / unitsPerEm, 8);
	const place = `translate(${mm(x)} ${mm(y)}) scale(${scale} -${scale})`;
	const speaks = painting.tagged ? '' : ` role="img" aria-label="${escaped(line.text)}"`;
	return `<g${speaks} fill="${grey(ink)}" transform="${place}">${glyphs}</g>`;
}

function figureId({ definitions }: Painting, name: string, path: string): string {
	const id = `figure-${idPart(name)}`;
	if (!definitions.has(id))
		definitions.set(
			id,
			`<symbol id="${id}" viewBox="0 0 24 24" overflow="visible"><path d="${escaped(path)}"/></symbol>`
		);
	return id;
}

/** Nothing for a glyph without ink, a space. */
function glyphId(
	{ definitions }: Painting,
	font: string,
	glyph: number,
	outline: string
): string | undefined {
	if (outline === '') return undefined;
	const id = `glyph-${idPart(font)}-${glyph}`;
	if (!definitions.has(id)) definitions.set(id, `<path id="${id}" d="${outline}"/>`);
	return id;
}

/** Any name as a part of an id: letters, digits and hyphens stay, others become their code. */
function idPart(name: string): string {
	return name.replace(/[^A-Za-z0-9-]/gu, (letter) => `_${letter.codePointAt(0)!.toString(16)}_`);
}

function fillAndStroke(fill: Ink | undefined, stroke: Stroke | undefined, color?: string): string {
	const inside = ` fill="${fill === undefined ? 'none' : escaped(color ?? grey(fill))}"`;
	if (!stroke) return inside;
	const dash = stroke.dashMm ? ` stroke-dasharray="${stroke.dashMm.map(mm).join(' ')}"` : '';
	return `${inside} stroke="${grey(stroke.ink)}" stroke-width="${mm(stroke.widthMm)}"${dash}`;
}

function grey(ink: Ink): string {
	const light = Math.round((1 - Math.min(1, Math.max(0, ink))) * 255);
	return '#' + light.toString(16).padStart(2, '0').repeat(3);
}

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function mm(length: number): string {
	return decimal(length, 3);
}

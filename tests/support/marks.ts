import type { Page, Shape } from '#lib/paper/drawing.ts';

/** What is on a page in words, a line a mark: where (tenths of a millimetre), how large, what it says. */
export function marksOf({ widthMm, heightMm, label, shapes }: Page): string {
	return [`${label}: ${widthMm} x ${heightMm} mm`, ...linesOf(shapes), ''].join('\n');
}

type Drawn = Extract<Shape, { kind: 'rect' | 'circle' | 'line' }>;

/** Of a ruler's marks or a drawing's strokes, nobody reads each: from so many on they are told together. */
const MANY = 5;

function linesOf(shapes: readonly Shape[], margin = ''): string[] {
	const lines: string[] = [];
	for (let at = 0; at < shapes.length;) {
		const strokes = strokesFrom(shapes, at);
		const told = strokes.length >= MANY ? [together(strokes)] : markLines(shapes[at]!);
		lines.push(...told.map((line) => margin + line));
		at += Math.max(1, strokes.length >= MANY ? strokes.length : 1);
	}
	return lines;
}

function strokesFrom(shapes: readonly Shape[], from: number): Drawn[] {
	const strokes: Drawn[] = [];
	for (const shape of shapes.slice(from)) {
		if (shape.kind !== 'rect' && shape.kind !== 'circle' && shape.kind !== 'line') break;
		strokes.push(shape);
	}
	return strokes;
}

/** How many, where the outermost are, and the sum of all their lengths, in which a small change is seen. */
function together(strokes: readonly Drawn[]): string {
	const areas = strokes.map(areaOf);
	const [left, top] = [Math.min(...areas.map(({ x }) => x)), Math.min(...areas.map(({ y }) => y))];
	const right = Math.max(...areas.map(({ x, w }) => x + w));
	const bottom = Math.max(...areas.map(({ y, h }) => y + h));
	const sum = areas.reduce((all, { x, y, w, h }) => all + x + y + w + h, 0);
	return `${strokes.length} lines and fields in ${mm(left, top, right - left, bottom - top)} (${mm(sum)})`;
}

function areaOf(shape: Drawn) {
	if (shape.kind === 'rect') return shape;
	if (shape.kind === 'line') {
		const { x1, y1, x2, y2 } = shape;
		return { x: x1, y: y1, w: x2 - x1, h: y2 - y1 };
	}
	const { cx, cy, r } = shape;
	return { x: cx - r, y: cy - r, w: 2 * r, h: 2 * r };
}

function markLines(shape: Shape): string[] {
	switch (shape.kind) {
		case 'text': {
			const { style, text, widthMm } = shape.line;
			const where = `${mm(shape.x, shape.y)}, ${mm(widthMm)} wide`;
			return [`${where}, ${Number(style.sizePt.toFixed(2))} pt ${style.face}${ink(shape.ink)}: ${text}`];
		}
		case 'code': {
			const { symbol, x, y, size } = shape;
			return [`code ${mm(x, y, size)}, level ${symbol.level}, ${symbol.size} modules: ${symbol.text}`];
		}
		case 'figure':
			return [`figure ${mm(shape.x, shape.y, shape.size)}${ink(shape.ink)}: ${shape.name}`];
		case 'stamp':
			return [`once for all, at ${mm(shape.x, shape.y)}`, ...linesOf(shape.shapes, '  ')];
		case 'tagged': {
			const { role, language = '', alt } = shape;
			return [[role, language, alt].filter(Boolean).join(' '), ...linesOf(shape.shapes, '  ')];
		}
		case 'image': {
			const { x, y, w, h, picture } = shape;
			return [`${picture.format} ${mm(x, y, w, h)}`];
		}
		case 'cut':
			return [`cut ${Object.values(shape.outline).map(String).join(' ')}`];
		default: {
			const { x, y, w, h } = areaOf(shape);
			const fill =
				'fill' in shape && shape.fill !== undefined ? `, filled${ink(shape.fill)}${colour(shape)}` : '';
			const { stroke } = shape;
			const dash = stroke?.dashMm ? ' dashed' : '';
			const line = stroke ? `, line ${Number(stroke.widthMm.toFixed(2))}${dash}${ink(stroke.ink)}` : '';
			return [`${shape.kind} ${mm(x, y, w, h)}${fill}${line}`];
		}
	}
}

function mm(...lengths: number[]): string {
	return lengths.map((length) => (Math.round(length * 10) / 10).toFixed(1)).join(' ');
}

function colour(shape: Drawn): string {
	return 'color' in shape && shape.color ? ` ${shape.color}` : '';
}

function ink(amount: number): string {
	return amount === 1 ? '' : ` ink ${amount}`;
}

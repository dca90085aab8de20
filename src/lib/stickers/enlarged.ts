import type { Shape, Stroke } from '#lib/paper/drawing.ts';
import type { SetLine } from '#lib/paper/text.ts';

/** The same drawing, `times` as large from the top left corner, lines and letters too. */
export function enlarged(shapes: readonly Shape[], times: number): Shape[] {
	return shapes.map((shape) => enlargedShape(shape, times));
}

function enlargedShape(shape: Shape, times: number): Shape {
	switch (shape.kind) {
		case 'rect':
		case 'circle':
			return { ...outline(shape, times), ...(shape.stroke && { stroke: stroke(shape.stroke, times) }) };
		case 'line': {
			const { x1, y1, x2, y2 } = shape;
			const ends = { x1: x1 * times, y1: y1 * times, x2: x2 * times, y2: y2 * times };
			return { ...shape, ...ends, stroke: stroke(shape.stroke, times) };
		}
		case 'figure':
		case 'code':
			return { ...shape, ...at(shape, times), size: shape.size * times };
		case 'image':
			return { ...shape, ...at(shape, times), w: shape.w * times, h: shape.h * times };
		case 'text':
			return { ...shape, ...at(shape, times), line: line(shape.line, times) };
		case 'stamp': {
			const name = `${shape.name} x ${times}`;
			return { ...shape, ...at(shape, times), name, shapes: enlarged(shape.shapes, times) };
		}
		case 'tagged':
			return { ...shape, shapes: enlarged(shape.shapes, times) };
		case 'cut':
			return { ...shape, outline: outline(shape.outline, times) };
	}
}

function at({ x, y }: { readonly x: number; readonly y: number }, times: number) {
	return { x: x * times, y: y * times };
}

/** Any lengths that a rectangle or a circle has. */
function outline<Outline extends object>(shape: Outline, times: number): Outline {
	const lengths = Object.entries(shape).flatMap(([name, value]) =>
		/^(?:[xywhr]|c[xy])$/.test(name) && typeof value === 'number' ? [[name, value * times] as const] : []
	);
	return { ...shape, ...Object.fromEntries(lengths) };
}

function stroke({ ink, widthMm, dashMm }: Stroke, times: number): Stroke {
	const [mark, gap] = dashMm ?? [];
	const dash = mark && gap ? { dashMm: [mark * times, gap * times] as const } : {};
	return { ink, widthMm: widthMm * times, ...dash };
}

/** A line is glyphs in thousandths of its size. */
function line(set: SetLine, times: number): SetLine {
	const { style, widthMm } = set;
	return { ...set, style: { ...style, sizePt: style.sizePt * times }, widthMm: widthMm * times };
}

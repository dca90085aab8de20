import type { Code, Shape, Text } from '#lib/paper/drawing.ts';
import { ptToMm, type Area } from '#lib/paper/lengths.ts';
import { QUIET_ZONE } from '#lib/paper/qr.ts';

/** Where a text's letters stand, from their highest accents to their tails. */
export function lettersOf({ x, y, line }: Text): Area {
	const size = ptToMm(line.style.sizePt);
	return { x, y: y - size * 0.74, w: line.widthMm, h: size * 0.98 };
}

function squareOf({ x, y, size }: { readonly x: number; readonly y: number; readonly size: number }): Area {
	return { x, y, w: size, h: size };
}

export function quietZoneOf(code: Code): Area {
	const quiet = (code.size / code.symbol.size) * QUIET_ZONE;
	return grown(squareOf(code), quiet);
}

function grown({ x, y, w, h }: Area, by: number): Area {
	return { x: x - by, y: y - by, w: w + 2 * by, h: h + 2 * by };
}

/** All that a shape blackens; what is round has its square. */
export function inkOf(shape: Shape): Area {
	switch (shape.kind) {
		case 'text':
			return lettersOf(shape);
		case 'code':
		case 'figure':
			return squareOf(shape);
		case 'image':
			return shape;
		case 'rect':
			return grown(shape, (shape.stroke?.widthMm ?? 0) / 2);
		case 'circle': {
			const { cx, cy, r, stroke } = shape;
			return grown({ x: cx - r, y: cy - r, w: 2 * r, h: 2 * r }, (stroke?.widthMm ?? 0) / 2);
		}
		case 'line': {
			const { x1, y1, x2, y2, stroke } = shape;
			return grown({ x: x1, y: y1, w: x2 - x1, h: y2 - y1 }, stroke.widthMm / 2);
		}
		default:
			throw new Error(`the ink of a ${shape.kind} is that of its shapes`);
	}
}

/** To a fiftieth of a millimetre. */
export const within = (inner: Area, outer: Area) =>
	inner.x >= outer.x - 0.02 &&
	inner.y >= outer.y - 0.02 &&
	inner.x + inner.w <= outer.x + outer.w + 0.02 &&
	inner.y + inner.h <= outer.y + outer.h + 0.02;

export const touch = (a: Area, b: Area) =>
	a.x < b.x + b.w - 0.02 && b.x < a.x + a.w - 0.02 && a.y < b.y + b.h - 0.02 && b.y < a.y + a.h - 0.02;

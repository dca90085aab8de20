import { bar, poly } from '#lib/catalogue/pen.ts';
import { BLACK, PAPER, type Shape } from '#lib/paper/drawing.ts';

/** Pictures of printing at true size; each stands in a field of 30 x 22 units, like the scenes of the how-to. */
export const BUBBLE_WIDTH = 30;
export const BUBBLE_HEIGHT = 22;

const LINE = { ink: BLACK, widthMm: 0.9 } as const;

const sheet = (x: number, y: number, w: number, h: number): Shape => ({
	kind: 'rect',
	...{ x, y, w, h, r: 0.8, fill: PAPER, stroke: LINE }
});
const block = (x: number, y: number, w: number, h: number, r = 0.4): Shape => ({
	kind: 'rect',
	...{ x, y, w, h, r, fill: BLACK }
});
const drawn = (name: string, path: string, x: number, y: number, size: number, ink = BLACK): Shape => ({
	kind: 'figure',
	...{ name, path, x, y, size, ink }
});

const TICK = bar([4, 13], [10, 19], 4) + bar([9, 19], [20, 6], 4);
const ARROW = bar([12, 2], [12, 14], 4.5) + poly([3, 12], [21, 12], [12, 23]);
const PERCENT = bar([5, 22], [19, 2], 3) + 'M6 2.5a4 4 0 1 0 .01 0zM18 13.5a4 4 0 1 0 .01 0z';

/** A print window with its box ticked: 100 %. */
export function hundredPercent(): Shape[] {
	return [
		sheet(1, 1.5, 28, 19),
		block(1, 1.5, 28, 4, 0.8),
		sheet(4, 9.5, 7, 7),
		drawn('tick', TICK, 3.6, 8.2, 9),
		block(14, 10, 1.8, 6.5),
		block(17, 10, 4, 6.5, 1.6),
		{ kind: 'rect', x: 18.4, y: 11.3, w: 1.2, h: 3.9, r: 0.5, fill: PAPER },
		block(21.8, 10, 4, 6.5, 1.6),
		{ kind: 'rect', x: 23.2, y: 11.3, w: 1.2, h: 3.9, r: 0.5, fill: PAPER },
		drawn('percent', PERCENT, 26, 11.5, 2.6)
	];
}

/** A page against a ruler. */
export function rulerOnPaper(): Shape[] {
	const ticks = Array.from({ length: 9 }, (_, i) => block(3.2 + i * 2.8, 13, 0.8, i % 2 ? 2 : 3.4, 0));
	return [
		sheet(6, 1, 18, 19),
		block(9, 4, 12, 1.6),
		block(9, 7.4, 12, 1.6),
		sheet(1.2, 12.6, 27.6, 7.4),
		...ticks
	];
}

/** A sheet of labels goes into the printer. */
export function intoTheTray(): Shape[] {
	const labels = [0, 1, 2, 3].map((i) => block(10.6 + (i % 2) * 4.8, 2 + Math.floor(i / 2) * 3.6, 4, 2.8));
	return [
		sheet(9, 0.8, 12, 12),
		...labels,
		block(2, 11.5, 26, 8, 1.5),
		{ kind: 'rect', x: 6, y: 15.6, w: 18, h: 1.8, r: 0.5, fill: PAPER },
		drawn('arrow', ARROW, 23.4, 2, 6)
	];
}

import type { Shape } from '#lib/paper/drawing.ts';

const stroke = { widthMm: 3, ink: 1 } as const;

/** Pictures are 60 wide and 44 high. The sign to share on an iPhone: an arrow that leaves a box. */
const share: Shape[] = [
	{ kind: 'rect', x: 18, y: 17, w: 24, h: 23, r: 3, stroke },
	{ kind: 'rect', x: 25, y: 12, w: 10, h: 10, fill: 0 },
	{ kind: 'rect', x: 28.5, y: 7, w: 3, h: 21, r: 1, fill: 1 },
	{ kind: 'figure', name: 'arrow', path: 'M12 1 4 9l2 2 6-6 6 6 2-2z', x: 18, y: 2, size: 24, ink: 1 }
];

/** The menu of a browser on Android. */
const menu: Shape[] = [10, 22, 34].map((cy) => ({ kind: 'circle', cx: 30, cy, r: 3.6, fill: 1 }));

const add: Shape[] = [
	{ kind: 'rect', x: 16, y: 8, w: 28, h: 28, r: 3, stroke },
	{ kind: 'rect', x: 22, y: 20.5, w: 16, h: 3, r: 1, fill: 1 },
	{ kind: 'rect', x: 28.5, y: 14, w: 3, h: 16, r: 1, fill: 1 }
];

/** The app's own sign, in one ink: a mailbox on the landing of a stair. */
const ourSign: Shape[] = [
	{ kind: 'rect', x: 11, y: 2, w: 40, h: 40, r: 9, stroke },
	{ kind: 'rect', x: 18, y: 32, w: 12, h: 3.5, r: 1, fill: 1 },
	{ kind: 'rect', x: 26.5, y: 25, w: 3.5, h: 10.5, r: 1, fill: 1 },
	{ kind: 'rect', x: 26.5, y: 25, w: 18, h: 3.5, r: 1, fill: 1 },
	{ kind: 'rect', x: 31, y: 9, w: 12, h: 13.5, r: 2.5, fill: 1 },
	{ kind: 'rect', x: 34, y: 12, w: 6, h: 2, r: 1, fill: 0 }
];

const STEPS = { iphone: [share, add, ourSign], android: [menu, add, ourSign] } as const;

const NUMBERS = [1, 2, 3] as const;

/** What to press in the browser of such a phone, one after the other. */
export function stepsToTheScreen(way: keyof typeof STEPS) {
	return NUMBERS.map((n) => ({ shapes: STEPS[way][n - 1]!, n }));
}

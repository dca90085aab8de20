import { arc, bar, disc, line, poly, type Point } from '#lib/catalogue/pen.ts';
import { pictogram } from '#lib/catalogue/pictograms.ts';
import type { Shape } from '#lib/paper/drawing.ts';
import { BLACK, PAPER, type Drawing } from './look.ts';

/** The pictures of the how-to: each stands in a field of SCENE_WIDTH x SCENE_HEIGHT units, drawn at any scale. */
export const SCENE_WIDTH = 30;
export const SCENE_HEIGHT = 22;

export type Scene =
	| 'scanTheLetter'
	| 'scanTheSticker'
	| 'chooseThings'
	| 'stickThem'
	| 'slipTheStrip'
	| 'somebodyAsks'
	| 'answer'
	| 'comesBack';

/** A scene with its top left corner at x, y (mm) and `scale` mm to a unit. */
export function scene(which: Scene, x: number, y: number, scale: number): Shape[] {
	return scenes[which](pencil(x, y, scale));
}

type Pencil = ReturnType<typeof pencil>;

const OUTLINE = 0.9;
const FINE = 0.6;

/** Draws in the units of a scene. */
function pencil(x: number, y: number, scale: number) {
	const stroke = (width: number) => ({ ink: BLACK, widthMm: width * scale });
	return {
		solid: (sx: number, sy: number, w: number, h: number, r = 0, fill = BLACK): Shape => ({
			kind: 'rect',
			...{ x: x + sx * scale, y: y + sy * scale, w: w * scale, h: h * scale, r: r * scale, fill }
		}),
		/** White inside, so that it hides what is behind. */
		outline: (sx: number, sy: number, w: number, h: number, r = 0, width = OUTLINE): Shape => ({
			kind: 'rect',
			...{ x: x + sx * scale, y: y + sy * scale, w: w * scale, h: h * scale, r: r * scale },
			fill: PAPER,
			stroke: stroke(width)
		}),
		disc: (cx: number, cy: number, r: number, fill = BLACK): Shape => ({
			kind: 'circle',
			...{ cx: x + cx * scale, cy: y + cy * scale, r: r * scale, fill }
		}),
		ring: (cx: number, cy: number, r: number, width = OUTLINE): Shape => ({
			kind: 'circle',
			...{ cx: x + cx * scale, cy: y + cy * scale, r: r * scale },
			fill: PAPER,
			stroke: stroke(width)
		}),
		figure: ({ name, path }: Drawing, cx: number, cy: number, size: number, ink = BLACK): Shape => ({
			kind: 'figure',
			...{ name, path, ink, size: size * scale },
			x: x + (cx - size / 2) * scale,
			y: y + (cy - size / 2) * scale
		})
	};
}

const scenes: Readonly<Record<Scene, (pen: Pencil) => Shape[]>> = {
	scanTheLetter: (pen) => [
		pen.outline(3, 1, 14, 19, 0.8, FINE),
		pen.solid(5, 3.4, 7, 1, 0.5),
		pen.solid(5, 5.6, 10, 0.7, 0.3),
		pen.solid(5, 7.3, 9, 0.7, 0.3),
		...square(pen, 5, 10.4, 7.4),
		...phone(pen, 16, 4, 10, 17),
		...square(pen, 18, 8.6, 6)
	],
	scanTheSticker: (pen) => [
		pen.outline(2, 4, 17, 12, 1.4, FINE),
		...square(pen, 3.8, 6, 8),
		...phone(pen, 16.5, 3, 10.5, 18),
		...square(pen, 18.75, 8, 6)
	],
	chooseThings: (pen) => [
		...phone(pen, 8.5, 0.6, 13, 20.8),
		...chosen(pen, 'drill', 10.6, 3.4, true),
		...chosen(pen, 'stepladder', 10.6, 11.2, false)
	],
	stickThem: (pen) => [
		pen.outline(4, 1, 22, 20, 1.6),
		pen.solid(8, 4, 14, 1.8, 0.9),
		...square(pen, 6.6, 9.4, 8.4),
		pen.ring(20.6, 11.4, 3, FINE),
		pen.figure(thing('drill'), 20.6, 11.4, 3.9),
		pen.ring(20.6, 17.4, 2.2, FINE),
		pen.figure(thing('stepladder'), 20.6, 17.4, 3)
	],
	slipTheStrip: (pen) => [
		pen.outline(4, 1, 22, 20, 1.6),
		pen.solid(8, 3.6, 14, 1.8, 0.9),
		pen.outline(6.6, 9, 16.8, 8, 0.6, FINE),
		pen.solid(8.2, 14.2, 6.4, 0.7, 0.3),
		pen.solid(8.2, 11.4, 4, 0.7, 0.3),
		...square(pen, 16.6, 10.2, 5.6)
	],
	somebodyAsks: (pen) => [
		...phone(pen, 1, 4.4, 9.6, 17),
		...bubble(pen, 12, 0.8, 17.4, 12.4),
		pen.figure(thing('drill'), 17.6, 7, 8.4),
		pen.figure(question, 25.2, 7, 7.6)
	],
	answer: (pen) => [
		...phone(pen, 8.5, 0.6, 13, 20.8),
		pen.disc(15, 7.2, 3.7),
		pen.figure(tick, 15, 7.2, 5, PAPER),
		pen.ring(15, 15.4, 3.3, 0.8),
		pen.figure(cross, 15, 15.4, 3.6)
	],
	comesBack: (pen) => [pen.figure(thereAndBack, 15, 11, 22), pen.figure(thing('drill'), 15, 11, 9.4)]
};

function thing(id: 'drill' | 'stepladder'): Drawing {
	return { name: id, path: pictogram(id)!.path };
}

function phone(pen: Pencil, x: number, y: number, w: number, h: number): Shape[] {
	return [pen.outline(x, y, w, h, 1.8, 1.1), pen.solid(x + w / 2 - 1.4, y + h - 1.9, 2.8, 0.7, 0.35)];
}

/** What a QR looks like from afar; its corners have no finder's proportions, so no phone takes it for one. */
function square(pen: Pencil, x: number, y: number, side: number): Shape[] {
	const u = side / 7;
	const corner = (cx: number, cy: number) => [
		pen.solid(x + cx * u, y + cy * u, 3 * u, 3 * u),
		pen.solid(x + (cx + 0.75) * u, y + (cy + 0.75) * u, 1.5 * u, 1.5 * u, 0, PAPER)
	];
	const dots = [
		[4, 4],
		[6, 4],
		[5, 5],
		[4, 6],
		[6, 6],
		[3.5, 1],
		[0, 3.5]
	] as const;
	return [
		...corner(0, 0),
		...corner(4, 0),
		...corner(0, 4),
		...dots.map(([dx, dy]) => pen.solid(x + dx * u, y + dy * u, u * 0.98, u * 0.98))
	];
}

function chosen(pen: Pencil, id: 'drill' | 'stepladder', x: number, y: number, ticked: boolean): Shape[] {
	const card = [pen.outline(x, y, 8.8, 6.8, 1, FINE), pen.figure(thing(id), x + 4.4, y + 3.4, 5.8)];
	if (!ticked) return card;
	return [
		...card,
		pen.disc(x + 9, y + 0.8, 2.9, PAPER),
		pen.disc(x + 9, y + 0.8, 2.4),
		pen.figure(tick, x + 9, y + 0.8, 3.2, PAPER)
	];
}

function bubble(pen: Pencil, x: number, y: number, w: number, h: number): Shape[] {
	return [pen.outline(x, y, w, h, 2.6, OUTLINE), pen.figure(bubbleTail, x + 2.6, y + h + 2, 5)];
}

const tick: Drawing = { name: 'scene-tick', path: line(3.6, [3.5, 12.5], [9.5, 18.5], [20.5, 6]) };

const cross: Drawing = { name: 'scene-cross', path: bar([4, 4], [20, 20], 3.8) + bar([20, 4], [4, 20], 3.8) };

const question: Drawing = {
	name: 'scene-question',
	path: `${line(3.2, [7.5, 7.5], [8.6, 4.8], [12, 3.6], [15.4, 4.8], [16.6, 8], [14.6, 11], [12, 13], [12, 15.4])}${disc(12, 20.4, 2.1)}`
};

const bubbleTail: Drawing = {
	name: 'scene-bubble-tail',
	path: poly([6, 2], [22, 2], [0, 21])
};

/** Two arrows round a circle: away, and home again. */
const thereAndBack: Drawing = { name: 'scene-there-and-back', path: roundArrow(196) + roundArrow(16) };

function roundArrow(from: number): string {
	const [radius, reach, half, to] = [10, 4.2, 2.9, from + 116];
	const [cos, sin] = [Math.cos((to * Math.PI) / 180), Math.sin((to * Math.PI) / 180)];
	const on = (r: number, along: number): Point => [12 + r * cos - along * sin, 12 + r * sin + along * cos];
	const head = poly(on(radius - half, 0), on(radius + half, 0), on(radius - 0.6, reach));
	return arc(12, 12, radius, from, to, 2) + head;
}

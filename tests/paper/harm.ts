import type { Picture } from './ink.ts';

/** What happens to paper and to its picture. Everything is seeded: the same harm gives the same picture. */

/** A symbol in a picture: its corner and its width in pixels, without its quiet zone. */
export interface Place {
	readonly x: number;
	readonly y: number;
	readonly size: number;
}

/** Numbers from 0 to 1 that look like chance and are the same each time (mulberry32). */
export function chance(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** Each dot full black or none, as a laser printer lays it. */
export function printed(picture: Picture): Picture {
	return { ...picture, light: picture.light.map((light) => (light < 0.5 ? 0 : 1)) };
}

/**
 * Straight strokes of that width and of half the part's width, some drawn black and the others scraped white, until
 * that share of the part is under them. A stroke thinner than a pixel takes its share of the pixel.
 */
export function scratched(
	picture: Picture,
	part: Place,
	strokes: Strokes,
	wide: number,
	seed: number
): Picture {
	const random = chance(seed);
	const light = picture.light.slice();
	const bare = new Float32Array(light.length).fill(1);
	const reach = part.size / 4;
	let covered = 0;
	while (covered < strokes.share * part.size * part.size) {
		const [cx, cy] = [part.x + random() * part.size, part.y + random() * part.size];
		const angle = random() * Math.PI;
		const ink = random() < strokes.black ? 0 : 1;
		const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
		const box = { x: cx - reach, y: cy - reach, size: 2 * reach };
		eachPixel(picture, common(box, part), (i, x, y) => {
			const [ax, ay] = [x + 0.5 - cx, y + 0.5 - cy];
			if (Math.abs(ax * dx + ay * dy) > reach) return;
			const under = Math.min(1, wide, wide / 2 + 0.5 - Math.abs(ax * dy - ay * dx));
			if (under <= 0) return;
			covered += bare[i]! * under;
			bare[i]! *= 1 - under;
			light[i] = light[i]! * (1 - under) + ink * under;
		});
	}
	return { ...picture, light };
}

export interface Strokes {
	/** Of the part's area. */
	readonly share: number;
	/** Of the strokes: the others take ink away. */
	readonly black: number;
}

interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

function common(one: Place, other: Place): Box {
	return {
		left: Math.max(one.x, other.x),
		top: Math.max(one.y, other.y),
		right: Math.min(one.x + one.size, other.x + other.size),
		bottom: Math.min(one.y + one.size, other.y + other.size)
	};
}

function eachPixel(
	{ width, height }: Picture,
	{ left, top, right, bottom }: Box,
	visit: (i: number, x: number, y: number) => void
) {
	const [firstX, firstY] = [Math.max(0, Math.floor(left)), Math.max(0, Math.floor(top))];
	for (let y = firstY; y < Math.min(height, bottom); y++)
		for (let x = firstX; x < Math.min(width, right); x++) visit(y * width + x, x, y);
}

/** Black ink and white paper as bright as given. */
export function faded({ light, ...size }: Picture, ink: number, paper: number): Picture {
	return { ...size, light: light.map((bright) => ink + bright * (paper - ink)) };
}

/** Light that falls off from the top left corner to the bottom right one, where `least` of it is left. */
export function lightFallingOff({ width, height, light }: Picture, least: number): Picture {
	return lit({ width, height, light }, (x, y) => 1 - ((x / width + y / height) / 2) * (1 - least));
}

/** The shadow of a hand or a telephone over one half, with a soft edge. */
export function shadowed(picture: Picture, left: number): Picture {
	return lit(picture, (x, y) => {
		const into = (x / picture.width + 0.4 * (y / picture.height) - 0.7) / 0.08;
		return left + (1 - left) / (1 + Math.exp(into));
	});
}

/** The lamp mirrored in the varnish: a round white spot a fifth as wide as the picture, `most` bright in its middle. */
export function glaring(picture: Picture, most: number): Picture {
	const { width, height, light } = picture;
	return {
		...picture,
		light: light.map((bright, i) => {
			const [x, y] = [(i % width) / width - 0.58, Math.floor(i / width) / height - 0.56];
			return bright + most * Math.exp(-(x * x + y * y) / (2 * 0.1 * 0.1));
		})
	};
}

function lit({ width, height, light }: Picture, lamp: (x: number, y: number) => number): Picture {
	return {
		width,
		height,
		light: light.map((bright, i) => bright * lamp(i % width, Math.floor(i / width)))
	};
}

/** How a camera looks at a flat thing: turned in its plane, then tilted away, from so many picture widths. */
export interface Look {
	readonly turn: number;
	readonly tilt: number;
	readonly from: number;
}

/**
 * The picture seen by a pinhole camera that aims at its middle; degrees. `per` pixels of it become one there. What lies beyond
 * its edge is as bright as `ground`.
 */
export function lookedAt(picture: Picture, look: Look, per: number, ground: number): Picture {
	const { width, height } = picture;
	const [turn, tilt] = [look.turn, look.tilt].map((degrees) => (degrees * Math.PI) / 180) as [number, number];
	const far = look.from * width;
	const [cos, sin, cosTilt, sinTilt] = [Math.cos(turn), Math.sin(turn), Math.cos(tilt), Math.sin(tilt)];
	const room = Math.abs(cos) + Math.abs(sin);
	const nearer = far / (far - (sinTilt * height * room) / 2);
	const across = Math.ceil((width * room * nearer) / per);
	const down = Math.ceil(across * cosTilt);
	const light = new Float32Array(across * down);
	for (let y = 0; y < down; y++) {
		const v = (y + 0.5 - down / 2) * per;
		const along = (v * far) / (far * cosTilt - v * sinTilt);
		const nearness = (far + along * sinTilt) / far;
		for (let x = 0; x < across; x++) {
			const aside = (x + 0.5 - across / 2) * per * nearness;
			const [atX, atY] = [width / 2 + aside * cos + along * sin, height / 2 - aside * sin + along * cos];
			light[y * across + x] = sample(picture, atX, atY, ground);
		}
	}
	return { width: across, height: down, light };
}

function sample({ width, height, light }: Picture, x: number, y: number, ground: number): number {
	const [left, top] = [Math.floor(x - 0.5), Math.floor(y - 0.5)];
	if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return ground;
	const [ax, ay] = [x - 0.5 - left, y - 0.5 - top];
	const i = top * width + left;
	const above = light[i]! * (1 - ax) + light[i + 1]! * ax;
	const below = light[i + width]! * (1 - ax) + light[i + width + 1]! * ax;
	return above * (1 - ay) + below * ay;
}

/** Out of focus: each point spreads as a Gaussian of that many pixels. */
export function blurred(picture: Picture, sigma: number): Picture {
	const reach = Math.ceil(3 * sigma);
	const weights = Array.from({ length: 2 * reach + 1 }, (_, i) =>
		Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2))
	);
	return spread(spread(picture, weights, true), weights, false);
}

/** The hand moves along the row by that many pixels while the picture is taken. */
export function shaken(picture: Picture, by: number): Picture {
	const reach = Math.ceil(by / 2);
	const weights = Array.from({ length: 2 * reach + 1 }, (_, i) =>
		Math.max(0, Math.min(1, by / 2 + 0.5 - Math.abs(i - reach)))
	);
	return spread(picture, weights, true);
}

function spread({ width, height, light }: Picture, weights: readonly number[], alongRow: boolean): Picture {
	const reach = (weights.length - 1) / 2;
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	const out = new Float32Array(light.length);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			let sum = 0;
			for (let k = -reach; k <= reach; k++) {
				const at = alongRow
					? y * width + Math.min(width - 1, Math.max(0, x + k))
					: Math.min(height - 1, Math.max(0, y + k)) * width + x;
				sum += light[at]! * weights[k + reach]!;
			}
			out[y * width + x] = sum / total;
		}
	return { width, height, light: out };
}

/** Grain: each pixel off by a Gaussian of that deviation, white being 1. */
export function grainy(picture: Picture, deviation: number, seed: number): Picture {
	const random = chance(seed);
	const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
	return { ...picture, light: picture.light.map((bright) => bright + deviation * normal()) };
}

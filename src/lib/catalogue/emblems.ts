import { mdiBarley, mdiCarrot, mdiCat, mdiClover, mdiDolphin, mdiDuck, mdiFeather, mdiFlowerTulip, mdiFoodApple, mdiFruitCherries, mdiHorse, mdiKangaroo, mdiKoala, mdiMushroom, mdiOwl, mdiPalmTree, mdiPanda, mdiPenguin, mdiPineTree, mdiRabbitVariant, mdiSnail, mdiTortoise } from '@mdi/js';
import { bee, butterfly, cactus, caterpillar, corn, daisy, dragonfly, elephant, fish, fox, frog, giraffe, hedgehog, jellyfish, ladybird, leaf, lemon, lion, octopus, parrot, peacock, pumpkin, rhinoceros, seahorse, sheep, squirrel, starfish, strawberry, swan, tree, waterlily } from './emblemDrawings.ts';

/** A small animal or plant that names a household. The path is filled by the non-zero rule on a 24 x 24 grid. */
export interface Emblem {
	readonly id: string;
	readonly path: string;
}

/**
 * In the order in which they stand on a wall: neighbours look different (a face, a plant, a shape from the side).
 * Add new ones at the end and take none out: they are printed. Left out, since someone may take them ill as a name:
 * pig, dog, donkey, cow, goat, camel, monkey, raccoon, rat, snake, spider, bat, shark, crab, whale, hen, acorn, pear; and bear and
 * toucan, too near to rhinoceros and parrot.
 */
export const emblems = [
	{ id: 'owl', path: mdiOwl },
	{ id: 'clover', path: mdiClover },
	{ id: 'dolphin', path: mdiDolphin },
	{ id: 'cherries', path: mdiFruitCherries },
	{ id: 'giraffe', path: giraffe },
	{ id: 'bee', path: bee },
	{ id: 'fir', path: mdiPineTree },
	{ id: 'fox', path: fox },
	{ id: 'jellyfish', path: jellyfish },
	{ id: 'tulip', path: mdiFlowerTulip },
	{ id: 'hedgehog', path: hedgehog },
	{ id: 'lion', path: lion },
	{ id: 'feather', path: mdiFeather },
	{ id: 'fish', path: fish },
	{ id: 'swan', path: swan },
	{ id: 'mushroom', path: mdiMushroom },
	{ id: 'butterfly', path: butterfly },
	{ id: 'rabbit', path: mdiRabbitVariant },
	{ id: 'palm', path: mdiPalmTree },
	{ id: 'seahorse', path: seahorse },
	{ id: 'pumpkin', path: pumpkin },
	{ id: 'duck', path: mdiDuck },
	{ id: 'daisy', path: daisy },
	{ id: 'turtle', path: mdiTortoise },
	{ id: 'frog', path: frog },
	{ id: 'wheat', path: mdiBarley },
	{ id: 'octopus', path: octopus },
	{ id: 'horse', path: mdiHorse },
	{ id: 'strawberry', path: strawberry },
	{ id: 'ladybird', path: ladybird },
	{ id: 'penguin', path: mdiPenguin },
	{ id: 'leaf', path: leaf },
	{ id: 'cat', path: mdiCat },
	{ id: 'starfish', path: starfish },
	{ id: 'corn', path: corn },
	{ id: 'elephant', path: elephant },
	{ id: 'caterpillar', path: caterpillar },
	{ id: 'lemon', path: lemon },
	{ id: 'koala', path: mdiKoala },
	{ id: 'dragonfly', path: dragonfly },
	{ id: 'cactus', path: cactus },
	{ id: 'kangaroo', path: mdiKangaroo },
	{ id: 'parrot', path: parrot },
	{ id: 'tree', path: tree },
	{ id: 'snail', path: mdiSnail },
	{ id: 'panda', path: mdiPanda },
	{ id: 'waterlily', path: waterlily },
	{ id: 'sheep', path: sheep },
	{ id: 'peacock', path: peacock },
	{ id: 'apple', path: mdiFoodApple },
	{ id: 'squirrel', path: squirrel },
	{ id: 'rhinoceros', path: rhinoceros },
	{ id: 'carrot', path: mdiCarrot }
] as const satisfies readonly Emblem[];

export type EmblemId = (typeof emblems)[number]['id'];

const byId: ReadonlyMap<string, Emblem> = new Map(emblems.map((emblem) => [emblem.id, emblem]));

export function emblem(id: EmblemId): Emblem {
	return known(id);
}

/** How many mailboxes of one hall can have an emblem of their own: each emblem alone, then each two of them. */
export const mostEmblemsOfHall = emblems.length + (emblems.length * (emblems.length - 1)) / 2;

/**
 * The emblem of the n-th mailbox of a hall, n from 0: `owl`, or `owl+cat` once each has been given alone.
 * @throws RangeError unless n is a whole number from 0 to mostEmblemsOfHall - 1
 */
export function emblemCode(n: number): string {
	return emblemOfPlace(0, n);
}

/**
 * The same for a hall that begins at the emblem number `start` (any whole number), so that not every hall begins
 * with the owl. Keep what it answers: it changes when emblems are added.
 * @throws RangeError as emblemCode, or when start is not a whole number
 */
export function emblemOfPlace(start: number, n: number): string {
	if (!Number.isSafeInteger(start)) throw new RangeError(`start must be a whole number, not ${start}`);
	if (!Number.isInteger(n) || n < 0 || n >= mostEmblemsOfHall) throw new RangeError(`n must be a whole number from 0 to ${mostEmblemsOfHall - 1}, not ${n}`);
	return placesOf(n)
		.map((place) => modulo(place + modulo(start, emblems.length), emblems.length))
		.sort((a, b) => a - b)
		.map((place) => emblems[place]!.id)
		.join('+');
}

/**
 * The one or two emblems of a code.
 * @throws RangeError when the code is not one that emblemOfPlace gives
 */
export function readEmblem(code: string): readonly Emblem[] {
	const ids = code.split('+');
	if (ids.length > 2 || new Set(ids).size < ids.length) throw new RangeError(`not an emblem: ${code}`);
	return ids.map(known);
}

/** Two emblems stand 2, 3, ... places apart, and only at last side by side: so mailboxes in a row share none. */
function placesOf(n: number): number[] {
	const count = emblems.length;
	if (n < count) return [n];
	const pair = n - count;
	const sideBySide = pair - (count * (count - 3)) / 2;
	if (sideBySide >= 0) return twoSideBySide(sideBySide, Math.ceil(count / 2));
	const first = pair % count;
	return [first, first + 2 + Math.floor(pair / count)];
}

/** 0 and 1, 2 and 3 ... from each of the `evens` even places, then 1 and 2, 3 and 4 ... */
function twoSideBySide(n: number, evens: number): number[] {
	const first = n < evens ? 2 * n : 2 * (n - evens) + 1;
	return [first, first + 1];
}

function known(id: string): Emblem {
	const found = byId.get(id);
	if (!found) throw new RangeError(`not an emblem: ${id}`);
	return found;
}

function modulo(value: number, by: number): number {
	return ((value % by) + by) % by;
}

import type { Area } from '#lib/paper/lengths.ts';
import { QUIET_ZONE, type QrLevel } from '#lib/paper/qr.ts';
import { DAYLIGHT, type Lamp, type Picture, type PrintedPdf } from './ink.ts';
import {
	blurred,
	faded,
	glaring,
	grainy,
	lightFallingOff,
	lookedAt,
	printed,
	scratched,
	shadowed,
	shaken,
	type Look,
	type Place,
	type Strokes
} from './harm.ts';

/**
 * One way to see a symbol on paper: what was done to the paper, the light, the camera. What is not said is not done.
 * Lengths are those of a symbol of 30 mm or less, seen from as near as one reads it; a larger one is seen from as many
 * times farther, because a symbol is read from ten times its width (docs/printing.md).
 */
export interface View {
	/** Of the picture taken, at the symbol's middle; 200 unless said. */
	readonly dpi: number;
	/** What the printer made of it: 0.9 is "fit to page". */
	readonly scale: number;
	/** The printer's own dots to an inch, black or white. */
	readonly printedAt: number;
	/** Over the whole symbol. */
	readonly hairlines: Strokes & { readonly wideMm: number };
	/** A square of this share of the symbol's area of which nothing is left, somewhere outside the finder patterns. */
	readonly wornAway: number;
	/** Share of the whole symbol under strokes two modules wide. */
	readonly destroyed: number;
	/** Modules of white that are left around the symbol; beyond is the dark door of a mailbox. */
	readonly white: number;
	/** Cut out of its sheet and stuck on a dark door. */
	readonly stuck: boolean;
	/** Brightness of the ink and of the paper, 0 to 1. */
	readonly ink: number;
	readonly paper: number;
	readonly lamp: Lamp;
	/** Share of the light that is left in the far corner. */
	readonly fallsTo: number;
	/** Share of the light that is left in the shadow over one half. */
	readonly shadow: number;
	readonly glare: number;
	readonly look: Partial<Look>;
	readonly blurMm: number;
	readonly shakenMm: number;
	/** Deviation of each pixel, white being 1. */
	readonly grain: number;
}

/** A symbol on a page of a PDF; mm, without its quiet zone. */
export interface PrintedCode {
	readonly what: string;
	/** The piece, and the form of the label that it stands on. */
	readonly kind: string;
	readonly pdf: PrintedPdf;
	readonly page: number;
	readonly x: number;
	readonly y: number;
	readonly sizeMm: number;
	readonly modules: number;
	readonly level: QrLevel;
	/** The label that it stands on. */
	readonly label?: { readonly edge: Area; readonly shape: 'rect' | 'round' };
	/** What its page says that it says. */
	readonly says: string;
}

/** Of the page around the quiet zone, in modules. */
const AROUND = 3;
/** How bright the door of a mailbox is. */
const DOOR = 0.3;
const DARK_DOOR = 0.1;
const READ_FROM_MM = 30;

/** The picture that a camera gets: paper first, then light, then the camera, as it happens. */
export async function seen(code: PrintedCode, view: Partial<View>, seed: number): Promise<Picture> {
	const farther = Math.max(1, code.sizeMm / READ_FROM_MM);
	const pixelsToMm = (view.dpi ?? 200) / 25.4;
	let picture = await paperSeen(code, view, farther, seed);
	if (view.look || view.printedAt) {
		const per = (view.printedAt ?? view.dpi ?? 200) / (view.dpi ?? 200);
		picture = lookedAt(picture, { turn: 0, tilt: 0, from: 5, ...view.look }, per, DOOR);
	}
	if (view.fallsTo !== undefined) picture = lightFallingOff(picture, view.fallsTo);
	if (view.shadow !== undefined) picture = shadowed(picture, view.shadow);
	if (view.glare !== undefined) picture = glaring(picture, view.glare);
	if (view.blurMm) picture = blurred(picture, view.blurMm * pixelsToMm);
	if (view.shakenMm) picture = shaken(picture, view.shakenMm * pixelsToMm);
	return view.grain ? grainy(picture, view.grain, seed) : picture;
}

export const lampOf = (view: Partial<View>): Lamp => view.lamp ?? DAYLIGHT;

async function paperSeen(code: PrintedCode, view: Partial<View>, farther: number, seed: number) {
	const { pdf, page, x, y, sizeMm, modules } = code;
	const dpi = ((view.printedAt ?? view.dpi ?? 200) * (view.scale ?? 1)) / farther;
	const margin = ((QUIET_ZONE + AROUND) * sizeMm) / modules;
	const part = { x: x - margin, y: y - margin, w: sizeMm + 2 * margin, h: sizeMm + 2 * margin };
	const printed = await pdf.picture(page, part, dpi);
	const sheet = view.stuck && code.label ? stuckOnDoor(printed, part, code.label) : printed;
	return onPaper(code, view, sheet, (dpi * farther) / 25.4, seed);
}

function stuckOnDoor(
	picture: Picture,
	part: Area,
	{ edge, shape }: NonNullable<PrintedCode['label']>
): Picture {
	const { width, light } = picture;
	const mm = part.w / width;
	const [cx, cy] = [edge.x + edge.w / 2, edge.y + edge.h / 2];
	const isOnLabel = (x: number, y: number) =>
		shape === 'round'
			? Math.hypot(x - cx, y - cy) < edge.w / 2
			: Math.abs(x - cx) < edge.w / 2 && Math.abs(y - cy) < edge.h / 2;
	return {
		...picture,
		light: light.map((bright, i) => {
			const [x, y] = [part.x + ((i % width) + 0.5) * mm, part.y + (Math.floor(i / width) + 0.5) * mm];
			return isOnLabel(x, y) ? bright : DARK_DOOR;
		})
	};
}

function onPaper(
	{ modules }: PrintedCode,
	view: Partial<View>,
	sheet: Picture,
	pixelsToMm: number,
	seed: number
) {
	const module = sheet.width / (modules + 2 * (QUIET_ZONE + AROUND));
	const margin = module * (QUIET_ZONE + AROUND);
	const symbol: Place = { x: margin, y: margin, size: modules * module };
	const all = { share: 0.95, black: 0.5 };
	let picture = view.printedAt ? printed(sheet) : sheet;
	if (view.hairlines)
		picture = scratched(picture, symbol, view.hairlines, view.hairlines.wideMm * pixelsToMm, seed);
	if (view.wornAway) picture = scratched(picture, patchOf(symbol, view.wornAway, seed), all, module, seed);
	if (view.destroyed)
		picture = scratched(picture, symbol, { ...all, share: view.destroyed }, 2 * module, seed);
	if (view.ink !== undefined || view.paper !== undefined)
		picture = faded(picture, view.ink ?? 0, view.paper ?? 1);
	return view.white === undefined ? picture : darkBeyond(picture, symbol, view.white * module);
}

/** In the lower right part, where no finder pattern is: without its three finders nobody finds a symbol. */
function patchOf(symbol: Place, share: number, seed: number): Place {
	const side = Math.sqrt(share) * symbol.size;
	const [low, high] = [0.3 * symbol.size, symbol.size - side];
	const along = ((seed * 0.618) % 1) * (high - low);
	const down = ((seed * 0.382) % 1) * (high - low);
	return { x: symbol.x + low + along, y: symbol.y + low + down, size: side };
}

function darkBeyond(picture: Picture, { x, y, size }: Place, white: number): Picture {
	const { width } = picture;
	const inside = (at: number, from: number) => at >= from - white && at + 1 <= from + size + white;
	return {
		...picture,
		light: picture.light.map((bright, i) =>
			inside(i % width, x) && inside(Math.floor(i / width), y) ? bright : DARK_DOOR
		)
	};
}

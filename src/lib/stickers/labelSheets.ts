import type { Correction, Page, Shape, Stamp } from '#lib/paper/drawing.ts';
import type { Sheet } from '#lib/paper/sheets.ts';
import { fillSlots, slotsOf, type Filling, type Slot } from '#lib/paper/slots.ts';
import { besideLabels } from './besideLabels.ts';
import { area } from './look.ts';
import type { DrawPiece, Label, Piece, PieceRefusal } from './pieces.ts';
import type { Voice } from './words.ts';

/** Stickers to put on sheets of labels: `stickers` has each as often as it is wanted. */
export interface LabelOrder extends Filling {
	readonly sheet: Sheet;
	readonly stickers: readonly Piece[];
	/** Of the printer that will print it. */
	readonly correction?: Correction;
}

export interface LabelSheets {
	readonly pages: readonly Page[];
	/** Stickers that this sheet's labels cannot show, by their place in the order. They take no label. */
	readonly refused: readonly { readonly index: number; readonly refusal: PieceRefusal }[];
}

/**
 * The pages of an order. Each sticker is drawn once for each form of label, and equal ones are one stamp, so that 500 of a kind are
 * as small and as quick as one.
 */
export function labelSheets(
	voice: Voice,
	{ sheet, stickers, correction, ...filling }: LabelOrder,
	draw: DrawPiece
): LabelSheets {
	const slots = withForms(slotsOf(sheet));
	const forms = [...new Set(slots.map(({ form }) => form))];
	const drawn = drawnOnce(voice, draw);
	const refused: { index: number; refusal: PieceRefusal }[] = [];
	const accepted: Piece[] = [];
	for (const [index, piece] of stickers.entries()) {
		const refusal = forms.map((form) => drawn(piece, form)).find(isRefusal);
		if (refusal) refused.push({ index, refusal });
		else accepted.push(piece);
	}
	const pages = fillSlots(sheet, accepted.length, filling).map((placements, i): Page => {
		const here = placements.map(({ slot }) => slots[slot]!);
		const labels = placements.map(({ sticker, slot }) => placed(drawn, accepted[sticker]!, slots[slot]!));
		return {
			...sheet.paper,
			...(correction ? { correction } : {}),
			shapes: [...besideLabels(voice, sheet, here), ...labels],
			label: voice.words('pageOfLabels', { page: i + 1 })
		};
	});
	return { pages, refused };
}

interface FormedSlot extends Slot {
	readonly form: Label;
}

/** Slots, each with its label as if its corner were at 0, 0: one `form` for all whose drawing is the same. */
function withForms(slots: readonly Slot[]): FormedSlot[] {
	const forms = new Map<string, Label>();
	return slots.map((slot) => {
		const form = formOf(slot);
		const name = JSON.stringify(form);
		forms.set(name, forms.get(name) ?? form);
		return { ...slot, form: forms.get(name)! };
	});
}

function formOf({ edge, safe, shape, corner }: Slot): Label {
	const moved = area(rounded(safe.x - edge.x), rounded(safe.y - edge.y), rounded(safe.w), rounded(safe.h));
	return { edge: area(0, 0, edge.w, edge.h), safe: moved, shape, corner };
}

/** So that sums of millimetres that differ in their last digit are one form. */
function rounded(mm: number): number {
	return Math.round(mm * 10_000) / 10_000;
}

type Drawn = Stamp | PieceRefusal;
type DrawOnce = (piece: Piece, form: Label) => Drawn;

function drawnOnce(voice: Voice, draw: DrawPiece): DrawOnce {
	const done = new Map<Label, Map<string, Drawn>>();
	return (piece, form) => {
		const here = done.get(form) ?? new Map<string, Drawn>();
		done.set(form, here);
		const what = JSON.stringify(piece);
		const made = here.get(what) ?? drawnOn(voice, piece, form, draw);
		here.set(what, made);
		return made;
	};
}

/** A stamp's name says its content, and is in no file. */
function drawnOn(voice: Voice, piece: Piece, form: Label, draw: DrawPiece): Drawn {
	const shapes = draw(voice, piece, form);
	if ('refusal' in shapes) return shapes;
	return { kind: 'stamp', name: JSON.stringify([voice.language, piece, form]), shapes, x: 0, y: 0 };
}

function isRefusal(drawn: Drawn): drawn is PieceRefusal {
	return 'refusal' in drawn;
}

function placed(drawn: DrawOnce, piece: Piece, { form, edge }: FormedSlot): Shape {
	const stamp = drawn(piece, form);
	if (isRefusal(stamp)) throw new Error('a sticker that was refused is placed');
	return { ...stamp, x: edge.x, y: edge.y };
}

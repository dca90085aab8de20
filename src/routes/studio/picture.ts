import type { OrderProblem } from '#lib/stickers/order.ts';
import type { PieceRefusal } from '#lib/stickers/pieces.ts';

/** Why a line is not printed: its label cannot show it, or it belongs to a mailbox and nobody is signed in. */
export type LineRefusal = PieceRefusal | { readonly refusal: 'no-mailbox' };

/** How the code of a mailbox stands on this sheet's labels: with all its words, along a strip, with what fits, or alone. */
export const signForms = ['full', 'strip', 'small', 'bare'] as const;
export type SignForm = (typeof signForms)[number];

/** What the studio says of an order: one of its pages as an image, and what cannot be printed. */
export interface Picture {
	/** Of the image; null when there is nothing to see. */
	readonly src: string | null;
	/** From 1. */
	readonly page: number;
	readonly pages: number;
	/** Stickers that are printed, without those that are refused, before a sheet is filled up. */
	readonly printed: number;
	readonly problem: OrderProblem | null;
	/** Lines of the order that are not printed. */
	readonly refused: readonly { readonly line: number; readonly refusal: LineRefusal }[];
	/** The smallest sheet of labels that can show them all. */
	readonly fits: string | null;
	/** Of the order's own code; null when it has none. */
	readonly signForm: SignForm | null;
	/** Labels of which the corrected printer would print a part beside the paper. */
	readonly outOfReach: readonly number[];
}

/** An image that needs no second request. */
export function imageAddress(svg: string): string {
	return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

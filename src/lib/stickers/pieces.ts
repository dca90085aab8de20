import type { Shape } from '#lib/paper/drawing.ts';
import type { TextRefusal } from '#lib/paper/text.ts';
import { joker } from './joker.ts';
import type { Label, TooSmall } from './label.ts';
import { messageSticker } from './messageSticker.ts';
import { NAMEPLATE, nameplatePiece } from './nameplate.ts';
import { objectSticker, type ObjectDrawing } from './objectSticker.ts';
import type { MailboxSign } from './mailboxSign.ts';
import { QR_STICKER, qrSticker } from './qrSticker.ts';
import type { Voice } from './words.ts';

export type { Label } from './label.ts';

/** What can stand on a label. */
export type Piece =
	| { readonly piece: 'object'; readonly thing: ObjectDrawing }
	/** Text that someone typed, in any script; blank to be written by hand when it is ''. */
	| { readonly piece: 'joker'; readonly text: string }
	| { readonly piece: 'qr'; readonly sign: MailboxSign }
	| { readonly piece: 'nameplate'; readonly sign: MailboxSign }
	| { readonly piece: 'badge' }
	| { readonly piece: 'windscreen' }
	| { readonly piece: 'cling' };

/** Why a piece does not stand on a label: it is too small (what it needs at least, in mm), or its text cannot be set. */
export type PieceRefusal = TooSmall | TextRefusal;

export type DrawPiece = (voice: Voice, piece: Piece, label: Label) => readonly Shape[] | PieceRefusal;

/** Draws a piece on any label: all its ink inside the safe area, no text cut, or says why it cannot stand there. */
export const drawPiece: DrawPiece = (voice, piece, label) => {
	switch (piece.piece) {
		case 'object':
			return objectSticker(voice, piece.thing, label);
		case 'joker':
			return joker(voice, piece.text, label);
		case 'qr':
			return qrSticker(voice, piece.sign, label);
		case 'nameplate':
			return nameplatePiece(voice, piece.sign, label);
		case 'badge':
		case 'windscreen':
		case 'cling':
			return messageSticker(voice, piece.piece, label);
	}
};

/** A size in which a piece is offered on blank sheets and to print shops, in mm. */
export interface PieceSize {
	readonly w: number;
	readonly h: number;
	readonly shape: Label['shape'];
	/** Radius of the corners. */
	readonly corner: number;
}

/** The sizes of a piece, the commonest first. */
export function sizesOf({ piece }: Pick<Piece, 'piece'>): readonly PieceSize[] {
	return sizes[piece];
}

const rect = (w: number, h: number, corner = 3): PieceSize => ({ w, h, shape: 'rect', corner });
const round = (across: number): PieceSize => ({ w: across, h: across, shape: 'round', corner: across / 2 });
const forThings = [30, 25, 40, 50].flatMap((side) => [rect(side, side), round(side)]);

const sizes: Readonly<Record<Piece['piece'], readonly PieceSize[]>> = {
	object: forThings,
	joker: forThings,
	// Full, strip, small, and for a round place.
	qr: [rect(QR_STICKER.w, QR_STICKER.h), rect(100, 25, 2), rect(38, 21, 2), round(60)],
	nameplate: [rect(NAMEPLATE.w, NAMEPLATE.h, 2)],
	badge: [round(50), round(60), rect(63, 38)],
	windscreen: [rect(90, 60), rect(100, 50), round(63)],
	cling: [rect(150, 100, 4), rect(199, 144, 5)]
};

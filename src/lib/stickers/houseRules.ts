import { scanUrl } from '#lib/codes/codes.ts';
import { MIN_MODULE_MM, QUIET_ZONE, qrSymbol } from '#lib/paper/qr.ts';
import type { Voice } from './words.ts';

/** What a hall's mailboxes may carry: any stickers, only such as come off again, or none. */
export interface HouseRules {
	readonly stickers: 'any' | 'removable' | 'none';
	/** The largest side of a sticker in mm; null: no rule. */
	readonly stickerMm: number | null;
}

export const NO_RULES: HouseRules = { stickers: 'any', stickerMm: null };

/** Below, no pictogram is told apart (`objectSticker`): a smaller rule is printed as this. */
export const LEAST_STICKER_MM = 12;

/** A sticker of this size under the rules; `leastMm` is what it needs in any case. */
export function underRules<Size extends { readonly w: number; readonly h: number }>(
	{ w, h }: Size,
	{ stickerMm }: HouseRules,
	leastMm = LEAST_STICKER_MM
): { w: number; h: number } {
	const most = Math.max(stickerMm ?? Infinity, leastMm);
	return { w: Math.min(w, most), h: Math.min(h, most) };
}

/** The side in mm, to the next tenth, below which no phone reads the code of a mailbox of this server. */
export function leastQrMm(origin: string): number {
	const { size } = qrSymbol(scanUrl(origin, ANY_CODE), 'Q');
	return Math.ceil((size + 2 * QUIET_ZONE) * MIN_MODULE_MM * 10) / 10;
}

/** All codes are as long. */
const ANY_CODE = '0000000000000';

/** "Règle de l’immeuble : film enlevable seulement, 40 mm au plus."; '' where there is no rule. */
export function rulesInWords(voice: Voice, { stickers, stickerMm }: HouseRules): string {
	if (stickers === 'none') return voice.words('ruleNone');
	if (stickers === 'removable')
		return stickerMm === null
			? voice.words('ruleRemovable')
			: voice.words('ruleRemovableSize', { mm: stickerMm });
	return stickerMm === null ? '' : voice.words('ruleSize', { mm: stickerMm });
}

/** What the rule cannot be held to: a code that is smaller than `stickerMm` is read by no phone; '' where it can. */
export function qrBeyondRule(voice: Voice, { stickers, stickerMm }: HouseRules, origin: string): string {
	const least = leastQrMm(origin);
	if (stickers === 'none' || stickerMm === null || stickerMm >= least) return '';
	return voice.words('ruleQr', { mm: new Intl.NumberFormat('fr-FR').format(least) });
}

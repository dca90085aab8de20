/** What a house allows on its mailboxes: any sticker, only such as come off again, or none (then the strip and the poster). */
export const stickerRules = ['any', 'removable', 'none'] as const;
export type StickerRule = (typeof stickerRules)[number];

export interface HouseRules {
	readonly stickers: StickerRule;
	/** The largest side of a sticker in mm; null: no rule. */
	readonly stickerMm: number | null;
}

/** The sides that a rule may name, in mm: below the least no drawing can be told, above the most no sheet has a sticker. */
export const leastStickerMm = 10;
export const mostStickerMm = 200;

export type HouseRulesProblem = 'bad-rule' | 'bad-size';

/** The rules that a form names. Without stickers there is no size. */
export function readHouseRules({
	stickers,
	stickerMm = ''
}: {
	stickers?: string | undefined;
	stickerMm?: string | undefined;
}): { rules: HouseRules } | { problem: HouseRulesProblem } {
	const rule = stickerRules.find((one) => one === stickers);
	if (!rule) return { problem: 'bad-rule' };
	const typed = stickerMm.trim().replace(/\s*mm$/i, '');
	if (rule === 'none' || typed === '') return { rules: { stickers: rule, stickerMm: null } };
	const size = /^\d{1,3}$/.test(typed) ? Number(typed) : 0;
	return size >= leastStickerMm && size <= mostStickerMm
		? { rules: { stickers: rule, stickerMm: size } }
		: { problem: 'bad-size' };
}

/** What the page of a mailbox is about, before anybody decides what may be seen of it. */
export interface KnownMailbox {
	readonly code: string;
	readonly emblem: string;
	readonly claimedBefore: boolean;
	/** No longer on the wall. */
	readonly gone: boolean;
	readonly household: KnownHousehold | null;
}

export interface KnownHousehold {
	readonly nickname: string | null;
	/** Lends nothing for now: a pause, nobody has answered "still willing?" for too long, or moderation hides the page. */
	readonly paused: boolean;
	readonly asleep: boolean;
	readonly hidden: boolean;
	readonly items: readonly KnownItem[];
}

export interface KnownItem {
	readonly pictogram: string;
	readonly out: boolean;
	readonly paused: boolean;
}

export type PasserByView =
	| { readonly kind: 'never-claimed' | 'released' | 'gone'; readonly emblem: string }
	| {
			readonly kind: 'household';
			readonly emblem: string;
			readonly nickname: string | null;
			readonly items: readonly { readonly pictogram: string; readonly atHand: boolean }[];
	  };

/**
 * All that anyone learns by scanning a sticker, and the only function that decides it: the emblem, a nickname
 * when there is one, the pictograms and whether each is at hand. What is paused is not there at all.
 */
export function whatAPasserBySees(mailbox: KnownMailbox): PasserByView {
	const { emblem, household } = mailbox;
	if (mailbox.gone) return { kind: 'gone', emblem };
	if (!household) return { kind: mailbox.claimedBefore ? 'released' : 'never-claimed', emblem };
	const isClosed = household.paused || household.asleep || household.hidden;
	const shown = isClosed ? [] : household.items.filter(({ paused }) => !paused);
	const items = shown.map(({ pictogram, out }) => ({ pictogram, atHand: !out }));
	return { kind: 'household', emblem, nickname: household.hidden ? null : household.nickname, items };
}

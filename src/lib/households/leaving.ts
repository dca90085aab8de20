/** What a household leaves behind to be erased, in the order of its receipt. */
export const erasedThings = ['items', 'requests', 'phones', 'addresses', 'blocked', 'history'] as const;

/** How many of each were erased, and of which mailbox. */
export type Erased = Readonly<Record<(typeof erasedThings)[number], number>> & {
	readonly emblem: string;
	readonly zone: string;
	/** Reports about the page that stay in the register of moderation (DSA). */
	readonly reports: number;
};

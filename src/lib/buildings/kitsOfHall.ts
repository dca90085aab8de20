/** How far the kits of a hall are, from none to a kit in each mailbox; each hall is in one of these. */
export const hallKitStates = ['none', 'made', 'printed', 'handed', 'part', 'all'] as const;
export type HallKitState = (typeof hallKitStates)[number];

export interface KitCounts {
	readonly mailboxes: number;
	readonly made: number;
	readonly printed: number;
	readonly handed: number;
	readonly distributed: number;
}

/** The farthest that any kit of the hall came; `all` when every mailbox has its kit. */
export function hallKitState({ mailboxes, made, printed, handed, distributed }: KitCounts): HallKitState {
	if (distributed > 0) return distributed >= mailboxes ? 'all' : 'part';
	if (handed > 0) return 'handed';
	if (printed > 0) return 'printed';
	return made > 0 ? 'made' : 'none';
}

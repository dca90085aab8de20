/** What a caretaker says of one mailbox on a round: its kit is in, or is not after all. Kept on the phone until it is sent. */
export interface Tick {
	/** Random: the same tick sent twice acts once. */
	readonly id: string;
	/** What stands on the mailbox. */
	readonly box: string;
	/** Which kit of this mailbox: one that was ticked and then replaced does not tick the new one. */
	readonly kit: number;
	readonly isIn: boolean;
	/** By the phone's clock, in ms since 1970. */
	readonly at: number;
}

/** A hall has fewer mailboxes, and a phone sends in pieces. */
export const MOST_TICKS = 500;

/** The ticks of `{ ticks: [...] }`; null when it is anything else. */
export function readTicks(body: unknown): Tick[] | null {
	const ticks = body instanceof Object && 'ticks' in body ? body.ticks : null;
	if (!Array.isArray(ticks) || ticks.length > MOST_TICKS || !ticks.every(isTick)) return null;
	return ticks.map(({ id, box, kit, isIn, at }) => ({ id, box, kit, isIn, at }));
}

function isTick(value: unknown): value is Tick {
	if (!(value instanceof Object)) return false;
	const { id, box, kit, isIn, at } = value as Partial<Record<keyof Tick, unknown>>;
	return (
		typeof id === 'string' &&
		/^[\w-]{8,40}$/.test(id) &&
		typeof box === 'string' &&
		box.length <= 200 &&
		!box.includes('\0') &&
		Number.isSafeInteger(kit) &&
		typeof isIn === 'boolean' &&
		Number.isFinite(at)
	);
}

/** Of each kit the tick that was made last, in whatever order they came. */
export function lastOfEach<T extends Pick<Tick, 'box' | 'kit' | 'at'>>(ticks: readonly T[]): T[] {
	const last = new Map<string, T>();
	for (const tick of ticks.toSorted((a, b) => a.at - b.at)) last.set(`${tick.kit} ${tick.box}`, tick);
	return [...last.values()];
}

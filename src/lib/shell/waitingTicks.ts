import type { Tick } from '#lib/stickers/ticks.ts';
import { storeOn } from './store.ts';

/** A tick of a round, kept on the phone until it is sent, and then until a page from the server shows it. */
export interface WaitingTick extends Tick {
	/** The hall's code. */
	readonly hall: string;
	/** Whose it is: nobody else on this phone sends it. */
	readonly by: string;
	/** When it was taken, by the server's clock; null: it was not sent. */
	readonly sentAt: number | null;
}

const inStore = storeOn('palier-rounds', 'ticks', 'id');

export const keepTick = (tick: WaitingTick) =>
	inStore('readwrite', (store) => store.put(tick)).then(() => undefined);

export const keptTicks = (): Promise<WaitingTick[]> => inStore('readonly', (store) => store.getAll());

export const dropTick = ({ id }: Pick<WaitingTick, 'id'>) =>
	inStore('readwrite', (store) => store.delete(id)).then(() => undefined);

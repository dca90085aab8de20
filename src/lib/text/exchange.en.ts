import type { Words } from './sayIn.ts';
import type { exchange as fr } from './exchange.fr.ts';

export const exchange = {} as const satisfies Words<keyof typeof fr>;

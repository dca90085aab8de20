import type { Words } from './sayIn.ts';

/** Of new letters, freed mailboxes and buildings that are sold. The reference of the other languages. */
export const turnover = {} as const satisfies Words<string>;

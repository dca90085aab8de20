import type { Words } from './sayIn.ts';

/** Of residences, buildings, halls and mailboxes, and of the office around them. The reference of the other languages. */
export const places = {} as const satisfies Words<string>;

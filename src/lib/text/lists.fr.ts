import type { Words } from './sayIn.ts';

/** Of lists that are imported. The reference of the other languages. */
export const lists = {} as const satisfies Words<string>;

import type { Words } from './sayIn.ts';

/** Of figures. The reference of the other languages. */
export const figures = {} as const satisfies Words<string>;

import type { Words } from './sayIn.ts';

/** Of letters, their look, and first steps. The reference of the other languages. */
export const letters = {} as const satisfies Words<string>;

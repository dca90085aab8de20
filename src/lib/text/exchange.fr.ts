import type { Words } from './sayIn.ts';

/** Of data protection, the archive and the API. The reference of the other languages. */
export const exchange = {} as const satisfies Words<string>;

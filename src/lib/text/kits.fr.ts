import type { Words } from './sayIn.ts';

/** Of kits and their way into the mailboxes. The reference of the other languages. */
export const kits = {} as const satisfies Words<string>;

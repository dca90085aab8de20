import type { Words } from './sayIn.ts';

/** Of the staff, their keys and the audit log. The reference of the other languages. */
export const people = {} as const satisfies Words<string>;

import type { Words } from './sayIn.ts';
import type { lists as fr } from './lists.fr.ts';

export const lists = {} as const satisfies Words<keyof typeof fr>;

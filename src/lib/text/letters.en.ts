import type { Words } from './sayIn.ts';
import type { letters as fr } from './letters.fr.ts';

export const letters = {} as const satisfies Words<keyof typeof fr>;

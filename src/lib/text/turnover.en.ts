import type { Words } from './sayIn.ts';
import type { turnover as fr } from './turnover.fr.ts';

export const turnover = {} as const satisfies Words<keyof typeof fr>;

import type { Words } from './sayIn.ts';
import type { figures as fr } from './figures.fr.ts';

export const figures = {} as const satisfies Words<keyof typeof fr>;

import type { Words } from './sayIn.ts';
import type { places as fr } from './places.fr.ts';

export const places = {} as const satisfies Words<keyof typeof fr>;

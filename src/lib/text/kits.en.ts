import type { Words } from './sayIn.ts';
import type { kits as fr } from './kits.fr.ts';

export const kits = {} as const satisfies Words<keyof typeof fr>;

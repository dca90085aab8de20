import type { Words } from './sayIn.ts';
import type { people as fr } from './people.fr.ts';

export const people = {} as const satisfies Words<keyof typeof fr>;

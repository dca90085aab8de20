import type { Manner } from '#lib/households/manner.ts';
import { mdiBell, mdiEmailOpen, mdiHandshake } from '@mdi/js';

/** How a thing changes hands, drawn (Material Design Icons, Apache-2.0). */
export const mannerSigns: Readonly<Record<Manner, string>> = {
	hall: mdiHandshake,
	ring: mdiBell,
	note: mdiEmailOpen
};

import type { PhoneKind } from '#lib/households/phones.ts';
import { mdiCellphone, mdiHelpRhombusOutline, mdiMonitor, mdiTablet } from '@mdi/js';

const PICTURES: Readonly<Record<PhoneKind, string>> = {
	android: mdiCellphone,
	iphone: mdiCellphone,
	tablet: mdiTablet,
	computer: mdiMonitor,
	other: mdiHelpRhombusOutline
};

export const pictureOf = (kind: PhoneKind | null) => PICTURES[kind ?? 'other'];

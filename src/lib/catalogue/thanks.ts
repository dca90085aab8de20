import { mdiBird, mdiFlower, mdiHeart, mdiMuffin, mdiTea, mdiWhiteBalanceSunny } from '@mdi/js';

/** Drawings to thank with, on the 24 x 24 grid of the pictograms; none says more than another. An id is stored: never rename one. */
export const thanks = [
	{ id: 'flower', path: mdiFlower },
	{ id: 'sun', path: mdiWhiteBalanceSunny },
	{ id: 'heart', path: mdiHeart },
	{ id: 'cake', path: mdiMuffin },
	{ id: 'tea', path: mdiTea },
	{ id: 'bird', path: mdiBird }
] as const;

export type ThanksId = (typeof thanks)[number]['id'];

export function isThanks(id: string): id is ThanksId {
	return thanks.some((one) => one.id === id);
}

/** The drawing of that id; undefined when there is none. */
export function thanksDrawing(id: string): string | undefined {
	return thanks.find((one) => one.id === id)?.path;
}

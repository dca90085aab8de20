import { bar, box, disc, hole } from '#lib/catalogue/pen.ts';

/** Drawings of an office's work, on the 24 x 24 grid of the pictograms. */

const cells = (y: number) => hole(box(5.6, y, 3.4, 2.4, 0.4)) + hole(box(10.6, y, 7.8, 2.4, 0.4));

/** A list with rows and columns. */
export const list = box(3, 1.5, 18, 21, 2) + [4.4, 8.8, 13.2, 17.2].map(cells).join('');

/** A letter and a sheet of stickers. */
export const kit =
	box(1.5, 2, 11.5, 16, 1.2) +
	[4.6, 7.4, 13.2].map((y) => hole(box(3.7, y, 7.1, 1.3, 0.6))).join('') +
	hole(box(3.7, 9.8, 2.3, 2.3)) +
	box(14, 6, 8.5, 16, 1.2) +
	[8.9, 12.3, 15.7, 19.1].flatMap((y) => [16.6, 19.9].map((x) => hole(disc(x, y, 1.15)))).join('');

const flap = (x: number, y: number) => hole(box(x, y, 5.2, 4.3, 0.5)) + box(x + 1.1, y + 1.1, 3, 0.9, 0.45);

/** A block of mailboxes. */
export const mailboxes =
	box(1.5, 2.5, 21, 17, 1.8) +
	[4.3, 9, 13.7].flatMap((y) => [3, 9.4, 15.8].map((x) => flap(x, y))).join('') +
	bar([5, 19], [5, 22], 1.6) +
	bar([19, 19], [19, 22], 1.6);

/** A sheet on its way out of a printer. */
export const printer =
	box(6, 1.5, 12, 4.6, 0.8) +
	box(1.5, 7, 21, 10.5, 2) +
	hole(disc(18.9, 10, 1.1)) +
	hole(box(5.2, 13, 13.6, 4.5)) +
	box(6.8, 13.8, 10.4, 8.7, 0.8) +
	[16, 18.6].map((y) => hole(box(8.8, y, 6.4, 1.2, 0.6))).join('');

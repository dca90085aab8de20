import { pictograms } from '#lib/catalogue/pictograms.ts';
import { createHash } from 'node:crypto';
import * as signs from './signs.ts';

const drawings: readonly (readonly [id: string, path: string])[] = [
	...pictograms.map(({ id, path }) => [id, path] as const),
	...Object.entries(signs)
];

/** The drawings of all things and signs in one file: the page names them, and a browser that has them asks for them no more. */
export const pictures = `<svg xmlns="http://www.w3.org/2000/svg">${drawings
	.map(([id, path]) => `<symbol id="${id}" viewBox="0 0 24 24"><path d="${path}"/></symbol>`)
	.join('')}</svg>`;

/** Another address for other drawings. */
export const picturesAddress = `/studio/things.svg?${createHash('sha256').update(pictures).digest('hex').slice(0, 8)}`;

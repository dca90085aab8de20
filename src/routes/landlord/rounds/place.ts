import { plain } from '#lib/codes/alphabet.ts';
import type { HallPlace } from '#lib/stickers/place.ts';

/** How a hall is called on a round: the parts of its name, and where it is. */
export function namesOfHall({ residence, building, entrance, address, postcode, city }: HallPlace) {
	const parts = [building, entrance === address ? '' : entrance].filter((part) => part !== '');
	return {
		name: parts.join(' · ') || address || residence,
		where: [residence, parts.length > 0 ? address : '', `${postcode} ${city}`.trim()]
			.filter((part) => part !== '')
			.join(' · ')
	};
}

/** The code of an address, as it is kept; of what is none, a text that is nobody's. */
export const hallCode = (typed: string): string => plain(typed) ?? '';

import type { Phone } from '#lib/server/phones.ts';

const DAYS_OF_NEWS = 14;

/** A phone that was let in after this one, not long ago: nobody should find out late. */
export function newPhone(phones: readonly Phone[], now: number): Phone | undefined {
	const own = phones.find(({ isThis }) => isThis);
	const isNews = ({ isThis, since }: Phone) =>
		!isThis && since > (own?.since ?? 0) && since > now - DAYS_OF_NEWS * 24 * 3_600_000;
	return phones.find(isNews);
}

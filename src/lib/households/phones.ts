export { kindOfPhone, phoneKinds, type PhoneKind } from '#lib/access/phoneKind.ts';

export const arrivals = ['claim', 'spare-key', 'transfer'] as const;
/** What a phone came in by: the letter, the spare key, the picture on another phone. */
export type Arrival = (typeof arrivals)[number];

import type { Voice } from './words.ts';

/** Where a mailbox is: what stands in the landlord's list; parts that it leaves out are ''. */
export interface HallPlace {
	readonly residence: string;
	readonly building: string;
	readonly entrance: string;
	readonly address: string;
	readonly postcode: string;
	readonly city: string;
}

/** "Boîte 014": what stands on the mailbox, or as the list calls it when that is already a sentence. */
export function mailboxName(voice: Voice, label: string): string {
	return named(voice, 'mailbox', label);
}

/** "Entrée B · Bâtiment 2"; the residence when the hall has neither. */
export function hallName(voice: Voice, hall: HallPlace): string {
	const parts = [entranceName(voice, hall) || streetOf(hall), named(voice, 'building', hall.building)];
	return joined(parts) || hall.residence || hall.address;
}

/** As on an envelope, without any person: mailbox and hall, building and residence, street, town. */
export function addressLines(voice: Voice, hall: HallPlace, label: string): string[] {
	return [
		joined([mailboxName(voice, label), entranceName(voice, hall)]),
		joined([named(voice, 'building', hall.building), hall.residence]),
		hall.address,
		`${hall.postcode} ${hall.city}`.trim()
	].filter((line) => line !== '');
}

/** "Entrée B · 12 rue des Lilas": enough for a slip of paper that stays in the house. */
export function shortPlace(voice: Voice, hall: HallPlace): string {
	return joined([entranceName(voice, hall), hall.address]) || hall.residence;
}

/** Residence, street and town of a hall. */
export function streetLine(hall: HallPlace): string {
	return joined([hall.residence, hall.address, `${hall.postcode} ${hall.city}`.trim()]);
}

/** A label as a viewer shows it beside a page's number. */
export function briefly(label: string): string {
	return Array.from(label).slice(0, 40).join('');
}

/** A hall that the list gives no entrance has its street for one: it is said once, as a street. */
function entranceName(voice: Voice, hall: HallPlace): string {
	return isItsStreet(hall) ? '' : named(voice, 'entrance', hall.entrance);
}

const streetOf = (hall: HallPlace) => (isItsStreet(hall) ? hall.address : '');
const isItsStreet = ({ entrance, address }: HallPlace) => entrance === address;

function joined(parts: readonly string[]): string {
	return parts.filter((part) => part !== '').join(' · ');
}

/** A list says "B", "Entrée B" or "Hall Nord"; only the first needs our word before it. */
function named(voice: Voice, key: 'mailbox' | 'entrance' | 'building', value: string): string {
	return value === '' || NAMES_ITSELF.test(value) ? value : voice.words(key, { value });
}

const NAMES_ITSELF =
	/^(bo[iî]te|bal|entr[ée]e|hall|cage|esc|porte|acc[eè]s|mont[ée]e|all[ée]e|b[aâ]t|imm|tour|bloc|pavillon|entrance|building|mailbox|مدخل|عمارة|صندوق)/iu;

import { readEmblem, type EmblemId } from '#lib/catalogue/emblems.ts';
import { emblemNames as ar } from './emblems.ar.ts';
import { emblemNames as en } from './emblems.en.ts';
import { emblemNames as fr } from './emblems.fr.ts';
import type { Language } from './languages.ts';

const names = { fr, en, ar } satisfies Record<
	Language,
	Readonly<Record<EmblemId, { name: string; box: string; to: string }>>
>;

/** How a mailbox is called by two emblems, and how two names are joined. */
const JOINED: Record<Language, { box: (first: string, second: string) => string; and: string }> = {
	fr: { box: (first, second) => `la boîte ${first} et ${second}`, and: ' et ' },
	en: { box: (first, second) => `the ${first} and ${second} mailbox`, and: ' and ' },
	ar: { box: (first, second) => `صندوق ${first} و${second}`, and: ' و' }
};

/** What an emblem shows: "hibou", "hibou et chat". */
export function emblemName(language: Language, code: string): string {
	return idsOf(code)
		.map((id) => names[language][id].name)
		.join(JOINED[language].and);
}

/** The anonymous name of a household: "la boîte au hibou", "la boîte au hibou et au chat". */
export function boxName(language: Language, code: string): string {
	const [first, second] = idsOf(code).map((id) => names[language][id]);
	return second ? JOINED[language].box(first!.to, second.to) : first!.box;
}

/** The same where a sentence begins with it. */
export function boxNameFirst(language: Language, code: string): string {
	const name = boxName(language, code);
	return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

function idsOf(code: string): EmblemId[] {
	return readEmblem(code).map(({ id }) => id as EmblemId);
}

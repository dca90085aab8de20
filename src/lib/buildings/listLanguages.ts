import { placeKey } from './placeName.ts';

/** Languages as a landlord's staff writes them in a list, without accents, each with its BCP 47 tag. */
const NAMES: ReadonlyMap<string, string> = new Map(
	Object.entries({
		fr: 'francais french',
		en: 'anglais english',
		ar: 'arabe arabic العربية عربي',
		am: 'amharique amharic',
		az: 'azeri',
		bg: 'bulgare bulgarian',
		bm: 'bambara',
		bn: 'bengali',
		bs: 'bosniaque bosnian',
		cs: 'tcheque czech',
		de: 'allemand german',
		el: 'grec greek',
		es: 'espagnol spanish',
		fa: 'persan farsi persian',
		ff: 'peul fulani',
		hi: 'hindi',
		hr: 'croate croatian',
		ht: 'haitien',
		hu: 'hongrois hungarian',
		hy: 'armenien armenian',
		it: 'italien italian',
		ja: 'japonais japanese',
		ka: 'georgien georgian',
		kab: 'kabyle',
		km: 'khmer',
		ko: 'coreen korean',
		ku: 'kurde kurdish',
		ln: 'lingala',
		mg: 'malgache malagasy',
		nl: 'neerlandais dutch',
		pa: 'pendjabi punjabi',
		pl: 'polonais polish',
		prs: 'dari',
		ps: 'pachto pachtou pashto',
		pt: 'portugais portuguese',
		ro: 'roumain romanian',
		ru: 'russe russian',
		snk: 'soninke',
		so: 'somali',
		sq: 'albanais albanian',
		sr: 'serbe serbian',
		sw: 'swahili',
		ta: 'tamoul tamil',
		th: 'thai',
		ti: 'tigrigna tigrinya',
		tr: 'turc turkish',
		uk: 'ukrainien ukrainian',
		ur: 'ourdou urdu',
		vi: 'vietnamien vietnamese',
		wo: 'wolof',
		zh: 'chinois mandarin chinese'
	}).flatMap(([tag, names]) => names.split(' ').map((name) => [placeKey(name), tag]))
);

/** The BCP 47 tag of a language written as a tag (`ar`, `pt-BR`) or by its French or English name; null if unknown. */
export function languageTag(written: string): string | null {
	const named = NAMES.get(placeKey(written));
	if (named) return named;
	const tag = written.replaceAll('_', '-');
	return /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(tag) ? wellFormedTag(tag) : null;
}

function wellFormedTag(tag: string): string | null {
	try {
		return Intl.getCanonicalLocales(tag)[0] ?? null;
	} catch {
		return null;
	}
}

import { wordsOf } from './search.ts';

/**
 * What is never lent, and the words by which people look for it, in every language at once: phrases, divided by commas. The reasons
 * are `forbidden.<group>`.
 */
const WORDS = {
	weapons:
		'arme, arme à feu, fusil, fusil de chasse, carabine, pistolet, revolver, pistolet à billes, airsoft, munition, cartouche de chasse, poignard, arbalète, matraque, bombe lacrymogène, taser, ' +
		'weapon, gun, shotgun, rifle, pistol, hunting rifle, air rifle, ammunition, bullet, dagger, crossbow, pepper spray, ' +
		'سلاح, أسلحة, سلاح ناري, بندقية, بندقية صيد, مسدس, ذخيرة, رصاص, خنجر',
	medicines:
		'médicament, médoc, cachet, pilule, comprimé, ordonnance, antibiotique, doliprane, paracétamol, insuline, sirop, seringue, lentilles de contact, ' +
		'medicine, medication, drug prescription, pill, tablet of medicine, antibiotic, paracetamol, insulin, syringe, contact lenses, ' +
		'دواء, أدوية, حبوب دواء, وصفة طبية, مضاد حيوي, أنسولين, محقنة, عدسات لاصقة',
	money:
		'argent, argent liquide, billet de banque, monnaie, espèces, chèque, bijou, bague, collier, bracelet, or, boucles oreilles, diamant, ticket restaurant, ' +
		'money, cash, banknote, coin, cheque, jewel, jewelry, jewellery, ring, necklace, gold, diamond, ' +
		'مال, أموال, نقود, نقد, شيك, مجوهرات, حلي, خاتم, ذهب, ألماس',
	keys:
		'clé de la porte, clé appartement, clé maison, clé immeuble, clé de la cave, clé boîte aux lettres, clé de voiture, trousseau de clés, badge, vigik, bip parking, télécommande parking, digicode, code porte, ' +
		'key, door key, house key, car key, badge, door code, door badge, ' +
		'مفاتيح, مفتاح الباب, مفتاح البيت, مفتاح الشقة, مفتاح السيارة, رمز الباب, شارة الدخول',
	papers:
		'papiers, papier identité, carte identité, passeport, permis de conduire, carte grise, carte vitale, carte bancaire, carte bleue, carte de transport, navigo, titre de séjour, carte sim, mot de passe, code wifi, ' +
		'identity card, id card, passport, driving licence, driving license, bank card, credit card, sim card, password, wifi password, wifi code, ' +
		'بطاقة هوية, بطاقة الهوية, جواز سفر, رخصة قيادة, رخصة السياقة, بطاقة بنكية, بطاقة إقامة, كلمة السر, كلمة المرور, شريحة هاتف',
	animals: 'animal, animaux, chien, chiot, chat, chaton, lapin, hamster, oiseau, perruche, poisson rouge, tortue, cheval, ' + 'pet, dog, puppy, cat, kitten, rabbit, bird, goldfish, horse, ' + 'حيوان, حيوانات, كلب, كلاب, قط, قطة, قطط, أرنب, عصفور, حصان',
	alcohol:
		'alcool, vin, bouteille de vin, bière, whisky, rhum, pastis, tabac, cigarette, cigare, cigarette électronique, vapoteuse, puff, chicha, drogue, cannabis, shit, protoxyde azote, ' +
		'alcohol, wine, beer, whiskey, rum, vodka, tobacco, cigar, vape, hookah, drug, weed, ' +
		'كحول, خمر, نبيذ, بيرة, تبغ, سجائر, سيجارة, شيشة, أرجيلة, مخدرات, حشيش',
	danger:
		'bouteille de gaz, bonbonne de gaz, bombonne de gaz, butane, propane, essence, gasoil, fioul, pétrole, bidon essence, acide, eau de javel, javel, soude, soude caustique, déboucheur chimique, white spirit, pesticide, désherbant, mort aux rats, feu artifice, pétard, fusée de détresse, ' +
		'gas bottle, gas cylinder, propane, petrol, gasoline, fuel, diesel, acid, bleach, caustic soda, pesticide, weed killer, rat poison, firework, firecracker, ' +
		'قارورة غاز, قنينة غاز, أسطوانة غاز, بنزين, مازوت, حمض, ماء جافيل, كلور, مبيد حشرات, مبيد أعشاب, ألعاب نارية, مفرقعات',
	machines:
		'tronçonneuse, meuleuse, disqueuse, débroussailleuse, fendeuse à bois, broyeur de branches, échafaudage, trampoline, ' +
		'chainsaw, chain saw, angle grinder, grinder, brush cutter, brushcutter, log splitter, wood chipper, scaffold, scaffolding, trampoline, ' +
		'منشار سلسلة, منشار آلي, صاروخ قطع, جلاخة, سقالة, ترامبولين',
	motors: 'voiture, auto, automobile, camionnette, utilitaire, moto, scooter électrique, mobylette, quad, trottinette électrique, camping car, ' + 'car, van, motorbike, motorcycle, moped, electric scooter, quad bike, camper van, ' + 'سيارة, سيارات, شاحنة, دراجة نارية, سكوتر كهربائي',
	eaten:
		'nourriture, aliment, repas, lait, oeufs, pain, sucre, farine, huile, sel, beurre, riz, pâtes, viande, fruits, légumes, peinture, pot de peinture, vis et clous, piles, papier toilette, couches, lessive, ' +
		'food, meal, milk, eggs, bread, sugar, flour, oil, salt, butter, rice, meat, fruit, vegetables, paint, batteries, toilet paper, nappies, diapers, washing powder, ' +
		'طعام, أكل, حليب, بيض, خبز, سكر, دقيق, طحين, زيت, ملح, زبدة, أرز, لحم, فواكه, خضر, دهان, بطاريات, حفاضات'
} as const;

export type Forbidden = keyof typeof WORDS;
export const forbiddenGroups = Object.keys(WORDS) as Forbidden[];

/** Words of a search that say nothing of what is meant. */
const FILLING = new Set(wordsOf('les des une mon mes ses pour avec aux the and for some'));

const phrases = forbiddenGroups.map((group) => {
	const all = WORDS[group].split(',').map(toldBy);
	return { group, all, words: new Set(all.flat()) };
});

/**
 * Why a thing that somebody looks for is never lent, or null: all that they typed is among the words of one group. "Caisse
 * pour chien" is no dog.
 */
export function forbiddenBy(query: string): Forbidden | null {
	const typed = toldBy(query.slice(0, 200));
	const met = phrases.find(({ all, words }) => typed.every((word) => words.has(word)) && all.some((phrase) => phrase.every((word) => typed.includes(word))));
	return met?.group ?? null;
}

/** The words that count, in the singular. */
function toldBy(text: string): string[] {
	const words = wordsOf(text);
	const telling = words.filter((word) => word.length > 2 && !FILLING.has(word));
	return (telling.length > 0 ? telling : words).map(singular);
}

function singular(word: string): string {
	return word.length > 3 ? word.replace(/[sx]$/, '') : word;
}

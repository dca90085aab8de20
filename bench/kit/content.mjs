/**
 * What every program in this folder puts on paper: for each household a sticker page and a letter, the same texts in the
 * same places. Lengths in mm from the top left corner of an A4 page; of a text, y is its baseline; sizes in points.
 */
export const A4 = { width: 210, height: 297 };
export const POINTS_PER_MM = 72 / 25.4;

export const place = {
	title: { x: 15, y: 20, size: 20 },
	frame: { x: 65, y: 30, width: 80, height: 80, line: 1 },
	sticker: { x: 75, y: 37, side: 60 },
	/** In the middle of the page. */
	code: { y: 105.5, size: 16 },
	letterTitle: { x: 20, y: 32, size: 18 },
	body: { x: 20, y: 47, width: 170, size: 11, lineHeight: 16, paragraphGap: 9 },
	letterCode: { x: 60, y: 257, size: 14 },
	letterQr: { x: 20, y: 237, side: 35 }
};

/** The 12 discs, four in a row, each with a pictogram in white. */
export const DISC_RADIUS = 20;
export const PICTOGRAM_SIDE = 26;
export const discs = Array.from({ length: 12 }, (_, i) => ({
	x: 35 + (i % 4) * 45,
	y: 142 + Math.floor(i / 4) * 47
}));

/** Names of icons of @mdi/js. */
export const pictogramNames =
	'Hammer Screwdriver SawBlade Ladder Bucket Shovel Rake Axe TapeMeasure Wrench Pliers Fan Tent Skateboard Ski Snowboard Bike Bed Dog Cat BookOpenVariant GuitarAcoustic Piano Violin Trumpet Controller Camera Projector Printer Scanner Sofa Iron WashingMachine Vacuum Kettle Blender CoffeeMaker Toaster Grill Fridge PotSteam Cupcake BabyCarriage TeddyBear Soccer Umbrella Flashlight Broom'.split(
		' '
	);

export const sharedParagraphs = [
	'Collez sur votre boîte aux lettres les pictogrammes des objets que vous prêtez volontiers : une perceuse, une échelle, un appareil à raclette, une tente ou une poussette. Vos voisins sauront d’un coup d’œil à qui demander, sans application et sans compte. Le grand autocollant carré ouvre votre page : on y voit ce que vous prêtez, et rien d’autre.',
	'Vous choisissez librement ce que vous affichez, et vous pouvez tout modifier ou tout effacer à n’importe quel moment. Aucune adresse, aucun numéro de téléphone et aucun nom de famille ne sont publiés. Le bailleur ne voit pas ce que chacun prête ; il reçoit seulement le nombre de planches imprimées.',
	'Un objet qui passe d’un étage à l’autre, c’est un achat évité, un placard moins plein et une conversation sur le palier. Dans les immeubles où ces autocollants existent déjà, la perceuse ne tourne plus treize minutes dans toute sa vie : elle fait le tour de la maison.'
];

export const firstParagraph = ({ name, flat, code }) =>
	`Chère famille ${name}, cher foyer de l’appartement ${flat}, voici votre planche d’autocollants. Elle porte le code ${code}, qui n’appartient qu’à vous.`;
export const lastParagraph = ({ code }) =>
	`Pour activer votre page, photographiez le code carré ci-dessous ou saisissez ${code} sur palier.example. Ce lien est valable jusqu’à votre première connexion ; gardez cette lettre à l’abri des regards.`;

export const paragraphs = (household) => [
	firstParagraph(household),
	...sharedParagraphs,
	lastParagraph(household)
];
export const title = ({ name }) => `Chez ${name}, on prête volontiers`;
export const letterTitle = ({ name }) => `Bienvenue sur Palier, famille ${name}`;

const NAMES = [
	...['Lefèvre', 'Müller', 'Gonçalves', 'Nowak', 'Benoît', 'Özdemir', 'Dupré', 'Castañeda'],
	...['Håkansson', 'Çelik', 'Noël', 'Dubœuf', 'Schröder', 'Kovač', 'Desrosières', 'Maître']
];
const CODE_LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** The household of that number: the same in every program and every run. */
export function household(number) {
	const next = chance(number);
	const word = () => Array.from({ length: 10 }, () => CODE_LETTERS[next() & 31]).join('');
	const [own, claim] = [word(), word()];
	const name = NAMES[next() % NAMES.length];
	const things = [];
	while (things.length < discs.length) {
		const thing = next() % pictogramNames.length;
		if (!things.includes(thing)) things.push(thing);
	}
	return {
		name,
		flat: number + 1,
		code: `${own.slice(0, 5)}-${own.slice(5)}`,
		stickerUrl: `HTTPS://PALIER.EXAMPLE/M/${own}`,
		letterUrl: `HTTPS://PALIER.EXAMPLE/C/${claim}`,
		things
	};
}

/** Marsaglia's xorshift, 32 bits. */
function chance(number) {
	let state = (Math.imul(number, 2654435761) + 88172645) | 0 || 1;
	const next = () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return state >>> 0;
	};
	for (let i = 0; i < 3; i++) next();
	return next;
}

/** Every character that may be printed. */
export const characters = [
	...new Set([
		...[...NAMES.map((name) => ({ name, flat: '0123456789', code: `${CODE_LETTERS}-` }))].flatMap((one) => [
			...title(one),
			...letterTitle(one),
			...paragraphs(one).join('')
		])
	])
].sort();

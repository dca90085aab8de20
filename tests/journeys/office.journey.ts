import type { Download, Locator, Page } from '@playwright/test';
import { showCode } from '#lib/codes/codes.ts';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { print } from '#lib/text/print.fr.ts';
import { speak, type Key } from '#lib/text/speak.ts';
import { isolated } from '#lib/ui/isolated.ts';
import { createCanvas } from '@napi-rs/canvas';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from './neighbours.ts';
import { expect, test, type Palier, type Place } from './palier.ts';
import { readPdf, type ReadPage } from './paper.ts';
import { tablesThatSay, tabTo } from './residents.ts';
import {
	acceptInvitation,
	createSmall,
	DESK,
	firstManager,
	invite,
	newDesk,
	openSection,
	sendList
} from './staff.ts';

test.use({ ...DESK, actionTimeout: 30_000 });

const say = speak('fr');
const COPRO = {
	...{ residence: 'Copropriété du 8', number: '8', street: 'rue du Port' },
	...{ postcode: '69003', city: 'Lyon', boxes: 8 }
} as const;

const heads = (page: Page, words: string) => expect(page.locator('h1')).toHaveText(words);
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** What a page counts: the number stands before its words. */
const counts = (page: Page, n: number, key: Key) =>
	expect(page.locator('.numbers li', { hasText: say(key, { n }) })).toHaveText(
		new RegExp(`^${n}\\s*${say(key, { n })}$`)
	);
const stepsDone = (page: Page, done: number) =>
	expect(page.getByText(say('steps.count', { done, all: 7 }))).toBeVisible();

const placesOf = (palier: Palier) => palier.json<{ mailboxes: Place[] }>('mailboxes', 'tilleuls').mailboxes;
const labelsOf = (palier: Palier, residence: string) =>
	placesOf(palier).flatMap((place) => (place.residence === residence ? [place.mailbox] : []));

test('a small residence is typed in; a list is understood, mended, imported, compared, undone and imported again', async ({
	palier,
	page
}) => {
	test.setTimeout(180_000);
	await firstManager(palier, page);
	await stepsDone(page, 0);
	await createSmall(page, COPRO);
	await expect(page.getByText(say('office.residence.mailboxes', { n: 8 })).first()).toBeVisible();
	await openSection(page, 'home');
	await stepsDone(page, 1);

	await sendList(page, windows1252('premiere.csv', FIRST));
	await heads(page, say('lists.columns.title'));
	await expect(page.getByText(say('lists.columns.people'))).toBeVisible();
	await meaningOf(page, 'Casier').selectOption({ label: say('lists.field.mailbox') });
	await press(page, say('lists.columns.do'));

	await heads(page, say('lists.mend.title', { n: 1 }));
	const cell = page.getByLabel(say('lists.mend.label', { column: isolated('Code postal'), line: '3' }));
	await expect(cell).toHaveValue('1000X');
	await cell.fill('01000');
	await press(page, say('lists.mend.do'));

	await heads(page, say('lists.diff.title'));
	await counts(page, 1, 'lists.count.residences');
	await counts(page, 2, 'lists.count.halls');
	await counts(page, 3, 'lists.count.added');
	await page.getByText(OEILLETS).first().click();
	await expect(page.getByText('0002 · 0012')).toBeVisible();
	expect(labelsOf(palier, OEILLETS), 'a preview writes nothing').toEqual([]);
	await page.getByRole('button', { name: say('lists.import.do') }).dblclick();
	await heads(page, say('lists.done.title'));
	const first = placesOf(palier);
	expect(labelsOf(palier, OEILLETS)).toEqual(['0002', '0012', '0003']);
	expect(first).toHaveLength(COPRO.boxes + 3);
	expect(await tablesThatSay(palier, 'Zyxwvut'), 'who lives there is kept nowhere').toEqual({});

	await sendList(page, windows1252('deuxieme.csv', SECOND));
	await heads(page, say('lists.diff.title'));
	await counts(page, 1, 'lists.count.added');
	await counts(page, 1, 'lists.count.changed');
	await counts(page, COPRO.boxes + 1, 'lists.count.same');
	await removing(page, '2');
	await expect(page.getByRole('alert')).toContainText(say('lists.refused.gone-number'));
	await removing(page, '1');
	await heads(page, say('lists.done.title'));
	expect(labelsOf(palier, OEILLETS)).toEqual(['0012', '0099', '0003']);

	await page.getByText(say('lists.undo.title')).click();
	await press(page, say('lists.undo.do'));
	await heads(page, say('lists.undone.title'));
	expect(placesOf(palier), 'the same places with the same codes').toEqual(first);

	await sendList(page, windows1252('deuxieme.csv', SECOND));
	await heads(page, say('lists.diff.title'));
	await page.getByRole('button', { name: say('lists.import.do'), exact: true }).dblclick();
	await heads(page, say('lists.done.title'));
	expect(labelsOf(palier, OEILLETS), 'what the list lacks stays').toEqual(['0002', '0012', '0099', '0003']);

	await openSection(page, 'import');
	await expect(page.getByText(say('lists.state.imported'), { exact: true })).toHaveCount(2);
	await expect(page.getByText(say('lists.state.undone'), { exact: true })).toHaveCount(1);
	await openSection(page, 'audit');
	await expect(page.getByRole('cell', { name: /^Liste importée/ }), 'a double tap imports once').toHaveCount(
		3
	);
});

const OEILLETS = 'Les Œillets – Cité d’été';
const HEAD = 'Résidence;Bâtiment;Entrée;Adresse;Code postal;Commune;Casier;Référence;Nom du locataire';
const FIRST = [
	HEAD,
	`${OEILLETS};A;1;12 rue des Lilas;="01000";Bourg-en-Bresse;="0002";R-2;M. Zyxwvut`,
	`${OEILLETS};A;1;12 rue des Lilas;1000X;Bourg-en-Bresse;="0012";R-12;Mme Zyxwvut`,
	`${OEILLETS};A;2;14 rue des Lilas;="01000";Bourg-en-Bresse;="0003";R-3;`
];
const SECOND = [
	HEAD,
	`${OEILLETS};A;1;12 rue des Lilas;="01000";Bourg-en-Bresse;="0012";R-12b;Mme Zyxwvut`,
	`${OEILLETS};A;1;12 rue des Lilas;="01000";Bourg-en-Bresse;="0099";R-99;`,
	`${OEILLETS};A;2;14 rue des Lilas;="01000";Bourg-en-Bresse;="0003";R-3;`,
	...Array.from({ length: COPRO.boxes }, (_, i) => `${COPRO.residence};;;8 rue du Port;69003;Lyon;${i + 1};;`)
];

/** A file as a French Excel writes it. */
function windows1252(name: string, rows: readonly string[]) {
	const ABOVE: Readonly<Record<string, string>> = { '–': '\x96', '’': '\x92', Œ: '\x8c' };
	const text = rows.join('\r\n').replaceAll(/[–’Œ]/g, (symbol) => ABOVE[symbol]!);
	return { name, mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') };
}

const meaningOf = (page: Page, column: string) =>
	page.getByLabel(say('lists.columns.of', { column: isolated(column) }));

/** Imports a list as the whole of all places, with the number of boxes that leave the wall. */
async function removing(page: Page, n: string): Promise<void> {
	const field = page.getByLabel(say('lists.whole.number'));
	if (!(await field.isVisible())) await page.getByText(say('lists.whole.title')).click();
	await field.fill(n);
	await press(page, say('lists.whole.do'));
}

test('a large list is read and imported while its sender looks elsewhere', async ({ palier, page }) => {
	test.setTimeout(180_000);
	const HALLS = 3_200;
	const rows = Array.from(
		{ length: HALLS },
		(_, i) => `Tour ${i >> 5};A;${i};${i} allée du Parc;38100;Grenoble;5`
	);
	const head = 'residence;batiment;entree;adresse;code_postal;commune;nombre_boites';
	await firstManager(palier, page);
	await sendList(page, windows1252('patrimoine.csv', [head, ...rows]));
	await heads(page, say('lists.working.checking'));
	await expect(page.getByRole('progressbar')).toBeVisible();
	await openSection(page, 'home');
	await openSection(page, 'import');
	await page.getByRole('link', { name: 'patrimoine.csv' }).click();
	await expect(page.locator('h1')).toHaveText(say('lists.diff.title'), { timeout: 60_000 });
	await press(page, say('lists.import.do'));
	await heads(page, say('lists.working.importing'));
	await expect(page.locator('h1')).toHaveText(say('lists.done.title'), { timeout: 60_000 });
	await page.getByRole('link', { name: say('lists.done.places') }).click();
	await page.getByLabel(say('places.search.text')).fill('3199 allée du Parc');
	await press(page, say('places.search.do'));
	await page.getByRole('link', { name: '3199 allée du Parc' }).click();
	await expect(page.getByText(say('office.residence.mailboxes', { n: 5 }))).toBeVisible();
});

test('from the letter to a hall where every box has its kit; a resident claims and lends, and the office sees no difference', async ({
	palier,
	page,
	browser
}) => {
	test.setTimeout(240_000);
	await firstManager(palier, page);
	await createSmall(page, COPRO);
	await hallWithoutStickers(page);
	await ownLetter(page);
	const { pages, order } = await orderedKit(page);
	const [letter] = lettersOf(pages);
	kitFollowsTheHouse(pages, palier);
	await press(page, say('kits.after.printed'));
	await expect(page.getByRole('status')).toHaveText(say('kits.moved', { n: ALL_BOXES }));
	await press(page, say('kits.after.handed'));
	await expect(page.getByRole('status')).toHaveText(say('kits.moved', { n: ALL_BOXES }));

	const email = 'gardien@tilleuls.example';
	const link = await invite(page, { email, role: 'caretaker', residences: [COPRO.residence] });
	const { page: caretaker } = await acceptInvitation(browser, link, email, PHONE);
	await firstRound(caretaker, palier);
	await printedOnceMore(page, lettersOf(pages)[SPOILED]!);
	await allIn(caretaker, STREET, COPRO.boxes);
	await allIn(caretaker, STREET_OF_B, BOXES_OF_B);

	await invite(page, { email: 'second@tilleuls.example', role: 'manager' });
	await openSection(page, 'start');
	await stepsDone(page, 7);

	const before = await whatTheOfficeShows(page, order);
	const amina = await newDesk(browser, PHONE);
	await claimAndLend(amina, letter!);
	const place = placesOf(palier).find(({ code }) => code === letter!.code)!;
	const ticket = await ask(palier, place, 'drill');
	await amina.reload();
	await expect(amina.getByText('Bruno')).toBeVisible();
	const after = await whatTheOfficeShows(page, order);
	expect(after).toEqual(before);
	const never = ['Bruno', letter!.claim, showCode('claim', letter!.claim), ticket.split('/').at(-1)!];
	for (const secret of never) expect(Object.values(after).join('').includes(secret), secret).toBe(false);
});

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const STREET = '8 rue du Port';
const STREET_OF_B = '10 rue du Port';
const BOXES_OF_B = 4;
const ALL_BOXES = COPRO.boxes + BOXES_OF_B;
/** The box whose kit fell into a puddle. */
const SPOILED = 4;

/** On the page of the residence: a second language, and another hall whose house allows no sticker. */
async function hallWithoutStickers(page: Page): Promise<void> {
	await page.getByRole('link', { name: say('places.edit.residence') }).click();
	await page.getByLabel(say('places.field.language')).selectOption('ar');
	await press(page, say('places.edit.do'));
	await expect(page.getByText(say('places.done'))).toBeVisible();
	await page.getByText(say('places.add.open')).click();
	await page.getByLabel(say('places.field.houseNumber'), { exact: true }).fill('10');
	await page.getByLabel(say('places.field.street'), { exact: true }).fill(COPRO.street);
	await page.getByLabel(say('places.field.postcode'), { exact: true }).fill(COPRO.postcode);
	await page.getByLabel(say('places.field.city'), { exact: true }).fill(COPRO.city);
	await page.getByLabel(say('places.field.count')).fill(String(BOXES_OF_B));
	await press(page, say('places.add.do'));
	await page.getByRole('link', { name: COPRO.residence }).click();
	await page.getByRole('link', { name: STREET_OF_B }).click();
	await page.getByRole('link', { name: say('places.edit.hall') }).click();
	await page.getByRole('radio', { name: say('places.rules.none') }).check();
	await press(page, say('places.rules.do'));
	await expect(page.getByText(say('places.done'))).toBeVisible();
}

const GREETING = 'Bonjour du quai : ici, les outils passent de palier en palier.';
const CONTACT = 'La loge, de 9 h à midi';
const COLOR = '#1a5276';

/** The landlord's words, logo and colour, seen in the proof that a printer would get. */
async function ownLetter(page: Page): Promise<void> {
	await openSection(page, 'letter');
	// French stands first.
	await page.getByLabel(say('letters.words.greeting')).first().fill(GREETING);
	await page.getByLabel(say('letters.words.contact')).first().fill(CONTACT);
	await press(page, say('letters.words.do'));
	await expect(page.getByText(say('letters.done.words'))).toBeVisible();
	await page.getByLabel(say('letters.logo.file')).setInputFiles(logo());
	await press(page, say('letters.logo.do'));
	await expect(page.getByRole('button', { name: say('letters.logo.none') })).toBeVisible();
	await page.getByLabel(say('letters.color.label')).fill('#ffff00');
	await press(page, say('letters.color.do'));
	await expect(page.getByRole('alert')).toBeVisible();
	await page.getByLabel(say('letters.color.label')).fill(COLOR);
	await press(page, say('letters.color.do'));
	await expect(page.getByRole('button', { name: say('letters.color.none') })).toBeVisible();

	const picture = await page.request.get(new URL('/landlord/letter/page.svg', page.url()).href);
	expect(await picture.text()).toMatch(new RegExp(`${COLOR}[^]*<image|<image[^]*${COLOR}`));
	const proof = await download(page, () => press(page, say('letters.preview.proof')));
	const pages = await readPdf(proof, 40);
	expect(pages).toHaveLength(4);
	for (const one of pages) expect(wordsOn(one)).toContain('SPECIMEN');
	for (const own of [GREETING, CONTACT]) expect(pages.map(wordsOn).join('')).toContain(squeezed(own));
	expect(Buffer.from(proof).toString('latin1'), 'the logo').toMatch(/\/Subtype\s*\/Image/);
}

const logo = () => {
	const canvas = createCanvas(300, 150);
	const context = canvas.getContext('2d');
	context.fillStyle = '#803030';
	context.fillRect(20, 20, 260, 110);
	return { name: 'logo.png', mimeType: 'image/png', buffer: canvas.toBuffer('image/png') };
};

/** The words of a page without the spaces, of which a PDF has those that its lines need. */
const wordsOn = ({ text }: ReadPage) => squeezed(text);
const squeezed = (text: string) => text.replaceAll(/\s/g, '');

async function download(page: Page, act: () => Promise<void>): Promise<Uint8Array> {
	const [file] = await Promise.all([page.waitForEvent('download'), act()]);
	return bytesOf(file);
}

const bytesOf = async (file: Download) => new Uint8Array(readFileSync(await file.path()));

/** Orders the kits of the one residence, waits until they are made, and takes the file. */
async function orderedKit(page: Page): Promise<{ pages: ReadPage[]; order: string }> {
	await openSection(page, 'kits');
	await press(page, say('office.orders.do'));
	await expect(page).toHaveURL(/\/landlord\/kits\/\w+/);
	await expect(page.locator('h1')).toHaveText(say('office.order.state.made'), { timeout: 90_000 });
	const kit = await download(page, () => page.getByRole('link', { name: /PDF/ }).click());
	return { pages: await readPdf(kit), order: new URL(page.url()).pathname };
}

interface Letter {
	readonly code: string;
	readonly claim: string;
	readonly address: string;
	readonly page: ReadPage;
}

/** The letters of a kit by what their squares say to a camera. */
function lettersOf(pages: readonly ReadPage[]): Letter[] {
	return pages.flatMap((page) => {
		const [address, code, claim] = /^.*\/a\/([0-9A-Z]{13})#([0-9A-Z]{9})$/.exec(page.codes[0] ?? '') ?? [];
		return address && code && claim ? [{ address, code, claim, page }] : [];
	});
}

/** Letters in two languages for all; sticker sheets for the first hall, strips for the second, a poster for both. */
function kitFollowsTheHouse(pages: readonly ReadPage[], palier: Palier): void {
	const places = placesOf(palier);
	const [ofA, ofB] = [places.slice(0, COPRO.boxes), places.slice(COPRO.boxes)];
	const letters = lettersOf(pages);
	expect(letters.map(({ code }) => code)).toEqual(places.map(({ code }) => code));
	for (const { page } of letters) {
		expect(wordsOn(page)).toContain(squeezed(GREETING));
		expect(page.text).toMatch(/[\u0600-\u06ff\ufe70-\ufeff]{3}/);
	}
	const leads = ({ codes }: ReadPage, { code }: { code: string }) =>
		codes.some((one) => one.toUpperCase() === `${palier.url.toUpperCase()}/${code}`);
	const sheets = pages.filter((one) => wordsOn(one).includes(squeezed(print.sheetTitle)));
	expect(sheets.map((sheet) => ofA.findIndex((place) => leads(sheet, place)))).toEqual(ofA.map((_, i) => i));
	const strips = pages.filter((one) => wordsOn(one).includes(squeezed(print.stripsTitle)));
	for (const place of ofB) expect(strips.some((strip) => leads(strip, place))).toBe(true);
	for (const place of ofA) expect(strips.some((strip) => leads(strip, place))).toBe(false);
	const posters = pages.filter((one) => wordsOn(one).includes(squeezed(print.posterTitle)));
	const halls = [ofA[0]!.hallCode, ofB[0]!.hallCode];
	expect(posters.map((poster) => halls.findIndex((code) => leads(poster, { code })))).toEqual([0, 1]);
}

const doneIn = (page: Page, n: number, done: number) =>
	expect(page.locator('#done')).toHaveText(say('rounds.done', { n, done }));
const isSent = (page: Page) => expect(page.getByRole('status')).toContainText(say('rounds.worksWithout'));
const box = (page: Page, n: number) => page.locator('form ol label').nth(n);

/** Half of a round: the network goes and comes back, and one kit falls into a puddle. */
async function firstRound(page: Page, palier: Palier): Promise<void> {
	await openRound(page, STREET);
	await isSent(page);
	await box(page, 0).tap();
	await doneIn(page, COPRO.boxes, 1);
	await isSent(page);
	await palier.stop();
	for (const n of [1, 2, 3]) await box(page, n).tap();
	await doneIn(page, COPRO.boxes, 4);
	await expect(page.getByRole('status')).toContainText(say('rounds.kept', { n: 3 }));
	await palier.start();
	await page.evaluate(() => dispatchEvent(new Event('online')));
	await isSent(page);
	await page.getByRole('link', { name: say('rounds.spoiled') }).tap();
	await rowOf(page, SPOILED)
		.getByRole('button', { name: say('kits.do.void') })
		.tap();
	await expect(page.getByRole('status')).toHaveText(say('kits.moved', { n: 1 }));
	await expect(rowOf(page, SPOILED)).toContainText(say('kits.state.voided'));
}

const rowOf = (page: Page, n: number) => page.locator('tbody tr').nth(n);

/** From another round, which has the phone for itself, or by the menu. */
async function openRound(page: Page, street: string): Promise<void> {
	const back = page.getByRole('link', { name: say('rounds.all') });
	if (await back.isVisible()) await back.tap();
	else await openSection(page, 'rounds');
	await heads(page, say('rounds.title'));
	await page.getByRole('link', { name: street }).tap();
}

/** The office prints one kit again: the same letter, and no other. */
async function printedOnceMore(page: Page, letter: Letter): Promise<void> {
	await openSection(page, 'home');
	await page.getByRole('link', { name: COPRO.residence }).click();
	await page.getByRole('link', { name: STREET, exact: false }).first().click();
	await page.getByRole('link', { name: say('places.hall.kits') }).click();
	await expect(rowOf(page, 0)).toContainText(say('kits.state.distributed'));
	const reprint = rowOf(page, SPOILED).getByRole('button', { name: say('kits.do.reprint') });
	const pages = await readPdf(await download(page, () => reprint.click()));
	expect(pages).toHaveLength(2);
	expect(lettersOf(pages).map(({ address }) => address)).toEqual([letter.address]);
	await page.reload();
	await expect(rowOf(page, SPOILED)).toContainText(say('kits.reprints', { n: 1 }));
}

/** Every box of a round that is left has its kit. */
async function allIn(page: Page, street: string, boxes: number): Promise<void> {
	await openRound(page, street);
	await isSent(page);
	await page.getByRole('button', { name: say('rounds.tickAll') }).tap();
	await doneIn(page, boxes, boxes);
	await isSent(page);
}

/** A resident scans the letter on a phone, opens their box, and offers a drill. */
async function claimAndLend(page: Page, { address, claim }: Letter): Promise<void> {
	await page.goto(address);
	await page.getByLabel(say('claim.code')).fill(claim);
	await press(page, say('claim.open'));
	await page.getByRole('link', { name: say('claim.choose') }).tap();
	await page
		.getByRole('checkbox', { name: pictogramName('fr', 'drill') })
		.first()
		.check({ force: true });
	await page
		.getByRole('button', { name: say('items.save') })
		.first()
		.tap();
	await expect(page.getByRole('link', { name: say('home.change') })).toBeVisible();
}

/** Files that are taken away: that somebody took them is written down. */
const FILE = /\.\w+$|\/(file|posters)$/;

/** New each time a page is shown: a form's mark, the instant; and the seal of the audit log, which comes some seconds later. */
const MOVING = /name="once" value="[^"]*"|seenAt:\d+|<p>[^<]*<\/p>\s*<p class="key seal[^]*?<\/p>/g;

/** Every page of the office by its address. */
async function whatTheOfficeShows(page: Page, order: string): Promise<Record<string, string>> {
	const shown: Record<string, string> = {};
	const ahead = ['/landlord', order];
	for (let path = ahead.pop(); path; path = ahead.pop()) {
		if (path in shown || FILE.test(path)) continue;
		const html = await (await page.request.get(new URL(path, page.url()).href)).text();
		shown[path] = html.replaceAll(MOVING, '');
		ahead.push(...[...html.matchAll(/href="(\/landlord[\w\-/.]*)/g)].map((found) => found[1]!));
	}
	expect(Object.keys(shown).length).toBeGreaterThan(25);
	return shown;
}

const TRIAL_NAME = 'Résidence des Tilleuls (essai)';

test('a residence to try things out is made with one click, says so on its paper, and is wiped with one click', async ({
	palier,
	page,
	browser
}) => {
	test.setTimeout(180_000);
	await firstManager(palier, page);
	await createSmall(page, { ...COPRO, boxes: 1 });
	const [real] = placesOf(palier);
	await openSection(page, 'start');
	await press(page, say('start.trial.do'));
	await heads(page, TRIAL_NAME);
	await expect(page.getByText(say('office.residence.mailboxes', { n: 24 })).first()).toBeVisible();
	const trial = placesOf(palier).filter(({ residence }) => residence === TRIAL_NAME);
	expect(trial).toHaveLength(24);

	await page.getByRole('link', { name: '1 rue des Tilleuls' }).click();
	const kit = await readPdf(await download(page, () => press(page, say('office.kit.hall'))), 80);
	for (const one of kit) expect(wordsOn(one)).toContain('SPECIMEN');
	const letters = lettersOf(kit);
	expect(letters).toHaveLength(12);
	await palier.stop();
	const printed = await readPdf(palier.under('https://palier.example').kit('tilleuls'), 20);
	await palier.start();
	const isReal = (one: ReadPage) => !wordsOn(one).includes('SPECIMEN');
	expect(printed.filter(isReal), 'a sheet, a poster, a letter, stickers').toHaveLength(4);
	expect(
		printed.findIndex((one) => !isReal(one)),
		'the real ones come first'
	).toBe(4);

	await openSection(page, 'kits');
	await page.getByRole('checkbox', { name: TRIAL_NAME }).check();
	await page.getByRole('checkbox', { name: real!.residence }).check();
	await press(page, say('office.orders.do'));
	await expect(page.getByText(say('office.orders.refused.mixed'))).toBeVisible();
	await page.getByRole('checkbox', { name: real!.residence }).uncheck();
	await press(page, say('office.orders.do'));
	await expect(page.locator('h1')).toHaveText(say('office.order.state.made'), { timeout: 90_000 });
	const tried = await newDesk(browser, PHONE);
	await claimAndLend(tried, letters[0]!);

	await openSection(page, 'start');
	await stepsDone(page, 2);
	await press(page, say('start.trial.wipe'));
	await expect(page.getByRole('button', { name: say('start.trial.do') })).toBeVisible();
	expect(placesOf(palier)).toEqual([real]);
	for (const gone of [TRIAL_NAME, trial[0]!.code, trial[0]!.hallCode, trial[23]!.hallCode]) {
		const telling = Object.keys(await tablesThatSay(palier, gone));
		// The log tells that it was there; of a code, only that its page changed, so that no cache keeps it.
		expect(telling.filter((table) => table !== (gone === TRIAL_NAME ? 'audit' : 'page_change'))).toEqual([]);
	}
	await tried.reload();
	await expect(tried.getByRole('link', { name: say('home.change') })).toBeHidden();
	await openSection(page, 'kits');
	await expect(page.locator('a[href*="/landlord/kits/"]')).toHaveCount(0);
	expect(readdirSync(join(palier.folder, 'kits'))).toEqual([]);
});

test('without a script and with the keyboard alone: the first steps, a pasted list, and a hall', async ({
	palier,
	browser
}) => {
	test.setTimeout(180_000);
	const page = await newDesk(browser, { javaScriptEnabled: false });
	await firstManager(palier, page);
	const to = async (wanted: Locator) => {
		await expect(wanted).toBeVisible();
		await tabTo(page, wanted);
		await page.keyboard.press('Enter');
	};
	await to(page.getByRole('link', { name: say('steps.do.places') }));
	await heads(page, say('lists.title'));
	await tabTo(page, page.getByLabel(say('lists.paste')));
	await page.keyboard.insertText(
		'adresse\tcode postal\tville\tn° boîte\tcasier\n8 rue du Port\t6900X\tLyon\t="0012"\tA'
	);
	await to(page.getByRole('button', { name: say('lists.paste.do') }));
	await heads(page, say('lists.columns.title'));
	await tabTo(page, meaningOf(page, 'casier'));
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowUp');
	await to(page.getByRole('button', { name: say('lists.columns.do') }));
	await heads(page, say('lists.mend.title', { n: 1 }));
	const cell = page.getByLabel(say('lists.mend.label', { column: isolated('code postal'), line: '2' }));
	await tabTo(page, cell);
	await page.keyboard.press('Control+A');
	await page.keyboard.type('69003');
	await to(page.getByRole('button', { name: say('lists.mend.do') }));
	await heads(page, say('lists.diff.title'));
	await to(page.getByRole('button', { name: say('lists.import.do'), exact: true }));
	await heads(page, say('lists.done.title'));
	await to(page.getByRole('link', { name: say('lists.done.places') }));
	await to(page.getByRole('link', { name: STREET }).first());
	await expect(page.getByRole('list', { name: say('places.boxes.title') })).toContainText('0012');
	await to(page.getByRole('link', { name: say('places.hall.kits') }));
	await heads(page, say('kits.hall.title'));
});

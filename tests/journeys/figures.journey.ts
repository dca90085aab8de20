import { speak } from '#lib/text/speak.ts';
import { createClient, type Client } from '@libsql/client';
import type { Download, Locator, Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, type Palier } from './palier.ts';
import { readPdf } from './paper.ts';
import { acceptInvitation, invite, managerOf, openSection, signInStaff } from './staff.ts';

const say = speak('fr');
const ROWS = [
	'Le Parc;;;1 allée du Parc;38100;Grenoble;120',
	'Les Tours;;;9 rue des Tours;38100;Grenoble;90',
	'La Cour;;;3 rue Haute;38100;Grenoble;6'
];
/** Longer than any figure rests. */
const QUARTER = 91;

test('figures over a year: drawn, in a table, as files; a small residence is hidden, with the reason', async ({
	palier,
	browser
}) => {
	const { page: manager, person } = await managerOf(palier, browser, ROWS, { kits: true });
	const email = 'direction@tilleuls.example';
	const link = await invite(manager, { email, role: 'director' });
	const { page: director, person: directing } = await acceptInvitation(browser, link, email);
	await figuresMove(palier, 0.5);
	await figuresMove(palier, 0.8);
	await signInStaff(director, palier, directing);
	await openSection(director, 'figures');

	const funnel = director.getByRole('region', { name: say('figures.funnel') });
	const claimed = await numberIn(funnel, say('figures.name.claimed'));
	const lending = await numberIn(funnel, say('figures.name.lending'));
	expect(claimed).toBeGreaterThan(100);
	expect(lending).toBeGreaterThan(0);
	const byResidence = director.getByRole('region', { name: say('figures.byResidence') });
	const parc = await cellsOf(byResidence, 'Le Parc');
	const tours = await cellsOf(byResidence, 'Les Tours');
	const cour = await cellsOf(byResidence, 'La Cour');
	const at = await columnOf(byResidence, say('figures.name.claimed'));
	expect(Number(parc[at]) + Number(tours[at]), 'nothing is left to subtract').toBe(claimed);
	expect(cour[at]).toBe(say('figures.hidden'));
	await byResidence
		.getByRole('row', { name: /La Cour/ })
		.getByRole('link', { name: say('figures.hiddenWhy') })
		.first()
		.click();
	await expect(director.getByRole('heading', { name: say('figures.why') })).toBeInViewport();
	await expect(director.getByText(say('figures.why.small'))).toBeVisible();

	await director.getByText(say('figures.over.table')).click();
	const weeks = director.getByRole('region', { name: say('figures.over.table') });
	await expect(weeks.locator('tbody tr')).toHaveCount(3);
	await expect(weeks.locator('tbody tr').first()).toContainText(String(claimed));
	await expect(director.locator('figure')).toHaveCount(4);

	const rows = parse(await download(director, say('figures.files.csv')), { bom: true, delimiter: ';' });
	expect(rows.map(([residence]) => residence)).toContain('La Cour');
	const last = (name: string) =>
		told(
			rows
				.filter(([residence]) => residence === name)
				.at(-1)!
				.slice(3)
		);
	expect(last('Le Parc')).toEqual(told(parc));
	expect(last('La Cour')).toEqual(told(cour));

	const year = await textOf(await download(director, say('figures.files.year')));
	expect(year).toContain(say('figures.pdf.year'));
	expect(year).toContain(say('figures.about', { n: claimed }));
	expect(year).toContain(say('figures.about', { n: lending }));
	const abatement = await textOf(await download(director, say('figures.files.abatement')));
	expect(abatement).toContain('La Cour');
	for (const number of [parc[at]!, tours[at]!, String(claimed)]) expect(abatement).toContain(number);

	await director.getByRole('link', { name: 'La Cour' }).click();
	await expect(director.getByRole('heading', { name: 'La Cour' })).toBeVisible();
	await expect(
		director
			.getByRole('region', { name: say('figures.funnel') })
			.getByText(say('figures.hidden'), { exact: true })
			.first()
	).toBeVisible();
	await signInStaff(manager, palier, person);
	await openSection(manager, 'audit');
	const taken = manager.getByRole('row').filter({ hasText: say('audit.act.figures-taken', { file: '' }) });
	await expect(taken).toHaveCount(3);
});

/** Three months go by for figures alone, and this part of the mailboxes is claimed by then. */
async function figuresMove(palier: Palier, part: number): Promise<void> {
	await palier.stop();
	const client = createClient({ url: pathToFileURL(join(palier.folder, 'palier.db')).href });
	try {
		await client.batch([...(await weeksBack(client)), ...householdsIn(part)], 'write');
	} finally {
		client.close();
	}
	await palier.start();
}

async function weeksBack(client: Client): Promise<string[]> {
	const { rows } = await client.execute(
		`SELECT t.name AS "table" FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name = 'week_day'`
	);
	return rows.flatMap(({ table }) => [
		`UPDATE ${String(table)} SET week_day = 'was ' || week_day`,
		`UPDATE ${String(table)} SET week_day = date(substr(week_day, 5), '-${QUARTER} days')`
	]);
}

/** Households with a drill, in this part of the mailboxes of each hall. */
function householdsIn(part: number): string[] {
	const boxes = `SELECT m.id FROM mailbox m JOIN hall h ON h.id = m.hall_id WHERE m.position <= ${part} * h.mailbox_count`;
	return [
		`INSERT OR IGNORE INTO household (id, mailbox_id, language, spare_key_hash, claimed_at)
			SELECT 'household ' || id, id, 'fr', 'key ' || id, ${Date.now()} FROM (${boxes})`,
		`INSERT OR IGNORE INTO item (id, household_id, pictogram, added_at)
			SELECT 'item ' || mailbox_id, id, 'drill', ${Date.now()} FROM household`
	];
}

async function cellsOf(table: Locator, residence: string): Promise<string[]> {
	const cells = await table
		.getByRole('row', { name: new RegExp(residence) })
		.locator('td')
		.allInnerTexts();
	return cells.map((cell) => cell.trim());
}

/** Cells as a file has them: nothing where a figure is hidden. */
const told = (cells: readonly string[]) =>
	cells.map((cell) => (cell === say('figures.few') ? '0' : cell === say('figures.hidden') ? '' : cell));

async function columnOf(table: Locator, title: string): Promise<number> {
	const titles = await table.locator('thead th').allInnerTexts();
	return titles.findIndex((one) => one.trim() === title) - 1;
}

async function numberIn(table: Locator, name: string): Promise<number> {
	const [cell = ''] = await table.getByRole('row', { name }).locator('td').allInnerTexts();
	return Number(/\d+/.exec(cell)?.[0]);
}

async function download(page: Page, name: string): Promise<Buffer> {
	const [file]: [Download, void] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name }).click()
	]);
	return readFileSync(await file.path());
}

const textOf = async (pdf: Buffer) =>
	(await readPdf(new Uint8Array(pdf))).map(({ text }) => text.replaceAll(/\s+/g, ' ')).join(' ');

import type { BrowserContext, Page, Response } from '@playwright/test';
import { mmToPt } from '#lib/paper/lengths.ts';
import { sheetNamed } from '#lib/paper/sheets.ts';
import { slotsOf } from '#lib/paper/slots.ts';
import { languages } from '#lib/text/languages.ts';
import { speak } from '#lib/text/speak.ts';
import { createCanvas } from '@napi-rs/canvas';
import { mkdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { cookieOf, moveIn, post } from './neighbours.ts';
import { expect, fixture, test, type Palier, type Place } from './palier.ts';
import { readPdf } from './paper.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const say = speak('fr');
const FIVE = ['drill', 'ladder', 'raclette', 'tent', 'bicycle-pump'];
const L7160 = sheetNamed('avery-L7160')!;

/** With STUDIO_PICTURES=docs/pictures each step is kept as a picture. */
async function picture(page: Page, name: string, anchor: string) {
	const folder = process.env.STUDIO_PICTURES;
	if (!folder) return;
	mkdirSync(folder, { recursive: true });
	await page.locator(anchor).evaluate((element) => element.scrollIntoView({ block: 'start' }));
	await page.screenshot({ path: join(folder, `studio-${name}.png`) });
}

const DPI = 100;

/** The first page of a PDF as pixels. */
async function painted(pdf: Uint8Array): Promise<ImageData> {
	const document = await getDocument({ data: pdf.slice(), verbosity: 0 }).promise;
	const page = await document.getPage(1);
	const viewport = page.getViewport({ scale: DPI / 72 });
	const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
	const context = canvas.getContext('2d');
	const canvasContext = context as unknown as CanvasRenderingContext2D;
	await page.render({ canvas: canvas as unknown as HTMLCanvasElement, canvasContext, viewport }).promise;
	return context.getImageData(0, 0, canvas.width, canvas.height) as unknown as ImageData;
}

/** Labels of a sheet, numbered from 1, that have ink inside, on the first page of a PDF. */
async function labelsWithInk(pdf: Uint8Array, sheet = L7160): Promise<number[]> {
	const { data, width } = await painted(pdf);
	const px = (mm: number) => Math.round((mmToPt(mm) * DPI) / 72);
	const isInk = (x: number, y: number) => data[(y * width + x) * 4]! < 128;
	return slotsOf(sheet)
		.filter(({ edge: { x, y, w, h } }) => {
			for (let down = px(y); down < px(y + h); down++)
				for (let across = px(x); across < px(x + w); across++) if (isInk(across, down)) return true;
			return false;
		})
		.map(({ index }) => index + 1);
}

async function open(context: BrowserContext, palier: Palier, path = '/studio'): Promise<Page> {
	const page = context.pages()[0] ?? (await context.newPage());
	await page.goto(`${palier.url}${path}`);
	return page;
}

const isAlive = (page: Page) =>
	expect(page.getByRole('button', { name: say('studio.undo'), exact: true })).toBeVisible();

/** Ticks a thing; opens its drawer first. */
async function tick(page: Page, what: string) {
	const drawer = page.locator(`details:not([open]):has(input[name=thing][value="${what}"]) > summary`);
	if ((await drawer.count()) > 0) await drawer.click();
	await page.locator(`input[name=thing][value="${what}"]`).check({ force: true });
}
const counted = (page: Page, stickers: number) =>
	expect(page.locator('#look')).toContainText(say('studio.count', { n: stickers }));

async function violations(page: Page): Promise<string[]> {
	await page.evaluate(axe);
	return page.evaluate(async () => {
		const { axe } = window as unknown as {
			axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
		};
		const found = (await axe.run()).violations;
		return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
	});
}

const tooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

test('somebody new prints five things on an L7160 from label 8 on', async ({ palier, browser }) => {
	await palier.start();
	const context = await browser.newContext({ viewport: { width: 390, height: 780 }, locale: 'fr-FR' });
	const page = await open(context, palier, '/');
	const complaints: string[] = [];
	page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
	page.on('pageerror', (fault) => complaints.push(String(fault)));
	await page.getByRole('link', { name: say('studio.link') }).click();
	await isAlive(page);
	await picture(page, '0-begin', 'h1');
	for (const [query, what] of [
		['perseuse', 'drill'],
		['ladder', 'ladder'],
		['raclete', 'raclette'],
		['tente', 'tent'],
		['pompe a velo', 'bicycle-pump']
	] as const) {
		await page.fill('#query', query);
		await tick(page, what);
	}
	await picture(page, '1-things', '#things');
	await page.fill('#box', '7160');
	await page.locator('input[name=sheet]').first().check({ force: true });
	await picture(page, '2-sheet', '#sheet');
	await page.fill('#start', '8');
	await page.locator('#start').blur();
	await picture(page, '3-labels', '#labels');
	await counted(page, 5);
	await expect(page.locator('#look [aria-busy]')).toHaveAttribute('aria-busy', 'false');
	await picture(page, '4-look', '#look');

	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: say('studio.download') }).click()
	]);
	await expect(page.locator('#look')).toContainText(say('studio.file.done'));
	expect(file.suggestedFilename()).toBe('palier-avery-L7160.pdf');
	await picture(page, '5-file', '#look .do');
	const pdf = new Uint8Array(readFileSync(await file.path()));
	expect(await labelsWithInk(pdf)).toEqual([8, 9, 10, 11, 12]);
	const [first] = await readPdf(pdf);
	expect(first!.text).toContain('Perceuse');

	await page.reload();
	await isAlive(page);
	await counted(page, 5);
	expect(await page.locator('input[name=used]:checked').count()).toBe(7);
	expect(complaints, 'the content security policy fits').toEqual([]);
	await context.close();
});

test('the page is light: its script, its drawings and itself, in bytes', async ({ palier, page }) => {
	await palier.start();
	const weights = { script: 0, all: 0 };
	const sent: Promise<void>[] = [];
	const weigh = (response: Response) => {
		if (!response.url().startsWith('http')) return;
		sent.push(
			response.body().then((body) => {
				const bytes = gzipSync(body).length;
				if (response.url().endsWith('.js')) weights.script += bytes;
				weights.all += bytes;
				const isSmall = body.length < 1_000 || response.headers()['content-encoding'] !== undefined;
				expect(isSmall, `${response.url()} is sent compressed`).toBe(true);
			})
		);
	};
	page.on('response', weigh);
	await page.goto(`${palier.url}/studio`, { waitUntil: 'networkidle' });
	page.off('response', weigh);
	await Promise.all(sent);
	expect(weights.script).toBeGreaterThan(10_000);
	expect(weights.script, 'no dictionary, no catalogue').toBeLessThan(74_000);
	expect(weights.all).toBeLessThan(150_000);
	await page.fill('#query', 'مثقاب');
	await expect(
		page.locator('.found input[value=drill]'),
		'the other languages come when asked for'
	).toBeVisible();
});

test('another language keeps all that was chosen and typed, with script and without', async ({
	palier,
	browser
}) => {
	await palier.start();
	for (const javaScriptEnabled of [true, false]) {
		const context = await browser.newContext({ locale: 'fr-FR', javaScriptEnabled });
		const page = await open(context, palier, '/studio?t=drill*2&u=1-7');
		if (javaScriptEnabled) await isAlive(page);
		await page.getByRole('button', { name: say('studio.addText') }).click();
		await page.fill('input[name=text]', 'Coupe-boulons');
		await page.getByRole(javaScriptEnabled ? 'link' : 'button', { name: 'English' }).click();
		await page.waitForURL(/l=en/);
		await expect(page.locator('html')).toHaveAttribute('lang', 'en');
		await expect(page.locator('input[name=text]')).toHaveValue('Coupe-boulons');
		await expect(page.locator('#look')).toContainText(speak('en')('studio.count', { n: 3 }));
		expect(await page.locator('input[name=used]:checked').count()).toBe(7);
		await context.close();
	}
	const shared = await (
		await fetch(`${palier.url}/studio?t=drill*2`, { headers: { 'accept-language': 'fr' } })
	).text();
	expect(shared).toContain('href="/studio?t=drill*2&amp;l=en"');
});

test('a device that keeps nothing is told so, and two open pages do not undo each other', async ({
	palier,
	browser
}) => {
	await palier.start();
	const forgetful = await browser.newContext({ locale: 'fr-FR' });
	await forgetful.addInitScript(() => {
		Storage.prototype.setItem = () => {
			throw new DOMException('no room', 'QuotaExceededError');
		};
	});
	const page = await open(forgetful, palier, '/studio?t=drill');
	await expect(page.locator('#look')).toContainText(say('studio.forgetful'));
	await page.getByRole('link', { name: 'English' }).click();
	await expect(page.locator('#look')).toContainText(speak('en')('studio.count', { n: 1 }));
	await forgetful.close();

	const context = await browser.newContext({ locale: 'fr-FR' });
	const pages = [await context.newPage(), await context.newPage()] as const;
	for (const one of pages) {
		await one.goto(`${palier.url}/studio?t=drill`);
		await isAlive(one);
		await one.getByText(say('studio.printer'), { exact: true }).click();
		await one.fill('#a', one === pages[0] ? '22' : '19');
		await one.fill('#b', '100');
		await one.fill('#printer-name', one === pages[0] ? 'maison' : 'bureau');
		await one.getByRole('button', { name: say('studio.printerKeep') }).click();
	}
	await expect(pages[0].getByRole('radio', { name: 'bureau' })).toBeAttached();
	await tick(pages[0], 'saw');
	await pages[1].reload();
	await isAlive(pages[1]);
	await pages[1].getByText(say('studio.printer'), { exact: true }).click();
	for (const name of ['maison', 'bureau']) await expect(pages[1].getByRole('radio', { name })).toBeAttached();
	await context.close();
});

test('the live editor: labels, copies, undo, own words, what does not fit, no network', async ({
	palier,
	browser
}) => {
	await palier.start();
	const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'fr-FR' });
	const page = await open(context, palier, '/studio?t=drill,saw&s=avery-L7160');
	await isAlive(page);
	await counted(page, 2);

	await page.locator('label:has(input[name=used][value="3"])').click();
	expect(await page.locator('input[name=used]:checked').count()).toBe(1);
	await page.getByRole('button', { name: say('studio.more', { thing: '\u2068Perceuse\u2069' }) }).click();
	await counted(page, 3);
	await page.locator('body').press('Control+z');
	await counted(page, 2);
	await page.locator('body').press('Control+Shift+z');
	await counted(page, 3);

	await page.getByRole('button', { name: say('studio.addText') }).click();
	await page.keyboard.type('Coupe-boulons <b>&"ż عربي');
	await counted(page, 4);
	expect(await violations(page)).toEqual([]);
	await page.reload();
	await isAlive(page);
	await expect(page.locator('input[name=text]')).toHaveValue('Coupe-boulons <b>&"ż عربي');

	await tick(page, 'cling');
	await page.fill('#box', 'L4732');
	await page.locator('input[name=sheet][value="avery-L4732"]').check({ force: true });
	await expect(page.locator('#look')).toContainText(say('studio.refused'));
	// Of five, the one that is refused is not counted.
	await counted(page, 4);
	await page.getByRole('button', { name: /^Prendre la feuille/ }).click();
	await expect(page.locator('#look')).not.toContainText(say('studio.refused'));

	const seen = await page.locator('#look img').getAttribute('src');
	await context.setOffline(true);
	await tick(page, 'tent');
	await expect(page.locator('#look')).toContainText(say('studio.wait.offline'));
	expect(await page.locator('#look img').getAttribute('src')).toBe(seen);
	await page.getByRole('button', { name: say('studio.download') }).click();
	await expect(page.locator('#look')).toContainText(say('studio.file.offline'));
	await context.setOffline(false);
	await expect(page.locator('#look')).not.toContainText(say('studio.wait.offline'));
	expect(await page.locator('#look img').getAttribute('src')).not.toBe(seen);

	await page.getByRole('contentinfo').getByRole('link').first().click();
	await page.waitForURL(/\/how/);
	expect(await page.content(), 'other pages are read from the server').not.toContain('<script');
	await context.close();
});

test('a sheet of one’s own and a printer are described once, and remembered on this device', async ({
	palier,
	browser
}) => {
	await palier.start();
	const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'fr-FR' });
	const page = await open(context, palier, '/studio?t=drill');
	await isAlive(page);
	await page.getByText(say('studio.own'), { exact: true }).click();
	const own = { columns: '1', rows: '4', width: 'cent', height: '60', left: '0', top: '0', pitchY: '70' };
	for (const [field, typed] of Object.entries(own)) await page.fill(`#own-${field}`, typed);
	await page.getByRole('button', { name: say('studio.ownUse') }).click();
	await expect(page.locator('#own-width-problem')).toHaveText(say('studio.ownProblem.not-a-number'));
	await page.fill('#own-width', '210');
	await page.getByRole('button', { name: say('studio.ownUse') }).click();
	const card = page.locator('input[name=sheet][value^="A4 1x4 210x60"]');
	await expect(card).toBeChecked();
	expect(await page.locator('input[name=used]').count()).toBe(4);

	await page.getByText(say('studio.printer'), { exact: true }).click();
	await page.fill('#a', '22');
	await page.fill('#b', '100');
	await expect(page.locator('#printer')).toContainText(say('studio.cause.shifted'));
	await page.fill('#printer-name', 'maison');
	await page.getByRole('button', { name: say('studio.printerKeep') }).click();
	await page.getByRole('radio', { name: say('studio.printerNone') }).check({ force: true });
	await expect(page.locator('#a')).toHaveValue('');
	const plain = await firstInk(page);

	await page.reload();
	await isAlive(page);
	await expect(card).toBeChecked();
	await page.getByText(say('studio.printer'), { exact: true }).click();
	await page.getByRole('radio', { name: 'maison' }).check({ force: true });
	await expect(page.locator('#a')).toHaveValue('22');
	const corrected = await firstInk(page);
	expect(plain - corrected, 'the ink moves two millimetres to the left').toBeCloseTo(2, 0);
	expect(await page.locator('#look').textContent()).not.toContain('maison');
	await context.close();
});

/** Downloads the sheet; where its ink begins, in mm from the left edge of the paper, on the first label's middle line. */
async function firstInk(page: Page): Promise<number> {
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: say('studio.download') }).click()
	]);
	const { data, width } = await painted(new Uint8Array(readFileSync(await file.path())));
	const row = Math.round((mmToPt(30) * DPI) / 72);
	for (let x = 0; x < width; x++) if (data[(row * width + x) * 4]! < 128) return (x / DPI) * 25.4;
	return width;
}

test('without script the same form does it all', async ({ palier, browser }) => {
	await palier.start();
	const context = await browser.newContext({
		viewport: { width: 360, height: 740 },
		locale: 'fr-FR',
		javaScriptEnabled: false
	});
	const page = await open(context, palier);
	for (const what of FIVE) await tick(page, what);
	await page.getByRole('button', { name: say('studio.addText') }).click();
	await page.fill('input[name=text]', 'Coupe-boulons');
	await page.fill('#start', '8');
	await page
		.getByRole('button', { name: say('studio.see') })
		.last()
		.click();
	await counted(page, 6);
	await expect(page.locator('input[name=text]')).toHaveValue('Coupe-boulons');
	expect(await page.locator('input[name=used]:checked').count()).toBe(7);
	await page.locator('button[value="remove:5"]').click();
	await counted(page, 5);

	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: say('studio.download') }).click()
	]);
	const pdf = new Uint8Array(readFileSync(await file.path()));
	expect(await labelsWithInk(pdf)).toEqual([8, 9, 10, 11, 12]);

	await page.getByRole('link', { name: say('studio.shareOpen') }).click();
	await page.waitForURL(/t=bicycle-pump/);
	await counted(page, 5);
	expect(await page.locator('input[name=used]:checked').count()).toBe(7);
	await expect(page.locator('#look img')).toHaveJSProperty('complete', true);
	await context.close();
});

test('in a browser that is too old for the script the form works as without', async ({ palier, browser }) => {
	await palier.start();
	const context = await browser.newContext({ locale: 'fr-FR' });
	await context.addInitScript(() => {
		const old = [
			Array.prototype,
			'toSorted',
			Array.prototype,
			'at',
			Object,
			'hasOwn',
			Intl,
			'Segmenter'
		] as const;
		for (let i = 0; i < old.length; i += 2) Reflect.deleteProperty(old[i] as object, old[i + 1] as string);
	});
	const page = await open(context, palier, '/studio?t=drill&u=1-7');
	await page.waitForLoadState('networkidle');
	await tick(page, 'saw');
	await page.getByRole('button', { name: say('studio.addText') }).click();
	await page.waitForURL(/studio$|#tray$/);
	await counted(page, 3);
	expect(await page.locator('input[name=used]:checked').count()).toBe(7);
	const file = page.waitForEvent('download');
	await page.getByRole('button', { name: say('studio.download') }).click();
	expect(await labelsWithInk(new Uint8Array(readFileSync(await (await file).path())))).toEqual([8, 9, 10]);
	await context.close();
});

test('with the keyboard alone, at twice the text size', async ({ palier, browser }) => {
	await palier.start();
	const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'fr-FR' });
	const page = await context.newPage();
	const settings = await context.newCDPSession(page);
	await settings.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
	await page.goto(`${palier.url}/studio`);
	await isAlive(page);
	const tabTo = async (selector: string) => {
		for (let presses = 0; presses < 200; presses++) {
			if ((await page.locator(`${selector}:focus`).count()) > 0) return;
			await page.keyboard.press('Tab');
		}
		throw new Error(`${selector} is not reached by the Tab key`);
	};
	await tabTo('#query');
	await page.keyboard.type('perceuse');
	await tabTo('input[name=thing]');
	await page.keyboard.press('Space');
	await counted(page, 1);
	await tabTo('#start');
	await page.keyboard.press('Control+a');
	await page.keyboard.type('8');
	await page.keyboard.press('Tab');
	expect(await page.locator('input[name=used]:checked').count()).toBe(7);
	await tabTo('input[name=used]');
	await page.keyboard.press('ArrowDown');
	await expect(page.locator('input[name=used][value="4"]')).toBeFocused();
	expect(await tooWide(page), 'nothing is wider than the page').toBeLessThanOrEqual(0);
	const file = page.waitForEvent('download');
	await tabTo('button[formaction^="/studio/sheet.pdf"]');
	await page.keyboard.press('Enter');
	expect(await labelsWithInk(new Uint8Array(readFileSync(await (await file).path())))).toEqual([8]);
	await context.close();
});

for (const language of languages) {
	test(`axe finds nothing, everything open, in ${language}, and nothing is too wide`, async ({
		palier,
		browser
	}) => {
		await palier.start();
		for (const colorScheme of ['light', 'dark'] as const) {
			const context = await browser.newContext({
				viewport: { width: 320, height: 640 },
				locale: language,
				colorScheme
			});
			const page = await open(context, palier, '/studio?t=drill*30,cling,joker&s=avery-L4732&u=1-3');
			await expect(
				page.getByRole('button', { name: speak(language)('studio.undo'), exact: true })
			).toBeVisible();
			await page.evaluate(() => {
				for (const details of document.querySelectorAll('details')) details.open = true;
			});
			expect(await violations(page)).toEqual([]);
			expect(await tooWide(page)).toBeLessThanOrEqual(0);
			await context.close();
		}
	});
}

test('a resident prints their own code, a guest cannot', async ({ palier }) => {
	palier.addLandlord('tilleuls', fixture('lists/halls.csv'));
	const [mine, other] = palier.json<{ mailboxes: [Place, Place] }>('mailboxes', 'tilleuls').mailboxes;
	await palier.start();
	const home = await moveIn(palier, mine, ['drill']);
	const fields = { line: 'qr', thing: 'qr', copies: '1', now: '0', sheet: 'avery-L7160', code: other.code };
	const resident = await post(palier, '/studio/sheet.pdf', fields, home);
	const pages = await readPdf(new Uint8Array(await resident.arrayBuffer()), 200);
	expect(pages.flatMap(({ codes }) => codes)).toEqual([`${palier.url.toUpperCase()}/${mine.code}`]);
	const formOn = async (sheet: string, cookie = home) => {
		const answer = await post(palier, '/studio/preview', { ...fields, sheet }, cookie);
		return (await answer.json()) as { signForm: string | null; printed: number; refused: object[] };
	};
	expect((await formOn('avery-L7160')).signForm).toBe('full');
	expect((await formOn('blank-A4-100x25-0')).signForm).toBe('strip');
	expect((await formOn('avery-L7651')).signForm).toBe('small');
	expect(await formOn('avery-L7160', '')).toMatchObject({
		signForm: null,
		printed: 0,
		refused: [{ line: 0, refusal: { refusal: 'no-mailbox' } }]
	});
	const guest = await post(palier, '/studio/sheet.pdf', fields);
	expect(guest.status).toBe(409);
	expect(cookieOf(guest)).toBe('');
	const shared = await (
		await fetch(`${palier.url}/studio?t=qr`, { headers: { 'accept-language': 'fr' } })
	).text();
	expect(shared).not.toContain(mine.code);
});

test('files: test page, print shop, loan slip; what cannot be made says why; too much is refused', async ({
	palier
}) => {
	await palier.start();
	const order = { line: 'drill', thing: 'drill', copies: '2', now: '0' };
	for (const path of ['/studio/test-page.pdf', '/studio/print-shop.pdf', '/studio/sheet.pdf']) {
		const answer = await post(palier, path, { ...order, layout: 'SRA3', size: 'o40' });
		expect(answer.headers.get('content-type'), path).toBe('application/pdf');
		expect((await readPdf(new Uint8Array(await answer.arrayBuffer()), 20)).length, path).toBeGreaterThan(0);
	}
	const slip = await fetch(`${palier.url}/studio/loan-slip.pdf?thing=drill&l=ar`);
	expect(slip.headers.get('content-type')).toBe('application/pdf');
	expect((await fetch(`${palier.url}/studio/sheet.pdf?t=drill`)).status, 'a link opens the page').toBe(405);
	const nothing = await post(palier, '/studio/sheet.pdf', {});
	const told = await nothing.text();
	expect(nothing.status).toBe(400);
	for (const words of [say('studio.problem.nothing-chosen'), say('studio.goBack'), '<h1>'])
		expect(told, 'a button without script leads to a page').toContain(words);
	const hostile = { line: 'joker', text: '<img src=x>😀', copies: '1', now: '0' };
	const unknown = await (await post(palier, '/studio/sheet.pdf', hostile)).text();
	expect(unknown).toContain('😀 (U+1F600)');
	expect(unknown).not.toContain('<img');
	const tooSmall = await post(palier, '/studio/print-shop.pdf', {
		...order,
		line: 'cling',
		thing: 'cling',
		size: '38x21'
	});
	expect(tooSmall.status).toBe(409);
	expect(await tooSmall.text()).toContain(say('studio.shop.refused'));
	const huge = await post(palier, '/studio/preview', { text: 'x'.repeat(400_000) });
	expect(huge.status).toBe(413);
	const secret = 'Un texte que personne ne lit';
	await post(palier, '/studio/preview', { line: 'joker', text: secret, copies: '1', now: '0' });
	expect(palier.log).not.toContain(secret);
});

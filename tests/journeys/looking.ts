import type { BrowserContext, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Palier } from './palier.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A page as somebody comes to see it. */
export interface Look {
	/** What it shows, for whoever reads the test. */
	readonly name: string;
	readonly path: string;
	/** Of whom it is: `name=value`. */
	readonly cookie?: string | undefined;
	/** The path of a form on it that is sent as it stands, `?/send`; '' for the one without. Whatever the browser asks for first is left out. */
	readonly send?: string | undefined;
	/** What was chosen or written in that form before: by the name of the field, and its value. */
	readonly filled?: Readonly<Record<string, string>> | undefined;
	readonly status?: number | undefined;
}

/** Goes there with the cookie of the look and no other, and sends its form. Gives the page. */
export async function goAndLook(context: BrowserContext, palier: Palier, look: Look): Promise<Page> {
	await context.clearCookies();
	const [name, value] = look.cookie?.split('; ')[0]!.split('=', 2) ?? [];
	if (name && value) await context.addCookies([{ name, value, url: palier.url }]);
	const page = context.pages()[0] ?? (await context.newPage());
	const answer = await page.goto(`${palier.url}${look.path}`);
	const last = look.send === undefined ? answer : await send(page, look.send, look.filled ?? {});
	if (last?.status() !== (look.status ?? 200)) throw new Error(`${look.name}: status ${last?.status()}`);
	return page;
}

async function send(page: Page, action: string, filled: Readonly<Record<string, string>>) {
	const [answer] = await Promise.all([
		page.waitForResponse((response) => response.request().method() === 'POST'),
		page.waitForEvent('load'),
		page.evaluate(fillAndSend, { action, filled })
	]);
	return answer;
}

/** In the browser. A field that is not there is added: a button's name and value are one. */
function fillAndSend({ action, filled }: { action: string; filled: Readonly<Record<string, string>> }): void {
	const button = document.querySelector<HTMLButtonElement>(`main [formaction*="${action}"]`);
	const forms = [...document.querySelectorAll<HTMLFormElement>('main form[method="POST"]')];
	const form = button?.form ?? forms.find((one) => (one.getAttribute('action') ?? '').includes(action));
	if (!form) throw new Error(`No form leads to ${action}`);
	if (button) form.action = button.formAction;
	for (const [name, value] of Object.entries(filled)) {
		const fields = [
			...form.querySelectorAll<HTMLInputElement>(`:is(input, select, textarea)[name="${name}"]`)
		];
		const field = fields.find((one) => one.type !== 'radio' || one.value === value);
		if (field?.type === 'radio' || field?.type === 'checkbox') field.checked = true;
		else if (field) field.value = value;
		else form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
	}
	form.submit();
}

/** Opens all that is folded away. */
export async function unfold(page: Page): Promise<void> {
	await page.evaluate(() => {
		for (const details of document.querySelectorAll('details')) details.open = true;
	});
}

/** What axe finds on a page: of its rules all, or only those that depend on colours. */
export async function barriersOn(page: Page, which: 'all' | 'colours' = 'all'): Promise<string[]> {
	if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
	return page.evaluate(async (rules) => {
		const { axe } = window as unknown as {
			axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
		};
		const runOnly = rules === 'all' ? {} : { runOnly: ['color-contrast', 'link-in-text-block'] };
		return (await axe.run(runOnly)).violations.map(
			({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`
		);
	}, which);
}

/** What reaches over the sides of the page, or is cut off by its own box. */
export async function tooWideOn(page: Page): Promise<string[]> {
	return page.evaluate(() => {
		const wide = document.documentElement.clientWidth;
		const isMeant = (one: Element) =>
			one.closest('.hidden, [role="region"], pre, svg, input, textarea') !== null;
		const isOver = (one: Element) => {
			const { left, right, width } = one.getBoundingClientRect();
			return width > 0 && (left < -1 || right > wide + 1);
		};
		const isCut = (one: Element) =>
			getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1;
		const found = [...document.body.querySelectorAll('*')]
			.filter((one) => !isMeant(one) && (isOver(one) || isCut(one)))
			.map(
				(one) => `${one.tagName}.${one.getAttribute('class') ?? ''} ${one.textContent?.trim().slice(0, 40)}`
			);
		const sideways = document.documentElement.scrollWidth > wide ? ['the page scrolls sideways'] : [];
		return [...sideways, ...found].slice(0, 5);
	});
}

import { pictogramName } from '#lib/text/pictogramName.ts';
import { speak } from '#lib/text/speak.ts';
import { createHash } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPromise, type ZipFile } from 'yauzl';
import { claimOf, moveIn, post } from './neighbours.ts';
import { expect, Palier, test, type Place } from './palier.ts';
import { openLetter, phoneWith } from './residents.ts';
import { managerOf, openSection } from './staff.ts';

const say = speak('fr');
const ROWS = ['Le Parc;A;1;1 allée du Parc;38100;Grenoble;4', 'Les Tours;;;9 rue des Tours;38100;Grenoble;4'];

test('everything is taken out, holds no household, and opens in another Palier', async ({
	palier,
	browser
}) => {
	const { page } = await managerOf(palier, browser, ROWS, { kits: true });
	const { mailboxes } = palier.json<{ mailboxes: Place[] }>('mailboxes', 'tilleuls');
	const box = mailboxes[0]!;
	const cookie = await moveIn(palier, box, ['drill']);
	await post(palier, '/home/settings?/nickname', { nickname: 'Amina du premier' }, cookie);

	await openSection(page, 'exit');
	const field = page.getByLabel(/Habitat tilleuls/);
	await field.fill('Habitat');
	await page.getByRole('button', { name: say('exit.do') }).click();
	await expect(page.getByRole('alert')).toContainText(say('exit.problems'));
	await field.fill('habitat tilleuls');
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: say('exit.do') }).click()
	]);
	expect(download.suggestedFilename()).toMatch(/^palier-tilleuls-\d{4}-\d\d-\d\d\.zip$/);
	const archive = join(palier.folder, 'archive.zip');
	copyFileSync(await download.path(), archive);

	const files = await unzipped(archive);
	const manifest = JSON.parse(files.get('manifest.json')!.toString()) as {
		files: { name: string; sha256: string }[];
	};
	expect(manifest.files.map(({ name }) => name).toSorted()).toEqual(
		[...files.keys()].filter((name) => name !== 'manifest.json').toSorted()
	);
	for (const { name, sha256 } of manifest.files)
		expect(createHash('sha256').update(files.get(name)!).digest('hex'), name).toBe(sha256);
	const all = [...files.values()].join('\n');
	for (const { code } of mailboxes) expect(all).toContain(code);
	for (const never of ['Amina', 'drill', claimOf(palier, box)]) expect(all).not.toContain(never);

	const elsewhere = await Palier.make();
	try {
		const taken = elsewhere.json('landlord', 'import', archive, '--manager', 'denis@tilleuls.example');
		expect(taken).toMatchObject({ residences: 2, halls: 2, mailboxes: 8, publicUrl: palier.url });
		const there = elsewhere.json<{ mailboxes: Place[] }>('mailboxes', 'tilleuls').mailboxes;
		expect(there.map(({ code, emblem }) => ({ code, emblem }))).toEqual(
			mailboxes.map(({ code, emblem }) => ({ code, emblem }))
		);
		await elsewhere.start();
		const phone = await phoneWith(browser, elsewhere);
		expect((await phone.goto(`${elsewhere.url}/${box.hallCode}`))!.status()).toBe(200);
		await phone.goto(`${elsewhere.url}/${box.code}`);
		await expect(phone.getByText(pictogramName('fr', 'drill'))).toBeHidden();
		await phone.getByRole('link', { name: say('household.claim') }).click();
		await phone.getByLabel(say('claim.code')).fill(claimOf(palier, box));
		await phone.getByRole('button', { name: say('claim.open') }).click();
		await expect(phone.getByRole('alert')).toContainText(say('claim.refusal.wrong-code'));
		await openLetter(phone, elsewhere, there[0]!);
	} finally {
		await elsewhere.remove();
	}
});

test('a key for software reads places and kits, is refused the rest, and ends', async ({
	palier,
	browser
}) => {
	const { page } = await managerOf(palier, browser, ROWS, { kits: true });
	await openSection(page, 'api');
	await page.getByLabel(say('api.name'), { exact: true }).fill('Gestion locative');
	await page.getByRole('checkbox', { name: say('api.scope.kits:read') }).check();
	await page.getByRole('button', { name: say('api.do') }).click();
	await expect(page.getByRole('alert')).toContainText(say('api.made.title'));
	const token = await page.locator('p.token').innerText();
	const ask = async (path: string, init: RequestInit = {}) => {
		const answer = await fetch(`${palier.url}/api/v1/${path}`, {
			...init,
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
		});
		return {
			status: answer.status,
			body: (await answer.json()) as { code?: string; items: { code: string }[] }
		};
	};

	const { mailboxes } = palier.json<{ mailboxes: Place[] }>('mailboxes', 'tilleuls');
	const read = await ask('mailboxes');
	expect(read.status).toBe(200);
	expect(read.body.items.map(({ code }) => code)).toEqual(mailboxes.map(({ code }) => code));
	expect(read.body.items[0]).toMatchObject({ kit: 'made', label: '1' });
	expect((await ask('kit-orders')).status).toBe(200);
	expect(await ask('figures')).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
	const bringing = { method: 'POST', body: JSON.stringify({ rows: [] }) };
	expect(await ask('places', bringing)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });

	await page.getByRole('link', { name: say('api.made.back') }).click();
	await expect(page.getByText(token)).toBeHidden();
	await expect(page.getByText('Gestion locative')).toBeVisible();
	await page.getByRole('button', { name: say('api.key.end') }).click();
	await expect(page.getByText(say('api.key.state.ended'))).toBeVisible();
	expect(await ask('mailboxes')).toMatchObject({ status: 401, body: { code: 'no-token' } });
	expect(palier.log).not.toContain(token);
});

/** The files of an archive, by another reader than ours is. */
async function unzipped(path: string): Promise<Map<string, Buffer>> {
	const zip: ZipFile = await openPromise(path);
	const files = new Map<string, Buffer>();
	for await (const entry of zip.eachEntry()) {
		const pieces: Buffer[] = [];
		for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
		files.set(entry.fileName, Buffer.concat(pieces));
	}
	return files;
}

import { claimCode, showCode } from '#lib/codes/codes.ts';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, fixture, Palier, test, type Place } from './palier.ts';
import { readPdf, type ReadPage } from './paper.ts';

const PUBLIC = 'https://palier.example';

test('the kit of 214 mailboxes gives 214 sticker codes and 214 claim codes, as the database knows them', async () => {
	test.setTimeout(400_000);
	const palier = await Palier.make({ PALIER_PUBLIC_URL: PUBLIC });
	try {
		palier.addLandlord('tilleuls', fixture('lists/tilleuls-214.csv'));
		const { mailboxes } = palier.json<{ mailboxes: Place[] }>('mailboxes', 'tilleuls');
		expect(mailboxes).toHaveLength(214);
		const kit = palier.kit('tilleuls', '--language', 'ar');
		const pages = await readPdf(kit);

		const stickers = pages.map(stickerOf).filter((code) => code !== null);
		expect(stickers).toEqual(walkingOrder(mailboxes));
		expect(new Set(stickers).size).toBe(214);

		const letters = pages.map(letterOf).filter((letter) => letter !== null);
		expect(letters.map(({ code }) => code)).toEqual(walkingOrder(mailboxes));
		expect(new Set(letters.map(({ claim }) => claim)).size).toBe(214);
		const key = Buffer.from(readFileSync(join(palier.folder, 'kit.key'), 'utf8').trim(), 'base64url');
		const hmac = (message: string) => createHmac('sha256', key).update(message).digest();
		for (const { code, claim, text } of letters) {
			const { epoch } = mailboxes.find((place) => place.code === code)!;
			expect(claim).toBe(claimCode(hmac, code, epoch));
			expect(text, 'the code can be read without a phone').toContain(showCode('claim', claim));
		}

		const posters = pages.filter(
			({ codes }) => codes.length === 1 && mailboxes.some(({ hallCode }) => codes[0] === scanned(hallCode))
		);
		expect(posters).toHaveLength(new Set(mailboxes.map(({ hallCode }) => hallCode)).size);
		expect(pages).toHaveLength(
			214 * 2 + posters.length + pages.filter(({ codes }) => codes.length === 0).length
		);

		const again = palier.kit('tilleuls', '--language', 'ar');
		expect(Buffer.compare(kit, again), 'made again, the kit is the same to the byte').toBe(0);
	} finally {
		await palier.remove();
	}
});

const scanned = (code: string) => `${PUBLIC.toUpperCase()}/${code}`;
const walkingOrder = (mailboxes: readonly Place[]) => mailboxes.map(({ code }) => code);

/** A sticker sheet: the same mailbox on two stickers and a nameplate. */
function stickerOf({ codes }: ReadPage): string | null {
	const [first, ...more] = codes;
	if (!first || more.length < 2) return null;
	for (const other of more) expect(other).toBe(first);
	expect(first).toMatch(/^HTTPS:\/\/PALIER\.EXAMPLE\/[0-9A-Z]{13}$/);
	return first.slice(PUBLIC.length + 1);
}

function letterOf({ codes, text }: ReadPage): { code: string; claim: string; text: string } | null {
	const [, code, claim] =
		/^https:\/\/palier\.example\/a\/([0-9A-Z]{13})#([0-9A-Z]{9})$/.exec(codes[0] ?? '') ?? [];
	return code && claim ? { code, claim, text } : null;
}

test('a kit for this machine only carries SPECIMEN', async ({ palier }) => {
	palier.addLandlord('tilleuls', fixture('lists/tilleuls-214.csv'));
	const [place] = palier.json<{ mailboxes: Place[] }>('mailboxes', 'tilleuls').mailboxes;
	const pages = await readPdf(palier.kit('tilleuls', '--hall', place!.hallCode), 40);
	for (const { text } of pages) expect(text.replaceAll(/\s/g, '')).toContain('SPECIMEN');
});

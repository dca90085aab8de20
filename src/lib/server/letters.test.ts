import { crc32, deflateSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { languages } from '#lib/text/languages.ts';
import { newDatabase, newLandlord, NOW } from '../../../tests/support/world.ts';
import { sql } from './db/statement.ts';
import type { Actor } from './audit.ts';
import { hallsIn, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import {
	dropLogo,
	keepColor,
	keepLogo,
	keepWords,
	letterIsRight,
	lookOfLetters,
	MOST_LOGO_BYTES,
	ourLetterAgain,
	paperRules,
	type TypedWords
} from './letters.ts';

let db: Database;
let scope: Scope;
let other: Scope;
let actor: Actor;

beforeEach(async () => {
	db = await newDatabase();
	scope = await newLandlord(db, 'plaine', 2);
	other = await newLandlord(db, 'autre', 2);
	actor = { landlordId: scope.landlordId, staffId: null, who: 'denis@plaine.example' };
});

const acts = async () =>
	(
		await db.read<{ act: string }>(
			sql`SELECT act FROM audit WHERE landlord_id = ${scope.landlordId} ORDER BY id`
		)
	).map(({ act }) => act);
const look = () => lookOfLetters(db, scope.landlordId);

const nothing = Object.fromEntries(
	languages.map((language) => [language, { greeting: '', contact: '' }])
) as unknown as TypedWords;
const saying = (fr: Partial<TypedWords['fr']>, ar: Partial<TypedWords['ar']> = {}): TypedWords => ({
	...nothing,
	fr: { ...nothing.fr, ...fr },
	ar: { ...nothing.ar, ...ar }
});

describe('words of a landlord', () => {
	test('are kept, on one line, for itself alone, and told in the log once', async () => {
		const words = saying(
			{ greeting: ' Chers\n locataires,\u202e bonjour. ' },
			{ contact: 'اتصلوا بنا: 01 23' }
		);
		expect(await keepWords(db, actor, words, NOW)).toEqual({ problems: [] });
		await keepWords(db, actor, words, NOW + 1);
		expect((await look()).texts).toEqual({
			fr: { greeting: 'Chers locataires, bonjour.' },
			ar: { contact: 'اتصلوا بنا: 01 23' }
		});
		expect((await lookOfLetters(db, other.landlordId)).texts).toEqual({});
		expect(await acts()).toEqual(['letter-words']);
	});

	test('that are emptied are ours again', async () => {
		await keepWords(db, actor, saying({ greeting: 'Bonjour.', contact: 'Ici.' }), NOW);
		await keepWords(db, actor, saying({ contact: 'Ici.' }), NOW + 1);
		expect((await look()).texts).toEqual({ fr: { contact: 'Ici.' } });
		expect(await acts()).toEqual(['letter-words', 'letter-our-words']);
	});

	test('that do not fit, or that no font can print, are refused and none is kept', async () => {
		const tooLong = await keepWords(db, actor, saying({ greeting: 'W'.repeat(1_500), contact: 'Ici.' }), NOW);
		expect(tooLong.problems).toEqual([
			{ language: 'fr', part: 'greeting', problem: { refusal: 'too-long', most: 220 } }
		]);
		const unknown = await keepWords(db, actor, saying({ contact: 'Ici \u{12000}' }), NOW);
		expect(unknown.problems[0]!.problem).toEqual({
			refusal: 'unknown-character',
			characters: ['\u{12000}']
		});
		expect((await look()).texts).toEqual({});
		expect(await acts()).toEqual([]);
	});
});

describe('a colour', () => {
	test.each([
		['#ffff00', { refusal: 'too-light', contrast: 1 }],
		['#777777', { refusal: 'too-light', contrast: 4.4 }],
		['red', { refusal: 'no-color' }],
		['#12345', { refusal: 'no-color' }],
		['#0a5c36"/><script>', { refusal: 'no-color' }],
		['#767676', null],
		[' #0A5C36 ', null]
	])('%s', async (typed, answer) => {
		expect(await keepColor(db, actor, typed, NOW)).toEqual(answer);
		expect((await look()).color).toBe(answer ? null : typed.trim().toLowerCase());
		expect(await acts()).toEqual(answer ? [] : ['letter-color']);
	});
});

async function* bytesOf(bytes: Uint8Array) {
	for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

const chunk = (type: string, data: Uint8Array) => {
	const named = Buffer.concat([Buffer.from(type), data]);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	sum.writeUInt32BE(crc32(named) >>> 0);
	return Buffer.concat([length, named, sum]);
};
const head = (width: number, height: number, colours = 6) => {
	const data = Buffer.alloc(13);
	data.writeUInt32BE(width, 0);
	data.writeUInt32BE(height, 4);
	data.set([8, colours, 0, 0, 0], 8);
	return chunk('IHDR', data);
};
const png = (...chunks: readonly Buffer[]) =>
	Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		...chunks,
		chunk('IEND', Buffer.alloc(0))
	]);
const rows = (width: number, height: number) =>
	chunk('IDAT', deflateSync(Buffer.alloc(height * (1 + 4 * width), 0)));
const small = png(head(4, 2), chunk('tEXt', Buffer.from('Author\0Denis')), rows(4, 2));

describe('a logo', () => {
	test('is kept without what its maker wrote into it, and taken away again', async () => {
		expect(await keepLogo(db, actor, bytesOf(small), NOW)).toBeNull();
		await keepLogo(db, actor, bytesOf(small), NOW + 1);
		const { logo } = await look();
		expect(logo).toMatchObject({ format: 'png', widthPx: 4, heightPx: 2 });
		expect(Buffer.from(logo!.bytes).includes('Denis')).toBe(false);
		expect((await lookOfLetters(db, other.landlordId)).logo).toBeNull();
		await dropLogo(db, actor, NOW + 2);
		await dropLogo(db, actor, NOW + 3);
		expect((await look()).logo).toBeNull();
		expect(await acts()).toEqual(['letter-logo', 'letter-no-logo']);
	});

	test.each([
		['nothing', Buffer.alloc(0), 'no-file'],
		['a text', Buffer.from('<svg onload="alert(1)"/>'), 'no-picture'],
		['a picture that is cut', small.subarray(0, 40), 'no-picture'],
		['too large a file', Buffer.alloc(MOST_LOGO_BYTES + 1, 1), 'too-large'],
		['too many points', png(head(60_000, 60_000), rows(1, 1)), 'too-many-pixels'],
		['no points', png(head(0, 5), rows(1, 1)), 'no-picture'],
		['fewer rows than it says', png(head(4, 3), rows(4, 2)), 'broken'],
		['far more rows than it says', png(head(4, 2), rows(4, 200_000)), 'broken'],
		['rows that cannot be unpacked', png(head(4, 2), chunk('IDAT', Buffer.from('hello'))), 'broken'],
		['colours of a palette that is not there', png(head(4, 2, 3), rows(1, 2)), 'no-picture'],
		['a JPEG that is a header', Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2, 0xff, 0xd9]), 'no-picture']
	])('is refused when it is %s', async (_, bytes, refusal) => {
		expect(await keepLogo(db, actor, bytesOf(bytes), NOW)).toEqual({ refusal });
		expect((await look()).logo).toBeNull();
		expect(await acts()).toEqual([]);
	});

	test('is refused when it is a JPEG of four colours, for a press', async () => {
		const frame = [0xff, 0xc0, 0, 20, 8, 0, 9, 0, 9, 4, ...new Array<number>(12).fill(0)];
		const bytes = Buffer.from([0xff, 0xd8, ...frame, 0xff, 0xda, 0, 3, 0, 1, 0xff, 0xd9]);
		expect(await keepLogo(db, actor, bytesOf(bytes), NOW)).toEqual({ refusal: 'four-colours' });
	});
});

test('our own letter comes back whole, and is told once', async () => {
	await keepWords(db, actor, saying({ greeting: 'Bonjour.' }), NOW);
	await keepColor(db, actor, '#0a5c36', NOW);
	await ourLetterAgain(db, actor, NOW + 1);
	await ourLetterAgain(db, actor, NOW + 2);
	expect(await look()).toEqual({ logo: null, color: null, texts: {} });
	expect((await acts()).filter((act) => act === 'letter-reset')).toHaveLength(1);
});

test('a second tap on "it is right" is the same act', async () => {
	await letterIsRight(db, actor, NOW);
	await letterIsRight(db, actor, NOW + 500);
	expect(await acts()).toEqual(['letter-kept']);
});

test("the rules of somebody else's hall are not read", async () => {
	const [hall] = await hallsIn(db, scope);
	await db.write([
		sql`UPDATE hall SET stickers = 'removable', sticker_mm = 40 WHERE landlord_id = ${scope.landlordId}`
	]);
	expect(await paperRules(db, scope, hall!.code)).toEqual({
		stickers: 'removable',
		stickerMm: 40,
		specimen: false
	});
	expect(await paperRules(db, other, hall!.code)).toMatchObject({ stickers: 'any', stickerMm: null });
});

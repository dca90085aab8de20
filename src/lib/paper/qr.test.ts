import QRCode from 'qrcode';
import { describe, expect, test } from 'vitest';
import {
	codePath,
	darkRuns,
	isDark,
	MIN_MODULE_MM,
	moduleMm,
	qrSymbol,
	QUIET_ZONE,
	withQuietZoneMm
} from './qr.ts';

const SCAN = 'HTTPS://PALIER.EXAMPLE/7K3M9PQXD2F41';
const CLAIM = 'HTTPS://PALIER.EXAMPLE/A/7K3M9PQXD2F41#4CDFZ4AWR';

describe.each([
	[SCAN, 'Q'],
	[SCAN, 'H'],
	[CLAIM, 'Q'],
	['HTTP://LOCALHOST:3000/7K3M9PQXD2F41', 'Q'],
	['é', 'H'],
	[`${CLAIM.toLowerCase()}?${'a'.repeat(90)}`, 'Q']
] as const)('%s at level %s', (text, level) => {
	const symbol = qrSymbol(text, level);

	test('is as small as the library makes it', () => {
		expect(symbol.size).toBe(QRCode.create(text, { errorCorrectionLevel: level }).modules.size);
	});

	test('its runs cover the dark modules, each once, and no other', () => {
		const covered = new Map<string, number>();
		for (const { x, y, length } of darkRuns(symbol))
			for (let i = 0; i < length; i++) covered.set(`${x + i} ${y}`, (covered.get(`${x + i} ${y}`) ?? 0) + 1);
		for (let y = 0; y < symbol.size; y++)
			for (let x = 0; x < symbol.size; x++)
				expect(covered.get(`${x} ${y}`) ?? 0, `${x}, ${y}`).toBe(isDark(symbol, x, y) ? 1 : 0);
	});

	test('its path is one closed part for each run', () => {
		expect(codePath(symbol)).toMatch(/^(M\d+ \d+h\d+v1h-\d+z)+$/);
		expect(codePath(symbol).match(/M/g)).toHaveLength(darkRuns(symbol).length);
	});
});

test('a sticker address of 35 characters fits version 3 at H, one more does not', () => {
	expect(qrSymbol('A'.repeat(35), 'H').size).toBe(29);
	expect(qrSymbol('A'.repeat(36), 'H').size).toBe(33);
});

test('capitals take fewer modules than small letters', () => {
	expect(qrSymbol(SCAN, 'H').size).toBeLessThan(qrSymbol(SCAN.toLowerCase(), 'H').size);
});

test('lengths follow from the modules', () => {
	const symbol = qrSymbol(SCAN, 'Q');
	expect(moduleMm(symbol, 29)).toBe(29 / symbol.size);
	expect(withQuietZoneMm(symbol, symbol.size)).toBe(symbol.size + 2 * QUIET_ZONE);
	expect(QUIET_ZONE).toBe(4);
	expect(MIN_MODULE_MM).toBe(0.5);
});

test('nothing is dark outside', () => {
	const symbol = qrSymbol(SCAN, 'Q');
	expect([isDark(symbol, -1, 0), isDark(symbol, symbol.size, 0), isDark(symbol, 0, -1)]).toEqual([
		false,
		false,
		false
	]);
});

test('an empty text and one that is too long are refused', () => {
	expect(() => qrSymbol('', 'Q')).toThrow();
	expect(() => qrSymbol('a'.repeat(4000), 'Q')).toThrow();
});

import { expect, test } from 'vitest';
import { kindOfPhone } from './phones.ts';

const ANDROID = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0';

test.each([
	[`${ANDROID} Mobile Safari/537.36`, 'android'],
	['Mozilla/5.0 (Android 14; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0', 'android'],
	[`${ANDROID} Safari/537.36`, 'tablet'],
	['Mozilla/5.0 (Android 14; Tablet; rv:133.0) Gecko/133.0 Firefox/133.0', 'tablet'],
	['Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148', 'iphone'],
	['Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148', 'tablet'],
	['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0', 'computer'],
	['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.1', 'computer'],
	['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'computer'],
	['Mozilla/5.0 (Mobile; KAIOS/2.5) Gecko/48.0', 'other'],
	['', 'other'],
	[null, 'other']
])('%s is called %s', (userAgent, kind) => {
	expect(kindOfPhone(userAgent)).toBe(kind);
});

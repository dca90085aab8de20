import { expect, test } from 'vitest';
import { asked, entityTag, headersOf } from './ranges.ts';

const FILE = { bytes: 1_000, hash: 'ab12' };
const of = (headers: Record<string, string>, method = 'GET') => asked(method, new Headers(headers), FILE);
const whole = { status: 200, first: 0, last: 999 };

test.each([
	['bytes=0-99', 206, 0, 99],
	['bytes=500-', 206, 500, 999],
	['bytes=-1', 206, 999, 999],
	['bytes=-5000', 206, 0, 999],
	['bytes=990-5000', 206, 990, 999],
	['BYTES=0-0', 206, 0, 0]
])('%s is a part', (range, status, first, last) => {
	expect(of({ range })).toEqual({ status, first, last });
});

test.each(['bytes=1000-', 'bytes=5000-6000', 'bytes=-0'])('%s cannot be given', (range) => {
	expect(of({ range })).toEqual({ status: 416 });
	expect(headersOf({ status: 416 }, FILE, { type: 'x/y', name: 'n' }).get('content-range')).toBe(
		'bytes */1000'
	);
});

test.each(['bytes=0-1,5-6', 'bytes=9-3', 'bytes=-', 'lines=0-1', 'bytes=a-b', 'bytes', ''])(
	'%j gives the whole file',
	(range) => {
		expect(of({ range })).toEqual(whole);
	}
);

test('a part is given only of the file that was begun', () => {
	const range = 'bytes=500-';
	expect(of({ range, 'if-range': entityTag('ab12') })).toMatchObject({ status: 206 });
	for (const other of [entityTag('other'), 'W/"ab12"', 'Mon, 23 Nov 2026 10:00:00 GMT'])
		expect(of({ range, 'if-range': other })).toEqual(whole);
});

test('HEAD has no part, and conditions are kept', () => {
	expect(of({ range: 'bytes=0-1' }, 'HEAD')).toEqual(whole);
	expect(of({ 'if-none-match': '"x", W/"ab12"' })).toEqual({ status: 304 });
	expect(of({ 'if-match': '"x"', range: 'bytes=0-1' })).toEqual({ status: 412 });
	expect(of({ 'if-match': '"x", "ab12"', range: 'bytes=0-1' })).toMatchObject({ status: 206 });
});

test('the answer says what it holds', () => {
	const named = { type: 'application/pdf', name: 'kit.pdf' };
	expect(Object.fromEntries(headersOf({ status: 206, first: 10, last: 19 }, FILE, named))).toEqual({
		'accept-ranges': 'bytes',
		'content-disposition': 'attachment; filename="kit.pdf"',
		'content-length': '10',
		'content-range': 'bytes 10-19/1000',
		'content-type': 'application/pdf',
		etag: '"ab12"'
	});
});

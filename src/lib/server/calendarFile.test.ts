import { pictograms } from '#lib/catalogue/pictograms.ts';
import { languages } from '#lib/text/languages.ts';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { speak } from '#lib/text/speak.ts';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { NOW } from '../../../tests/support/world.ts';
import { returnDayFile } from './calendarFile.ts';
import { config } from './config.ts';
import { readyKitKey } from './keys.ts';

beforeAll(() => readyKitKey(config().kitKeyFile, false));

const loan = { id: 'a1b2c3', fromDay: '2026-11-24', untilDay: '2026-11-30' };
const words = { summary: 'Rapporter : Perceuse', more: 'Un prêt entre voisins, avec Palier.' };

/** RFC 5545, 3.1 and 3.3.11: unfolds, splits, unescapes. */
function readBack(file: string): [name: string, value: string][] {
	const lines = file.replaceAll('\r\n ', '').split('\r\n');
	return lines.filter(Boolean).map((line) => {
		const colon = line.indexOf(':');
		const value = line.slice(colon + 1);
		return [
			line.slice(0, colon),
			value.replace(/\\(.)/g, (_, letter: string) => (/n/i.test(letter) ? '\n' : letter))
		];
	});
}
const valuesOf = (file: string, name: string) =>
	readBack(file)
		.filter(([found]) => found === name)
		.map(([, value]) => value);

describe('the calendar file of a return', () => {
	test('is the whole day, with a reminder at six the evening before', () => {
		const lines = readBack(returnDayFile(loan, words, NOW));
		expect(lines).toEqual(
			expect.arrayContaining([
				['BEGIN', 'VCALENDAR'],
				['VERSION', '2.0'],
				['PRODID', '-//Palier//Palier//FR'],
				['METHOD', 'PUBLISH'],
				['DTSTAMP', '20261123T090000Z'],
				['DTSTART;VALUE=DATE', '20261130'],
				['DTEND;VALUE=DATE', '20261201'],
				['SUMMARY', words.summary],
				['DESCRIPTION', words.more],
				['TRIGGER', '-PT6H'],
				['ACTION', 'DISPLAY'],
				['TRANSP', 'TRANSPARENT']
			])
		);
		expect(lines.at(-1)).toEqual(['END', 'VCALENDAR']);
	});

	test('keeps its id when the day moves, with a higher number; the id is not that of the request', () => {
		const first = returnDayFile(loan, words, NOW);
		const later = returnDayFile({ ...loan, untilDay: '2026-12-03' }, words, NOW);
		expect(valuesOf(later, 'UID')).toEqual(valuesOf(first, 'UID'));
		expect(valuesOf(first, 'UID')[0]).toMatch(/^[0-9a-f]{32}@palier$/);
		expect(first).not.toContain(loan.id);
		expect(Number(valuesOf(later, 'SEQUENCE'))).toBeGreaterThan(Number(valuesOf(first, 'SEQUENCE')));
		expect(valuesOf(returnDayFile({ ...loan, id: 'other' }, words, NOW), 'UID')).not.toEqual(
			valuesOf(first, 'UID')
		);
	});

	test('is the same day all the year round', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 4_000 }), (count) => {
				const untilDay = new Date(Date.parse('2026-01-01') + count * 86_400_000).toISOString().slice(0, 10);
				const file = returnDayFile({ ...loan, fromDay: '2025-12-31', untilDay }, words, NOW);
				expect(valuesOf(file, 'DTSTART;VALUE=DATE')).toEqual([untilDay.replaceAll('-', '')]);
			})
		);
	});

	test('carries any words: commas, semicolons, colons, backslashes, lines and all scripts', () => {
		const nasty = fc.string({
			unit: fc.constantFrom(',', ';', ':', '\\', '\n', '"', 'n', 'é', 'ش', '😀', ' ', 'BEGIN:VEVENT'),
			maxLength: 90
		});
		fc.assert(
			fc.property(nasty, nasty, (summary, more) => {
				const file = returnDayFile(loan, { summary: `x${summary}`, more: `y${more}` }, NOW);
				expect(valuesOf(file, 'SUMMARY')).toEqual([`x${summary}`]);
				expect(valuesOf(file, 'DESCRIPTION')).toEqual([`y${more}`, `x${summary}`]);
				expect(valuesOf(file, 'BEGIN')).toEqual(['VCALENDAR', 'VEVENT', 'VALARM']);
				expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
				for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
			})
		);
	});

	test('of our own names, no fold parts a backslash from its letter, which a large calendar stumbles on', () => {
		for (const language of languages)
			for (const { id } of pictograms) {
				const say = speak(language);
				const summary = say('ticket.event', { thing: pictogramName(language, id) });
				const file = returnDayFile(loan, { summary, more: say('ticket.eventMore') }, NOW);
				expect(file, summary).not.toMatch(/(?<!\\)(?:\\\\)*\\\r\n /);
				expect(valuesOf(file, 'SUMMARY')).toEqual([summary]);
			}
	});
});

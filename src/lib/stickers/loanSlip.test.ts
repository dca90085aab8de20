import { describe, expect, test } from 'vitest';
import { pictogram } from '#lib/catalogue/pictograms.ts';
import { wordsOf as wordsAmong, type Page, type Shape } from '#lib/paper/drawing.ts';
import { A4, INK_MARGIN_MM } from '#lib/paper/lengths.ts';
import { typesetter } from '#lib/server/fonts.ts';
import { languages } from '#lib/text/languages.ts';
import { inkOf, touch, within } from '../../../tests/support/inkOfShapes.ts';
import { loanSlip } from './loanSlip.ts';
import { voice } from './words.ts';

const speaking = (language: (typeof languages)[number]) => voice(typesetter(), language);
const drill = { name: 'drill', path: pictogram('drill')!.path, label: 'Perceuse' };
const known = { thing: drill, from: '2026-11-23', until: '2026-11-30' };
const wordsOf = ({ shapes }: Page) => wordsAmong(shapes);
const marksOf = ({ shapes }: Page): Shape[] =>
	shapes.flatMap((shape) => (shape.kind === 'tagged' ? shape.shapes : [shape]));

const couples = languages.flatMap((first) =>
	[null, ...languages].filter((second) => second !== first).map((second) => [first, second] as const)
);

describe.each(couples)('the loan slip in %s, with %s as second language', (first, second) => {
	test.each([
		['known', known],
		['blank', {}],
		['a name without end', { thing: { ...drill, label: 'W'.repeat(3000) } }]
	])('has all its ink where a printer prints, nothing over another: %s', (_, loan) => {
		const shapes = marksOf(loanSlip(speaking(first), second && speaking(second), loan));
		const m = INK_MARGIN_MM;
		const printable = { x: m, y: m, w: A4.widthMm - 2 * m, h: A4.heightMm - 2 * m };
		expect(shapes.map(inkOf).every((ink) => within(ink, printable))).toBe(true);
		const marks = shapes.filter(({ kind }) => kind !== 'rect');
		marks.forEach((one, i) => {
			for (const other of marks.slice(i + 1))
				if (one.kind === 'text' || other.kind === 'text')
					expect(touch(inkOf(one), inkOf(other)), JSON.stringify([inkOf(one), inkOf(other)])).toBe(false);
		});
	});
});

test('is two copies, each with the drawing, its days and what is free', () => {
	const page = loanSlip(speaking('fr'), null, known);
	const words = wordsOf(page);
	const twice = ['Prêt entre voisins', 'Gratuit, sans caution.', 'Perceuse', 'lundi 30 novembre 2026'];
	for (const said of twice)
		expect(
			words.filter((word) => word === said),
			said
		).toHaveLength(2);
	expect(words.filter((word) => word.startsWith('Pour qui'))).toEqual([
		'Pour qui prête',
		'Pour qui emprunte'
	]);
	expect(marksOf(page).filter(({ kind }) => kind === 'figure')).toHaveLength(2);
	expect(page).toMatchObject({ ...A4, label: 'Fiche de prêt' });
});

test('leaves room to draw the thing and to write the rest when nothing is known', () => {
	const shapes = marksOf(loanSlip(speaking('fr'), null));
	expect(shapes.filter(({ kind }) => kind === 'figure')).toEqual([]);
	const dashed = shapes.filter((shape) => 'stroke' in shape && shape.stroke?.dashMm);
	expect(dashed).toHaveLength(2 * (1 + 10) + 1);
});

test('is read aloud: whose copy, what is lent, both languages, and what the picture shows', () => {
	const page = loanSlip(speaking('fr'), speaking('ar'), known);
	const read = page.shapes.flatMap((shape) =>
		shape.kind === 'tagged'
			? [`${shape.role} ${shape.language} ${shape.alt ?? wordsAmong(shape.shapes).join(' ')}`]
			: []
	);
	expect(read.slice(0, 9)).toEqual([
		'H1 fr Prêt entre voisins',
		'P fr Gratuit, sans caution.',
		expect.stringMatching(/^H2 fr \p{L}/u),
		expect.stringMatching(/^H1 ar /),
		expect.stringMatching(/^P ar /),
		'Figure fr Perceuse',
		expect.stringMatching(/^P fr Objet/),
		expect.stringMatching(/^P ar /),
		'P fr Perceuse'
	]);
	expect(read.length % 2).toBe(0);
	expect(read.filter((one) => one.startsWith('H2'))).toHaveLength(2);
	expect(wordsAmong(page.shapes.filter(({ kind }) => kind !== 'tagged'))).toEqual([]);
});

test('asks for no surname, price or deposit', () => {
	for (const language of languages)
		expect(wordsOf(loanSlip(speaking(language), null)).join(' ')).not.toMatch(
			/nom de famille|surname|prix|€|euro/i
		);
});

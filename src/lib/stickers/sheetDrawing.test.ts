import { describe, expect, test } from 'vitest';
import { blankSheet, sheetNamed, sheets, type Sheet } from '#lib/paper/sheets.ts';
import { sheetDrawing, sheetThumbnail } from './sheetDrawing.ts';

const mm = (length: number) => String(Math.round(length * 100) / 100);

/** Paper and numbered labels, in text that is read in a diff. */
function picture(sheet: Sheet): string {
	const { widthMm, heightMm, labels } = sheetDrawing(sheet);
	const label = ({ number, area: { x, y, w, h }, corner }: (typeof labels)[number]) =>
		`<rect x="${mm(x)}" y="${mm(y)}" width="${mm(w)}" height="${mm(h)}" rx="${mm(corner)}"/>` +
		`<text x="${mm(x + w / 2)}" y="${mm(y + h / 2)}">${number}</text>`;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${mm(widthMm)} ${mm(heightMm)}">`,
		'<style>rect{fill:none;stroke:#000;stroke-width:.3}text{font:6px sans-serif;text-anchor:middle}</style>',
		`<rect width="${mm(widthMm)}" height="${mm(heightMm)}"/>`,
		...labels.map(label),
		'</svg>\n'
	].join('\n');
}

const blank = (...asked: Parameters<typeof blankSheet>) => {
	const made = blankSheet(...asked);
	if ('refusal' in made) throw new Error(made.refusal);
	return made;
};

/** `npx vitest run src/lib/stickers/sheetDrawing -u` writes the pictures anew: read what changed. */
describe('the picture of', () => {
	test.each([...sheets, blank('A4', { w: 40, h: 40 }, 'round', 2), blank('letter', { w: 100, h: 25 })])(
		'$id',
		async (sheet) => {
			await expect(picture(sheet)).toMatchFileSnapshot(`../../../tests/goldens/sheets/${sheet.id}.svg`);
		}
	);
});

test('labels are numbered along the rows, and know their column and row', () => {
	const { labels, columns, rows } = sheetDrawing(sheetNamed('avery-L7160')!);
	expect([columns, rows, labels.length]).toEqual([3, 7, 21]);
	expect(labels[7]).toMatchObject({ number: 8, column: 2, row: 3 });
});

test('the thumbnail is the paper and each label, none of them outside the paper', () => {
	for (const sheet of sheets) {
		const [paper, ...labels] = sheetThumbnail(sheet);
		expect(paper).toMatchObject({ kind: 'rect' });
		expect(labels).toHaveLength(sheet.columns * sheet.rows);
		expect(labels.every(({ kind }) => kind === (sheet.shape === 'round' ? 'circle' : 'rect'))).toBe(true);
	}
});

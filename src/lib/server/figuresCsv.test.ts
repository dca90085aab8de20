import { expect, test } from 'vitest';
import { importText, newDatabase, newLandlord, NOW, TODAY } from '../../../tests/support/world.ts';
import { residencesIn } from './buildings.ts';
import { figuresCsv } from './figuresCsv.ts';
import { readyAbatementPdf, readyYearPdf } from './figuresPdf.ts';
import { freezeFigures } from './freeze.ts';

const FORMULA = 'residence;adresse;code_postal;commune;nombre_boites\n=1+1;2 rue;93200;Saint-Denis;5';

test('files hold what the scope sees on its screens, and no formula', async () => {
	const db = await newDatabase();
	const scope = await newLandlord(db, 'tilleuls', 20);
	const other = await newLandlord(db, 'other', 20);
	await importText(db, scope.landlordId, FORMULA);
	await freezeFigures(db, TODAY, NOW);
	const asked = { landlord: 'Tilleuls', language: 'fr', since: TODAY, until: TODAY } as const;
	const csvOf = async (of: typeof scope) => {
		let text = '';
		for await (const piece of figuresCsv(db, of, asked)) text += piece;
		return text.trim().split('\r\n').slice(1);
	};
	expect(await csvOf(scope)).toEqual([
		expect.stringMatching(/^Tout le patrimoine;;2026-11-23;0;0;\d+;;;;$/),
		"'=1+1;Saint-Denis;2026-11-23;0;0;;;;;",
		expect.stringMatching(/^Résidence tilleuls;Saint-Denis;2026-11-23;0;0;\d+;;;;$/)
	]);
	expect((await csvOf(other)).join()).not.toContain('tilleuls');

	const [first] = await residencesIn(db, scope);
	const agent = { ...scope, residenceIds: [first!.id] };
	expect(await csvOf(agent)).toHaveLength(1);
	expect(await readyYearPdf(db, agent, asked), 'the year’s page is of the whole').toBeNull();
	for (const make of [await readyYearPdf(db, scope, asked), await readyAbatementPdf(db, agent, asked)]) {
		let begin = '';
		await make!((bytes) => void (begin ||= Buffer.from(bytes.subarray(0, 5)).toString()));
		expect(begin).toBe('%PDF-');
	}
	await db.close();
});

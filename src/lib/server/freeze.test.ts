import { expect, test } from 'vitest';
import {
	importText,
	newDatabase,
	newHousehold,
	newLandlord,
	NOW,
	TODAY,
	DAY
} from '../../../tests/support/world.ts';
import { residencesIn } from './buildings.ts';
import { freezeFigures } from './freeze.ts';
import { askToBorrow } from './asking.ts';
import { stepOfLender } from './lending.ts';
import { requestsOf } from './loans.ts';
import { lastFigures } from './statistics.ts';

test('figures are frozen for the week, rounded, and hidden over fewer than ten households', async () => {
	const db = await newDatabase();
	const scope = await newLandlord(db, 'tilleuls', 20);
	expect(await lastFigures(db, scope)).toBeNull();
	await importText(
		db,
		scope.landlordId,
		'residence;adresse;code_postal;commune;nombre_boites\nPetite;2 rue;93200;Saint-Denis;5'
	);
	const households = [];
	for (let n = 0; n < 13; n++) households.push(await newHousehold(db, scope, n));
	await newHousehold(db, scope, 20);
	for (const { id, mailbox } of households.slice(0, 8)) {
		const wish = { fromDay: TODAY, untilDay: TODAY, part: 'evening', knownBy: null } as const;
		await askToBorrow(db, { mailbox, pictogram: 'drill', wish, once: mailbox, from: 'test', now: NOW });
		const [request] = await requestsOf(db, id, NOW);
		await stepOfLender(db, id, request!.id, 'accept', NOW);
		await stepOfLender(db, id, request!.id, 'hand-over', NOW);
	}
	await freezeFigures(db, TODAY, NOW);
	const keys = Object.fromEntries((await residencesIn(db, scope)).map(({ name, key }) => [name, key]));
	const frozen = await lastFigures(db, scope);
	expect(frozen?.weekDay).toBe(TODAY);
	const byKey = Object.fromEntries(frozen!.groups.map((group) => [group.residenceKey, group.figures]));
	expect(byKey).toEqual({
		'': { claimed: 15, asked: 10, lent: 10 },
		[keys['Petite']!]: null,
		[keys['Résidence tilleuls']!]: null
	});

	await newHousehold(db, scope, 14);
	await freezeFigures(db, TODAY, NOW + DAY);
	expect(await lastFigures(db, scope)).toEqual(frozen);

	const other = await newLandlord(db, 'other');
	expect(await lastFigures(db, other), 'a landlord sees no figure of another').toBeNull();
	await freezeFigures(db, TODAY, NOW + DAY);
	const theirs = (await lastFigures(db, other))!.groups;
	expect(theirs.map(({ figures }) => figures)).toEqual([null, null]);
	expect(theirs.some(({ residenceKey }) => Object.values(keys).includes(residenceKey))).toBe(false);
	expect(await lastFigures(db, scope)).toEqual(frozen);
	const [onlySmall] = (await residencesIn(db, scope)).filter(({ name }) => name === 'Petite');
	const agent = await lastFigures(db, { ...scope, residenceIds: [onlySmall!.id] });
	expect(
		agent!.groups.map(({ residenceKey }) => residenceKey),
		'an agent sees no whole'
	).toEqual([onlySmall!.key]);
	await db.close();
});

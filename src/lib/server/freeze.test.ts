import { addDays } from '#lib/calendar/days.ts';
import { expect, test } from 'vitest';
import {
	DAY,
	importText,
	newDatabase,
	newHousehold,
	newLandlord,
	NOW,
	TODAY
} from '../../../tests/support/world.ts';
import { residencesIn } from './buildings.ts';
import { sql } from './db/statement.ts';
import { freezeFigures } from './freeze.ts';
import { buildingsToOffer, handoversOf, offerBuilding, takeBuilding } from './handovers.ts';
import { leave } from './leaving.ts';
import { changeResidence } from './places.ts';
import { countScan, writeScans } from './scans.ts';
import { figuresByResidence, figuresOver, lastFigures } from './statistics.ts';

const week = (n: number) => addDays(TODAY, 7 * n);
const PETITE = 'residence;adresse;code_postal;commune;nombre_boites\nPetite;2 rue;93200;Saint-Denis;5';

test('figures of households stand still for four weeks, are of multiples of 5, and are their landlord’s alone', async () => {
	const db = await newDatabase();
	const scope = await newLandlord(db, 'tilleuls', 70);
	expect(await lastFigures(db, scope)).toBeNull();
	await importText(db, scope.landlordId, PETITE);
	const households = [];
	for (let n = 0; n < 60; n++) households.push(await newHousehold(db, scope, n));
	await newHousehold(db, scope, 71);
	await freezeFigures(db, TODAY, NOW);

	const keys = Object.fromEntries((await residencesIn(db, scope)).map(({ name, key }) => [name, key]));
	const frozen = (await lastFigures(db, scope))!;
	const byKey = Object.fromEntries(frozen.groups.map((group) => [group.residenceKey, group.figures]));
	expect(byKey[keys['Petite']!]).toBeNull();
	expect(byKey[''], 'the whole is what is shown, so nothing can be subtracted').toEqual(
		byKey[keys['Résidence tilleuls']!]
	);
	expect(byKey['']!.claimed % 5).toBe(0);
	expect(Math.abs(byKey['']!.claimed - 60)).toBeLessThan(15);

	for (const { id } of households.slice(0, 40)) await leave(db, id);
	for (const n of [0, 1, 3]) await freezeFigures(db, week(n), NOW + n * 7 * DAY);
	expect(await lastFigures(db, scope), 'whoever frees mailboxes and watches sees nothing move').toEqual(
		frozen
	);
	await freezeFigures(db, week(4), NOW + 28 * DAY);
	const fourWeeksOn = (await lastFigures(db, scope))!;
	expect(fourWeeksOn.weekDay).toBe(week(4));
	expect(
		Math.abs(fourWeeksOn.groups.find(({ residenceKey }) => residenceKey === '')!.figures!.claimed - 21)
	).toBeLessThan(15);

	await leave(db, households[40]!.id);
	await freezeFigures(db, week(8), NOW + 56 * DAY);
	const oneFewer = (await lastFigures(db, scope))!;
	const claimedOf = ({ groups }: typeof oneFewer) => groups.map(({ figures }) => figures?.claimed ?? null);
	expect(claimedOf(oneFewer), 'one household moves nothing').toEqual(claimedOf(fourWeeksOn));

	const other = await newLandlord(db, 'other');
	await freezeFigures(db, TODAY, NOW);
	const theirs = (await lastFigures(db, other))!.groups;
	expect(theirs.map(({ figures }) => figures)).toEqual([null, null]);
	expect(theirs.some(({ residenceKey }) => Object.values(keys).includes(residenceKey))).toBe(false);
	const ofOther = { key: keys['Petite']!, since: TODAY };
	expect(await figuresOver(db, other, ofOther), 'of somebody else: not found').toBeNull();
	await db.close();
});

test('the same counts of the same week give the same figures, whoever freezes them', async () => {
	const db = await newDatabase();
	const scope = await newLandlord(db, 'tilleuls', 50);
	for (let n = 0; n < 45; n++) await newHousehold(db, scope, n);
	await freezeFigures(db, TODAY, NOW);
	const first = await lastFigures(db, scope);
	await db.write([sql`DELETE FROM figure WHERE landlord_id = ${scope.landlordId}`]);
	await Promise.all([freezeFigures(db, TODAY, NOW), freezeFigures(db, TODAY, NOW)]);
	expect(await lastFigures(db, scope)).toEqual(first);
	await db.close();
});

test('trials are not counted, scans are of halls, and who sees some residences sees no whole', async () => {
	const db = await newDatabase();
	const scope = await newLandlord(db, 'tilleuls', 20);
	await importText(db, scope.landlordId, PETITE);
	const [first, second] = await residencesIn(db, scope);
	const halls = await db.read<{ code: string; box: string; residence: number }>(sql`
		SELECT h.code, (SELECT code FROM mailbox WHERE hall_id = h.id LIMIT 1) AS box, b.residence_id AS residence
		FROM hall h JOIN building b ON b.id = h.building_id WHERE h.landlord_id = ${scope.landlordId} ORDER BY h.position`);
	for (const { code, box } of halls) for (const one of [code, box, box]) countScan(one);
	countScan('0000000000000');
	await writeScans(db, addDays(TODAY, -7));
	await writeScans(db, addDays(TODAY, -7));
	const scans = await db.read<{ n: number }>(sql`SELECT scans AS n FROM scan_week ORDER BY hall_id`);
	expect(scans.map(({ n }) => n)).toEqual([3, 3]);

	await db.write([
		sql`UPDATE residence SET trial_at = ${NOW} WHERE id = ${second!.id} AND landlord_id = ${scope.landlordId}`,
		sql`UPDATE hall SET kits_printed = 7, kits_distributed = 6 WHERE landlord_id = ${scope.landlordId}`
	]);
	await freezeFigures(db, TODAY, NOW);
	const whole = (await figuresOver(db, scope, { key: '', since: TODAY }))!.series;
	expect([whole.printed, whole.handed]).toEqual([
		[{ weekDay: TODAY, value: 7 }],
		[{ weekDay: TODAY, value: 6 }]
	]);
	expect(whole.claimed).toEqual([{ weekDay: TODAY, value: null }]);
	expect(
		(await figuresByResidence(db, scope, { from: 0, count: 50 })).residences.map(({ key }) => key)
	).toEqual([first!.key]);

	const agent = { ...scope, residenceIds: [first!.id] };
	expect(await figuresOver(db, agent, { key: '', since: TODAY })).toBeNull();
	expect((await lastFigures(db, agent))!.groups.map(({ residenceKey }) => residenceKey)).toEqual([
		first!.key
	]);
	const caretaker = { ...scope, hallIds: [1] };
	expect((await lastFigures(db, caretaker))!.groups, 'figures are of residences, not of halls').toEqual([]);
	await db.close();
});

test('when a building changed hands, the figures of its residence stand still for 13 weeks', async () => {
	const db = await newDatabase();
	const scope = await newLandlord(db, 'tilleuls', 50);
	const other = await newLandlord(db, 'other');
	for (let n = 0; n < 40; n++) await newHousehold(db, scope, n);
	await freezeFigures(db, TODAY, NOW);
	const claimed = async () =>
		(await figuresByResidence(db, scope, { from: 0, count: 1 })).residences[0]!.figures.claimed;
	const before = await claimed();
	await db.write([
		sql`INSERT INTO handover (key, building_id, landlord_id, to_landlord_id, residence_name, building_name, mailboxes, offered_at, decided_at, decision)
			SELECT 'key', id, ${other.landlordId}, landlord_id, 'Elsewhere', name, 50, ${NOW}, ${NOW}, 'taken' FROM building WHERE landlord_id = ${scope.landlordId}`,
		sql`DELETE FROM household WHERE mailbox_id IN (SELECT id FROM mailbox WHERE landlord_id = ${scope.landlordId} AND position > 20)`
	]);
	await freezeFigures(db, week(4), NOW + 28 * DAY);
	expect(await claimed()).toBe(before);
	await freezeFigures(db, week(16), NOW + 16 * 7 * DAY);
	expect(await claimed()).toBeLessThan(before!);
	await db.close();
});

test('a name gives nothing away: who hands a building over and renames what is left sees the same for 13 weeks', async () => {
	const db = await newDatabase();
	const scope = await newLandlord(db, 'giver', 25);
	const other = await newLandlord(db, 'taker');
	const list = 'residence;batiment;entree;adresse;code_postal;commune;nombre_boites';
	await importText(
		db,
		scope.landlordId,
		`${list}\nRésidence giver;B;1;3 rue giver;93200;Saint-Denis;25\nAilleurs;A;1;5 rue giver;93200;Saint-Denis;40`
	);
	for (let n = 0; n < 90; n++) await newHousehold(db, scope, n, []);
	await freezeFigures(db, TODAY, NOW);
	const claimed = async () =>
		(await figuresByResidence(db, scope, { from: 0, count: 2 })).residences.map(
			({ figures }) => figures.claimed!
		);
	const before = await claimed();
	const actor = { landlordId: scope.landlordId, staffId: null, who: 'gestion@giver.example' };
	const [offered] = await buildingsToOffer(db, scope.landlordId, '3 rue giver');
	const offer = { building: offered!.id, typedName: 'B', to: 'taker', now: NOW + DAY };
	expect(await offerBuilding(db, actor, offer)).toEqual({ done: true });
	const [handover] = await handoversOf(db, other.landlordId, NOW + DAY);
	const taker = { ...actor, landlordId: other.landlordId };
	expect(await takeBuilding(db, taker, handover!.key, { newName: 'Neuve' }, NOW + DAY)).toEqual({
		done: true
	});

	const [elsewhere, giver] = await residencesIn(db, scope);
	const rename = (residence: { key: string }, name: string) =>
		changeResidence(db, { actor, scope }, residence.key, { name, language: null }, { now: NOW + DAY });
	expect(await rename(giver!, 'Autre nom')).toEqual({ done: true });
	expect(await rename(elsewhere!, 'Résidence giver')).toEqual({ done: true });
	const inOrder = async () => {
		const keys = (await residencesIn(db, scope)).map((residence) => residence.key);
		const shown = await claimed();
		return [elsewhere, giver].map((residence) => shown[keys.indexOf(residence!.key)]);
	};
	await db.write([
		sql`DELETE FROM household WHERE mailbox_id IN (SELECT m.id FROM mailbox m JOIN hall h ON h.id = m.hall_id
			WHERE m.landlord_id = ${scope.landlordId} AND h.address = '5 rue giver' AND m.position % 2 = 0)`
	]);
	await freezeFigures(db, week(4), NOW + 28 * DAY);
	const [moved, rested] = await inOrder();
	expect(rested, 'the one it left rests, under any name').toBe(before[1]);
	expect(moved, 'the one that took its name does not').toBeLessThan(before[0]!);
	await freezeFigures(db, week(16), NOW + 16 * 7 * DAY);
	expect((await inOrder())[1]).toBeLessThan(before[1]!);
	await db.close();
});

test('the figures of a week are the same whatever residences, halls and buildings are called', async () => {
	const figures = async (rename: boolean) => {
		await db.write([sql`DELETE FROM figure WHERE landlord_id = ${scope.landlordId}`]);
		if (rename)
			await db.write([
				sql`UPDATE residence SET name = 'x ' || name WHERE landlord_id = ${scope.landlordId}`,
				sql`UPDATE building SET name = 'x ' || name WHERE landlord_id = ${scope.landlordId}`,
				sql`UPDATE hall SET name = 'x ' || name, address = 'x ' || address WHERE landlord_id = ${scope.landlordId}`
			]);
		await freezeFigures(db, TODAY, NOW);
		return lastFigures(db, scope);
	};
	const db = await newDatabase();
	const scope = await newLandlord(db, 'tilleuls', 50);
	for (let n = 0; n < 45; n++) await newHousehold(db, scope, n);
	expect(await figures(true)).toEqual(await figures(false));
	await db.close();
});

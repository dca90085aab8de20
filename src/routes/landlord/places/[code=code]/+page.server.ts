import { readHouseRules } from '#lib/buildings/houseRules.ts';
import { hallWith, wallOfHall } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import {
	addMailboxes,
	changeHall,
	putHallUp,
	putMailboxesUp,
	setHouseRules,
	takeHallDown,
	takeMailboxesDown
} from '#lib/server/places.ts';
import { error } from '@sveltejs/kit';
import { answering, typedPlace } from './hallForms.ts';
import type { Actions, PageServerLoad } from './$types';

/** A hall to change; one of somebody else is not found. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const { scope } = locals.staff!;
	const db = await database();
	const hall = await hallWith(db, scope, params.code);
	if (!hall) error(404);
	const wall = await wallOfHall(db, scope, params.code);
	return {
		hall,
		typed: typedPlace(hall),
		labels: wall.filter(({ goneAt }) => goneAt === null).map(({ label }) => label),
		gone: wall.filter(({ goneAt }) => goneAt !== null).map(({ label }) => label),
		isDone: url.searchParams.has('done'),
		waits: url.searchParams.has('waits')
	};
};

export const actions: Actions = {
	change: answering('change', ({ db, editor, code, fields, when }) =>
		changeHall(db, editor, code, fields, when)
	),
	rules: answering('rules', async ({ db, editor, code, fields, when }) => {
		const read = readHouseRules(fields);
		return 'problem' in read ? read : setHouseRules(db, editor, { hall: code }, read.rules, when);
	}),
	add: answering('add', ({ db, editor, code, fields, when }) =>
		addMailboxes(db, editor, code, fields.labels ?? '', when)
	),
	down: answering('down', ({ db, editor, code, labels, when }) =>
		takeMailboxesDown(db, editor, code, labels, when)
	),
	up: answering('up', ({ db, editor, code, labels, when }) => putMailboxesUp(db, editor, code, labels, when)),
	hallDown: answering('hallDown', ({ db, editor, code, fields, when }) =>
		takeHallDown(db, editor, code, fields.name ?? '', when)
	),
	hallUp: answering('hallUp', ({ db, editor, code, when }) => putHallUp(db, editor, code, when))
};

import { readHouseRules } from '#lib/buildings/houseRules.ts';
import { languageTag } from '#lib/buildings/listLanguages.ts';
import { goneHallsOf, residenceWith } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import { addHall, changeResidence, setHouseRules } from '#lib/server/places.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import { editing } from '../../editing.ts';
import type { Actions, PageServerLoad } from './$types';

/** A residence to change; one of somebody else is not found. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const { scope } = locals.staff!;
	const db = await database();
	const residence = await residenceWith(db, scope, params.key);
	if (!residence) error(404);
	const gone = await goneHallsOf(db, scope, params.key);
	return {
		residence,
		gone: gone.map(({ code, entrance, address }) => ({ code, entrance, address })),
		isDone: url.searchParams.has('done')
	};
};

export const actions: Actions = {
	change: async ({ request, params, locals, url }) => {
		const typed = await fieldsOf(request);
		const { editor, when } = editing(locals.staff!);
		const wish = { name: typed.name ?? '', language: languageTag(typed.language ?? '') };
		const changed = await changeResidence(await database(), editor, params.key, wish, when);
		if (!changed) error(404);
		if ('problem' in changed) return fail(400, { form: 'change', typed, problem: changed.problem } as const);
		redirect(303, keepingLanguage(`/landlord/places/residences/${params.key}?done`, url));
	},
	rules: async ({ request, params, locals, url }) => {
		const typed = await fieldsOf(request);
		const { editor, when } = editing(locals.staff!);
		const read = readHouseRules(typed);
		if ('problem' in read) return fail(400, { form: 'rules', typed, problem: read.problem } as const);
		const of = { residence: params.key };
		if (!(await setHouseRules(await database(), editor, of, read.rules, when))) error(404);
		redirect(303, keepingLanguage(`/landlord/places/residences/${params.key}?done`, url));
	},
	add: async ({ request, params, locals, url }) => {
		const typed = await fieldsOf(request);
		const { editor, when } = editing(locals.staff!);
		const added = await addHall(await database(), editor, params.key, typed, when);
		if (!added) error(404);
		if ('problems' in added) return fail(400, { form: 'add', typed, problems: added.problems } as const);
		redirect(303, keepingLanguage(`/landlord/halls/${added.hall}`, url));
	}
};

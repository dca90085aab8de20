import { addResidence } from '#lib/server/places.ts';
import { database } from '#lib/server/db/database.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import { editing } from '../editing.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async ({ request, locals, url }) => {
		const typed = await fieldsOf(request);
		const { editor, when } = editing(locals.staff!);
		const added = await addResidence(await database(), editor, typed, when);
		if (!added) error(404);
		if ('problems' in added) return fail(400, { typed, problems: added.problems, taken: false });
		if ('problem' in added) return fail(400, { typed, problems: [], taken: true });
		redirect(303, keepingLanguage(`/landlord/residences/${added.residence}`, url));
	}
};

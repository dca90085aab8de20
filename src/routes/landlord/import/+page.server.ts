import { mostRows } from '#lib/buildings/mailboxList.ts';
import { database } from '#lib/server/db/database.ts';
import {
	dropUpload,
	keepUpload,
	MOST_UPLOAD_BYTES,
	openUpload,
	readReceipt,
	useUpload
} from '#lib/server/uploads.ts';
import { fileOfForm } from '#lib/server/web/fileOfForm.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { formOf } from '#lib/server/web/fields.ts';
import { fail, redirect } from '@sveltejs/kit';
import { importReviewed, reviewList, type Receipt } from './review.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const name = url.searchParams.get('done') ?? '';
	return {
		done: (await readReceipt(locals.staff!.id, name, Date.now())) as Receipt | null,
		limits: { megabytes: MOST_UPLOAD_BYTES / 1024 / 1024, rows: mostRows }
	};
};

export const actions: Actions = {
	look: async ({ request, locals }) => {
		const { id, scope } = locals.staff!;
		const kept = await keepUpload(id, fileOfForm(request), Date.now());
		if ('refusal' in kept) return fail(400, kept);
		const bytes = await openUpload(id, kept.token, Date.now());
		if (!bytes) return fail(400, { refusal: 'gone' as const });
		const review = await reviewList(await database(), scope, bytes, locals.language);
		if (!review.problems && !review.changesNothing) return { token: kept.token, ...review };
		await dropUpload(id, kept.token);
		return review.problems ? fail(400, review) : review;
	},
	import: async ({ request, locals, url }) => {
		const { id, scope } = locals.staff!;
		const token = String((await formOf(request)).get('token') ?? '');
		const db = await database();
		const done = await useUpload(id, token, Date.now(), (bytes) => importReviewed(db, scope, bytes));
		if (done === null) return fail(410, { refusal: 'gone' as const });
		redirect(303, keepingLanguage(`/landlord/import?done=${done}`, url));
	}
};

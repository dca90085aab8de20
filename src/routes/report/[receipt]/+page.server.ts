import { readObjection } from '#lib/households/reporting.ts';
import { config } from '#lib/server/config.ts';
import { database } from '#lib/server/db/database.ts';
import { followReceipt, objectAsReporter } from '#lib/server/reports.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { speak } from '#lib/text/speak.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
	const receipt = await followReceipt(await database(), params.receipt, Date.now());
	if (!receipt) gone(locals);
	return { receipt, address: `${config().publicUrl}/report/${params.receipt.toLowerCase()}` };
};

export const actions: Actions = {
	object: async ({ params, request, locals, url }) => {
		const { words: typed = '' } = await fieldsOf(request);
		const read = readObjection(typed);
		if ('problem' in read) return fail(400, { typed, problem: read.problem });
		const objected = await objectAsReporter(await database(), params.receipt, read.words, Date.now());
		if (!objected) gone(locals);
		if ('refusal' in objected) return fail(409, { typed, refusal: objected.refusal });
		redirect(303, keepingLanguage(`/report/${params.receipt}`, url));
	}
};

function gone({ language }: App.Locals): never {
	error(404, { message: speak(language)('receipt.goneTitle') });
}

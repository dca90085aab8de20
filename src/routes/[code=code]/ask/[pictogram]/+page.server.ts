import { dayAt } from '#lib/calendar/days.ts';
import { pictogram } from '#lib/catalogue/pictograms.ts';
import { whatAPasserBySees } from '#lib/households/passerBy.ts';
import { daysToChoose, readWish, type AskRefusal } from '#lib/loans/asking.ts';
import { database } from '#lib/server/db/database.ts';
import { askToBorrow } from '#lib/server/loans.ts';
import { newOnce, onceOf } from '#lib/server/web/once.ts';
import { fieldsOf } from '#lib/server/web/fields.ts';
import { fromHere } from '#lib/server/web/from.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { mailboxAt } from '#lib/server/web/mailboxAt.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
	const mailbox = await mailboxAt(params.code, locals.language);
	const thing = pictogram(params.pictogram);
	if (!thing) redirect(303, keepingLanguage(`/${mailbox.code}`, url));
	const seen = whatAPasserBySees(mailbox);
	const item = seen.kind === 'household' ? seen.items.find((one) => one.pictogram === thing.id) : undefined;
	return {
		code: mailbox.code,
		emblem: mailbox.emblem,
		thing,
		refusal: refusalOf(item),
		days: daysToChoose(dayAt(Date.now(), mailbox.zone)),
		once: newOnce()
	};
};

function refusalOf(item: { atHand: boolean } | undefined): AskRefusal | null {
	if (!item) return 'not-offered';
	return item.atHand ? null : 'out-now';
}

export const actions: Actions = {
	default: async (event) => {
		const { params, locals, request, url } = event;
		const mailbox = await mailboxAt(params.code, locals.language);
		const typed = await fieldsOf(request);
		const now = Date.now();
		const read = readWish(typed, dayAt(now, mailbox.zone));
		if ('problems' in read) return fail(400, { typed, problems: read.problems });
		const once = onceOf(typed.once);
		const asked = await askToBorrow(await database(), {
			mailbox: mailbox.code,
			pictogram: params.pictogram,
			wish: read.wish,
			once,
			from: fromHere(event),
			now
		});
		if ('refusal' in asked) return fail(409, { typed, refusal: asked.refusal });
		redirect(303, keepingLanguage(`/t/${asked.ticket}`, url));
	}
};

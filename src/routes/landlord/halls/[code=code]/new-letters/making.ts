import { readReason } from '#lib/buildings/newLetter.ts';
import { officeDay } from '#lib/calendar/days.ts';
import { actorOf } from '#lib/server/audit.ts';
import { mailboxesOfHall } from '#lib/server/buildings.ts';
import { database } from '#lib/server/db/database.ts';
import { makeNewLetters } from '#lib/server/newLetters.ts';
import { formOf } from '#lib/server/web/fields.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';

/** Mailboxes are named by what stands on them: their own codes stay off the landlord's screens. */
export async function makeThem({ request, locals, params, url }: RequestEvent) {
	const [db, form] = [await database(), await formOf(request)];
	const labels = form.getAll('box').map(String);
	const typed = { boxes: labels, why: String(form.get('why') ?? '') };
	const reason = readReason(typed.why);
	if (labels.length === 0 || reason === null)
		return fail(400, { typed, noBox: labels.length === 0, noReason: reason === null });

	const { scope } = locals.staff!;
	const boxes = (await mailboxesOfHall(db, scope, params.code!)).filter(({ label }) =>
		labels.includes(label)
	);
	const codes = boxes.map(({ code }) => code);
	const now = Date.now();
	const made = await makeNewLetters(db, actorOf(locals.staff!), scope, codes, {
		reason,
		today: officeDay(now),
		now
	});
	if ('refusal' in made) return fail(409, { typed, gone: true });
	redirect(303, keepingLanguage(`/landlord/halls/${params.code}/new-letters`, url));
}

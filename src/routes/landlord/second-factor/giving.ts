import { officeDay } from '#lib/calendar/days.ts';
import { database } from '#lib/server/db/database.ts';
import { isHeldUp, proposeKey, secondFactorHere, type Giving } from '#lib/server/secondFactor.ts';
import { fromHere } from '#lib/server/web/from.ts';
import { newOnce } from '#lib/server/web/once.ts';
import { qrPicture } from '#lib/ui/qrPicture.ts';
import { error, type RequestEvent } from '@sveltejs/kit';

/** How far somebody is with their second factor, and a form to begin with. */
export async function stateHere({ staff, session }: App.Locals) {
	const { id, secondFactor } = staff!;
	const { givenAt, codesLeft } = await secondFactorHere(await database(), id, session!);
	const { isOn, neededFrom } = secondFactor;
	return {
		isOn,
		isGiven: givenAt !== null,
		codesLeft,
		/** A day of the office, for a manager who has put it off. */
		neededFrom: neededFrom === null ? null : officeDay(neededFrom),
		isNeeded: !isOn && isHeldUp(staff!, givenAt, Date.now()),
		once: newOnce()
	};
}

/** Who gives a second factor, and where. */
export function givingOf(event: RequestEvent): Giving {
	const { staff, session } = event.locals;
	return { member: staff!, session: session!, from: fromHere(event), now: Date.now() };
}

/** What belongs to a second factor is not for a session that has not given it. */
export async function isGivenHere({ locals }: RequestEvent): Promise<void> {
	const { givenAt } = await secondFactorHere(await database(), locals.staff!.id, locals.session!);
	if (givenAt === null) error(404);
}

/** The key that a form makes, in letters and to scan. */
export function shown(event: RequestEvent, once: string) {
	const { key, address } = proposeKey(givingOf(event), once);
	return { proposal: { once, key, address, picture: qrPicture(address) } };
}

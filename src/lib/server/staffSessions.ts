import type { PhoneKind } from '#lib/access/phoneKind.ts';
import { officeDay } from '#lib/calendar/days.ts';
import { actorOf, auditing, type Actor } from './audit.ts';
import { hashPassword } from './auth/passwords.ts';
import { sessionStatementsToEndAll, startSession, type StartedSession } from './auth/sessions.ts';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { checkPassword, staffMember, type SignInRefusal, type StaffMember } from './staff.ts';

/** Starts the session of somebody whose password or link was right, and writes down that they were here. Null when they are gone. */
export async function enterAsStaff(
	db: Database,
	id: string,
	{ device, now }: { device: PhoneKind; now: number }
): Promise<{ session: StartedSession; member: StaffMember } | null> {
	const member = await staffMember(db, id);
	if (!member) return null;
	const also = [
		auditing(actorOf(member), 'sign-in', {}, now),
		sql`UPDATE staff SET seen_day = ${officeDay(now)} WHERE id = ${id}`
	];
	return { session: await startSession(db, { kind: 'staff', id }, { device, also }), member };
}

export interface StaffSession {
	/** For the form that ends it; it opens nothing. */
	readonly id: string;
	readonly device: PhoneKind | null;
	readonly since: number;
	readonly isThis: boolean;
}

/** Where somebody is signed in, the newest first; never an address. */
export async function sessionsOf(
	db: Database,
	staffId: string,
	here: string,
	now: number
): Promise<StaffSession[]> {
	const rows = await db.read<{ id: string; device: PhoneKind | null; since: number }>(sql`
		SELECT id, device, created_at AS since FROM session WHERE staff_id = ${staffId} AND expires_at > ${now} ORDER BY created_at DESC, id`);
	return rows.map((row) => ({ ...row, isThis: row.id === here }));
}

/** Ends one of one's own. */
export async function endOne(db: Database, member: StaffMember, session: string, now: number): Promise<void> {
	await db.write([
		sql`DELETE FROM session WHERE id = ${session} AND staff_id = ${member.id}`,
		auditing(actorOf(member), 'session-ended', {}, now, { ifChanged: true })
	]);
}

/** Ends all of one's own but this one. */
export async function endOthers(db: Database, member: StaffMember, here: string, now: number): Promise<void> {
	await db.write([
		...sessionStatementsToEndAll({ kind: 'staff', id: member.id }, here),
		auditing(actorOf(member), 'session-ended', {}, now, { ifChanged: true })
	]);
}

/** A manager ends all of a member of their staff. */
export async function endAllOf(
	db: Database,
	actor: Actor,
	{ id, email }: { id: string; email: string },
	now: number
): Promise<void> {
	await db.write([
		sql`DELETE FROM session WHERE staff_id IN (SELECT s.id FROM staff s WHERE s.id = ${id} AND s.landlord_id = ${actor.landlordId})`,
		auditing(actor, 'sessions-ended', { email }, now, { ifChanged: true })
	]);
}

/** A new password of one's own, with the one from before; all other sessions end, and open sign-in links are dead. */
export async function changePassword(
	db: Database,
	member: StaffMember,
	{
		current,
		next,
		here,
		from,
		now
	}: { current: string; next: string; here: string; from: string; now: number }
): Promise<{ changed: true } | { refusal: SignInRefusal }> {
	const checked = await checkPassword(db, { email: member.email, password: current, from, now });
	if ('refusal' in checked) return checked;
	const hash = await hashPassword(next);
	await db.write([
		sql`UPDATE staff SET password_hash = ${hash} WHERE id = ${member.id} AND landlord_id = ${member.scope.landlordId}
			AND EXISTS (SELECT 1 FROM session WHERE id = ${here} AND staff_id = ${member.id})`,
		auditing(actorOf(member), 'password-changed', {}, now, { ifChanged: true }),
		...sessionStatementsToEndAll({ kind: 'staff', id: member.id }, here),
		sql`DELETE FROM sign_in_link WHERE staff_id = ${member.id}`
	]);
	return { changed: true };
}

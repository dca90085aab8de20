import { roles, seesEveryResidence, type Role } from '#lib/access/roles.ts';
import { actorOf, auditing, type Actor } from './audit.ts';
import { hashPassword, isPassword } from './auth/passwords.ts';
import type { Scope } from './buildings.ts';
import { isConstraintError } from './db/errors.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { newId, random, sha256 } from './keys.ts';
import { hasLeft, spend } from './limits.ts';

/** How long a sign-in link can be used. */
export const LINK_HOURS = 72;

/** A manager may put the second factor off for seven days. */
const PUT_OFF_MS = 7 * 24 * 3_600_000;

export interface StaffMember {
	readonly id: string;
	readonly email: string;
	readonly role: Role;
	readonly landlord: { readonly name: string; readonly slug: string };
	readonly scope: Scope;
	/** Whether they have a second factor; a manager without one needs it from an instant on. */
	readonly secondFactor: { readonly isOn: boolean; readonly neededFrom: number | null };
}

export type AddRefusal = 'slug-taken' | 'email-taken' | 'unknown-residence';

/** A new landlord and its first manager, in one batch. Gives the token of the manager's sign-in link. */
export async function addLandlord(
	db: Database,
	{ slug, name, manager, now }: { slug: string; name: string; manager: string; now: number }
): Promise<{ token: string } | { refusal: AddRefusal }> {
	const [taken] = await db.read<{ slug: number; email: number }>(sql`
		SELECT EXISTS (SELECT 1 FROM landlord WHERE slug = ${slug}) AS slug,
			EXISTS (SELECT 1 FROM staff WHERE email = ${plainEmail(manager)}) AS email`);
	if (taken!.slug === 1) return { refusal: 'slug-taken' };
	if (taken!.email === 1) return { refusal: 'email-taken' };
	const [id, token] = [newId(), newToken()];
	await db.write([
		sql`INSERT INTO landlord (slug, name, created_at) VALUES (${slug}, ${name}, ${now})`,
		sql`INSERT INTO staff (id, landlord_id, email, role, created_at)
			SELECT ${id}, id, ${plainEmail(manager)}, 'manager', ${now} FROM landlord WHERE slug = ${slug}`,
		linking(id, token, now)
	]);
	return { token };
}

/** A new member of a landlord's staff; `residences` are keys, for the roles that see only some. */
export async function addStaff(
	db: Database,
	landlordId: number,
	{ email, role, residences, now }: { email: string; role: Role; residences: readonly string[]; now: number }
): Promise<{ token: string } | { refusal: AddRefusal }> {
	const [id, token, keys] = [newId(), newToken(), JSON.stringify(residences)];
	const known = await db.read(
		sql`SELECT 1 FROM residence WHERE landlord_id = ${landlordId} AND key IN (SELECT value FROM json_each(${keys}))`
	);
	if (known.length !== residences.length) return { refusal: 'unknown-residence' };
	try {
		await db.write([
			sql`INSERT INTO staff (id, landlord_id, email, role, created_at) VALUES (${id}, ${landlordId}, ${plainEmail(email)}, ${role}, ${now})`,
			sql`INSERT INTO staff_residence (staff_id, residence_id)
				SELECT ${id}, id FROM residence WHERE landlord_id = ${landlordId} AND key IN (SELECT value FROM json_each(${keys}))`,
			linking(id, token, now)
		]);
		return { token };
	} catch (error) {
		if (isConstraintError(error)) return { refusal: 'email-taken' };
		throw error;
	}
}

export const plainEmail = (email: string) => email.trim().toLowerCase();
const newToken = () => random(24).toString('base64url');

function linking(staffId: string, token: string, now: number): Statement {
	return sql`INSERT INTO sign_in_link (token_hash, staff_id, expires_at) VALUES (${sha256(token)}, ${staffId}, ${now + LINK_HOURS * 3_600_000})`;
}

/** A new sign-in link for somebody who is there, by whoever runs Palier; older ones are dead. Null when nobody has this address. */
export async function renewSignInLink(db: Database, email: string, now: number): Promise<string | null> {
	const token = newToken();
	const [row] = await db.read<{ id: string; email: string; landlordId: number }>(
		sql`SELECT id, email, landlord_id AS landlordId FROM staff WHERE email = ${plainEmail(email)}`
	);
	if (!row) return null;
	const palier: Actor = { landlordId: row.landlordId, staffId: null, who: 'palier' };
	await db.write([
		sql`DELETE FROM sign_in_link WHERE staff_id = ${row.id}`,
		linking(row.id, token, now),
		auditing(palier, 'link-renewed', { email: row.email }, now, { ifChanged: true })
	]);
	return token;
}

/** Whose link this is, without using it; null when it is unknown, used or too old. */
export async function readSignInLink(
	db: Database,
	token: string,
	now: number
): Promise<{ email: string } | null> {
	const [row] = await db.read<{ email: string }>(sql`
		SELECT s.email FROM sign_in_link l JOIN staff s ON s.id = l.staff_id WHERE l.token_hash = ${sha256(token)} AND l.expires_at > ${now}`);
	return row ?? null;
}

/** Uses a link up: the password becomes theirs, and older links and sessions end. Gives the id to start a session for, or null. */
export async function choosePassword(
	db: Database,
	token: string,
	password: string,
	now: number
): Promise<string | null> {
	const [owner] = await db.read<{ id: string }>(
		sql`SELECT staff_id AS id FROM sign_in_link WHERE token_hash = ${sha256(token)} AND expires_at > ${now}`
	);
	const member = owner && (await staffMember(db, owner.id));
	if (!member) return null;
	const hash = await hashPassword(password);
	const link = sql`SELECT staff_id FROM sign_in_link WHERE token_hash = ${sha256(token)} AND expires_at > ${now}`;
	const [, , , used] = await db.write([
		sql`UPDATE staff SET password_hash = ${hash} WHERE id IN (${link})`,
		auditing(actorOf(member), 'password-chosen', {}, now, { ifChanged: true }),
		sql`DELETE FROM session WHERE staff_id IN (${link})`,
		sql`DELETE FROM sign_in_link WHERE staff_id IN (${link}) RETURNING staff_id`
	]);
	return (used!.rows[0]?.staff_id as string | undefined) ?? null;
}

export type SignInRefusal = 'wrong' | 'too-many-tries';

/** Checks an e-mail and a password. Unknown people take the same time. */
export async function checkPassword(
	db: Database,
	{ email, password, from, now }: { email: string; password: string; from: string; now: number }
): Promise<{ staff: string } | { refusal: SignInRefusal }> {
	const address = plainEmail(email).slice(0, 320);
	const uses = [
		{ limit: 'signInFromHere', of: from },
		{ limit: 'signInOfStaffFromHere', of: `${sha256(address)} ${from}` },
		{ limit: 'signInOfStaff', of: sha256(address) }
	] as const;
	if (!(await hasLeft(db, uses, now))) return { refusal: 'too-many-tries' };
	const [row] = await db.read<{ id: string; password_hash: string | null }>(
		sql`SELECT id, password_hash FROM staff WHERE email = ${address}`
	);
	const isRight = await isPassword(row?.password_hash ?? null, password);
	// Many at once all found a try left: those that others have used up since are refused, the right one too.
	if (row && isRight)
		return (await hasLeft(db, uses, now)) ? { staff: row.id } : { refusal: 'too-many-tries' };
	await spend(db, uses, now);
	return { refusal: 'wrong' };
}

/** A member of staff with what they may see; null once they are gone. */
export async function staffMember(db: Database, id: string): Promise<StaffMember | null> {
	const [row] = await db.read<{
		id: string;
		email: string;
		role: string;
		landlordId: number;
		name: string;
		slug: string;
		createdAt: number;
		confirmedAt: number | null;
		residences: string;
		halls: string;
	}>(sql`
		SELECT s.id, s.email, s.role, s.landlord_id AS landlordId, l.name, l.slug,
			s.created_at AS createdAt, s.totp_confirmed_at AS confirmedAt,
			(SELECT json_group_array(residence_id) FROM staff_residence sr WHERE sr.staff_id = s.id) AS residences,
			(SELECT json_group_array(hall_id) FROM staff_hall sh WHERE sh.staff_id = s.id) AS halls
		FROM staff s JOIN landlord l ON l.id = s.landlord_id WHERE s.id = ${id}`);
	const role = roles.find((known) => known === row?.role);
	if (!row || !role) return null;
	const residenceIds = seesEveryResidence(role) ? null : (JSON.parse(row.residences) as number[]);
	const hallIds = role === 'caretaker' ? (JSON.parse(row.halls) as number[]) : [];
	return {
		id: row.id,
		email: row.email,
		role,
		landlord: { name: row.name, slug: row.slug },
		scope: { landlordId: row.landlordId, residenceIds, ...(hallIds.length > 0 && { hallIds }) },
		secondFactor: {
			isOn: row.confirmedAt !== null,
			neededFrom: role === 'manager' && row.confirmedAt === null ? row.createdAt + PUT_OFF_MS : null
		}
	};
}

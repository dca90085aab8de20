import { may, roles, seesEveryResidence, type Role } from '#lib/access/roles.ts';
import type { Language } from '#lib/text/languages.ts';
import { endingTokensOf } from './apiTokens.ts';
import { auditing, type Actor } from './audit.ts';
import type { Database } from './db/database.ts';
import { endingDeskLinksOf } from './deskLinks.ts';
import { sql, type Statement } from './db/statement.ts';
import { writingTo, type Invitation } from './invitations.ts';
import { derive, sha256 } from './keys.ts';
import { LINK_HOURS, plainEmail } from './staff.ts';

/** A member of a landlord's staff, as their manager sees them. */
export interface Member {
	readonly id: string;
	readonly email: string;
	readonly role: Role;
	/** Names, for who sees only some. */
	readonly residences: readonly string[];
	/** How many halls a caretaker has one by one; 0: all halls of their residences. */
	readonly halls: number;
	/** The civil day on which they were last here. */
	readonly seenDay: string | null;
	readonly hasSecondFactor: boolean;
	/** They chose a password. */
	readonly isHere: boolean;
	/** Until when a sign-in link of theirs works; null: they have none that works. */
	readonly linkUntil: number | null;
}

/** The staff of a landlord, managers first. */
export async function membersOf(db: Database, landlordId: number, now: number): Promise<Member[]> {
	return (await membersWhere(db, landlordId, sql`1 = 1`, now)).toSorted(
		(a, b) => roles.indexOf(a.role) - roles.indexOf(b.role)
	);
}

/** One of them; null when there is none of this id, or they are somebody else's. */
export async function memberOf(
	db: Database,
	landlordId: number,
	id: string,
	now: number
): Promise<Member | null> {
	return (await membersWhere(db, landlordId, sql`s.id = ${id}`, now))[0] ?? null;
}

async function membersWhere(
	db: Database,
	landlordId: number,
	which: Statement,
	now: number
): Promise<Member[]> {
	const rows = await db.read<{
		id: string;
		email: string;
		role: Role;
		residences: string;
		halls: number;
		seenDay: string | null;
		hasSecondFactor: number;
		isHere: number;
		linkUntil: number | null;
	}>(sql`
		SELECT s.id, s.email, s.role, s.seen_day AS seenDay, s.totp_confirmed_at IS NOT NULL AS hasSecondFactor,
			s.password_hash IS NOT NULL AS isHere,
			(SELECT max(l.expires_at) FROM sign_in_link l WHERE l.staff_id = s.id AND l.expires_at > ${now}) AS linkUntil,
			(SELECT count(*) FROM staff_hall sh WHERE sh.staff_id = s.id) AS halls,
			(SELECT json_group_array(r.name) FROM residence r WHERE +r.landlord_id = ${landlordId} AND r.id IN (${residencesOf(sql`s.id`, landlordId)})) AS residences
		FROM staff s WHERE s.landlord_id = ${landlordId} AND ${which} ORDER BY s.email`);
	return rows.map(({ residences, hasSecondFactor, isHere, ...row }) => ({
		...row,
		residences: seesEveryResidence(row.role) ? [] : (JSON.parse(residences) as string[]).toSorted(),
		hasSecondFactor: hasSecondFactor === 1,
		isHere: isHere === 1
	}));
}

/** The ids of the residences that somebody sees something of. */
const residencesOf = (staff: Statement, landlordId: number) => sql`
	SELECT sr.residence_id FROM staff_residence sr WHERE sr.staff_id = ${staff}
	UNION SELECT b.residence_id FROM staff_hall sh JOIN hall h ON h.id = sh.hall_id JOIN building b ON b.id = h.building_id
		WHERE sh.staff_id = ${staff} AND h.landlord_id = ${landlordId}`;

export interface Choice {
	readonly residences: readonly string[];
	readonly halls: readonly string[];
}

/** The keys of the residences and the codes of the halls that somebody was given. */
export async function givenTo(db: Database, landlordId: number, id: string): Promise<Choice> {
	const residences = await db.read<{ key: string }>(
		sql`SELECT r.key FROM residence r WHERE r.landlord_id = ${landlordId} AND r.id IN (${residencesOf(sql`${id}`, landlordId)})`
	);
	const halls = await db.read<{ code: string }>(
		sql`SELECT h.code FROM staff_hall sh JOIN hall h ON h.id = sh.hall_id WHERE h.landlord_id = ${landlordId} AND sh.staff_id = ${id}`
	);
	return { residences: residences.map(({ key }) => key), halls: halls.map(({ code }) => code) };
}

export interface Wish extends Choice {
	readonly email: string;
	readonly role: Role;
}

/** One plain address, of a length that mail allows (RFC 5321, 4.5.3.1). */
const EMAIL =
	/^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}]{1,255}\.[^\s@<>()[\]\\,;:"\p{C}.]{2,63}$/u;

export const isEmail = (typed: string) => typed.length <= 320 && EMAIL.test(typed);

/** `removed`: this form has invited somebody who was removed since. */
export type Invited = Invitation | { refusal: 'email-taken' | 'removed' };

export interface Inviting {
	readonly once: string;
	readonly now: number;
	/** The language of the letter that brings the link; none where it is shown. */
	readonly mailIn?: Language | null;
}

/** Somebody new, with a sign-in link of 72 hours. The same form gives the same link, one letter, and one person, and nothing once its link is dead. */
export async function inviteMember(
	db: Database,
	actor: Actor,
	wish: Wish,
	{ once, now, mailIn = null }: Inviting
): Promise<Invited> {
	const email = plainEmail(wish.email);
	const { id, token } = secretsOf(actor, `${once}|${email}`);
	await db.write([
		sql`INSERT INTO staff (id, landlord_id, email, role, created_at) SELECT ${id}, ${actor.landlordId}, ${email}, ${wish.role}, ${now}
			WHERE NOT ${hasActed(actor, 'member-invited', id)} ON CONFLICT DO NOTHING`,
		auditing(actor, 'member-invited', { email, role: wish.role, form: id }, now, { ifChanged: true }),
		sql`INSERT INTO sign_in_link (token_hash, staff_id, expires_at)
			SELECT ${sha256(token)}, ${id}, ${now + LINK_HOURS * 3_600_000} WHERE changes() > 0`,
		...writingTo({ email, token }, mailIn, now),
		...giving(actor.landlordId, id, wish, sql`s.created_at = ${now}`)
	]);
	if (await hasLink(db, id, token)) return { email, token };
	const taken = await db.read(sql`SELECT 1 FROM staff WHERE email = ${email}`);
	return { refusal: taken.length === 1 ? 'email-taken' : 'removed' };
}

/** What a form makes, the same each time: an id, and 24 bytes in base64url. */
function secretsOf({ landlordId }: Actor, form: string): { id: string; token: string } {
	const bytes = (label: string, count: number) =>
		Buffer.from(derive(label)(`${landlordId}|${form}`)).subarray(0, count);
	return {
		id: bytes('staff of a form', 16).toString('hex'),
		token: bytes('sign-in link of a form', 24).toString('base64url')
	};
}

/** What a form made may be gone: that it has acted stands in the log for ever. */
const hasActed = ({ landlordId }: Actor, act: string, form: string) => sql`EXISTS (
	SELECT 1 FROM audit a WHERE a.landlord_id = ${landlordId} AND a.act = ${act} AND json_extract(a.about, '$.form') = ${form})`;

async function hasLink(db: Database, id: string, token: string): Promise<boolean> {
	const rows = await db.read(
		sql`SELECT 1 FROM sign_in_link WHERE token_hash = ${sha256(token)} AND staff_id = ${id}`
	);
	return rows.length === 1;
}

/**
 * The residences and halls of somebody whose role is this, in place of those from before. A caretaker with single halls has
 * these, and all halls of each residence in which none was chosen.
 */
function giving(
	landlordId: number,
	id: string,
	{ role, residences, halls }: Omit<Wish, 'email'>,
	when = sql`true`
): Statement[] {
	const theirs = sql`SELECT s.id FROM staff s WHERE s.id = ${id} AND s.landlord_id = ${landlordId} AND s.role = ${role} AND ${when}`;
	const [keys, codes] = [JSON.stringify(residences), JSON.stringify(halls)];
	const chosen = sql`r.key IN (SELECT value FROM json_each(${keys})) AND EXISTS (${theirs})`;
	const byHall = role === 'caretaker' && halls.length > 0;
	const clearing = [
		sql`DELETE FROM staff_residence WHERE staff_id IN (${theirs})`,
		sql`DELETE FROM staff_hall WHERE staff_id IN (${theirs})`
	];
	if (seesEveryResidence(role)) return clearing;
	if (!byHall)
		return [
			...clearing,
			sql`INSERT INTO staff_residence (staff_id, residence_id) SELECT ${id}, r.id FROM residence r
				WHERE r.landlord_id = ${landlordId} AND ${chosen}`
		];
	const isChosen = sql`IN (SELECT value FROM json_each(${codes}))`;
	return [
		...clearing,
		sql`INSERT INTO staff_hall (staff_id, hall_id)
			SELECT ${id}, h.id FROM residence r JOIN building b ON b.residence_id = r.id JOIN hall h ON h.building_id = b.id
			WHERE r.landlord_id = ${landlordId} AND ${chosen} AND h.gone_at IS NULL AND (h.code ${isChosen} OR NOT EXISTS (
				SELECT 1 FROM hall o JOIN building ob ON ob.id = o.building_id WHERE ob.residence_id = r.id AND o.code ${isChosen}))`
	];
}

/** A new sign-in link of 72 hours; older ones are dead. The same form gives the same one, and none once that is dead. Null when they are gone. */
export async function renewInvitation(
	db: Database,
	actor: Actor,
	{ id, email }: Pick<Member, 'id' | 'email'>,
	{ once, now, mailIn = null }: Inviting
): Promise<Invitation | { refusal: 'old-form' } | null> {
	const { id: form, token } = secretsOf(actor, `${once}|${id}`);
	const theirs = sql`SELECT s.id FROM staff s WHERE s.id = ${id} AND s.landlord_id = ${actor.landlordId} AND s.id IS NOT ${actor.staffId}`;
	const isNew = sql`NOT ${hasActed(actor, 'link-renewed', form)}`;
	await db.write([
		sql`DELETE FROM sign_in_link WHERE staff_id IN (${theirs}) AND ${isNew}`,
		sql`INSERT INTO sign_in_link (token_hash, staff_id, expires_at)
			SELECT ${sha256(token)}, t.id, ${now + LINK_HOURS * 3_600_000} FROM (${theirs}) t WHERE ${isNew}`,
		...writingTo({ email, token }, mailIn, now),
		auditing(actor, 'link-renewed', { email, form }, now, { ifChanged: true })
	]);
	if (await hasLink(db, id, token)) return { email, token };
	return (await db.read(theirs)).length === 1 ? { refusal: 'old-form' } : null;
}

export type ChangeRefusal = 'yourself' | 'last-managers' | 'gone';

/**
 * Who is not oneself; and once there are two managers who have been here, there are never fewer: `s` is the row of whom it is
 * about.
 */
const mayGo = ({ landlordId, staffId }: Actor, id: string) => sql`
	s.id = ${id} AND s.id IS NOT ${staffId} AND (s.role <> 'manager' OR s.password_hash IS NULL
		OR (SELECT count(*) FROM staff o WHERE o.landlord_id = ${landlordId} AND o.role = 'manager' AND o.password_hash IS NOT NULL
			AND o.id <> s.id) >= 2)`;

/** Keys for software and links to a desk that somebody made end when they go, or in this role may make none any more: where `mayGo` says that they do. */
function endingWhatTheyMade(actor: Actor, id: string, role: Role | null, now: number): Statement[] {
	const goes = sql`EXISTS (SELECT 1 FROM staff s WHERE s.landlord_id = ${actor.landlordId} AND ${mayGo(actor, id)})`;
	return [
		...(role && may(role, 'use-api') ? [] : endingTokensOf(actor, id, goes, now)),
		...(role && may(role, 'help-halls') ? [] : endingDeskLinksOf(actor, id, goes, now))
	];
}

/** Another role, or other places; it counts from their next click on. */
export async function changeMember(
	db: Database,
	actor: Actor,
	{ id, email }: Pick<Member, 'id' | 'email'>,
	choice: Omit<Wish, 'email'>,
	now: number
): Promise<{ changed: true } | { refusal: ChangeRefusal }> {
	const { role } = choice;
	const ending = endingWhatTheyMade(actor, id, role, now);
	const results = await db.write([
		...ending,
		sql`UPDATE staff AS s SET role = ${role} WHERE s.landlord_id = ${actor.landlordId} AND (${mayGo(actor, id)}
			OR (s.id = ${id} AND s.id IS NOT ${actor.staffId} AND s.role = ${role})) RETURNING id`,
		auditing(actor, 'member-changed', { email, role }, now, { ifChanged: true }),
		...(id === actor.staffId ? [] : giving(actor.landlordId, id, choice)),
		...endingLinksElsewhere(actor, id, role, now)
	]);
	return results[ending.length]!.rows.length === 1
		? { changed: true }
		: { refusal: await whyNot(db, actor, id) };
}

/** Links to the desk of a hall that is in none of their residences any more. */
function endingLinksElsewhere(actor: Actor, id: string, role: Role, now: number): Statement[] {
	if (seesEveryResidence(role)) return [];
	const elsewhere = sql`EXISTS (SELECT 1 FROM staff s WHERE s.id = ${id} AND s.landlord_id = ${actor.landlordId} AND s.role = ${role})
		AND hall_id NOT IN (SELECT h.id FROM staff_residence sr JOIN building b ON b.residence_id = sr.residence_id
			JOIN hall h ON h.building_id = b.id WHERE sr.staff_id = ${id} AND h.landlord_id = ${actor.landlordId})`;
	return endingDeskLinksOf(actor, id, elsewhere, now);
}

/** They are out at once: their sessions and links go with them, and what they made that opens something ends. What they did stays written. */
export async function removeMember(
	db: Database,
	actor: Actor,
	{ id, email }: Pick<Member, 'id' | 'email'>,
	now: number
): Promise<{ removed: true } | { refusal: ChangeRefusal }> {
	const ending = endingWhatTheyMade(actor, id, null, now);
	const results = await db.write([
		...ending,
		sql`DELETE FROM staff AS s WHERE s.landlord_id = ${actor.landlordId} AND ${mayGo(actor, id)} RETURNING id`,
		auditing(actor, 'member-removed', { email }, now, { ifChanged: true })
	]);
	return results[ending.length]!.rows.length === 1
		? { removed: true }
		: { refusal: await whyNot(db, actor, id) };
}

async function whyNot(db: Database, { landlordId, staffId }: Actor, id: string): Promise<ChangeRefusal> {
	if (id === staffId) return 'yourself';
	const rows = await db.read(sql`SELECT 1 FROM staff s WHERE s.id = ${id} AND s.landlord_id = ${landlordId}`);
	return rows.length === 1 ? 'last-managers' : 'gone';
}

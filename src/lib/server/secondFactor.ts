import { ALPHABET, fiveBits, plain, symbols } from '#lib/codes/alphabet.ts';
import { Secret, TOTP } from 'otpauth';
import { actorOf, auditing, writeDown, type Actor } from './audit.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { derive } from './keys.ts';
import { forgetUse, spend, type Use } from './limits.ts';
import { seal, unseal } from './sealed.ts';
import { plainEmail, type StaffMember } from './staff.ts';

/** RFC 6238 as every app for it does it: SHA-1, six digits, 30 seconds, one step early or late. */
const HOW = { issuer: 'Palier', algorithm: 'SHA1', digits: 6, period: 30 };
const WINDOW = 1;
/** RFC 4226, 4: 160 bits. */
const KEY_BYTES = 20;
const RECOVERY_CODES = 10;
/** 50 bits. */
const RECOVERY_SYMBOLS = 10;

/** Whose second factor, and the session that they are in. */
export interface Giving {
	readonly member: StaffMember;
	readonly session: string;
	/** Keyed, for the limits. */
	readonly from: string;
	readonly now: number;
}

export type CodeRefusal = 'wrong-code' | 'too-many-tries';

/** Whether somebody may go on only once they have given the second factor, or set it up. */
export function isHeldUp(
	{ secondFactor: { isOn, neededFrom } }: Pick<StaffMember, 'secondFactor'>,
	givenAt: number | null,
	now: number
): boolean {
	return isOn ? givenAt === null : neededFrom !== null && now >= neededFrom;
}

/** When this session gave the second factor, and how many recovery codes are left. */
export async function secondFactorHere(
	db: Database,
	staffId: string,
	session: string
): Promise<{ givenAt: number | null; codesLeft: number }> {
	const [row] = await db.read<{ givenAt: number | null; codesLeft: number }>(sql`
		SELECT (SELECT second_factor_at FROM session WHERE id = ${session} AND staff_id = ${staffId}) AS givenAt,
			(SELECT count(*) FROM recovery_code WHERE staff_id = ${staffId}) AS codesLeft`);
	return row!;
}

/** What an app on a phone needs: the key in letters, and an address for a QR. */
export interface Proposal {
	readonly once: string;
	readonly key: string;
	readonly address: string;
}

/** The key that a form in this session makes, the same each time; it counts only once a code of it came back. */
export function proposeKey({ member, session }: Giving, once: string): Proposal {
	const secret = secretOf(member.id, session, once);
	return {
		once,
		key: secret.base32.match(/.{1,4}/g)!.join(' '),
		address: new TOTP({ ...HOW, label: member.email, secret }).toString()
	};
}

function secretOf(staffId: string, session: string, once: string): Secret {
	const bytes = derive('key of a second factor')(`${staffId}|${session}|${once}`).slice(0, KEY_BYTES);
	return new Secret({ buffer: Uint8Array.from(bytes).buffer });
}

/** Turns the second factor on, if the code is one of the proposed key. Gives the recovery codes; the same form gives the same. */
export async function confirmKey(
	db: Database,
	giving: Giving,
	once: string,
	typed: string
): Promise<{ codes: string[] } | { refusal: CodeRefusal | 'already-on' }> {
	const { member, session, now } = giving;
	const { id } = member;
	const { base32 } = secretOf(id, session, once);
	if (await isKept(db, id, base32)) return { codes: codesOf(id, session, once) };
	if (member.secondFactor.isOn) return { refusal: 'already-on' };
	if (!(await spend(db, usesOf(giving), now))) return { refusal: 'too-many-tries' };
	const step = stepOf(base32, typed, now);
	if (step === null) return { refusal: 'wrong-code' };
	const [codes, sealed] = [codesOf(id, session, once), seal(LABEL, base32)];
	await db.write([
		sql`UPDATE staff SET totp_sealed = ${sealed}, totp_confirmed_at = ${now}, totp_step = ${step}
			WHERE id = ${id} AND landlord_id = ${member.scope.landlordId} AND totp_confirmed_at IS NULL`,
		auditing(actorOf(member), 'second-factor-on', {}, now, { ifChanged: true }),
		...replacingCodes(id, codes, sql`s.totp_sealed = ${sealed}`),
		sql`UPDATE session SET second_factor_at = ${now} WHERE id = ${session} AND staff_id = ${id}
			AND EXISTS (SELECT 1 FROM staff s WHERE s.id = ${id} AND s.totp_sealed = ${sealed})`,
		...usesOf(giving).map(forgetUse)
	]);
	return (await isKept(db, id, base32)) ? { codes } : { refusal: 'already-on' };
}

const LABEL = 'second factor';

async function keyOf(db: Database, id: string): Promise<{ sealed: string; base32: string } | null> {
	const [row] = await db.read<{ sealed: string }>(
		sql`SELECT totp_sealed AS sealed FROM staff WHERE id = ${id} AND totp_confirmed_at IS NOT NULL`
	);
	const base32 = row && unseal(LABEL, row.sealed);
	return base32 ? { sealed: row.sealed, base32 } : null;
}

async function isKept(db: Database, id: string, base32: string): Promise<boolean> {
	return (await keyOf(db, id))?.base32 === base32;
}

const usesOf = ({ member, from }: Giving): Use[] => [
	{ limit: 'secondFactorFromHere', of: `${member.id} ${from}` },
	{ limit: 'secondFactorOfStaff', of: member.id }
];

/** The time step that a code belongs to, or null when it is not of these minutes. */
function stepOf(base32: string, typed: string, now: number): number | null {
	const token = typed.normalize('NFKC').replace(/\D/g, '');
	const totp = new TOTP({ ...HOW, secret: Secret.fromBase32(base32) });
	const delta = totp.validate({ token, timestamp: now, window: WINDOW });
	return delta === null ? null : totp.counter({ timestamp: now }) + delta;
}

function codesOf(staffId: string, session: string, once: string): string[] {
	return Array.from({ length: RECOVERY_CODES }, (_, n) =>
		symbols(fiveBits(derive('recovery code of a form')(`${staffId}|${session}|${once}|${n}`))).slice(
			0,
			RECOVERY_SYMBOLS
		)
	);
}

const hashOf = (staffId: string, code: string) =>
	Buffer.from(derive('recovery code')(`${staffId}|${code}`)).toString('hex');

/** In place of the codes from before; `condition` is about the member's row `s`. */
function replacingCodes(id: string, codes: readonly string[], condition: Statement): Statement[] {
	const hashes = JSON.stringify(codes.map((code) => hashOf(id, code)));
	const isSo = sql`EXISTS (SELECT 1 FROM staff s WHERE s.id = ${id} AND ${condition})`;
	return [
		sql`DELETE FROM recovery_code WHERE staff_id = ${id} AND ${isSo}`,
		sql`INSERT INTO recovery_code (staff_id, code_hash) SELECT ${id}, value FROM json_each(${hashes}) WHERE ${isSo}`
	];
}

/** Ten new recovery codes in place of those from before; the same form gives the same, and writes once. */
export async function renewCodes(
	db: Database,
	{ member, session, now }: Giving,
	once: string
): Promise<string[]> {
	const { id } = member;
	const codes = codesOf(id, session, once);
	const isNew = sql`s.totp_confirmed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM recovery_code c
		WHERE c.staff_id = ${id} AND c.code_hash = ${hashOf(id, codes[0]!)})`;
	const [erasing, inserting] = replacingCodes(id, codes, isNew);
	await db.write([
		erasing!,
		inserting!,
		auditing(actorOf(member), 'recovery-codes-renewed', {}, now, { ifChanged: true })
	]);
	return codes;
}

/** Lets this session on with a code of the app, or with a recovery code, which is used up. A code works once. */
export async function giveSecondFactor(
	db: Database,
	giving: Giving,
	typed: string
): Promise<{ given: true } | { refusal: CodeRefusal }> {
	const { member, session, now } = giving;
	if ((await secondFactorHere(db, member.id, session)).givenAt !== null) return { given: true };
	return prove(db, giving, typed, (isRecovery) => [
		sql`UPDATE session SET second_factor_at = ${now} WHERE id = ${session} AND staff_id = ${member.id} AND changes() > 0`,
		...(isRecovery ? [auditing(actorOf(member), 'recovery-code-used', {}, now, { ifChanged: true })] : [])
	]);
}

/** Takes the second factor away, with a last code of it: for a new phone. */
export async function dropSecondFactor(
	db: Database,
	giving: Giving,
	typed: string
): Promise<{ given: true } | { refusal: CodeRefusal }> {
	const { member, now } = giving;
	const { id } = member;
	const isOff = sql`EXISTS (SELECT 1 FROM staff s WHERE s.id = ${id} AND s.totp_confirmed_at IS NULL)`;
	return prove(db, giving, typed, () => [
		sql`UPDATE staff SET totp_sealed = NULL, totp_confirmed_at = NULL, totp_step = NULL WHERE id = ${id} AND changes() > 0`,
		auditing(actorOf(member), 'second-factor-off', {}, now, { ifChanged: true }),
		sql`DELETE FROM recovery_code WHERE staff_id = ${id} AND ${isOff}`,
		sql`UPDATE session SET second_factor_at = NULL WHERE staff_id = ${id} AND ${isOff}`
	]);
}

/** Spends a try, then does what a right code allows in the batch that uses the code up. A wrong one is written down. */
async function prove(
	db: Database,
	giving: Giving,
	typed: string,
	allowed: (isRecovery: boolean) => Statement[]
): Promise<{ given: true } | { refusal: CodeRefusal }> {
	const { member, now } = giving;
	if (!(await spend(db, usesOf(giving), now))) return { refusal: 'too-many-tries' };
	const proof = await proofOf(db, member.id, typed, now);
	const [used] = proof ? await db.write([proof.using, ...allowed(proof.isRecovery)]) : [];
	if (used?.rows.length !== 1) {
		await writeDown(db, actorOf(member), 'second-factor-failed', {}, now);
		return { refusal: 'wrong-code' };
	}
	await db.write(usesOf(giving).map(forgetUse));
	return { given: true };
}

/** The statement that uses a code up and gives a row if it was there to be used. */
async function proofOf(
	db: Database,
	id: string,
	typed: string,
	now: number
): Promise<{ using: Statement; isRecovery: boolean } | null> {
	const key = await keyOf(db, id);
	if (!key) return null;
	const code = plain(typed.slice(0, 100)) ?? '';
	if (code.length === RECOVERY_SYMBOLS && [...code].every((symbol) => ALPHABET.includes(symbol)))
		return {
			using: sql`DELETE FROM recovery_code WHERE staff_id = ${id} AND code_hash = ${hashOf(id, code)} RETURNING staff_id`,
			isRecovery: true
		};
	const step = stepOf(key.base32, typed.slice(0, 100), now);
	if (step === null) return null;
	return {
		using: sql`UPDATE staff SET totp_step = ${step}
			WHERE id = ${id} AND totp_sealed = ${key.sealed} AND coalesce(totp_step, 0) < ${step} RETURNING id`,
		isRecovery: false
	};
}

/** For somebody who lost their phone and their codes: another manager takes the second factor away, and their sessions end. */
export async function resetSecondFactor(
	db: Database,
	actor: Actor,
	{ id, email }: { id: string; email: string },
	now: number
): Promise<boolean> {
	const isOurs = sql`staff_id IN (SELECT s.id FROM staff s WHERE s.id = ${id} AND s.landlord_id = ${actor.landlordId}
		AND s.id IS NOT ${actor.staffId} AND s.totp_confirmed_at IS NULL)`;
	const [reset] = await db.write([
		sql`UPDATE staff SET totp_sealed = NULL, totp_confirmed_at = NULL, totp_step = NULL
			WHERE id = ${id} AND landlord_id = ${actor.landlordId} AND id IS NOT ${actor.staffId} AND totp_confirmed_at IS NOT NULL RETURNING id`,
		auditing(actor, 'second-factor-reset', { email }, now, { ifChanged: true }),
		sql`DELETE FROM recovery_code WHERE ${isOurs}`,
		sql`DELETE FROM session WHERE ${isOurs}`
	]);
	return reset!.rows.length === 1;
}

/** The same by whoever runs Palier, for a landlord's only manager. */
export async function resetSecondFactorOf(db: Database, email: string, now: number): Promise<void> {
	const [member] = await db.read<{ id: string; email: string; landlordId: number }>(
		sql`SELECT id, email, landlord_id AS landlordId FROM staff WHERE email = ${plainEmail(email)}`
	);
	if (member)
		await resetSecondFactor(db, { landlordId: member.landlordId, staffId: null, who: 'palier' }, member, now);
}

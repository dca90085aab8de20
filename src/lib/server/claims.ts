import { claimCode } from '#lib/codes/codes.ts';
import type { ClaimRefusal } from '#lib/households/claiming.ts';
import { timingSafeEqual } from 'node:crypto';
import type { Database } from './db/database.ts';
import { sql } from './db/statement.ts';
import { erasing } from './leaving.ts';
import { kitHmac, newId, sha256 } from './keys.ts';
import { hasLeft, spend } from './limits.ts';
import { FORM_LIVES_MS, spareKeyHash, spareKeyOf } from './locks.ts';
import { asleepUntil, takenOver } from './takeovers.ts';

export interface Claim {
	/** The mailbox's public code, as read by `readCode`. */
	readonly mailbox: string;
	/** The claim code of the letter, as read by `readCode`. */
	readonly claim: string;
	/** Random, from the form: the same form sent again is the same claim. */
	readonly once: string;
	readonly language: string;
	/** Where it comes from, as `fromHere` says it. */
	readonly from: string;
	readonly now: number;
	/** The civil day of the mailbox's zone. */
	readonly today: string;
	/** The household that this phone is let into, if any: nobody takes over their own. */
	readonly own?: string | null;
}

/** `until`: when a code that sleeps can be used. */
export type Claimed =
	| { household: string; spareKey: string }
	| { refusal: Exclude<ClaimRefusal, 'asleep'> }
	| { refusal: 'asleep'; until: number };

interface ClaimedBox {
	readonly id: number;
	readonly epoch: number;
	readonly letter_until_day: string;
	readonly gone_at: number | null;
}

/**
 * Makes the mailbox the household of whoever holds its letter. Of many at once one wins. A new letter of a claimed mailbox
 * sleeps first; then whoever lived there is erased in the same batch, and nothing of it is handed over. An unknown mailbox
 * gets the answer of a wrong code, after the same work.
 */
export async function claimMailbox(db: Database, claim: Claim): Promise<Claimed> {
	const { mailbox: code, from, now } = claim;
	const uses = [
		{ limit: 'claimOfMailboxFromHere', of: `${code} ${from}` },
		{ limit: 'claimOfMailbox', of: code }
	] as const;
	if (!(await hasLeft(db, uses, now))) return { refusal: 'too-many-tries' };
	const [box] = await db.read<ClaimedBox>(
		sql`SELECT id, epoch, letter_until_day, gone_at FROM mailbox WHERE code = ${code}`
	);
	const isRight = sameCode(claimCode(kitHmac(), code, box?.epoch ?? 0), claim.claim);
	if (!box || !isRight) {
		await spend(db, uses, now);
		return { refusal: 'wrong-code' };
	}
	const again = await claimedBefore(db, box, claim);
	if (again) return again;
	if (box.gone_at !== null) return { refusal: 'gone' };
	if (box.letter_until_day < claim.today) return { refusal: 'too-late' };
	return moveIn(db, box, claim);
}

function sameCode(expected: string, typed: string): boolean {
	return timingSafeEqual(Buffer.from(sha256(expected), 'hex'), Buffer.from(sha256(typed), 'hex'));
}

/** The household of this very form, whose answer got lost, with the same spare key; null when there is none. */
async function claimedBefore(db: Database, box: ClaimedBox, { once, now }: Claim): Promise<Claimed | null> {
	const [row] = await db.read<{ id: string; spare_key_hash: string }>(sql`
		SELECT hh.id, hh.spare_key_hash FROM claim c JOIN household hh ON hh.mailbox_id = c.mailbox_id
		WHERE c.mailbox_id = ${box.id} AND c.epoch = ${box.epoch} AND c.once_hash = ${sha256(once)} AND c.at > ${now - FORM_LIVES_MS}`);
	const spareKey = row && spareKeyOf(once, row.id);
	return spareKey && row.spare_key_hash === spareKeyHash(spareKey) ? { household: row.id, spareKey } : null;
}

async function moveIn(db: Database, box: ClaimedBox, claim: Claim): Promise<Claimed> {
	const { language, once, now, own = null } = claim;
	const household = newId();
	const spareKey = spareKeyOf(once, household);
	const [, , , won] = await db.write([
		...erasing(takenOver(box.id, box.epoch, { own, now })),
		sql`INSERT INTO claim (mailbox_id, epoch, at, once_hash)
			SELECT id, epoch, ${now}, ${sha256(once)} FROM mailbox WHERE id = ${box.id} AND epoch = ${box.epoch} AND gone_at IS NULL
				AND NOT EXISTS (SELECT 1 FROM household WHERE mailbox_id = ${box.id})
			ON CONFLICT DO NOTHING RETURNING epoch`,
		sql`INSERT INTO household (id, mailbox_id, language, spare_key_hash, claimed_at)
			SELECT ${household}, mailbox_id, ${language}, ${spareKeyHash(spareKey)}, ${now} FROM claim
			WHERE changes() = 1 AND mailbox_id = ${box.id} AND epoch = ${box.epoch}`
	]);
	if (won!.rows.length === 1) return { household, spareKey };
	const again = await claimedBefore(db, box, claim);
	if (again) return again;
	const until = await asleepUntil(db, box.id, now);
	return until === null ? { refusal: 'already-claimed' } : { refusal: 'asleep', until };
}

import { readCookie } from '#lib/server/auth/cookies.ts';
import { readSession } from '#lib/server/auth/sessions.ts';
import { config } from '#lib/server/config.ts';
import { database } from '#lib/server/db/database.ts';
import { homeOf } from '#lib/server/households.ts';
import { emblemOf } from '#lib/stickers/emblem.ts';
import type { MailboxSign } from '#lib/stickers/mailboxSign.ts';
import type { Cookies } from '@sveltejs/kit';

/** The mailbox of whoever is signed in here; null for a guest. The studio is open to both. */
export async function ownSign(cookies: Cookies): Promise<MailboxSign | null> {
	const token = readCookie(cookies, 'household');
	if (!token) return null;
	const db = await database();
	const session = await readSession(db, token, { mayWrite: false });
	const home = session?.kind === 'household' ? await homeOf(db, session.id) : null;
	return home && { origin: config().publicUrl, code: home.code, emblem: emblemOf(home.emblem) };
}

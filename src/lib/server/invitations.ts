import type { Language } from '#lib/text/languages.ts';
import { speak } from '#lib/text/speak.ts';
import { config } from './config.ts';
import { sql, type Statement } from './db/statement.ts';
import { seal } from './sealed.ts';
import { LINK_HOURS } from './staff.ts';

/** Somebody who may come in by a link: the address that it goes to, and what the link holds. */
export interface Invitation {
	readonly email: string;
	readonly token: string;
}

/** The address that lets somebody in once. */
export function signInLink(token: string, language: Language): string {
	return `${config().publicUrl}/landlord/welcome/${token}?l=${language}`;
}

/** Where no mail is set up, links are shown. */
export const hasMail = () => config().mail !== undefined;

/** What the token of a letter in the outbox is sealed with. */
export const SEAL = 'invitation';

/** For the batch of a link, right after its statement: its letter, which the outbox sends. Without a language, none. */
export function writingTo({ email, token }: Invitation, language: Language | null, now: number): Statement[] {
	if (language === null) return [];
	return [
		sql`INSERT INTO outbox (kind, recipient, language, data, created_at, next_try_at)
			SELECT 'invitation', ${email}, ${language}, ${seal(SEAL, token)}, ${now}, ${now} WHERE changes() > 0`
	];
}

/** What the letter says. */
export function invitationLetter(token: string, landlord: string, language: Language) {
	const say = speak(language);
	const link = signInLink(token, language);
	return {
		subject: say('people.mail.subject'),
		text: say('people.mail.text', { landlord, link, hours: LINK_HOURS })
	};
}

import { DAYS_TO_TAKE } from '#lib/buildings/newLetter.ts';
import type { Language } from '#lib/text/languages.ts';
import { speak } from '#lib/text/speak.ts';
import { config } from './config.ts';
import { sql, type Statement } from './db/statement.ts';

const DAY = 24 * 3_600_000;

export interface OfferMade {
	/** Of the offer; it opens nothing. */
	readonly key: string;
	readonly from: number;
	readonly to: number;
	readonly now: number;
}

/**
 * For the batch of an offer, right after the statement that tells whether it was made: a letter in French to each manager
 * of the other landlord who has been here. Nobody makes a landlord write more than one a day to the same managers.
 */
export function tellingManagers({ key, from, to, now }: OfferMade): Statement {
	return sql`INSERT INTO outbox (kind, recipient, language, data, created_at, next_try_at)
		SELECT 'handover', s.email, 'fr', ${key}, ${now}, ${now} FROM staff s
		WHERE changes() > 0 AND s.landlord_id = ${to} AND s.role = 'manager' AND s.password_hash IS NOT NULL
			AND NOT EXISTS (SELECT 1 FROM handover o WHERE o.landlord_id = ${from} AND o.to_landlord_id = ${to}
				AND o.key <> ${key} AND o.offered_at > ${now - DAY})`;
}

/** What the letter says: nothing that anybody typed but the landlord's name, and where to answer. */
export function handoverLetter(landlord: string, language: Language) {
	const say = speak(language);
	return {
		subject: say('turnover.mail.subject'),
		text: say('turnover.mail.text', {
			landlord,
			page: say('turnover.handovers'),
			link: `${config().publicUrl}/landlord/handovers?l=${language}`,
			days: DAYS_TO_TAKE
		})
	};
}

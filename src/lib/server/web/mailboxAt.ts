import type { Language } from '#lib/text/languages.ts';
import { readCode } from '#lib/codes/codes.ts';
import { speak } from '#lib/text/speak.ts';
import { database } from '#lib/server/db/database.ts';
import { knownMailbox, type MailboxAt } from '#lib/server/households.ts';
import { error } from '@sveltejs/kit';

/** The mailbox that an address names. A code that is mistyped or nobody's is a page that is not found. */
export async function mailboxAt(typed: string, language: Language): Promise<MailboxAt> {
	const mailbox = await knownMailbox(await database(), codeAt(typed, language));
	return mailbox ?? unknownCode(language);
}

/** The code in an address, as it is stored. */
export function codeAt(typed: string, language: Language): string {
	const read = readCode('place', typed);
	if ('problem' in read) error(404, { message: speak(language)('code.mistypedTitle') });
	return read.code;
}

export function unknownCode(language: Language): never {
	error(404, { message: speak(language)('code.unknownTitle') });
}

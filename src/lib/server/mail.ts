import { createTransport } from 'nodemailer';
import type { Config } from './config.ts';

export type MailSettings = NonNullable<Config['mail']>;

export interface Letter {
	/** One plain address, as `readAddress` gives it. */
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	/** The same letter sent again has the same id, so that a mailbox may show it once. No @. */
	readonly id: string;
	readonly language: string;
}

const SECOND = 1_000;
/** All of one sending, however slowly the server talks: shorter than the outbox waits before the next try. */
const MOST_MS = 45 * SECOND;

/**
 * Sends a plain text letter to one address; done once the mail server has taken it. Throws TypeError for a letter that
 * could become several, or carry headers of its own; and what the mail server answered, see `isAboutTheLetter`.
 */
export async function sendLetter({ smtpUrl, from }: MailSettings, letter: Letter): Promise<void> {
	const { to, subject, text, id, language } = letter;
	if (!ONE_ADDRESS.test(to)) throw new TypeError('A letter goes to one plain address');
	if (NOT_ONE_LINE.test(subject + id + language)) throw new TypeError('A header is one line');
	const transport = createTransport({ ...connection(smtpUrl), ...WITHOUT_FILES });
	try {
		await transport.sendMail({
			from,
			to: { name: '', address: to },
			subject,
			text,
			messageId: `<${id}@${domainOf(from)}>`,
			signal: AbortSignal.timeout(MOST_MS),
			headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language }
		});
	} finally {
		transport.close();
	}
}

const ONE_ADDRESS = /^[^\s@<>()[\]\\,;:"\p{C}]+@[^\s@<>()[\]\\,;:"\p{C}]+$/u;
const NOT_ONE_LINE = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/** A letter is its text: nothing is fetched or read into it. */
const WITHOUT_FILES = { disableFileAccess: true, disableUrlAccess: true };

/** A password crosses no network in clear: with one, TLS is asked for, except on this machine. */
function connection(smtpUrl: string) {
	const { username, hostname } = new URL(smtpUrl);
	return {
		url: smtpUrl,
		requireTLS: username !== '' && !/^(?:localhost|127\.[\d.]+|\[::1\])$/.test(hostname),
		dnsTimeout: 5 * SECOND,
		connectionTimeout: 10 * SECOND,
		greetingTimeout: 10 * SECOND,
		socketTimeout: 15 * SECOND
	};
}

function domainOf(from: string): string {
	return from.slice(from.lastIndexOf('@') + 1).replace('>', '');
}

/** Whether the mail server works and does not want this letter; else it would want no other either. */
export function isAboutTheLetter(error: unknown): boolean {
	const { code, command, responseCode } = error as { code?: string; command?: string; responseCode?: number };
	if (command === undefined) return code !== 'EABORT';
	return responseCode !== SERVICE_CLOSES && /^(?:RCPT TO|DATA)$/.test(command);
}

/** RFC 5321 3.8 */
const SERVICE_CLOSES = 421;

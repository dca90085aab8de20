import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';

/** What the person who runs Palier decides. `.env.example` says each setting in one line. */
export interface Config {
	/** The origin in every printed, mailed and redirect link, without a slash at the end: `https://palier.example`. */
	publicUrl: string;
	/** `file:`, `http:`, `https:` or `libsql:` */
	databaseUrl: string;
	databaseToken: string | undefined;
	/** Absolute. */
	dataFolder: string;
	/** Absolute. */
	kitKeyFile: string;
	port: number;
	host: string;
	/** In lower case; undefined when no proxy stands before the server. */
	addressHeader: string | undefined;
	/** How many proxies of ours stand before the server, each of which adds one address to the header. */
	proxyDepth: number;
	/** Undefined: no mail is sent. */
	mail: { smtpUrl: string; from: string } | undefined;
	/** Where people and authorities write to whoever runs this Palier: a mail address, or the https address of a page. Undefined: no page says. */
	contact: string | undefined;
	/** Origins of push services besides the browsers' own. */
	pushServices: readonly string[];
	/** Whether phones may keep a resident's pages; when not, those that do stop at their next visit. */
	phonesKeepPages: boolean;
	logLevel: LogLevel;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface ConfigProblem {
	name: string;
	reason: string;
	example: string;
}

/** Settings that are missing or wrong, all of them at once. Values are not repeated: some are secret. */
export class ConfigError extends Error {
	override readonly name = 'ConfigError';

	constructor(readonly problems: readonly ConfigProblem[]) {
		super(
			problems
				.map(({ name, reason, example }) => `${name} ${reason}\n  for example: ${name}=${example}`)
				.join('\n')
		);
	}
}

type Environment = Record<string, string | undefined>;

let read: Config | undefined;

/** The settings of this process, read once. Throws ConfigError. */
export function config(): Config {
	read ??= readConfig(process.env);
	return read;
}

/** How much is logged. It needs no other setting, so that a bad one can be logged. */
export function logLevel(): LogLevel {
	const level = v.safeParse(Settings.entries.PALIER_LOG_LEVEL, process.env['PALIER_LOG_LEVEL']);
	return (level.success && level.output) || usualLogLevel(process.env);
}

function usualLogLevel(environment: Environment): LogLevel {
	return environment['VITEST'] ? 'silent' : 'info';
}

function isLocalHost(host: string): boolean {
	return (
		host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(?:\.\d+){3}$/.test(host)
	);
}

/** Reads settings. An empty value is an absent one. Throws ConfigError. */
export function readConfig(environment: Environment): Config {
	const given = Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== '');
	const { success, output, issues } = v.safeParse(
		Settings,
		Object.fromEntries(given.map(([name, value]) => [name, value!.trim()]))
	);
	if (!success) throw new ConfigError(problemsOf(issues));
	const dataFolder = resolve(output.PALIER_DATA);
	return {
		publicUrl: output.PALIER_PUBLIC_URL,
		databaseUrl: output.PALIER_DATABASE_URL ?? pathToFileURL(join(dataFolder, 'palier.db')).href,
		databaseToken: output.PALIER_DATABASE_TOKEN,
		dataFolder,
		kitKeyFile: resolve(output.PALIER_KIT_KEY_FILE ?? join(dataFolder, 'kit.key')),
		port: output.PORT,
		host: output.HOST,
		addressHeader: output.PALIER_ADDRESS_HEADER,
		proxyDepth: output.PALIER_PROXY_DEPTH,
		mail:
			output.PALIER_SMTP_URL && output.PALIER_MAIL_FROM
				? { smtpUrl: output.PALIER_SMTP_URL, from: output.PALIER_MAIL_FROM }
				: undefined,
		contact: output.PALIER_CONTACT,
		pushServices: output.PALIER_PUSH_SERVICES,
		phonesKeepPages: output.PALIER_PHONES_KEEP_PAGES === 'yes',
		logLevel: output.PALIER_LOG_LEVEL ?? usualLogLevel(environment)
	};
}

/** A good value of each. */
export const EXAMPLES = {
	PALIER_PUBLIC_URL: 'https://palier.example',
	PALIER_DATABASE_URL: 'file:data/palier.db',
	PALIER_DATABASE_TOKEN: 'eyJhbGciOi...',
	PALIER_DATA: './data',
	PALIER_KIT_KEY_FILE: './data/kit.key',
	PORT: '3000',
	HOST: '127.0.0.1',
	PALIER_ADDRESS_HEADER: 'x-forwarded-for',
	PALIER_PROXY_DEPTH: '1',
	PALIER_SMTP_URL: 'smtps://palier:password@mail.example:465',
	PALIER_MAIL_FROM: 'Palier <bonjour@palier.example>',
	PALIER_CONTACT: 'contact@palier.example',
	PALIER_PUSH_SERVICES: 'https://push.example',
	PALIER_PHONES_KEEP_PAGES: 'yes',
	PALIER_LOG_LEVEL: 'info'
};

function problemsOf(issues: readonly v.InferIssue<typeof Settings>[]): ConfigProblem[] {
	return issues.map((issue) => {
		const name = v.getDotPath(issue) as keyof typeof EXAMPLES;
		return { name, reason: issue.message, example: EXAMPLES[name] };
	});
}

/** A setting that `reasonAgainst` finds nothing against. */
const setting = (reasonAgainst: (value: string) => string | null) =>
	v.pipe(
		v.string(),
		v.rawCheck(({ dataset, addIssue }) => {
			const message = dataset.typed ? reasonAgainst(dataset.value) : null;
			if (message) addIssue({ message });
		})
	);

const wholeNumber = (least: number, most: number) =>
	v.pipe(
		setting((value) =>
			/^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most
				? null
				: `must be a whole number from ${least} to ${most}.`
		),
		v.transform(Number)
	);

const path = setting((value) => (value.includes('\0') ? 'must be a path.' : null));

const Settings = v.pipe(
	v.object({
		PALIER_PUBLIC_URL: v.optional(
			v.pipe(
				setting(againstPublicUrl),
				v.transform((value) => new URL(value).origin)
			),
			''
		),
		PALIER_DATABASE_URL: v.optional(setting(againstDatabaseUrl)),
		PALIER_DATABASE_TOKEN: v.optional(setting((value) => (/\s/.test(value) ? 'must be one word.' : null))),
		PALIER_DATA: v.optional(path, './data'),
		PALIER_KIT_KEY_FILE: v.optional(path),
		PORT: v.optional(wholeNumber(1, 65_535), '3000'),
		HOST: v.optional(
			setting((value) => (/^[\w.:-]+$/.test(value) ? null : 'must be an address or a name of this machine.')),
			'127.0.0.1'
		),
		PALIER_ADDRESS_HEADER: v.optional(
			v.pipe(
				setting((value) => (/^[\w-]+$/.test(value) ? null : 'must be the name of one header.')),
				v.toLowerCase()
			)
		),
		PALIER_PROXY_DEPTH: v.optional(wholeNumber(1, 10), '1'),
		PALIER_SMTP_URL: v.optional(setting(againstSmtpUrl)),
		PALIER_MAIL_FROM: v.optional(
			setting((value) =>
				/^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(value)
					? null
					: 'must be a mail address.'
			)
		),
		PALIER_CONTACT: v.optional(setting(againstContact)),
		PALIER_PUSH_SERVICES: v.optional(
			v.pipe(
				setting(againstPushServices),
				v.transform((value) =>
					value
						.split(/\s+/)
						.filter(Boolean)
						.map((origin) => new URL(origin).origin)
				)
			),
			''
		),
		PALIER_PHONES_KEEP_PAGES: v.optional(v.picklist(['yes', 'no'], 'must be yes or no.'), 'yes'),
		PALIER_LOG_LEVEL: v.optional(v.picklist(LOG_LEVELS, `must be one of: ${LOG_LEVELS.join(', ')}.`))
	}),
	v.forward(
		v.partialCheck(
			[['PALIER_SMTP_URL'], ['PALIER_MAIL_FROM']],
			(mail) => !mail.PALIER_SMTP_URL || Boolean(mail.PALIER_MAIL_FROM),
			'is missing: with PALIER_SMTP_URL, mail is sent, and needs a sender.'
		),
		['PALIER_MAIL_FROM']
	)
);

function parseUrl(value: string): URL | null {
	return URL.canParse(value) ? new URL(value) : null;
}

/** A name in the QR's alphanumeric set, or this machine. */
const HOST_NAME = /^(?:[a-z0-9.-]+|\[::1\])$/;

function againstPublicUrl(value: string): string | null {
	if (value === '') return 'is missing: it is in every QR code, letter and mail.';
	const url = parseUrl(value);
	if (!url || !/^https?:$/.test(url.protocol)) return 'must be an address that begins with https://.';
	if (url.username || url.password) return 'must hold no user and no password: it is printed on paper.';
	if (url.pathname !== '/' || /[?#]/.test(value))
		return 'must end after the name: no path, no question mark, no #.';
	if (!HOST_NAME.test(url.hostname))
		return 'must be a plain name: letters, digits, hyphens and dots, as it goes into QR codes.';
	if (url.protocol === 'http:' && !isLocalHost(url.hostname)) {
		return 'must begin with https:// (http only for localhost): anyone on the same network could read codes and keys, and paper cannot be changed later.';
	}
	return null;
}

function againstDatabaseUrl(value: string): string | null {
	if (/^(?:https?|libsql):/.test(value)) {
		const url = parseUrl(value);
		if (!url?.hostname) return 'must name a server after the two slashes.';
		if (url.username || url.password || url.search)
			return 'must hold no token: it goes into PALIER_DATABASE_TOKEN.';
		return null;
	}
	if (!value.startsWith('file:')) return 'must begin with file:, libsql:, https: or http:.';
	if (/[?#]|:memory:/.test(value)) return 'must be the path of one file, without ? or #.';
	return /^file:(?:\/\/(?!\/))?$/.test(value) || /^file:\/\/[^/]/.test(value) || !decodes(value)
		? 'must be the path of one file after file:.'
		: null;
}

function decodes(value: string): boolean {
	try {
		return decodeURIComponent(value) !== '';
	} catch {
		return false;
	}
}

function againstSmtpUrl(value: string): string | null {
	const url = parseUrl(value);
	return url?.hostname && /^smtps?:$/.test(url.protocol)
		? null
		: 'must begin with smtps:// or smtp:// and name a server.';
}

function againstContact(value: string): string | null {
	if (/^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(value)) return null;
	const url = /^https:\/\/[^\s"<>]+$/.test(value) ? parseUrl(value) : null;
	return url && !url.username && !url.password
		? null
		: 'must be a mail address without a name, or the address of a page that begins with https://: it is shown to everybody.';
}

function againstPushServices(value: string): string | null {
	const isService = (word: string) => {
		const url = parseUrl(word);
		if (!url || url.pathname !== '/' || /[?#@]/.test(word)) return false;
		return url.protocol === 'https:' || (url.protocol === 'http:' && isLocalHost(url.hostname));
	};
	return value.split(/\s+/).filter(Boolean).every(isService)
		? null
		: 'must be addresses that begin with https:// (http only for this machine) and end after the name, with spaces between.';
}

/** Tells the built server, which reads the environment once when it is loaded, what this configuration means for it. */
export function tellBuiltServer(
	{ publicUrl, addressHeader, proxyDepth }: Config,
	mostBodyBytes: number
): void {
	Object.assign(process.env, { ORIGIN: publicUrl, BODY_SIZE_LIMIT: String(mostBodyBytes) });
	if (addressHeader)
		Object.assign(process.env, { ADDRESS_HEADER: addressHeader, XFF_DEPTH: String(proxyDepth) });
}

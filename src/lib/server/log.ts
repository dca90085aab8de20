import pino, { type Logger } from 'pino';
import { fiveBits, symbols } from '#lib/codes/alphabet.ts';
import { logLevel } from './config.ts';
import { random } from './keys.ts';

/** One request, answered. `route` is SvelteKit's route id (`/t/[ticket]`): an address would hold the secret itself. */
export interface AnsweredRequest {
	route: string | null;
	method: string;
	status: number;
	milliseconds: number;
}

/** A logger of JSON lines. `write` takes each line; without it they go to the standard output. */
export function newLog(level: string, write?: (line: string) => void): Logger {
	const options: pino.LoggerOptions = {
		level,
		base: null,
		redact: { paths: SECRET_PATHS, censor: '[hidden]' },
		serializers: { request: requestLine, err: faultLine, error: faultLine }
	};
	return write ? pino(options, { write }) : pino(options);
}

const SECRETS = [
	'password',
	'token',
	'ticket',
	'code',
	'claimCode',
	'spareKey',
	'key',
	'secret',
	'email',
	'to',
	'url',
	'href',
	'headers',
	'cookie',
	'cookies',
	'authorization',
	'nickname',
	'address',
	'ip'
];
const SECRET_PATHS = SECRETS.flatMap((name) => [name, `*.${name}`]);

let made: Logger | undefined;

export function log(): Logger {
	made ??= newLog(logLevel());
	return made;
}

let requests: Logger | undefined;

/** Its four fields hold no secret: they are not searched for one, which would take longer than to write them. */
export function logRequest({ route, method, status, milliseconds }: AnsweredRequest): void {
	requests ??= pino({ level: logLevel(), base: null });
	requests.info({ request: { route, method, status, milliseconds } }, 'request');
}

/** Logs what went wrong, and gives the short random id that the page shows. */
export function logFault(error: unknown, where: { route: string | null }, logger = log()): string {
	const id = symbols(fiveBits(random(5)));
	logger.error({ fault: id, route: where.route, err: error }, 'fault');
	return id;
}

/** Only these four, whatever else hangs on what was handed over. */
function requestLine({ route, method, status, milliseconds }: AnsweredRequest): AnsweredRequest {
	return { route, method, status, milliseconds };
}

function faultLine(error: unknown): object {
	if (!(error instanceof Error)) return { message: withoutSecrets(String(error)) };
	return {
		type: error.name,
		message: withoutSecrets(error.message),
		...('code' in error ? { code: String(error.code) } : {}),
		stack: withoutSecrets(error.stack ?? ''),
		...(error.cause === undefined ? {} : { cause: faultLine(error.cause) })
	};
}

/** Messages of libraries quote what they were given: addresses, mail, tickets, codes and tokens are taken out. */
export function withoutSecrets(text: string): string {
	return SHAPES.reduce((rest, [shape, name]) => rest.replace(shape, name), text);
}

const SHAPES: [RegExp, string][] = [
	[/\b(?:https?|libsql|smtps?):\/\/[^\s'"<>)]+/gi, '[url]'],
	[/[^\s<>"'@:,;()]+@[^\s<>"'@:,;()]+\.[^\s<>"'@:,;()]+/g, '[mail]'],
	[/\b[0-9a-hjkmnp-tv-z]{26}\b/gi, '[ticket]'],
	[
		/\b[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}-?(?:[0-9A-HJKMNP-TV-Z]{5}|[0-9A-HJKMNP-TV-Z])\b/g,
		'[code]'
	],
	// 24 to 32 bytes in base64url: an upload's, a welcome link's, a session's.
	[/(?<![\w-])[\w-]{32,43}(?![\w-])/g, '[token]'],
	// A key of a landlord's software.
	[/\bpalier_[\w-]{43}(?![\w-])/g, '[token]'],
	[/\b[0-9a-f]{64}\b/g, '[hash]']
];

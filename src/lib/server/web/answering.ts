import { operations, type Operation, type OperationName } from '#lib/exchange/operations.ts';
import { MOST_ON_PAGE, PAGE } from '#lib/exchange/shapes.ts';
import type { ApiRefusal } from '#lib/exchange/refusals.ts';
import { actOnceADay, mayActAgain } from '#lib/server/apiOnce.ts';
import type { ApiCaller } from '#lib/server/apiTokens.ts';
import { database, type Database } from '#lib/server/db/database.ts';
import type { Language } from '#lib/text/languages.ts';
import { speak } from '#lib/text/speak.ts';
import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import * as v from 'valibot';
import { apiProblem } from './apiProblem.ts';

type Table = typeof operations;
type Output<S> = S extends v.GenericSchema ? v.InferOutput<S> : Record<never, never>;
type QueryOf<N extends OperationName> = Table[N] extends { query: infer S }
	? Output<S>
	: Record<never, never>;
type BodyOf<N extends OperationName> = Table[N] extends { body: infer S } ? Output<S> : undefined;
type AnswerOf<N extends OperationName> = Table[N]['answer'] extends v.GenericSchema
	? v.InferOutput<Table[N]['answer']>
	: never;

/** A request of the API, read. */
export interface Call<N extends OperationName> extends Pick<ApiCaller, 'scope' | 'actor'> {
	readonly db: Database;
	readonly params: Partial<Record<string, string>>;
	readonly query: QueryOf<N>;
	readonly body: BodyOf<N>;
	readonly language: Language;
	readonly now: number;
	readonly headers: Headers;
	/** A GET is asked by HEAD too: then nobody takes the answer away. */
	readonly method: string;
}

/** What is answered instead of what was asked. */
export type Refused = { readonly refused: ApiRefusal } & Parameters<typeof apiProblem>[2];

/** The handler of one line of the table of operations: reads the request by its shapes, and says what `act` gives or refuses. */
export function answering<N extends OperationName>(
	name: N,
	act: (call: Call<N>) => Promise<AnswerOf<N> | Refused | Response>
): RequestHandler {
	const operation: Operation = operations[name];
	return async (event) => {
		const { api, language } = event.locals;
		if (!api) return apiProblem(language, 'no-token');
		const read = await readRequest(event, operation);
		if ('refused' in read) return refusalAnswer(language, read);
		const [db, now] = [await database(), Date.now()];
		const once = operation.once ? event.request.headers.get('idempotency-key') : null;
		if (once && !(await actOnceADay(db, api, once, now))) return apiProblem(language, 'already-done');
		const { headers, method } = event.request;
		const call = { ...read, db, now, language, params: event.params, headers, method };
		const done = await act({ ...call, scope: api.scope, actor: api.actor } as unknown as Call<N>);
		if (done instanceof Response) return done;
		if (!isRefused(done)) return Response.json(done, { status: operation.status });
		if (once) await mayActAgain(db, api, once);
		return refusalAnswer(language, done);
	};
}

const isRefused = (done: unknown): done is Refused =>
	typeof done === 'object' && done !== null && 'refused' in done;

const refusalAnswer = (language: Language, { refused, ...more }: Refused) =>
	apiProblem(language, refused, more);

async function readRequest(
	{ url, request, locals }: RequestEvent,
	operation: Operation
): Promise<{ query: unknown; body: unknown } | Refused> {
	const asked = Object.fromEntries([...url.searchParams].filter(([name]) => name !== 'l'));
	const query = v.safeParse(operation.query ?? v.strictObject({}), asked);
	if (!query.success) return invalid(locals.language, query.issues, (path) => path.join('.'));
	if (!operation.body) return { query: query.output, body: undefined };
	const sent = await jsonOf(request);
	if (sent === undefined) return { refused: 'unreadable' };
	const body = v.safeParse(operation.body, sent);
	if (!body.success) return invalid(locals.language, body.issues, pointer);
	return { query: query.output, body: body.output };
}

/** What was sent, without NULs: the database takes none. Undefined when it is no JSON. */
async function jsonOf(request: Request): Promise<unknown> {
	try {
		return JSON.parse(await request.text(), (_, value: unknown) =>
			typeof value === 'string' ? value.replaceAll('\0', '') : value
		);
	} catch {
		return undefined;
	}
}

/** A path into the request as a JSON pointer. */
export const pointer = (path: readonly (string | number)[]) =>
	path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** More problems help nobody. */
const MOST_PROBLEMS = 100;

function invalid(
	language: Language,
	issues: readonly v.BaseIssue<unknown>[],
	at: (path: readonly (string | number)[]) => string
): Refused {
	const say = speak(language);
	const problems = issues.slice(0, MOST_PROBLEMS).map((issue) => {
		const reason = reasonOf(issue);
		const expected = issue.expected ?? '';
		const path = (issue.path ?? []).map(({ key }) => key as string | number);
		return { at: at(path), reason, message: say(`api.problem.${reason}`, { expected }) };
	});
	const moreProblems = issues.length - problems.length;
	return { refused: 'invalid', problems, ...(moreProblems > 0 && { moreProblems }) };
}

function reasonOf({ expected, input }: v.BaseIssue<unknown>): 'unknown' | 'missing' | 'wrong' {
	if (expected === 'never') return 'unknown';
	return input === undefined ? 'missing' : 'wrong';
}

/** How many things a page has. */
export function limitOf({ limit }: { limit?: string | undefined }): number {
	return Math.min(Number(limit ?? PAGE), MOST_ON_PAGE);
}

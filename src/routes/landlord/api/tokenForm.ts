import { tokenScopes } from '#lib/access/tokenScopes.ts';
import { TOKEN_DAYS, type WantedToken } from '#lib/server/apiTokens.ts';
import { onceOf } from '#lib/server/web/once.ts';
import { oneLine } from '#lib/text/line.ts';

const LONGEST_NAME = 60;

export type TokenProblem = 'no-name' | 'no-scope';

/** What was chosen, as far as it can be shown again. */
export interface TypedToken {
	readonly name: string;
	readonly scopes: readonly string[];
	readonly days: string;
}

/** Reads the form of a new key. */
export function readTokenForm(
	form: FormData
): { wanted: WantedToken } | { problems: TokenProblem[]; typed: TypedToken } {
	const name = oneLine(String(form.get('name') ?? '').replaceAll('\0', '')).trim();
	const chosen = form.getAll('scope').map(String);
	const scopes = tokenScopes.filter((scope) => chosen.includes(scope));
	const typedDays = String(form.get('days') ?? '');
	const days = TOKEN_DAYS.find((count) => String(count) === typedDays) ?? 90;
	const problems: TokenProblem[] = [];
	if (name === '' || [...name].length > LONGEST_NAME) problems.push('no-name');
	if (scopes.length === 0) problems.push('no-scope');
	if (problems.length > 0) return { problems, typed: { name, scopes, days: typedDays } };
	return { wanted: { name, scopes, days, once: onceOf(String(form.get('once') ?? '')) } };
}

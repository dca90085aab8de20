import { apiRefusals, type ApiRefusal } from '#lib/exchange/refusals.ts';
import type { ApiProblem } from '#lib/exchange/shapes.ts';
import type { Language } from '#lib/text/languages.ts';
import { speak } from '#lib/text/speak.ts';

type More = Pick<ApiProblem, 'detail' | 'problems' | 'moreProblems'> & { readonly waitSeconds?: number };

/** A refusal as RFC 9457 has it, in the language that the request asks for. */
export function apiProblem(
	language: Language,
	code: ApiRefusal,
	{ waitSeconds, ...more }: More = {}
): Response {
	const status = apiRefusals[code];
	const body: ApiProblem = {
		type: `/api/v1/openapi.json#${code}`,
		title: speak(language)(`api.refused.${code}`),
		status,
		code,
		...more
	};
	const headers = new Headers({ 'content-type': 'application/problem+json', 'content-language': language });
	if (status === 401) headers.set('www-authenticate', 'Bearer');
	if (waitSeconds !== undefined) headers.set('retry-after', String(waitSeconds));
	return new Response(JSON.stringify(body), { status, headers });
}

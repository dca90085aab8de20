import { readCode, type CodeProblem } from '#lib/codes/codes.ts';
import { keepingLanguage } from '#lib/server/web/language.ts';
import { match } from '../params/code.ts';
import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** A code that was typed leads to its page; what cannot be one is said here, and kept. */
export const load: PageServerLoad = ({ url }): { typed: string; problem: CodeProblem | null } => {
	const typed = url.searchParams.get('code');
	if (typed === null) return { typed: '', problem: null };
	const symbols = codeIn(typed);
	if (match(symbols)) redirect(303, keepingLanguage(`/${encodeURIComponent(symbols)}`, url));
	const read = readCode('place', symbols);
	if ('code' in read) redirect(303, keepingLanguage(`/${read.code}`, url));
	return { typed: typed.slice(0, 200), problem: read.problem };
};

/** People paste whole addresses too: the code is what stands behind the last slash. */
function codeIn(typed: string): string {
	return typed.slice(0, 200).split('/').at(-1)!.trim();
}

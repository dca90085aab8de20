import type { Say } from '#lib/text/speak.ts';
import type { ActionData } from './$types';

/** What is to be mended, in words, with the field that each is about. */
export function problemsOf(form: ActionData, say: Say): { field?: string; words: string }[] {
	if (!form) return [];
	if ('refusal' in form && form.refusal) return [{ words: say(`turnover.handover.refused.${form.refusal}`) }];
	if ('noBuilding' in form) return [{ field: 'building', words: say('turnover.offer.problem.building') }];
	const { name, to } = form.problems;
	return [
		...(name ? [{ field: 'name', words: say(`turnover.offer.problem.${name}`) }] : []),
		...(to ? [{ field: 'to', words: say(`turnover.offer.problem.${to}`) }] : [])
	];
}

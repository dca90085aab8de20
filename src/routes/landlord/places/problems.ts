import { leastStickerMm, mostStickerMm } from '#lib/buildings/houseRules.ts';
import type { PlaceField, PlaceProblem } from '#lib/buildings/placeForms.ts';
import type { Say } from '#lib/text/speak.ts';

/** What is to be mended in a form about places, above it and beside its fields. */
export function sayProblems(say: Say, problems: readonly PlaceProblem[] = []) {
	const said = problems.map(({ field, reason }) => ({ field, words: say(`places.problem.${reason}`) }));
	return {
		all: said.map(({ field, words }) => ({
			field,
			words: say('problems.of', { name: say(`places.field.${field}`), problem: words })
		})),
		of: (field: PlaceField) => said.find((problem) => problem.field === field)?.words
	};
}

/** The same for a form about house rules. */
export function sayRulesProblem(say: Say, problem: 'bad-rule' | 'bad-size') {
	const limits = { least: leastStickerMm, most: mostStickerMm };
	return {
		field: problem === 'bad-rule' ? 'stickers' : 'stickerMm',
		words: say(`places.rules.problem.${problem}`, limits)
	};
}

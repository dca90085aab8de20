import type { PlaceField, PlaceProblem } from '#lib/buildings/placeForms.ts';
import type { Say } from '#lib/text/speak.ts';

/** What is to be mended in a form about places, above it and beside its fields. */
export function sayProblems(say: Say, problems: readonly PlaceProblem[] = []) {
	const said = problems.map(({ field, reason }) => ({ field, words: say(`places.problem.${reason}`) }));
	return {
		all: said,
		of: (field: PlaceField) => said.find((problem) => problem.field === field)?.words
	};
}

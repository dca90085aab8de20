import { bringPlaces } from '#lib/server/apiList.ts';
import { pointer, answering } from '#lib/server/web/answering.ts';
import { sayListProblem } from '#lib/text/listProblem.ts';

/** Rows as a list has them: all are written, or none, and then each problem says its row. */
export const POST = answering('bringPlaces', async ({ db, actor, body, language, now }) => {
	const brought = await bringPlaces(db, actor, body, now);
	if (!('problems' in brought)) return brought;
	const { problems, moreProblems } = brought;
	return {
		refused: 'invalid',
		problems: problems.map(({ row, field, problem }) => ({
			at: pointer(['rows', ...(row === null ? [] : [row]), ...(field === null ? [] : [field])]),
			reason: problem.reason,
			message: sayListProblem(language, problem)
		})),
		...(moreProblems > 0 && { moreProblems })
	};
});

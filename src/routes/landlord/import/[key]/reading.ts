import { isMeaning, type Meaning } from '#lib/buildings/listColumns.ts';
import { MOST_NEW_LETTERS_A_DAY } from '#lib/buildings/newLetter.ts';
import type { Scope } from '#lib/server/buildings.ts';
import type { Database } from '#lib/server/db/database.ts';
import {
	canUndo,
	differencesOf,
	DRAFT_DAYS,
	listDraft,
	problemsOf,
	samplesOf,
	UNDO_HOURS,
	type DraftView,
	type Mend
} from '#lib/server/listDrafts.ts';
import type { Language } from '#lib/text/languages.ts';
import { sayListProblem } from '#lib/text/listProblem.ts';
import { pageNumber } from '../../pageNumber.ts';

/** What the page of a list shows, whatever its state; null when there is none. */
export async function pageOf(db: Database, scope: Scope, key: string, url: URL, language: Language) {
	const draft = await listDraft(db, scope, key);
	if (!draft) return null;
	const [page, gone] = [pageNumber(url), url.searchParams.get('show') === 'gone'];
	const show = partOf(draft, url);
	return {
		draft,
		show,
		page,
		gone,
		isStill: url.searchParams.has('still'),
		samples: show === 'columns' ? await samplesOf(db, scope, key) : [],
		problems: show === 'problems' ? await saidProblems(db, scope, draft, page, language) : [],
		differences:
			show === 'differences' || show === 'done'
				? await differencesOf(db, scope, key, { page: page - 1, gone })
				: [],
		canUndo: canUndo(draft, Date.now()),
		limits: { days: DRAFT_DAYS, hours: UNDO_HOURS, n: MOST_NEW_LETTERS_A_DAY }
	};
}

function partOf({ state, report }: DraftView, url: URL) {
	if (state === 'columns' || (state === 'checked' && url.searchParams.has('columns'))) return 'columns';
	if (state === 'checked') return report && report.problems > 0 ? 'problems' : 'differences';
	return state === 'imported' || state === 'undone' ? 'done' : 'working';
}

async function saidProblems(db: Database, scope: Scope, draft: DraftView, page: number, language: Language) {
	const found = await problemsOf(db, scope, draft, page - 1);
	return found.map(({ problem, column, cells }) => ({
		line: problem.line,
		title: problem.column,
		column: cells.length > 0 ? column : null,
		canLeave: cells.length > 0,
		value: column === null ? '' : (cells[column] ?? ''),
		rest: cells.flatMap((text, at) => (at === column || text === '' ? [] : [text])),
		words: sayListProblem(language, problem)
	}));
}

export function meaningsOf({ columns }: DraftView, form: FormData): Meaning[] {
	return columns.map((_, at) => {
		const chosen = String(form.get(`column-${at}`) ?? '');
		return isMeaning(chosen) ? chosen : '';
	});
}

const MOST_MENDS = 200;

/** What was typed into cells and is not what stood there (`was-…`), and the rows to leave out. */
export function mendsOf(form: FormData): Mend[] {
	const out = new Set(form.getAll('out').map(Number));
	const cells = [...form].flatMap(([name, value]): Mend[] => {
		const [, line, column] = /^cell-(\d{1,8})-(\d{1,3})$/.exec(name) ?? [];
		if (line === undefined || typeof value !== 'string' || out.has(Number(line))) return [];
		const to = value.replaceAll('\0', '').slice(0, 2_000);
		if (to === form.get(`was-${line}-${column}`)) return [];
		return [
			{ line: Number(line), column: Number(column), to, everywhere: form.has(`all-${line}-${column}`) }
		];
	});
	const leaving = [...out].filter(Number.isSafeInteger).map((line) => ({ line, out: true }) as const);
	return [...cells, ...leaving].slice(0, MOST_MENDS);
}

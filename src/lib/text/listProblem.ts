import type { ListProblem } from '#lib/buildings/listProblems.ts';
import { isolated } from '#lib/ui/isolated.ts';
import { fill, type Values } from './fill.ts';
import { locale, type Language } from './languages.ts';
import { listProblems as ar } from './problems.ar.ts';
import { listProblems as en } from './problems.en.ts';
import { listProblems as fr } from './problems.fr.ts';

const words = { fr, en, ar } satisfies Record<Language, Readonly<Record<ListProblem['reason'], string>>>;

/** Why a row of a list cannot be read, and what to do. Lines are written as Excel writes them: without spaces. */
export function sayListProblem(
	language: Language,
	{ column, value, reason, data = {} }: ListProblem
): string {
	const values = Object.entries({ ...data, column: column ?? '', value: value ?? '' }).map(
		([name, given]) => [
			name,
			name === 'otherLine' || typeof given === 'string' ? isolated(String(given)) : given
		]
	);
	return fill(
		words[language][reason],
		Object.fromEntries(values) as Values,
		new Intl.NumberFormat(locale(language))
	);
}

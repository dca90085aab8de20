import { guessed } from './listColumns.ts';
import { isBlank, type ListRow } from './listRow.ts';

/** Rows that may stand above the titles, empty ones too. */
export const mostCaptions = 20;

const mostCellsOfCaption = 2;
const mostCellsOfTitles = 200;

/** Whether a row holds titles of a list: at least two that are known. */
export function areTitles(cells: readonly string[]): boolean {
	return cells.slice(0, mostCellsOfTitles).filter((cell) => guessed(cell) !== '').length >= 2;
}

function isCaption({ cells }: ListRow): boolean {
	return cells.filter((cell) => !isBlank(cell)).length <= mostCellsOfCaption && !areTitles(cells);
}

/**
 * Leaves out what stands above the titles of a spreadsheet: "Patrimoine au 01/01/2026", an empty row. Where no titles follow that
 * are known nothing is left out, and the first row holds the titles.
 */
export class Captions {
	#held: ListRow[] | null = [];

	/** The rows that can be read now. */
	take(rows: ListRow[]): ListRow[] {
		if (!this.#held) return rows;
		this.#held.push(...rows);
		const first = this.#held.findIndex((row) => !isCaption(row));
		if (first < 0 && this.#held.length <= mostCaptions) return [];
		const isTitled = first >= 0 && first <= mostCaptions && areTitles(this.#held[first]!.cells);
		return this.rest().slice(isTitled ? first : 0);
	}

	/** What was held back when no more rows come. */
	rest(): ListRow[] {
		const rows = this.#held ?? [];
		this.#held = null;
		return rows;
	}
}

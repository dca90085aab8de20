import { oneLine } from '#lib/text/line.ts';
import { shortened, type ListColumn, type ListField, type ListHeader } from './listColumns.ts';
import { languageTag } from './listLanguages.ts';
import { rowProblem, type ListProblem, type ListProblemReason } from './listProblems.ts';
import { cleanPlaceName, longestPlaceName, withoutExcelMarks } from './placeName.ts';

/** Characters that a cell of a list may have. */
export const mostCellCharacters = 2_000;

/** Mailboxes that a hall may have: with more the list has lost its halls, and emblems would not be unique in one. */
export const mostMailboxesInAHall = 400;

/** A row of the file; the first that is not empty holds the titles. */
export interface ListRow {
	line: number;
	cells: readonly string[];
}

/** What a row says, cleaned; text that it lacks is ''. */
export interface ReadRow {
	residence: string;
	building: string;
	entrance: string;
	address: string;
	postcode: string;
	city: string;
	mailbox: string;
	mailboxCount: number | null;
	language: string | null;
	hallLanguage: string | null;
	residenceLanguage: string | null;
	reference: string;
	freed: boolean;
	/** The fields of the Base Adresse Nationale, and the building's number in the French register (RNB). */
	houseNumber: string;
	repetition: string;
	street: string;
	inseeCode: string;
	banId: string;
	rnbId: string;
}

export type ReadCells = { row: ReadRow } | { problems: ListProblem[] };

/** Reads the rows under a row of titles. Cells of columns that it does not know are never looked into. */
export class ListRowReader {
	#header: ListHeader;
	/** Neighbouring rows repeat their residence: what a column held last needs no second cleaning. */
	#last: { cell: string; text: string }[] = [];
	#problems: ListProblem[] = [];

	constructor(header: ListHeader) {
		this.#header = header;
	}

	read(listRow: ListRow): ReadCells {
		const problem = misshapen(this.#header, listRow);
		if (problem) return { problems: [problem] };
		this.#problems = [];
		const row = this.#readFields(listRow);
		return this.#problems.length > 0 ? { problems: this.#problems } : { row };
	}

	#readFields(row: ListRow): ReadRow {
		return {
			residence: this.#text(row, 'residence'),
			building: this.#text(row, 'building'),
			entrance: this.#text(row, 'entrance'),
			address: this.#text(row, 'address') || this.#composedAddress(row),
			postcode: this.#converted(row, 'postcode', postcodeOf, 'bad-postcode') ?? '',
			city: this.#text(row, 'city'),
			mailboxCount: this.#converted(row, 'mailboxCount', countOf, 'bad-count', { max: mostMailboxesInAHall }),
			mailbox: this.#text(row, 'mailbox'),
			language: this.#converted(row, 'language', languageTag, 'unknown-language'),
			hallLanguage: this.#converted(row, 'hallLanguage', languageTag, 'unknown-language'),
			residenceLanguage: this.#converted(row, 'residenceLanguage', languageTag, 'unknown-language'),
			reference: this.#text(row, 'reference'),
			freed: this.#converted(row, 'freed', yesOrNo, 'bad-yes-or-no') ?? false,
			houseNumber: this.#text(row, 'streetNumber'),
			repetition: this.#text(row, 'streetRepeat'),
			street: this.#street(row),
			inseeCode: this.#converted(row, 'inseeCode', inseeCodeOf, 'bad-insee-code') ?? '',
			banId: this.#text(row, 'banId'),
			rnbId: this.#converted(row, 'rnbId', rnbIdOf, 'bad-rnb-id') ?? ''
		};
	}

	#street(row: ListRow): string {
		return [this.#text(row, 'streetKind'), this.#text(row, 'streetName')]
			.filter((part) => part !== '')
			.join(' ');
	}

	/** RPLS gives an address in four columns; together they must fit as one. A number without its street is none. */
	#composedAddress(row: ListRow): string {
		if (this.#street(row) === '') return '';
		const parts = (['streetNumber', 'streetRepeat', 'streetKind', 'streetName'] as const).map((field) =>
			this.#text(row, field)
		);
		const address = cleanPlaceName(parts.filter((part) => part !== '').join(' '));
		if ('name' in address) return address.name;
		this.#report(row, this.#column(row, 'streetName'), {
			reason: address.problem,
			data: { max: longestPlaceName }
		});
		return '';
	}

	#converted<Value>(
		row: ListRow,
		field: ListField,
		convert: (text: string) => Value | null,
		reason: ListProblemReason,
		data?: ListProblem['data']
	): Value | null {
		const text = this.#text(row, field);
		if (text === '') return null;
		const value = convert(text);
		if (value === null) this.#report(row, this.#column(row, field), { reason, ...(data ? { data } : {}) });
		return value;
	}

	#text(row: ListRow, field: ListField): string {
		const column = this.#column(row, field);
		if (!column) return '';
		const cell = row.cells[column.index] ?? '';
		const last = this.#last[column.index];
		if (last?.cell === cell) return last.text;
		const read = readCell(field, cell);
		if ('text' in read) this.#last[column.index] = { cell, text: read.text };
		else this.#report(row, column, read);
		return 'text' in read ? read.text : '';
	}

	/** The first column of the field that is filled in this row. */
	#column(row: ListRow, field: ListField): ListColumn | undefined {
		return this.#header.columns(field).find(({ index }) => !isBlank(row.cells[index] ?? ''));
	}

	#report(row: ListRow, column: ListColumn | undefined, found: CellProblem): void {
		const value = found.reason === 'person-in-list' ? null : shown(row.cells[column?.index ?? -1] ?? '');
		this.#problems.push({ line: row.line, column: column?.title ?? null, value, ...found });
	}
}

/** What stands in a cell, as a problem shows it. */
export function shown(cell: string): string {
	return shortened(oneLine(withoutExcelMarks(cell)), 60);
}

export function isBlank(cell: string): boolean {
	return cell === '' || cell.trim() === '';
}

/** What a row adds up as spreadsheets do: '' in "Total" or "Sous-total", a name in "Total Bel Air"; null for a row of places. */
export function summed(cells: readonly string[]): string | null {
	const first = cells.findIndex((cell) => !isBlank(cell));
	const name = SUM.exec(cells[first] ?? '')?.[1]?.trimEnd();
	return name !== undefined && cells.slice(first + 1).every((cell) => NUMBER.test(cell)) ? name : null;
}

const SUM = /^\s*(?:sous[- ]?|grand )?tot(?:al|aux)(?![\p{L}\p{N}])(?: g[ée]n[ée]ral)?\s*:?\s*(.*)$/iu;
const NUMBER = /^[\s\d.,]*$/;

type CellProblem = Pick<ListProblem, 'reason' | 'data'>;

/** A row that has lost its columns may hold a person's name where a place should be: nothing of it is read. */
function misshapen(header: ListHeader, { line, cells }: ListRow): ListProblem | null {
	const long = cells.findIndex((cell) => cell.length > mostCellCharacters);
	if (long >= 0) {
		const column = header.titles[long] || null;
		return { ...rowProblem(line, 'cell-too-long', { max: mostCellCharacters }), column };
	}
	const beyond = cells.length > header.width && cells.slice(header.width).some((cell) => !isBlank(cell));
	return beyond ? rowProblem(line, 'too-many-cells', { max: header.width }) : null;
}

function readCell(field: ListField, cell: string): { text: string } | CellProblem {
	const written = withoutExcelMarks(cell);
	if (field !== 'address' && /[\r\n]/.test(written)) return { reason: 'line-break' };
	if (isExcelDamage(field, written)) return { reason: 'excel-damage' };
	if (GARBLED.test(written)) return { reason: 'garbled-text' };
	const name = cleanPlaceName(written);
	if ('problem' in name) return { reason: name.problem, data: { max: longestPlaceName } };
	if (isAboutPerson(field, name.name)) return { reason: 'person-in-list' };
	return { text: name.name };
}

const EXCEL_ERROR = /^#(#+|(n\/a|na|ref|value|valeur|name|nom|div\/0|num|nombre|null?)[!?]?)$/i;
const EXCEL_POWER = /^\d([.,]\d+)?e[+-]\d{2,}$/i;
const MONTH = '(janv?|f[eé]vr?|feb|mars?|a[pv]r|mai|may|ju[iî]?[nl]|ao[uû]t|aug|sept?|oct|nov|d[eé]c)\\.?';
const EXCEL_DATE = new RegExp(
	`^(\\d{1,2}[-/]${MONTH}([-/]\\d{2,4})?|${MONTH}[-/]\\d{2,4}|\\d{1,2}/\\d{1,2}/\\d{4})$`,
	'iu'
);
const NUMBERS_PLACES: ReadonlySet<ListField> = new Set(['mailbox', 'entrance', 'building', 'streetNumber']);

/** Excel turns 3-5 into 03-mai and a long number into 1,2E+11, and writes ##### for a narrow column. */
function isExcelDamage(field: ListField, written: string): boolean {
	const value = written.trim();
	return (
		EXCEL_ERROR.test(value) ||
		EXCEL_POWER.test(value) ||
		(NUMBERS_PLACES.has(field) && EXCEL_DATE.test(value))
	);
}

/** UTF-8 once read as Windows-1252 ("RÃ©sidence"), or characters that an earlier program has lost. */
const GARBLED = /Ã[\u0080-\u00BF\u0152-\u2122]|Â[\u00A0-\u00BF]|â€|ï¿½|\uFFFD/;

/** Stands in a kept list where a person seemed to stand: it is told as one, and nothing of them is kept. */
const SOMEBODY = '@';

/**
 * The cells of a row as they may be kept until the list is imported: nothing of a column about people, nothing that looks
 * like a person in a column that tells of no place; and no more of a cell, or of a row, than it takes to see that it is too much.
 */
export function cellsToKeep(cells: readonly string[], columns: readonly KeptColumn[]): string[] {
	return cells.slice(0, columns.length + 1).map((cell, index) => {
		const column = columns[index];
		if (!column) return isBlank(cell) ? '' : SOMEBODY;
		if (column.isPeople) return '';
		const kept = cell.length > mostCellCharacters ? cell.slice(0, mostCellCharacters + 1) : cell;
		return column.mayHoldPeople && looksLikePerson(kept) ? SOMEBODY : kept;
	});
}

export interface KeptColumn {
	readonly isPeople: boolean;
	readonly mayHoldPeople: boolean;
}

function looksLikePerson(cell: string): boolean {
	const written = withoutExcelMarks(cell);
	return PERSON.test(written) || PHONE.test(written);
}

const PERSON =
	/^(m\.|mm\.|mme|mlle|mr|mrs|monsieur|madame|mademoiselle|famille|family|m\.? (et|ou|&) m)[ .]+\p{L}{2}|@/iu;
const PHONE = /(\+33|\b0)[ .-]?[1-9]([ .-]?\d{2}){4}\b/;

/** Only where lists put people: a residence may well be called Madame de Sévigné, and a reference have ten digits. */
function isAboutPerson(field: ListField, name: string): boolean {
	if (field === 'mailbox') return PERSON.test(name) || PHONE.test(name);
	return field === 'reference' && PERSON.test(name);
}

export function postcodeOf(text: string): string | null {
	const digits = text.replaceAll(' ', '');
	if (/^\d{5}$/.test(digits)) return digits;
	return /^\d{4}$/.test(digits) ? `0${digits}` : null;
}

/** Five symbols, of Corsica with a letter; Excel takes a zero before them away. */
export function inseeCodeOf(text: string): string | null {
	const code = /^\d{4}$/.test(text) ? `0${text}` : text.toUpperCase();
	return /^(\d{2}|2[AB])\d{3}$/.test(code) ? code : null;
}

/** Twelve letters and digits, written together or in fours. */
export function rnbIdOf(text: string): string | null {
	const id = text.replace(/[ -]/g, '').toUpperCase();
	return /^[0-9A-Z]{12}$/.test(id) ? id : null;
}

const YES_OR_NO: ReadonlyMap<string, boolean> = new Map([
	...['oui', 'o', 'yes', 'y', 'vrai', 'true', 'x', '1'].map((word) => [word, true] as const),
	...['non', 'n', 'no', 'faux', 'false', '0', '-'].map((word) => [word, false] as const)
]);

function yesOrNo(text: string): boolean | null {
	return YES_OR_NO.get(text.toLowerCase()) ?? null;
}

function countOf(text: string): number | null {
	const count = /^\d{1,9}([.,]0+)?$/.test(text) ? Number.parseInt(text, 10) : 0;
	return count >= 1 && count <= mostMailboxesInAHall ? count : null;
}

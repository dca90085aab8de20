import { readListHeader, titleOf, type ListField, type ListHeader } from './listColumns.ts';
import { rowProblem, type ListProblem, type ListProblemReason } from './listProblems.ts';
import {
	isBlank,
	ListRowReader,
	mostMailboxesInAHall,
	shown,
	summed,
	type ListRow,
	type ReadRow
} from './listRow.ts';
import { addressKey, cleanPlaceName, longestPlaceName, placeKey } from './placeName.ts';

/** Rows under the titles that a list may have. */
export const mostRows = 1_000_000;

/** Rows of the file counted with the empty ones: nobody waits for a gigabyte of line feeds. */
const mostLines = 2 * mostRows;

const mostProblems = 1_000;

export interface ListedMailbox {
	label: string;
	reference?: string;
	language?: string;
	/** Whoever lived behind it has moved out. */
	freed?: true;
}

/** A hall of the list; text that the list lacks is ''. */
export interface ListedHall {
	residence: string;
	building: string;
	/** The address, when the list names a residence and no entrance. */
	entrance: string;
	address: string;
	postcode: string;
	city: string;
	language?: string;
	reference?: string;
	/** The address in the fields of the Base Adresse Nationale, as far as the list has them. */
	houseNumber?: string;
	repetition?: string;
	street?: string;
	inseeCode?: string;
	banId?: string;
	/** Of its building and its residence. */
	rnbId?: string;
	residenceLanguage?: string;
	/** In natural order: 2 before 10. */
	mailboxes: ListedMailbox[];
}

export interface MailboxList {
	/** In the order of the file, which is the walking order. To be imported only when there are no problems. */
	halls: ListedHall[];
	/** By line; at most 1,000. */
	problems: ListProblem[];
	/** How many more problems there are. */
	moreProblems: number;
	/** How many problems of each kind there are. */
	problemCounts: Partial<Record<ListProblemReason, number>>;
	/** Titles of columns that hold people; they are not read. At most 100. */
	ignoredPeopleColumns: string[];
	/** Titles of other columns that are not read. At most 100. */
	ignoredColumns: string[];
	/** Rows under the titles that are not empty. */
	rows: number;
}

export interface ReadingList {
	readonly header?: ListHeader;
	/** Problems that are told in full. */
	readonly most?: number;
	readonly mergedCells?: boolean;
}

/**
 * Reads a landlord's list of mailboxes; docs/lists.md says what one looks like. Never throws for what a list holds.
 * A ListProblem among the rows says that the file can be read no further: the list is refused and has no halls.
 * `pause` is awaited now and then during long work. Rows without titles come with their `header`. With `mergedCells` a mailbox whose
 * row leaves its place empty, as merged cells do, is in the hall of the row above.
 */
export async function readMailboxList(
	rows: AsyncIterable<ListRow | ListProblem> | Iterable<ListRow | ListProblem>,
	pause: () => Promise<unknown> = async () => {},
	how: ReadingList = {}
): Promise<MailboxList> {
	const list = new ListBeingRead(how);
	for await (const row of rows) {
		list.take(row);
		if (list.refused) break;
	}
	await list.finish(pause);
	return list.result();
}

const addressFields = ['address', 'postcode', 'city'] as const;
const placeFields = ['residence', 'building', 'entrance', ...addressFields] as const;
const hallFacts = ['houseNumber', 'repetition', 'street', 'inseeCode', 'banId'] as const;
type Place = Pick<ListedHall, (typeof placeFields)[number]>;

interface HallBeingRead {
	hall: ListedHall;
	line: number;
	mailboxes: (ListedMailbox & { line: number })[];
	/** What `nombre_boites` says: each number and the line that says it first. */
	counts: Map<number, number>;
	/** Lines that give a number and no mailbox: a hall needs one at most. */
	countLines: number[];
}

class ListBeingRead {
	refused = false;
	/** Without a column until the titles are read, and then the reader is there. */
	#header: ListHeader;
	#reader: ListRowReader | null;
	#rows = 0;
	#problems: ListProblem[] = [];
	#moreProblems = 0;
	#problemCounts: Partial<Record<ListProblemReason, number>> = {};
	#halls = new Map<string, HallBeingRead>();
	#spellings = new Map<string, string>();
	#towns = new Map<string, { line: number; city: string; postcode: string }>();
	#facts = {
		residenceLanguage: new Map<string, { value: string; line: number }>(),
		rnbId: new Map<string, { value: string; line: number }>()
	};
	/** Lines of the first row with a residence and of the first without. */
	#firstNamed: number | null = null;
	#firstUnnamed: number | null = null;
	/** Neighbouring rows are mostly of one hall. */
	#last: { place: Place; hall: HallBeingRead } | null = null;

	/** The last row whose place is known, with what its cells left to the row above it. */
	#above: { line: number; row: ReadRow } | null = null;

	readonly #mostProblems: number;
	readonly #mergedCells: boolean;

	constructor({ header, most = mostProblems, mergedCells = false }: ReadingList) {
		this.#mostProblems = most;
		this.#mergedCells = mergedCells;
		this.#header = header ?? readListHeader([]);
		this.#reader = header ? new ListRowReader(header) : null;
	}

	take(row: ListRow | ListProblem): void {
		if ('reason' in row) this.#refuse(row);
		else if (row.line > mostLines) this.#refuse(tooManyRows(row.line));
		else if (row.cells.every(isBlank)) return;
		else if (!this.#reader) this.#takeTitles(row);
		else if (this.#rows === mostRows) this.#refuse(tooManyRows(row.line));
		else this.#takeRow(row, this.#reader);
	}

	async finish(pause: () => Promise<unknown>): Promise<void> {
		if (this.refused) return;
		if (this.#rows === 0) return this.#refuse(rowProblem(1, this.#reader ? 'no-rows' : 'empty-file'));
		let finished = 0;
		for (const hall of this.#halls.values()) {
			this.#finishHall(hall);
			if (++finished % 100 === 0) await pause();
		}
	}

	result(): MailboxList {
		return {
			halls: [...this.#halls.values()].map(({ hall }) => this.#withPlaceFacts(hall)),
			problems: this.#problems.sort((a, b) => a.line - b.line),
			moreProblems: this.#moreProblems,
			problemCounts: this.#problemCounts,
			ignoredPeopleColumns: this.#header.ignoredPeopleColumns,
			ignoredColumns: this.#header.ignoredColumns,
			rows: this.#rows
		};
	}

	#takeTitles({ line, cells }: ListRow): void {
		this.#header = readListHeader(cells);
		this.#reader = new ListRowReader(this.#header);
		for (const found of this.#header.problems) this.#refuse({ line, value: null, ...found });
	}

	#takeRow(listRow: ListRow, reader: ListRowReader): void {
		this.#rows++;
		if (this.#isSum(listRow)) return;
		const read = reader.read(listRow);
		if ('problems' in read) return read.problems.forEach((found) => this.#report(found));
		const { line } = listRow;
		const row = this.#mergedCells ? this.#withPlaceAbove(line, read.row) : read.row;
		const place = this.#placeOf(line, row);
		if (!place) return;
		this.#above = { line, row };
		this.#takePlaceFacts(line, place, row);
		if (this.#saysMailboxes(line, row)) this.#takeInHall(line, place, row);
	}

	#isSum({ cells }: ListRow): boolean {
		const of = summed(cells);
		return of === '' || (of !== null && this.#spellings.has(residenceKey(of)));
	}

	/** The row just above gives the place of a mailbox that leaves its own empty and says nothing else. */
	#withPlaceAbove(line: number, row: ReadRow): ReadRow {
		const above = this.#above?.line === line - 1 ? this.#above.row : null;
		if (!above || row.mailbox === '' || row[above.residence === '' ? 'address' : 'residence'] !== '')
			return row;
		const saysElse = [...placeFields, ...hallFacts, 'rnbId' as const].some(
			(field) => row[field] !== '' && row[field] !== above[field]
		);
		if (saysElse) return row;
		const { residence, building, entrance, address, postcode, city } = above;
		return { ...row, residence, building, entrance, address, postcode, city };
	}

	/** Where a row is: a list without residences names them by their address; a hall without entrance, too. */
	#placeOf(line: number, row: ReadRow): Place | null {
		if (row.residence !== '') return this.#placeInResidence(line, row);
		this.#firstUnnamed ??= line;
		if (this.#firstNamed !== null) return this.#missing(line, 'residence');
		if (row.address === '') return this.#missing(line, this.#has('residence') ? 'residence' : 'address');
		const residence = cleanPlaceName([row.address, row.city].filter((part) => part !== '').join(', '));
		if ('name' in residence) return { ...row, residence: residence.name };
		this.#reportCell(line, 'address', row.address, {
			reason: residence.problem,
			data: { max: longestPlaceName }
		});
		return null;
	}

	#placeInResidence(line: number, row: ReadRow): Place {
		if (this.#firstNamed === null && this.#firstUnnamed !== null)
			this.#missing(this.#firstUnnamed, 'residence');
		this.#firstNamed ??= line;
		return { ...row, entrance: row.entrance || row.address };
	}

	/** What is said of a residence or a building in any of its rows; two rows that say two things are told. */
	#takePlaceFacts(line: number, place: Place, row: ReadRow): void {
		const residence = residenceKey(place.residence);
		this.#takeFact(line, 'residenceLanguage', residence, row.residenceLanguage ?? '');
		this.#takeFact(line, 'rnbId', `${residence}\n${placeKey(place.building)}`, row.rnbId);
	}

	#takeFact(line: number, field: 'residenceLanguage' | 'rnbId', key: string, value: string): void {
		if (value === '') return;
		const first = this.#facts[field].get(key);
		if (!first) return void this.#facts[field].set(key, { value, line });
		if (first.value === value) return;
		const data = { other: first.value, otherLine: first.line };
		this.#reportCell(line, field, value, { reason: 'place-disagrees', data });
	}

	#withPlaceFacts(hall: ListedHall): ListedHall {
		const residence = residenceKey(hall.residence);
		const language = this.#facts.residenceLanguage.get(residence)?.value;
		const rnbId = this.#facts.rnbId.get(`${residence}\n${placeKey(hall.building)}`)?.value;
		if (language) hall.residenceLanguage = language;
		if (rnbId) hall.rnbId = rnbId;
		return hall;
	}

	#saysMailboxes(line: number, row: ReadRow): boolean {
		if (row.mailbox !== '' || row.mailboxCount !== null) return true;
		this.#missing(line, this.#has('mailbox') ? 'mailbox' : 'mailboxCount');
		return false;
	}

	#takeInHall(line: number, place: Place, row: ReadRow): void {
		const last = this.#last && isSame(this.#last.place, place) ? this.#last.hall : null;
		takeMailboxes(line, last ?? this.#hallOf(line, place), row);
	}

	#hallOf(line: number, place: Place): HallBeingRead {
		const key = hallKey(place);
		const known = this.#halls.get(key);
		const hall = known ?? this.#newHall(line, place);
		this.#halls.set(key, hall);
		this.#last = !known || this.#agreesWith(known, line, place) ? { place, hall } : null;
		return hall;
	}

	#newHall(line: number, place: Place): HallBeingRead {
		const { entrance, address, postcode, city } = place;
		const { residence, building } = this.#asFirstWritten(place);
		const hall = { residence, building, entrance, address, postcode, city, mailboxes: [] };
		this.#compareTown(line, hall);
		return { hall, line, mailboxes: [], counts: new Map(), countLines: [] };
	}

	/** A residence written Zola in one row and ZOLA in another is one. */
	#asFirstWritten({ residence, building }: Place): Pick<Place, 'residence' | 'building'> {
		const key = residenceKey(residence);
		const buildingKey = `${key}\n${placeKey(building)}`;
		if (!this.#spellings.has(key)) this.#spellings.set(key, residence);
		if (!this.#spellings.has(buildingKey)) this.#spellings.set(buildingKey, building);
		return {
			residence: this.#spellings.get(key) ?? residence,
			building: this.#spellings.get(buildingKey) ?? building
		};
	}

	/** Two towns often have a residence of one name: they must not become one. */
	#compareTown(line: number, { residence, city, postcode }: Place): void {
		const key = residenceKey(residence);
		const first = this.#towns.get(key);
		if (!first) return void this.#towns.set(key, { line, city, postcode });
		if (agrees(first.city, city) || agrees(first.postcode, postcode)) return;
		const data = { city, otherCity: first.city, otherLine: first.line };
		this.#reportCell(line, 'residence', residence, { reason: 'residence-in-two-towns', data });
	}

	#agreesWith({ hall, line: otherLine }: HallBeingRead, line: number, place: Place): boolean {
		for (const field of addressFields) hall[field] ||= place[field];
		const disagreeing = addressFields.filter((field) => !agrees(hall[field], place[field]));
		for (const field of disagreeing) {
			const data = { other: hall[field], otherLine };
			this.#reportCell(line, field, place[field], { reason: 'hall-disagrees', data });
		}
		return disagreeing.length === 0;
	}

	#finishHall(hall: HallBeingRead): void {
		if (hall.mailboxes.length === 0) this.#countMailboxes(hall);
		else this.#finishMailboxes(hall);
		hall.mailboxes = [];
		hall.counts.clear();
	}

	#countMailboxes({ hall, line: otherLine, counts, countLines }: HallBeingRead): void {
		for (const line of countLines.slice(1)) this.#report(rowProblem(line, 'hall-twice', { otherLine }));
		const [length = 0] = counts.keys();
		hall.mailboxes = Array.from({ length }, (_, index) => ({ label: String(index + 1) }));
	}

	#finishMailboxes({ hall, mailboxes, counts }: HallBeingRead): void {
		const lines = new Map<string, number>();
		for (const { label, line } of mailboxes) {
			const key = placeKey(label).replaceAll(' ', '');
			const otherLine = lines.get(key);
			if (otherLine === undefined) lines.set(key, line);
			else this.#reportCell(line, 'mailbox', label, { reason: 'duplicate-mailbox', data: { otherLine } });
		}
		this.#compareCounts(counts, lines.size);
		const beyond = mailboxes[mostMailboxesInAHall];
		if (beyond) {
			const data = { count: mailboxes.length, max: mostMailboxesInAHall };
			this.#report(rowProblem(beyond.line, 'too-many-mailboxes', data));
		}
		hall.mailboxes = mailboxes.map(withoutLine).sort((a, b) => compareLabels(a.label, b.label));
	}

	#compareCounts(counts: HallBeingRead['counts'], listed: number): void {
		for (const [count, line] of counts) {
			if (count === listed) continue;
			this.#reportCell(line, 'mailboxCount', String(count), {
				reason: 'count-disagrees',
				data: { count, listed }
			});
		}
	}

	#has(field: ListField): boolean {
		return this.#header.columns(field).length > 0;
	}

	#missing(line: number, field: ListField): null {
		this.#report({ ...rowProblem(line, 'missing-value'), column: titleOf(this.#header, field) });
		return null;
	}

	#reportCell(
		line: number,
		field: ListField,
		text: string,
		found: Pick<ListProblem, 'reason' | 'data'>
	): void {
		this.#report({ line, column: titleOf(this.#header, field), value: shown(text), ...found });
	}

	#report(found: ListProblem): void {
		this.#problemCounts[found.reason] = (this.#problemCounts[found.reason] ?? 0) + 1;
		if (this.#problems.length < this.#mostProblems) this.#problems.push(found);
		else this.#moreProblems++;
	}

	/** The list can be read no further; the problem that says so is always kept. */
	#refuse(why: ListProblem): void {
		this.refused = true;
		this.#halls.clear();
		this.#problemCounts[why.reason] = (this.#problemCounts[why.reason] ?? 0) + 1;
		if (this.#problems.length === this.#mostProblems) {
			this.#problems.pop();
			this.#moreProblems++;
		}
		this.#problems.push(why);
	}
}

function isSame(one: Place, other: Place): boolean {
	return placeFields.every((field) => one[field] === other[field]);
}

/** A hall called by its address is the same however the address is punctuated. */
function hallKey({ residence, building, entrance, address }: Place): string {
	const entranceKey = entrance === address ? addressKey(entrance) : placeKey(entrance);
	return [residenceKey(residence), placeKey(building), entranceKey].join('\n');
}

function residenceKey(residence: string): string {
	return addressKey(residence) || residence;
}

function takeMailboxes(
	line: number,
	{ hall, mailboxes, counts, countLines }: HallBeingRead,
	row: ReadRow
): void {
	const own = {
		...(row.reference === '' ? {} : { reference: row.reference }),
		...(row.language === null ? {} : { language: row.language })
	};
	if (row.mailboxCount !== null && !counts.has(row.mailboxCount)) counts.set(row.mailboxCount, line);
	for (const field of hallFacts) if (row[field] !== '') hall[field] ??= row[field];
	if (row.hallLanguage !== null) hall.language ??= row.hallLanguage;
	if (row.mailbox !== '')
		mailboxes.push({ label: row.mailbox, ...own, ...(row.freed ? { freed: true } : {}), line });
	else {
		countLines.push(line);
		Object.assign(hall, own);
	}
}

/** Whether two texts may tell of one place; a text that is missing agrees with all. */
function agrees(one: string, other: string): boolean {
	return one === other || one === '' || other === '' || addressKey(one) === addressKey(other);
}

function withoutLine({ line: _, ...mailbox }: ListedMailbox & { line: number }): ListedMailbox {
	return mailbox;
}

const NATURAL_ORDER = new Intl.Collator('fr', { numeric: true });

function compareLabels(one: string, other: string): number {
	const areNumbers = /^\d+$/.test(one) && /^\d+$/.test(other);
	return areNumbers ? Number(one) - Number(other) : NATURAL_ORDER.compare(one, other);
}

function tooManyRows(line: number): ListProblem {
	return rowProblem(line, 'too-many-rows', { max: mostRows });
}

import { setImmediate } from 'node:timers/promises';
import { CsvError, parse, type Parser } from 'csv-parse';
import { areTitles, Captions, mostCaptions } from '#lib/buildings/listCaptions.ts';
import { mostColumns } from '#lib/buildings/listColumns.ts';
import { rowProblem, type ListProblem, type ListProblemReason } from '#lib/buildings/listProblems.ts';
import { mostCellCharacters, type ListRow } from '#lib/buildings/listRow.ts';
import { readMailboxList, type MailboxList } from '#lib/buildings/mailboxList.ts';

/**
 * Bytes of a list file. A million rows of the RPLS layout are some 300 MB, of our own columns 80 MB. Nothing of the file
 * is kept but its mailboxes, so this limit bounds time, not memory: some 10 MB are read in a second.
 */
export const mostBytes = 512_000_000;

/** Bytes between two looks at the other work of the server: a few milliseconds. */
const pieceBytes = 32_768;

/** Bytes from the first that is not ASCII on which the encoding is decided. */
const encodingBytes = 65_536;

/**
 * Characters of a row that the parser may hold before the row ends: more than the columns of an RPLS file can fill at
 * their limit. A cell of 500 MB, a quote never closed and a row of a million columns are refused here.
 */
const mostRowCharacters = 200_000;

/**
 * Reads a list file as Excel or an RPLS program writes it: UTF-8, UTF-16 with a mark or Windows-1252; separated by `;`, `,`
 * or tabs; line ends of any kind. Holds the mailboxes and a few hundred kilobytes, and lets the server work between pieces.
 * What the file holds never makes it throw; what reading `source` throws goes through.
 */
export async function readListFile(
	source: AsyncIterable<Uint8Array>,
	most: number = mostBytes
): Promise<MailboxList> {
	return readMailboxList(readRows(source, most), () => setImmediate(), { mergedCells: true });
}

/** The file can be read no further. */
class Refusal extends Error {
	constructor(
		readonly reason: ListProblemReason,
		readonly data?: ListProblem['data']
	) {
		super(reason);
	}
}

/** The rows of such a file from its titles on, one after the other; a ListProblem is the last, and says why it can be read no further. */
export async function* readRows(
	source: AsyncIterable<Uint8Array>,
	most: number = mostBytes
): AsyncGenerator<ListRow | ListProblem> {
	const rows = new RowParser();
	const captions = new Captions();
	try {
		for await (const text of withPlainLineEnds(textOf(source, most))) {
			await rows.take(text);
			yield* captions.take(rows.taken());
			await setImmediate();
		}
		await rows.end();
		yield* captions.take(rows.taken());
		yield* captions.rest();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		yield* captions.take(rows.taken());
		yield* captions.rest();
		yield rowProblem(rows.line + 1, error.reason, error.data);
	}
}

async function* textOf(source: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<string> {
	const decoder = new ListDecoder();
	let bytes = 0;
	for await (const piece of inPieces(source)) {
		if ((bytes += piece.length) > most) throw new Refusal('file-too-big', { megabytes: most / 1e6 });
		yield decoder.decode(piece, false);
	}
	yield decoder.decode(new Uint8Array(), true);
}

/** The same bytes in equal pieces, whether they come as single bytes or all at once. */
async function* inPieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	let piece = new Uint8Array(pieceBytes);
	let filled = 0;
	for await (const chunk of source) {
		for (let start = 0; start < chunk.length;) {
			const part = chunk.subarray(start, start + pieceBytes - filled);
			piece.set(part, filled);
			start += part.length;
			filled += part.length;
			if (filled < pieceBytes) break;
			yield piece;
			piece = new Uint8Array(pieceBytes);
			filled = 0;
		}
	}
	yield piece.subarray(0, filled);
}

type Decode = (bytes: Uint8Array, last: boolean) => string;

/**
 * Text of the bytes of a list. A byte order mark decides; without one the text is ASCII until a byte that is not, and from
 * there UTF-8 if the next 64 kB are rather that than not. So a file cut in the middle of a letter, or joined of two
 * encodings, still reads, and a place that suffered says so ('garbled-text').
 */
class ListDecoder {
	#atStart = true;
	#held: Uint8Array = new Uint8Array();
	#chosen: Decode | null = null;

	decode(bytes: Uint8Array, last: boolean): string {
		if (this.#chosen) return this.#chosen(bytes, last);
		this.#held = Buffer.concat([this.#held, bytes]);
		if (this.#atStart && this.#held.length < 4 && !last) return '';
		if (this.#atStart) this.#chosen = markedDecoder(this.#held);
		this.#atStart = false;
		return this.#chosen ? this.#chosen(this.#release(this.#held.length), last) : this.#decodeUnmarked(last);
	}

	#decodeUnmarked(last: boolean): string {
		const ascii = latin1(this.#release(asciiLength(this.#held)));
		if (this.#held.length === 0 || (this.#held.length < encodingBytes && !last)) return ascii;
		this.#chosen = isRatherUtf8(this.#held) ? decoderOf('utf-8') : windows1252;
		return ascii + this.#chosen(this.#release(this.#held.length), last);
	}

	#release(length: number): Uint8Array {
		const released = this.#held.subarray(0, length);
		this.#held = this.#held.subarray(length);
		return released;
	}
}

/** Signatures: ZIP (XLSX, ODS), OLE (XLS), PDF. */
const OTHER_FILES = ['PK\x03\x04', '\xD0\xCF\x11\xE0', '%PDF'];

function markedDecoder(bytes: Uint8Array): Decode | null {
	const start = latin1(bytes.subarray(0, 4));
	if (OTHER_FILES.includes(start)) throw new Refusal('not-a-list');
	if (start.startsWith('\xEF\xBB\xBF')) return decoderOf('utf-8');
	if (start.startsWith('\xFF\xFE')) return decoderOf('utf-16le');
	return start.startsWith('\xFE\xFF') ? decoderOf('utf-16be') : null;
}

function decoderOf(encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): Decode {
	const decoder = new TextDecoder(encoding);
	return (bytes, last) => decoder.decode(bytes, { stream: !last });
}

function asciiLength(bytes: Uint8Array): number {
	let length = 0;
	while (length < bytes.length && (bytes[length] ?? 0) < 0x80) length++;
	return length;
}

function isRatherUtf8(bytes: Uint8Array): boolean {
	const read = new TextDecoder('utf-8').decode(bytes, { stream: true });
	const bad = read.match(/\uFFFD/g)?.length ?? 0;
	const good = read.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0;
	return good >= bad && good > 0;
}

/** Bytes 80 to 9F of Windows-1252 (WHATWG Encoding Standard). Node's own decoder leaves them as control characters in 20.20. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ';

function windows1252(bytes: Uint8Array): string {
	return latin1(bytes).replace(/[\x80-\x9F]/g, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80] ?? c);
}

function latin1(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

async function* withPlainLineEnds(texts: AsyncIterable<string>): AsyncGenerator<string> {
	let held = '';
	for await (const text of texts) {
		const whole = held + text;
		held = whole.endsWith('\r') ? '\r' : '';
		yield whole.slice(0, whole.length - held.length).replace(/\r\n?/g, '\n');
	}
	if (held) yield '\n';
}

/** Cuts text into rows by csv-parse, a piece at a time, and watches what csv-parse would hold without a limit. */
class RowParser {
	/** Rows cut so far, empty ones too: how Excel numbers them. */
	line = 0;
	#rows: ListRow[] = [];
	#head = '';
	#parser: Parser | null = null;
	#separator = '';
	#unfinished = { characters: 0, separators: 0, lineEnds: 0 };

	/** Throws a Refusal when the text can be read no further; rows before that are taken. */
	async take(text: string): Promise<void> {
		const nul = text.indexOf('\0');
		await this.#cut(nul < 0 ? text : text.slice(0, nul));
		if (nul < 0) return;
		await this.#flushHead();
		await this.#write('   '); // csv-parse looks ahead: this makes it end the row before
		throw new Refusal('nul-bytes');
	}

	/** The rows cut since the last call. */
	taken(): ListRow[] {
		const rows = this.#rows;
		this.#rows = [];
		return rows;
	}

	async end(): Promise<void> {
		await this.#flushHead();
		const parser = this.#parser;
		if (parser) await settled((done) => parser.end(done));
	}

	async #cut(text: string): Promise<void> {
		if (this.#parser) return this.#write(text);
		this.#head += text;
		if (tellsSeparator(this.#head) || this.#head.length > mostRowCharacters) await this.#flushHead();
	}

	/** The titles tell the separator; Excel also takes a first line `sep=;`, which it does not number. */
	async #flushHead(): Promise<void> {
		if (this.#parser) return;
		const named = /^"?sep=([;,\t])"?\n/i.exec(this.#head);
		const head = named ? this.#head.slice(named[0].length) : this.#head;
		this.#head = '';
		this.#separator = named?.[1] ?? separatorOf(head);
		this.#parser = this.#newParser();
		await this.#write(head);
	}

	#newParser(): Parser {
		const parser = parse({
			delimiter: this.#separator,
			record_delimiter: '\n',
			relax_column_count: true,
			relax_quotes: true,
			on_record: (cells: string[]) => this.#takeRow(cells)
		});
		parser.on('error', () => {}); // write and end report it
		return parser;
	}

	/** With relaxed quotes, which `="0012"` needs, a quote that the next rows do not close keeps itself and those rows. */
	#takeRow(cells: string[]): null {
		if (cells.some((cell) => cell.startsWith('"') && cell.includes('\n')))
			throw new Refusal('quote-not-closed');
		this.#rows.push({ line: ++this.line, cells });
		return null;
	}

	async #write(text: string): Promise<void> {
		const parser = this.#parser;
		if (!parser || text === '') return;
		const before = this.line;
		await settled((done) => parser.write(text, done));
		this.#watch(this.line === before ? text : text.slice(text.lastIndexOf('\n') + 1), this.line === before);
	}

	#watch(text: string, sameRow: boolean): void {
		const held = sameRow ? this.#unfinished : { characters: 0, separators: 0, lineEnds: 0 };
		this.#unfinished = {
			characters: held.characters + text.length,
			separators: held.separators + text.split(this.#separator).length - 1,
			lineEnds: held.lineEnds + text.split('\n').length - 1
		};
		if (this.#unfinished.characters > mostRowCharacters) throw refusalOfLongRow(this.#unfinished);
	}
}

function refusalOfLongRow({ separators, lineEnds }: { separators: number; lineEnds: number }): Refusal {
	if (lineEnds > 0) return new Refusal('quote-not-closed');
	if (separators > mostRowCharacters / mostCellCharacters)
		return new Refusal('too-many-columns', { max: mostColumns });
	return new Refusal('cell-too-long', { max: mostCellCharacters });
}

function settled(start: (done: (error?: Error | null) => void) => void): Promise<void> {
	return new Promise((resolve, reject) => start((error) => (error ? reject(asRefusal(error)) : resolve())));
}

function asRefusal(error: Error): Error {
	const isOpenQuote = error instanceof CsvError && error.code === 'CSV_QUOTE_NOT_CLOSED';
	return isOpenQuote ? new Refusal('quote-not-closed') : error;
}

const SEPARATORS = [';', ',', '\t'];

/** The separator that makes titles of one of the first rows; else that which stands most often outside quotes in the first row that is not empty. */
function separatorOf(head: string): string {
	const titled = separatorOfTitles(head);
	if (titled) return titled;
	const first =
		head
			.trimStart()
			.replace(/"[^"]*"?/g, '')
			.split('\n')[0] ?? '';
	const counts = SEPARATORS.map((separator) => first.split(separator).length);
	return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ';';
}

/** Of a row, so many characters tell whether it holds titles. */
const mostCharactersOfTitles = 5_000;

function separatorOfTitles(head: string): string | null {
	for (const row of head.split('\n', mostCaptions + 1)) {
		const cells = row.slice(0, mostCharactersOfTitles).replaceAll('"', '');
		const found = SEPARATORS.find((separator) => areTitles(cells.split(separator)));
		if (found) return found;
	}
	return null;
}

/** Titles may come later, under a caption: the first row alone tells nothing. */
function tellsSeparator(head: string): boolean {
	return (
		hasWholeRow(head) && (separatorOfTitles(head) !== null || head.split('\n').length > mostCaptions + 1)
	);
}

function hasWholeRow(head: string): boolean {
	return head
		.trimStart()
		.replace(/"[^"]*"?/g, '')
		.includes('\n');
}

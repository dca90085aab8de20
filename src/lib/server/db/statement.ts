/**
 * What SQLite stores. Whole numbers are bound as integers, others as reals.
 * A text must have no NUL: SQLite's client cuts a text at the first one.
 */
export type Value = string | number | bigint | null | Uint8Array;

/** One SQL statement, or a piece of one, and the values of its question marks. Only the tag `sql` makes them. */
export class Statement {
	/** Tells a statement from an object that came in a request and looks like one. */
	readonly #made = true;

	private constructor(
		readonly sql: string,
		readonly args: readonly Value[]
	) {}

	/** For the tag `sql` alone. */
	static of(texts: TemplateStringsArray, values: readonly (Value | Statement)[]): Statement {
		const args: Value[] = [];
		let text = texts[0]!;
		values.forEach((value, place) => {
			if (Statement.is(value)) {
				text += value.sql;
				args.push(...value.args);
			} else {
				text += '?';
				args.push(storable(value));
			}
			text += texts[place + 1]!;
		});
		return new Statement(text, args);
	}

	static is(value: unknown): value is Statement {
		return typeof value === 'object' && value !== null && #made in value;
	}
}

/**
 * Makes a statement out of a template: every `${value}` becomes a question mark and an argument, whatever it holds;
 * every `${statement}` is a piece, put in where it stands. There is no way to put a text into the SQL itself.
 * A list goes in as JSON: `where code in (select value from json_each(${JSON.stringify(codes)}))`.
 * Throws TypeError for what SQLite cannot store.
 */
export function sql(texts: TemplateStringsArray, ...values: (Value | Statement)[]): Statement {
	if (!Object.hasOwn(texts, 'raw')) throw new TypeError('sql is a tag: write sql`...`');
	return Statement.of(texts, values);
}

/** The value, or TypeError. Drizzle hands over booleans: they are 1 and 0. */
export function storable(value: unknown): Value {
	if (typeof value === 'string' && !value.includes('\0')) return value;
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	if (typeof value === 'bigint' || value === null || value instanceof Uint8Array) return value;
	if (typeof value === 'boolean') return value ? 1 : 0;
	const found =
		typeof value === 'string' ? 'a text with a NUL' : Array.isArray(value) ? 'a list' : typeof value;
	throw new TypeError(`The database stores texts, finite numbers, bytes and null, not ${found}`);
}

/** What stands in a statement outside its quotes and comments. */
interface Outline {
	/** How many question marks. */
	places: number;
	/** It gives rows and changes nothing. */
	reads: boolean;
}

/**
 * Throws TypeError when a second statement follows the first (the client would leave it out without a word), and for
 * one that begins or ends a transaction: `write` does that.
 */
export function outline(text: string): Outline {
	const known = outlines.get(text);
	if (known) return known;
	const bare = text.replace(QUOTED, ' ').trim().replace(/;$/, '');
	if (bare.includes(';')) throw new TypeError('One statement at a time, please');
	if (BRACKETS.test(bare)) throw new TypeError('write([...]) is the transaction');
	const found = { places: bare.split('?').length - 1, reads: READING.test(bare) && !CHANGING.test(bare) };
	if (outlines.size >= 2_000) outlines.clear();
	outlines.set(text, found);
	return found;
}

const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;
const READING = /^(?:select|values|with|explain)\b/i;
const CHANGING = /\b(?:insert|update|delete|replace)\b(?!\s*\()/i;
const BRACKETS = /^(?:begin|commit|end|rollback|savepoint|release)\b/i;
const outlines = new Map<string, Outline>();

/** Where the bytes of a document go; when it gives a promise, writing waits for it. */
export type Sink = (bytes: Uint8Array) => void | Promise<void>;

/** Writes the objects of a PDF file one after the other and keeps of each only its place. */
export interface PdfWriter {
	/** A number for an object that will be written now or later, in any order. */
	reserve(): number;
	/** Writes a stream, deflated; `dict` are its entries beside length and filter. */
	writeStream(number: number, dict: string, content: Uint8Array | string): void;
	/** Writes a stream that is packed already, as `dict` says. */
	writePackedStream(number: number, dict: string, packed: Uint8Array): void;
	/** Writes a small object, no stream, packed together with its neighbours (ISO 32000-1, 7.5.7). */
	writePacked(number: number, object: string): void;
	/** Hands over what is complete, and waits until it is taken: to be asked for now and then, after each page for instance. */
	handOver(): Promise<void> | undefined;
	/** The table of places as a stream (7.5.8) and the trailer; every reserved number must have been written. Gives the file's length. */
	end(catalog: number, info: number): Promise<number>;
}

const CHUNK_BYTES = 64 * 1024;
const HEADER = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';

/** Starts a file (ISO 32000-1, 7.5). Its identifier is a hash of its content, so that same pages give same bytes. */
export function startPdf(sink: Sink, deflate: (bytes: Uint8Array) => Uint8Array): PdfWriter {
	const places = makePlaces();
	const chunks = makeChunks();
	const pack = makePack();

	function begin(number: number) {
		places.put(number, chunks.written());
		chunks.ascii(`${number} 0 obj\n`);
	}

	function writeStream(number: number, dict: string, content: Uint8Array | string) {
		const packed = deflate(typeof content === 'string' ? ascii(content) : content);
		writePackedStream(number, `${dict}/Filter/FlateDecode`, packed);
	}

	function writePackedStream(number: number, dict: string, packed: Uint8Array) {
		begin(number);
		chunks.ascii(`<<${dict}/Length ${packed.length}>>\nstream\n`);
		chunks.bytes(packed);
		chunks.ascii('\nendstream\nendobj\n');
	}

	function writePacked(number: number, object: string) {
		if (!pack.hasRoom(object)) endPack();
		places.pack(number);
		pack.add(number, object);
	}

	function endPack() {
		if (pack.numbers.length === 0) return;
		const stream = places.reserve();
		pack.numbers.forEach((number, i) => places.unpack(number, stream, i));
		const dict = `/Type/ObjStm/N ${pack.numbers.length}/First ${pack.heads.length}`;
		writeStream(stream, dict, pack.take());
	}

	function handOver(): Promise<void> | undefined {
		return chunks.complete() ? takeAll() : undefined;
	}

	async function takeAll() {
		for (let chunk = chunks.take(); chunk; chunk = chunks.take()) await sink(chunk);
	}

	async function end(catalog: number, info: number) {
		endPack();
		const id = chunks.hash();
		const table = places.reserve();
		const start = chunks.written();
		places.put(table, start);
		const trailer = `/Size ${places.count()}/Root ${catalog} 0 R/Info ${info} 0 R/ID[<${id}><${id}>]`;
		const rows = deflate(places.rows());
		chunks.ascii(
			`${table} 0 obj\n<</Type/XRef/W[1 5 2]${trailer}/Filter/FlateDecode/Length ${rows.length}>>\nstream\n`
		);
		chunks.bytes(rows);
		chunks.ascii(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`);
		chunks.close();
		await takeAll();
		return chunks.written();
	}

	chunks.bytes(latin1(HEADER));
	return { reserve: places.reserve, writeStream, writePackedStream, writePacked, handOver, end };
}

/** About what deflate looks back upon. */
const PACK_BYTES = 32 * 1024;

/** Objects that wait to be written together: as bytes, for strings that live for hundreds of pages are dear to collect. */
function makePack() {
	let bytes = new Uint8Array(PACK_BYTES);
	let at = 0;
	return {
		numbers: [] as number[],
		/** Number and place of each, as the stream begins with. */
		heads: '',
		hasRoom: (object: string) => at === 0 || at + object.length < PACK_BYTES,
		add(number: number, object: string) {
			if (object.length >= bytes.length) bytes = new Uint8Array(2 * object.length);
			this.numbers.push(number);
			this.heads += `${number} ${at} `;
			at += encoder.encodeInto(`${object} `, bytes.subarray(at)).written;
		},
		take(): Uint8Array {
			const whole = joined([encoder.encode(this.heads), bytes.subarray(0, at)], this.heads.length + at);
			[this.numbers, this.heads, at] = [[], '', 0];
			return whole;
		}
	};
}

/** What is written and not yet taken, in chunks of one size. */
function makeChunks() {
	const hash = startHash();
	const full: Uint8Array[] = [];
	let chunk = new Uint8Array(CHUNK_BYTES);
	let [at, before] = [0, 0];

	function next() {
		const done = chunk.subarray(0, at);
		hash.add(done);
		full.push(done);
		before += at;
		[chunk, at] = [new Uint8Array(CHUNK_BYTES), 0];
	}

	return {
		bytes(bytes: Uint8Array) {
			for (let from = 0; from < bytes.length;) {
				const part = bytes.subarray(from, from + CHUNK_BYTES - at);
				chunk.set(part, at);
				at += part.length;
				from += part.length;
				if (at === CHUNK_BYTES) next();
			}
		},
		/** A short text; a long one goes through `bytes`. */
		ascii(text: string) {
			if (text.length > CHUNK_BYTES - at) next();
			at += encoder.encodeInto(text, at === 0 ? chunk : chunk.subarray(at)).written;
		},
		complete: () => full.length > 0,
		take: () => full.shift(),
		close: next,
		written: () => before + at,
		/** Of all that was written so far. */
		hash() {
			next();
			return hash.hex();
		}
	};
}

const encoder = new TextEncoder();

/** The rows of the table of places, by the objects' numbers: a kind, a place in five bytes, and a place in a pack in two. */
function makePlaces() {
	let rows = new DataView(new ArrayBuffer(1024 * ROW_BYTES));
	let count = 1;
	rows.setUint16(PLACE_BYTES + 1, 65535);

	function reserve(): number {
		if (count * ROW_BYTES === rows.byteLength) {
			const more = new Uint8Array(ROW_BYTES * (count + (count >> 1)));
			more.set(new Uint8Array(rows.buffer));
			rows = new DataView(more.buffer);
		}
		return count++;
	}

	function kindOf(number: number): number {
		return number > 0 && number < count ? rows.getUint8(number * ROW_BYTES) : OUTSIDE;
	}

	function set(number: number, kind: number, place: number, index: number) {
		const row = number * ROW_BYTES;
		rows.setUint8(row, kind);
		rows.setUint8(row + 1, Math.floor(place / 2 ** 32));
		rows.setUint32(row + 2, place % 2 ** 32);
		rows.setUint16(row + PLACE_BYTES + 1, index);
	}

	function check(number: number) {
		if (kindOf(number) !== NOT_WRITTEN)
			throw new Error(`object ${number} was not reserved, or is written twice`);
	}

	return {
		reserve,
		count: () => count,
		put(number: number, place: number) {
			check(number);
			set(number, AT_PLACE, place, 0);
		},
		/** It waits in a pack. */
		pack(number: number) {
			check(number);
			set(number, WAITING, 0, 0);
		},
		/** Its pack is written, as this stream. */
		unpack: (number: number, stream: number, index: number) => set(number, IN_PACK, stream, index),
		rows(): Uint8Array {
			for (let number = 1; number < count; number++)
				if (kindOf(number) === NOT_WRITTEN)
					throw new Error(`object ${number} was reserved and never written`);
			return new Uint8Array(rows.buffer, 0, count * ROW_BYTES);
		}
	};
}

const PLACE_BYTES = 5;
const ROW_BYTES = 1 + PLACE_BYTES + 2;
// Kinds of ISO 32000-1, table 18; free is not written until the end, and waiting is ours alone.
const NOT_WRITTEN = 0;
const AT_PLACE = 1;
const IN_PACK = 2;
const WAITING = 3;
const OUTSIDE = -1;

let scratch = new Uint8Array(CHUNK_BYTES);

/** The bytes of an ASCII text, good until the next call. */
function ascii(text: string): Uint8Array {
	if (text.length > scratch.length) scratch = new Uint8Array(2 * text.length);
	return scratch.subarray(0, encoder.encodeInto(text, scratch).written);
}

/** The bytes of a text whose characters are all below U+0100. */
export function latin1(text: string): Uint8Array {
	return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

export function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
	const whole = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** FNV-1a (Fowler, Noll, Vo), 32 bits, in four lanes that take turns. Not for secrets. */
export function startHash() {
	const lanes = new Int32Array([0x811c9dc5, 0x01000193, 0x9e3779b9, 0x5bd1e995]);
	let turn = 0;
	return {
		add(bytes: Uint8Array) {
			for (let i = 0; i < bytes.length; i++, turn = (turn + 1) & 3)
				lanes[turn] = Math.imul(lanes[turn]! ^ bytes[i]!, 0x01000193);
		},
		hex: () => [...lanes].map((lane) => (lane >>> 0).toString(16).padStart(8, '0').toUpperCase()).join('')
	};
}

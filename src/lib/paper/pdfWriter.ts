/** Where the bytes of a document go; when it gives a promise, writing waits for it. */
export type Sink = (bytes: Uint8Array) => void | Promise<void>;

/** Writes the objects of a PDF file one after the other and keeps of each only its place. */
export interface PdfWriter {
	/** A number for an object that will be written now or later, in any order. */
	reserve(): number;
	write(number: number, ...parts: (Uint8Array | string)[]): Promise<void>;
	/** The table of places and the trailer; every reserved number must have been written. */
	end(catalog: number, info: number): Promise<number>;
}

const CHUNK_BYTES = 64 * 1024;
const HEADER = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';

/** Starts a file (ISO 32000-1, 7.5). Its identifier is a hash of its content, so that same pages give same bytes. */
export function startPdf(sink: Sink): PdfWriter {
	const places: number[] = [0];
	const hash = startHash();
	let written = 0;
	let waiting: Uint8Array[] = [];
	let waitingBytes = 0;

	async function put(bytes: Uint8Array) {
		hash.add(bytes);
		waiting.push(bytes);
		waitingBytes += bytes.length;
		written += bytes.length;
		if (waitingBytes >= CHUNK_BYTES) await flush();
	}

	async function flush() {
		const chunk = joined(waiting, waitingBytes);
		[waiting, waitingBytes] = [[], 0];
		await sink(chunk);
	}

	void put(latin1(HEADER));
	return {
		reserve: () => places.push(-1) - 1,
		async write(number, ...parts) {
			if (places[number] !== -1) throw new Error(`object ${number} was not reserved, or is written twice`);
			places[number] = written;
			await put(latin1(`${number} 0 obj\n`));
			for (const part of parts) await put(typeof part === 'string' ? latin1(part) : part);
			await put(latin1('\nendobj\n'));
		},
		async end(catalog, info) {
			const start = written;
			await put(latin1(`xref\n0 ${places.length}\n0000000000 65535 f \n`));
			for (let first = 1; first < places.length; first += 1000)
				await put(
					latin1(
						places
							.slice(first, first + 1000)
							.map(tableRow)
							.join('')
					)
				);
			const id = hash.hex();
			await put(
				latin1(
					`trailer\n<</Size ${places.length}/Root ${catalog} 0 R/Info ${info} 0 R/ID[<${id}><${id}>]>>\n` +
						`startxref\n${start}\n%%EOF\n`
				)
			);
			await flush();
			return written;
		}
	};
}

function tableRow(place: number, i: number): string {
	if (place < 0) throw new Error(`object ${i + 1} of the thousand was reserved and never written`);
	return `${String(place).padStart(10, '0')} 00000 n \n`;
}

/** The bytes of a text whose characters are all below U+0100. */
export function latin1(text: string): Uint8Array {
	const bytes = new Uint8Array(text.length);
	for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
	return bytes;
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

import { brokenForm } from './fields.ts';

const MOST_HEADER_BYTES = 16_384;

/**
 * The bytes of the first file of a form, as they come in: `request.formData()` would hold all of it in memory. Gives none
 * when there is no file, or an empty one; `named` is told what it is called, before its first byte. What follows the file is read and left; a form that is cut answers 400.
 */
export async function* fileOfForm(
	request: Request,
	named: (fileName: string) => void = () => {}
): AsyncGenerator<Uint8Array> {
	const boundary = /^multipart\/form-data;.*\bboundary="?([^";]{1,70})"?/i.exec(
		request.headers.get('content-type') ?? ''
	)?.[1];
	if (!boundary || !request.body) brokenForm(request);
	const body = new Body(request.body, () => brokenForm(request));
	const delimiter = Buffer.from(`\r\n--${boundary}`);
	await body.skipTo(delimiter);
	while (await hasPart(body)) {
		const headers = await body.headers();
		if (!isFile(headers)) await body.skipTo(delimiter);
		else {
			named(fileNameOf(headers));
			return yield* fileThenRest(body, delimiter);
		}
	}
}

/** After a delimiter stand two hyphens when it was the last. */
const hasPart = async (body: Body) => (await body.take(2)).toString() !== '--';

const isFile = (headers: string) => /^content-disposition:[^\r\n]*;\s*filename\*?=/im.test(headers);

/** Browsers send its letters in UTF-8, and a quotation mark as %22. */
function fileNameOf(headers: string): string {
	const written = /;\s*filename="([^"\r\n]*)"/i.exec(headers)?.[1] ?? '';
	return Buffer.from(written, 'latin1').toString('utf8').replaceAll('%22', '"').replaceAll('\0', '');
}

async function* fileThenRest(body: Body, delimiter: Buffer): AsyncGenerator<Uint8Array> {
	for await (const piece of body.until(delimiter)) if (piece.length > 0) yield piece;
	await body.skipRest();
}

/** A body that is read from mark to mark, holding little more than one piece of it. */
class Body {
	/** The first delimiter has no line end before it, as if one had been there. */
	#held: Buffer = Buffer.from('\r\n');
	readonly #pieces: AsyncIterator<Uint8Array>;

	readonly #broken: () => never;

	constructor(stream: AsyncIterable<Uint8Array>, broken: () => never) {
		this.#broken = broken;
		this.#pieces = stream[Symbol.asyncIterator]();
	}

	/** What stands before the next mark, in pieces; the mark is read too. */
	async *until(mark: Buffer): AsyncGenerator<Buffer> {
		for (let at = this.#held.indexOf(mark); at < 0; at = this.#held.indexOf(mark)) {
			yield this.#release(Math.max(0, this.#held.length - mark.length + 1));
			await this.#more();
		}
		yield this.#release(this.#held.indexOf(mark));
		this.#release(mark.length);
	}

	async skipTo(mark: Buffer): Promise<void> {
		for await (const _ of this.until(mark));
	}

	async take(length: number): Promise<Buffer> {
		while (this.#held.length < length) await this.#more();
		return this.#release(length);
	}

	/** The headers of a part, with the line end that stands before them. */
	async headers(): Promise<string> {
		let headers = '';
		for await (const piece of this.until(Buffer.from('\r\n\r\n'))) {
			headers += piece.toString('latin1');
			if (headers.length > MOST_HEADER_BYTES) this.#broken();
		}
		return headers;
	}

	async skipRest(): Promise<void> {
		while (!(await this.#pieces.next()).done);
	}

	async #more(): Promise<void> {
		const { done, value } = await this.#pieces.next();
		if (done) this.#broken();
		this.#held = Buffer.concat([this.#held, value]);
	}

	#release(length: number): Buffer {
		const released = this.#held.subarray(0, length);
		this.#held = this.#held.subarray(length);
		return released;
	}
}

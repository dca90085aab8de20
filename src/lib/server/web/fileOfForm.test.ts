import { expect, test } from 'vitest';
import { fileOfForm } from './fileOfForm.ts';

async function formWith(fill: (form: FormData) => void): Promise<{ bytes: Uint8Array; type: string }> {
	const form = new FormData();
	fill(form);
	const request = new Request('https://palier.example', { method: 'POST', body: form });
	return {
		bytes: new Uint8Array(await request.arrayBuffer()),
		type: request.headers.get('content-type')!
	};
}

/** The same form, coming in pieces of `size` bytes. */
function inPieces({ bytes, type }: { bytes: Uint8Array; type: string }, size: number): Request {
	let at = 0;
	const body = new ReadableStream({
		pull(controller) {
			if (at >= bytes.length) return controller.close();
			controller.enqueue(bytes.slice(at, (at += size)));
		}
	});
	return new Request('https://palier.example', {
		method: 'POST',
		headers: { 'content-type': type },
		body,
		duplex: 'half'
	} as RequestInit);
}

async function read(request: Request): Promise<Buffer> {
	const pieces: Uint8Array[] = [];
	for await (const piece of fileOfForm(request)) pieces.push(piece);
	return Buffer.concat(pieces);
}

const file = (bytes: Uint8Array<ArrayBuffer>, name = 'list.csv') => new File([bytes], name);
const ODD = new Uint8Array([0, 13, 10, 45, 45, 255, 13, 10, 13, 10, 45, 13, 10, 45, 45]);

test.each([1, 2, 3, 7, 64, 10_000])('gives the bytes as they were, in pieces of %i', async (size) => {
	const form = await formWith((f) => {
		f.set('before', 'a field');
		f.set('list', file(ODD));
		f.set('after', 'another');
	});
	expect(await read(inPieces(form, size))).toEqual(Buffer.from(ODD));
});

test('the first file counts; no file, and an empty one, give nothing', async () => {
	const two = await formWith((f) => {
		f.append('list', file(new Uint8Array([1])));
		f.append('list', file(new Uint8Array([2])));
	});
	expect(await read(inPieces(two, 50))).toEqual(Buffer.from([1]));
	for (const fill of [
		(f: FormData) => f.set('list', file(new Uint8Array(), '')),
		(f: FormData) => f.set('list', 'not a file')
	])
		expect(await read(inPieces(await formWith(fill), 50))).toHaveLength(0);
});

test('a form that is cut anywhere, or is none, answers 400 and never half a file', async () => {
	const form = await formWith((f) => f.set('list', file(ODD)));
	for (let end = 0; end < form.bytes.length - 4; end++) {
		const cut = inPieces({ ...form, bytes: form.bytes.subarray(0, end) }, 16);
		await expect(read(cut), `cut at ${end}`).rejects.toMatchObject({ status: 400 });
	}
	for (const type of ['text/plain', 'multipart/form-data', 'multipart/form-data; boundary='])
		await expect(read(inPieces({ ...form, type }, 16))).rejects.toMatchObject({ status: 400 });
});

test('headers without an end are not gathered', async () => {
	const bytes = Buffer.from(`--b\r\nx-long: ${'x'.repeat(100_000)}`);
	const endless = inPieces({ bytes, type: 'multipart/form-data; boundary=b' }, 1_000);
	await expect(read(endless)).rejects.toMatchObject({ status: 400 });
});

test('a large file is passed on, not held', async () => {
	const form = await formWith((f) => f.set('list', file(new Uint8Array(3_000_000).fill(45))));
	let most = 0;
	let sum = 0;
	for await (const piece of fileOfForm(inPieces(form, 65_536))) {
		most = Math.max(most, piece.length);
		sum += piece.length;
	}
	expect(sum).toBe(3_000_000);
	expect(most).toBeLessThan(140_000);
});

import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { fromBufferPromise } from 'yauzl';

/** All that can be read in an answer: the text of a page or a table, of each page of a PDF, of each file of an archive. */
export async function textOf(response: Response): Promise<string> {
	const bytes = new Uint8Array(await response.arrayBuffer());
	const { headers } = response;
	const besides = [headers.get('location'), headers.get('content-disposition'), ...headers.getSetCookie()];
	return [...besides, await textIn(bytes, headers.get('content-type') ?? '')].join('\n');
}

async function textIn(bytes: Uint8Array, type: string): Promise<string> {
	if (bytes.length === 0) return '';
	if (type.includes('pdf')) return textOfPdf(bytes);
	if (type.includes('zip')) return textOfArchive(bytes);
	return new TextDecoder().decode(bytes);
}

async function textOfPdf(bytes: Uint8Array): Promise<string> {
	const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
	const pages: string[] = [];
	for (let n = 1; n <= document.numPages; n++) {
		const { items } = await (await document.getPage(n)).getTextContent();
		pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
	}
	await document.destroy();
	return pages.join('\n');
}

async function textOfArchive(bytes: Uint8Array): Promise<string> {
	const archive = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true });
	const texts: string[] = [];
	for await (const entry of archive.eachEntry()) {
		const pieces: Buffer[] = [];
		for await (const piece of await archive.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
		const type = entry.fileName.endsWith('.pdf') ? 'application/pdf' : 'text/plain';
		texts.push(entry.fileName, await textIn(Buffer.concat(pieces), type));
	}
	return texts.join('\n');
}

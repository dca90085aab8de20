/** A file as it is offered: `hash` names its bytes. */
export interface Offered {
	readonly bytes: number;
	readonly hash: string;
}

/** What is asked of a file: a part of it, whole, not again, or what cannot be given. */
export type Asked =
	| { readonly status: 200 | 206; readonly first: number; readonly last: number }
	| { readonly status: 304 | 412 | 416 };

/**
 * What the headers of a GET or HEAD ask of a file that never changes (RFC 9110, 13.2.2 and 14): one range, as a resumed
 * download sends it, and its conditions. Several ranges at once, or one that is no range, give the whole file.
 */
export function asked(method: string, headers: Headers, { bytes, hash }: Offered): Asked {
	const tag = entityTag(hash);
	const [ifMatch, ifNone] = [headers.get('if-match'), headers.get('if-none-match')];
	if (ifMatch !== null && !namesIt(ifMatch, tag)) return { status: 412 };
	if (ifNone !== null && namesIt(ifNone.replace(/\bW\//g, ''), tag)) return { status: 304 };
	const whole = { status: 200, first: 0, last: bytes - 1 } as const;
	const range = RANGE.exec(headers.get('range') ?? '');
	if (method !== 'GET' || !range || !isSameFile(headers.get('if-range'), tag)) return whole;
	return part(range[1]!, range[2]!, bytes) ?? whole;
}

const RANGE = /^bytes=\s*(\d*)-(\d*)\s*$/i;

const namesIt = (list: string, tag: string) =>
	list
		.split(',')
		.map((one) => one.trim())
		.some((one) => one === tag || one === '*');

/** A date or a weak tag never says "the same file". */
const isSameFile = (ifRange: string | null, tag: string) => ifRange === null || ifRange.trim() === tag;

/** Null when the range says nothing, or its end stands before its beginning. */
function part(from: string, to: string, bytes: number): Asked | null {
	if (from === '' && to === '') return null;
	const first = from === '' ? Math.max(0, bytes - Number(to)) : Number(from);
	const last = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
	if (to !== '' && from !== '' && Number(to) < Number(from)) return null;
	return first < bytes && first <= last ? { status: 206, first, last } : { status: 416 };
}

/** A strong entity tag: the same tag is the same bytes. */
export const entityTag = (hash: string) => `"${hash}"`;

/** The headers of the answer, with the name under which the file is to be kept. */
export function headersOf(
	answer: Asked,
	{ bytes, hash }: Offered,
	{ type, name }: { type: string; name: string }
): Headers {
	const headers = new Headers({ etag: entityTag(hash), 'accept-ranges': 'bytes' });
	if (answer.status === 416) headers.set('content-range', `bytes */${bytes}`);
	if (!('first' in answer)) return headers;
	const { status, first, last } = answer;
	headers.set('content-type', type);
	headers.set('content-length', String(last - first + 1));
	headers.set('content-disposition', `attachment; filename="${name}"`);
	if (status === 206) headers.set('content-range', `bytes ${first}-${last}/${bytes}`);
	return headers;
}

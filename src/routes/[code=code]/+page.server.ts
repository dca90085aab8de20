import { whatAPasserBySees, type PasserByView } from '#lib/households/passerBy.ts';
import { database } from '#lib/server/db/database.ts';
import { isHallCode, knownMailbox } from '#lib/server/households.ts';
import { codeAt, unknownCode } from '#lib/server/web/mailboxAt.ts';
import type { PageServerLoad } from './$types';

/** Drawings weigh: so many at once fit into the first bytes that a phone on a bad network gets. */
const THINGS_ON_A_PAGE = 36;

/** What a scan opens: a mailbox as a passer-by sees it, or the hall of a poster. */
export const load: PageServerLoad = async ({ params, locals, url }): Promise<Scanned> => {
	const code = codeAt(params.code, locals.language);
	const db = await database();
	const mailbox = await knownMailbox(db, code);
	if (mailbox) return { code, ...pageOf(whatAPasserBySees(mailbox), url) };
	if (await isHallCode(db, code)) return { code, seen: { kind: 'hall' }, next: null };
	return unknownCode(locals.language);
};

interface Scanned {
	code: string;
	seen: PasserByView | { kind: 'hall' };
	/** The page with the things that found no room on this one. */
	next: number | null;
}

function pageOf(seen: PasserByView, url: URL): Pick<Scanned, 'seen' | 'next'> {
	if (seen.kind !== 'household') return { seen, next: null };
	const last = Math.max(1, Math.ceil(seen.items.length / THINGS_ON_A_PAGE));
	const asked = Math.trunc(Number(url.searchParams.get('page'))) || 1;
	const page = Math.min(Math.max(1, asked), last);
	const [start, end] = [(page - 1) * THINGS_ON_A_PAGE, page * THINGS_ON_A_PAGE];
	const next = seen.items.length > end ? page + 1 : null;
	return { seen: { ...seen, items: seen.items.slice(start, end) }, next };
}

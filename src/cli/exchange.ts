import { plain } from '#lib/codes/alphabet.ts';
import { isKitStep, kitStepNames } from '#lib/stickers/kitLife.ts';
import { kitOrdersShown, moveKitsOf, orderKitsOf } from '#lib/server/apiKits.ts';
import { figuresShown } from '#lib/server/apiFigures.ts';
import { hallPageIn, mailboxPageIn, residencePageIn, type PageAsked } from '#lib/server/apiPlaces.ts';
import type { Scope } from '#lib/server/buildings.ts';
import type { Database } from '#lib/server/db/database.ts';
import { parseArgs } from 'node:util';
import { Refused, WrongUsage } from './outcome.ts';
import { landlordNamed, withDatabase } from './storage.ts';

/** What the API gives, for whoever sits at the server: the same shapes, as JSON. */
export async function showPlaces(args: string[]): Promise<void> {
	const [slug = '', ...more] = plainArguments(args);
	if (!slug || more.length > 0) throw new WrongUsage('places <slug> [--json]');
	const places = await withDatabase('none', async (db) => {
		const scope = await scopeOf(db, slug);
		return {
			residences: await all((asked) => residencePageIn(db, scope, asked)),
			halls: await all((asked) => hallPageIn(db, scope, asked)),
			mailboxes: await all((asked) => mailboxPageIn(db, scope, asked))
		};
	});
	console.log(JSON.stringify(places));
}

export async function showFigures(args: string[]): Promise<void> {
	const [slug = '', ...more] = plainArguments(args);
	if (!slug || more.length > 0) throw new WrongUsage('figures <slug> [--json]');
	const figures = await withDatabase('none', async (db) => figuresShown(db, await scopeOf(db, slug)));
	console.log(JSON.stringify(figures));
}

/** `kits <slug>` lists the orders; `kits <slug> order <hall>...` and `kits <slug> <step> <hall>...` act. */
export async function kitsCommand(args: string[]): Promise<void> {
	const [slug = '', what = 'orders', ...codes] = plainArguments(args);
	const isKnown = what === 'orders' ? codes.length === 0 : codes.length > 0;
	if (!slug || !isKnown || !(['orders', 'order'].includes(what) || isKitStep(what)))
		throw new WrongUsage(`kits <slug> [order|${kitStepNames.join('|')} <hall>...] [--json]`);
	const halls = codes.map((code) => plain(code) ?? code);
	const done = await withDatabase(what === 'orders' ? 'none' : 'write', async (db) => {
		const scope = await scopeOf(db, slug);
		const by = { scope, actor: { landlordId: scope.landlordId, staffId: null, who: 'palier' } };
		if (isKitStep(what)) return moveKitsOf(db, by, { halls, step: what }, Date.now());
		return what === 'order'
			? orderKitsOf(db, by, { halls }, Date.now())
			: { items: await kitOrdersShown(db, scope) };
	});
	if ('refusal' in done) throw new Refused(ORDER_WORDS[done.refusal], { refused: done.refusal });
	console.log(JSON.stringify(done));
}

const ORDER_WORDS = {
	'no-hall': 'No hall of this landlord has such a code. See: palier places <slug>',
	mixed: 'These halls are of a trial residence and of real ones: order the trial by itself.',
	'too-many': 'Too many orders are kept: remove some in the office.'
};

function plainArguments(args: string[]): string[] {
	return parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } }).positionals;
}

async function scopeOf(db: Database, slug: string): Promise<Scope> {
	return { landlordId: (await landlordNamed(db, slug)).id, residenceIds: null };
}

async function all<Item>(
	page: (asked: PageAsked) => Promise<{ items: Item[]; next: string | null }>
): Promise<Item[]> {
	const items: Item[] = [];
	let cursor: string | undefined;
	do {
		const { items: some, next } = await page({ cursor, limit: 1_000 });
		for (const item of some) items.push(item);
		cursor = next ?? undefined;
	} while (cursor !== undefined);
	return items;
}

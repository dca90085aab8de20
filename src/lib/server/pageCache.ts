import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';

/** A page as it is sent. */
export interface KeptPage {
	readonly body: Buffer;
	readonly etag: string;
	/** Names and values in turn, as node:http writes them quickest. */
	readonly headers: string[];
	readonly headersIfKnown: string[];
}

interface OfCode {
	readonly pages: Map<string, KeptPage>;
	bytes: number;
}

/** What others wrote is read so often, and a cache that could not read for longer than this is not used. */
const LOOK_EVERY_MS = 250;
const TRUST_FOR_MS = 1_000;

const MOST_BYTES = 32 * 1024 * 1024;
/** What a page takes besides its body: headers, keys. */
const BESIDE_BODY = 1_500;
/** More changes than this at once: everything goes. */
const MOST_CHANGES = 1_000;
const KEPT_CHANGES = 10_000;

/**
 * Rendered pages by the code they are of. Nobody sees an old one once the write that changed it was acknowledged: triggers
 * write the codes of changed pages into `page_change` in the same batch (drizzle/0003_page_changes.sql), and after a write
 * of this process the new rows are read before any page is given. Where other processes write too (`isShared`), their rows
 * are looked for four times a second, and no page is given that was not known to be right a second ago.
 */
export class PageCache {
	readonly #db: Database;
	readonly #isShared: boolean;
	readonly #mostBytes: number;
	readonly #now: () => number;
	/** By use, the longest unused first. */
	readonly #codes = new Map<string, OfCode>();
	#bytes = 0;
	#lastChange = -1;
	#writesSeen = -1;
	#lookedAt = -Infinity;
	#looking: Promise<void> | undefined;

	/** `now`: milliseconds of any clock that never goes back. */
	constructor(
		db: Database,
		{
			isShared,
			mostBytes = MOST_BYTES,
			now = () => performance.now()
		}: { isShared: boolean; mostBytes?: number; now?: () => number }
	) {
		this.#db = db;
		this.#isShared = isShared;
		this.#mostBytes = mostBytes;
		this.#now = now;
	}

	get bytes(): number {
		return this.#bytes;
	}

	/** The page, if it is certain that it is still right. `name` says which of the code's pages. */
	kept(code: string, name: string): KeptPage | undefined {
		if (!this.#isSure()) return undefined;
		const found = this.#codes.get(code);
		if (found) {
			this.#codes.delete(code);
			this.#codes.set(code, found);
		}
		return found?.pages.get(name);
	}

	/** Reads what this process changed since it last looked. Gives what `keep` must be told of a page rendered after this. */
	async caughtUp(): Promise<number> {
		while (this.#writesSeen !== this.#db.writes) await this.look();
		return this.#lastChange;
	}

	/** Keeps a page that was rendered after `caughtUp`, unless some page changed while it was. */
	keep(code: string, name: string, page: KeptPage, change: number): void {
		if (change !== this.#lastChange) return;
		const weight = page.body.length + BESIDE_BODY;
		const known = this.#codes.get(code) ?? { pages: new Map(), bytes: 0 };
		this.#forget(code);
		const before = known.pages.get(name);
		known.bytes += weight - (before ? before.body.length + BESIDE_BODY : 0);
		known.pages.set(name, page);
		this.#codes.set(code, known);
		this.#bytes += known.bytes;
		for (const [oldest] of this.#codes) {
			if (this.#bytes <= this.#mostBytes) break;
			this.#forget(oldest);
		}
	}

	/** Reads the changes since the last look, of whoever wrote them. */
	look(): Promise<void> {
		this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
		return this.#looking;
	}

	/** Looks for what other processes write, for as long as this one lives. */
	keepLooking(onFault: (fault: unknown) => void): void {
		if (!this.#isShared) return;
		setInterval(() => void this.look().catch(onFault), LOOK_EVERY_MS).unref();
	}

	async #look(): Promise<void> {
		const [writes, at] = [this.#db.writes, this.#now()];
		const changes = await this.#db.read<{ id: number; code: string }>(
			sql`SELECT id, code FROM page_change WHERE id >= ${this.#lastChange} ORDER BY id LIMIT ${MOST_CHANGES + 1}`
		);
		await this.#apply(changes);
		[this.#writesSeen, this.#lookedAt] = [writes, at];
	}

	/** The first row is the last one known. When it is gone, so may be others after it: then nothing is certain any more. */
	async #apply(changes: readonly { id: number; code: string }[]): Promise<void> {
		const isWhole = changes[0]?.id === this.#lastChange && changes.length <= MOST_CHANGES;
		if (isWhole) {
			for (const { code } of changes.slice(1)) this.#forget(code);
			this.#lastChange = changes.at(-1)!.id;
			return;
		}
		const [row] = await this.#db.read<{ last: number }>(
			sql`SELECT coalesce(max(id), 0) AS last FROM page_change`
		);
		if (row!.last === this.#lastChange) return;
		this.#forgetAll();
		this.#lastChange = row!.last;
	}

	#isSure(): boolean {
		if (this.#writesSeen !== this.#db.writes) return false;
		return !this.#isShared || this.#now() - this.#lookedAt <= TRUST_FOR_MS;
	}

	#forget(code: string): void {
		const found = this.#codes.get(code);
		if (!found) return;
		this.#codes.delete(code);
		this.#bytes -= found.bytes;
	}

	#forgetAll(): void {
		this.#codes.clear();
		this.#bytes = 0;
	}
}

/** Caches read new changes at once; a few are kept for one that could not. */
export function forgetPageChanges(): Statement {
	return sql`DELETE FROM page_change WHERE id <= (SELECT max(id) FROM page_change) - ${KEPT_CHANGES}`;
}

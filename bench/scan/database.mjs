import { createClient } from '@libsql/client';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newPalier } from '../palier.mjs';

/**
 * A Palier with so many mailboxes, a household in a tenth of them and as many requests (`seed.mjs`). With `keep`, in that folder: a
 * later run finds it there.
 * @param {number} mailboxes @param {string} [keep]
 */
export function filledPalier(mailboxes, keep) {
	const folder = keep && join(keep, String(mailboxes));
	if (folder) mkdirSync(folder, { recursive: true });
	const palier = newPalier({ keep: folder });
	if (!palier.isNew) return palier;
	const seed = fileURLToPath(new URL('seed.mjs', import.meta.url));
	const sizes = [mailboxes, mailboxes / 10, mailboxes].map(String);
	const seeded = spawnSync(process.execPath, [seed, fileOf(palier), ...sizes], { stdio: 'inherit' });
	if (seeded.status !== 0) throw new Error('The database could not be filled');
	return palier;
}

/** @param {{ folder: string }} palier */
export function fileOf({ folder }) {
	return join(folder, 'palier.db');
}

/** The first column of a query, read beside the server or without one. @returns {Promise<string[]>} */
export async function column(palier, sql) {
	if (!existsSync(fileOf(palier))) throw new Error(`${palier.folder} holds no database`);
	const db = createClient({ url: `file:${fileOf(palier)}`, concurrency: 1 });
	const { rows } = await db.execute(sql);
	db.close();
	return rows.map((row) => String(row[0]));
}

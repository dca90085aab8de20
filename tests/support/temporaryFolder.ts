import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach } from 'vitest';

/** For tests: a folder of its own for each test, gone after it. Call it before the hooks that close what is in it. */
export function temporaryFolder() {
	let folder = '';
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'palier-'));
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));
	const path = (name = 'palier.db') => join(folder, name);
	return { path, url: (name?: string) => pathToFileURL(path(name)).href };
}

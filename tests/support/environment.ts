import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Settings of every test file: a folder of its own, which goes at the end. */
const folder = mkdtempSync(join(tmpdir(), 'palier-test-'));
Object.assign(process.env, { PALIER_PUBLIC_URL: 'https://palier.example', PALIER_DATA: folder });

afterAll(() => rmSync(folder, { recursive: true, force: true }));

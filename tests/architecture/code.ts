import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Source {
	/** From the project's folder, with slashes: `src/lib/codes/codes.ts`. */
	readonly path: string;
	readonly text: string;
	/** What it imports: a path of ours, or a package's name as written. */
	readonly imports: readonly string[];
}

const IMPORT =
	/(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?\s*['"]([^'"]+)['"]|\bimport\(\s*(?:\/\*[^*]*\*\/\s*)?['"]([^'"]+)['"]\s*\)/g;

/** All of our code below a folder; tests only when asked for. */
export function sourcesIn(folder: string, { tests = false } = {}): Source[] {
	return filesIn(folder)
		.filter((path) => /\.(ts|svelte|js|mjs)$/.test(path))
		.filter((path) => tests || !path.endsWith('.test.ts'))
		.map(source);
}

function filesIn(folder: string): string[] {
	if (!existsSync(join(root, folder))) return [];
	return readdirSync(join(root, folder)).flatMap((name) => {
		const path = posix.join(folder, name);
		return statSync(join(root, path)).isDirectory() ? filesIn(path) : [path];
	});
}

function source(path: string): Source {
	const text = readFileSync(join(root, path), 'utf8');
	const imports = [...text.matchAll(IMPORT)].map((found) => resolve(path, found[1] ?? found[2]!));
	return { path, text, imports };
}

function resolve(from: string, name: string): string {
	if (name.startsWith('#lib/')) return `src/lib/${name.slice(5)}`;
	return name.startsWith('.') ? posix.join(dirname(from), name) : name;
}

/** Everything that a source reaches through our own files, with the way to it. */
export function reachedFrom(start: Source, all: ReadonlyMap<string, Source>): Map<string, string[]> {
	const ways = new Map([[start.path, [start.path]]]);
	for (const [path, way] of ways) {
		for (const name of all.get(path)?.imports ?? []) if (!ways.has(name)) ways.set(name, [...way, name]);
	}
	return ways;
}

/** Code without its comments: a rule is broken by what runs. */
export function code(text: string): string {
	return text.replace(/\/\*[\s\S]*?\*\/|(^|[^:'"`])\/\/[^\n]*/g, '$1');
}

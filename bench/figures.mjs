/** @param {readonly number[]} values */
export function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @param {readonly number[]} sorted @param {number} share 0.99 for the 99th percentile */
export function percentile(sorted, share) {
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/**
 * Rows as a table in Markdown, so that it can go into the README as it is.
 * @param {readonly string[]} titles
 * @param {readonly (readonly (string | number)[])[]} rows
 */
export function table(titles, rows) {
	const line = (cells) => `| ${cells.join(' | ')} |`;
	return [line(titles), line(titles.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What was measured on, for whoever reads the figures later. */
export async function machine() {
	const { arch, cpus, platform } = await import('node:os');
	return `Node ${process.versions.node}, ${platform()} ${arch()}, ${cpus().length} cores, ${new Date().toISOString().slice(0, 10)}`;
}

/**
 * `--name 5` and `--name` of the command line.
 * @param {Record<string, { type: 'string' | 'boolean', default?: string | boolean }>} options
 */
export async function settings(options) {
	const { parseArgs } = await import('node:util');
	return parseArgs({ options }).values;
}

/**
 * Loaded into a measured process by `node --import`: tells what it used so far when it is asked by a message, and at
 * its end writes it to the file of BENCH_USAGE. CPU is user and system time of all its threads, in microseconds.
 */
import { writeFileSync } from 'node:fs';

const file = process.env.BENCH_USAGE;

function used() {
	const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
	return { cpuUs: userCPUTime + systemCPUTime, maxRssKb: maxRSS };
}

if (file) process.on('exit', () => writeFileSync(file, JSON.stringify(used())));
if (process.send) {
	process.on('message', (message) => message === 'usage' && process.send?.(used()));
}

/**
 * Loaded into a measured process by `node --import`: tells what it used so far when it is asked by a message, and at
 * its end writes it to the file of BENCH_USAGE. CPU is user and system time of all its threads, in microseconds, and at
 * the end that of the processes that it started and waited for.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.env.BENCH_USAGE;
const TICKS_A_SECOND = 100;

function used() {
	const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
	return { cpuUs: userCPUTime + systemCPUTime, maxRssKb: peakKb() ?? maxRSS };
}

/** The kernel's own maxRSS begins with that of the process which started this one; its high-water mark does not. */
function peakKb() {
	const found = /^VmHWM:\s+(\d+)/m.exec(read('/proc/self/status'));
	return found ? Number(found[1]) : undefined;
}

/** proc(5): fields 16 and 17 of stat. */
function childrenUs() {
	const stat = read('/proc/self/stat');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return ((Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) * 1e6) / TICKS_A_SECOND;
}

function read(path) {
	try {
		return readFileSync(path, 'latin1');
	} catch {
		return '';
	}
}

if (file)
	process.on('exit', () => {
		const { cpuUs, maxRssKb } = used();
		writeFileSync(file, JSON.stringify({ cpuUs: cpuUs + childrenUs(), maxRssKb }));
	});
if (process.send) {
	process.on('message', (message) => message === 'usage' && process.send?.(used()));
}

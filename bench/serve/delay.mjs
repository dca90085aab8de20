/**
 * Loaded into the measured server by `node --import`: watches how late its event loop is, between the messages `delay
 * start` and `delay`. A timer that is asked for every millisecond is the measure, so 1 ms is "not late at all"; it costs
 * CPU time, and runs for no longer than that.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const histogram = monitorEventLoopDelay({ resolution: 1 });
const milliseconds = (nanoseconds) => nanoseconds / 1e6;

const answers = {
	'delay start'() {
		histogram.reset();
		histogram.enable();
		return {};
	},
	delay() {
		histogram.disable();
		const [p50, p99, max] = [histogram.percentile(50), histogram.percentile(99), histogram.max];
		return { p50: milliseconds(p50), p99: milliseconds(p99), max: milliseconds(max), seen: histogram.count };
	}
};

process.on('message', (message) => {
	const answer = Object.hasOwn(answers, message) ? answers[message]() : undefined;
	if (answer) process.send?.(answer);
});

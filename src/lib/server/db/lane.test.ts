import { afterEach, expect, test, vi } from 'vitest';
import { DatabaseBusy } from './errors.ts';
import { Lane } from './lane.ts';

const connection = { close: () => undefined };

afterEach(() => {
	vi.restoreAllMocks();
});

/** A clock that goes on only when it is told to. */
function stoppedClock() {
	let at = 0;
	vi.spyOn(performance, 'now').mockImplementation(() => at);
	return { pass: (ms: number) => void (at += ms) };
}

/** What is under way until it is ended. */
function longTask() {
	let end = () => {};
	const ended = new Promise<void>((done) => (end = done));
	return { run: () => ended, end };
}

test('whoever waits behind a long batch waits as long as it takes, and is not sent away', async () => {
	const clock = stoppedClock();
	const lane = new Lane(async () => connection, 1);
	const batch = longTask();
	const first = lane.run(batch.run);
	const asked = lane.run(async () => 'asked');
	clock.pass(60_000);
	batch.end();
	await first;
	expect(await asked).toBe('asked');
	await lane.close();
});

test('whoever waits behind a database that is blocked is sent away once it is too late', async () => {
	const clock = stoppedClock();
	const lane = new Lane(async () => connection, 1);
	const busy = Object.assign(new Error('SQLITE_BUSY: database is locked'), { code: 'SQLITE_BUSY' });
	const first = lane.run(async () => {
		clock.pass(60_000);
		throw busy;
	});
	const asked = lane.run(async () => 'asked');
	await expect(first).rejects.toThrow(DatabaseBusy);
	await expect(asked).rejects.toThrow(DatabaseBusy);
	await lane.close();
});

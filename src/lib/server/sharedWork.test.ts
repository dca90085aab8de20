import { expect, test } from 'vitest';
import { sharedWork } from './sharedWork.ts';

test('what is under way is shared, by name; what is over is done again', async () => {
	let times = 0;
	const share = sharedWork<number>();
	const work = async () => ++times;
	expect(await Promise.all([share('a', work), share('a', work), share('b', work)])).toEqual([1, 1, 2]);
	expect(await share('a', work)).toBe(3);
});

test('a failure is shared too, and does not stay', async () => {
	const share = sharedWork<string>();
	const failing = () => Promise.reject(new Error('no'));
	const both = await Promise.allSettled([share('a', failing), share('a', failing)]);
	expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	expect(await share('a', async () => 'yes')).toBe('yes');
});

import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { streamed } from './streamed.ts';

const bytes = (n: number) => new Uint8Array([n]);
const noFault = (fault: unknown) => expect.unreachable(String(fault));

test('gives what is made, in order, to the end', async () => {
	const body = await streamed(async (sink) => {
		for (const n of [1, 2, 3]) await sink(bytes(n));
	}, noFault);
	expect(new Uint8Array(await new Response(body).arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
	expect(await new Response(await streamed(async () => {}, noFault)).text()).toBe('');
});

test('makes no more than is taken, and stops when nobody takes it', async () => {
	let made = 0;
	const body = await streamed(async (sink) => {
		for (; made < 1_000; made++) await sink(bytes(made % 256));
	}, noFault);
	const reader = body.getReader();
	await reader.read();
	await setTimeout(5);
	expect(made).toBeLessThan(4);
	await reader.cancel();
	await setTimeout(5);
	expect(made).toBeLessThan(4);
});

test('what goes wrong before the first bytes is thrown; later the body breaks off and it is told', async () => {
	const wrong = async () => {
		throw new Error('no font');
	};
	await expect(streamed(wrong, noFault)).rejects.toThrow('no font');
	const faults: unknown[] = [];
	const body = await streamed(
		async (sink) => {
			await sink(bytes(1));
			await wrong();
		},
		(fault) => faults.push(fault)
	);
	await expect(new Response(body).arrayBuffer()).rejects.toThrow('no font');
	expect(faults).toEqual([new Error('no font')]);
});

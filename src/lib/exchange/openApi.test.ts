import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { openApi } from './openApi.ts';
import { operations } from './operations.ts';

const described = openApi('https://palier.example') as {
	paths: Record<string, Record<string, { operationId: string }>>;
};

test('is OpenAPI 3.1', async () => {
	const result = await new Validator().validate(structuredClone(described));
	expect(result.errors ?? []).toEqual([]);
	expect(result.valid).toBe(true);
});

test('every pointer leads to something that is there', () => {
	const text = JSON.stringify(described);
	const pointers = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name!);
	expect(pointers.length).toBeGreaterThan(10);
	expect(pointers.filter((name) => !text.includes(`"${name}":{`))).toEqual([]);
	expect(text).not.toContain('$defs');
});

test('describes each operation once', () => {
	const ids = Object.values(described.paths).flatMap((methods) =>
		Object.values(methods).map(({ operationId }) => operationId)
	);
	expect(ids.toSorted()).toEqual(Object.keys(operations).toSorted());
});

test('speaks of no household', () => {
	const said = JSON.stringify(described).replace(
		'Nothing here says anything about a household, not even whether a mailbox is claimed.',
		''
	);
	expect(said.replaceAll('over 10 households', '')).not.toMatch(
		/household|isClaimed|claimedAt|nickname|claim code/i
	);
});

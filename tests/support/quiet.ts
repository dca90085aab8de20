import { afterEach, beforeEach, expect, vi } from 'vitest';

/** Stray console output fails a test: whoever prints must say so by mocking it. */
/* eslint no-console: 'off' */
const kinds = ['log', 'info', 'warn', 'error'] as const;

beforeEach(() => {
	for (const kind of kinds) vi.spyOn(console, kind).mockImplementation(() => {});
});

afterEach(() => {
	for (const kind of kinds) {
		const said = vi.mocked(console[kind]).mock?.calls ?? [];
		expect(said, `console.${kind} was called`).toEqual([]);
	}
	vi.restoreAllMocks();
});

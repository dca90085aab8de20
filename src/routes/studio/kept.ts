import { sheetNamed } from '#lib/paper/sheets.ts';
import type { IsThing } from '#lib/stickers/order.ts';
import { readDesk, readings, writeDesk, type Desk, type Reading } from './desk.ts';

/** What this device keeps of the studio, and nobody else sees. */
export interface Kept {
	readonly desk: Desk | null;
	/** Sheets that somebody described, by their ids, the latest first. */
	readonly ownSheets: readonly string[];
	readonly printers: readonly Printer[];
}

export interface Printer {
	readonly name: string;
	readonly readings: Desk['readings'];
}

export const nothingKept: Kept = { desk: null, ownSheets: [], printers: [] };

const MOST_OWN_SHEETS = 8;
const MOST_PRINTERS = 12;

export function writeKept({ desk, ownSheets, printers }: Kept): string {
	return JSON.stringify({ fields: desk && writeDesk(desk), ownSheets, printers });
}

/** Reads what was kept; what another version wrote, or somebody changed, is left out. */
export function readKept(written: string | null, isThing: IsThing): Kept {
	try {
		const { fields, ownSheets, printers } = JSON.parse(written ?? '{}') as Record<string, unknown>;
		return {
			desk: Array.isArray(fields) ? readDesk(fields.filter(isField), isThing) : null,
			ownSheets: listOf(ownSheets).filter(isOwnSheet).slice(0, MOST_OWN_SHEETS),
			printers: listOf(printers).flatMap(printerOf).slice(0, MOST_PRINTERS)
		};
	} catch {
		return nothingKept;
	}
}

function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? (value as unknown[]) : [];
}

function isField(value: unknown): value is readonly [string, unknown] {
	return Array.isArray(value) && typeof value[0] === 'string';
}

function isOwnSheet(value: unknown): value is string {
	return typeof value === 'string' && sheetNamed(value)?.known === 'own';
}

function printerOf(value: unknown): Printer[] {
	const { name, readings: read } = (value ?? {}) as {
		name?: unknown;
		readings?: Partial<Record<Reading, unknown>>;
	};
	if (typeof name !== 'string' || name === '' || typeof read !== 'object') return [];
	const typed = readings.map((letter) => [letter, String(read?.[letter] ?? '').slice(0, 20)] as const);
	return [{ name: name.slice(0, 40), readings: Object.fromEntries(typed) as unknown as Desk['readings'] }];
}

/** One more sheet of one's own, first in the list. */
export function withOwnSheet(ownSheets: readonly string[], id: string): readonly string[] {
	if (!isOwnSheet(id)) return ownSheets;
	return [id, ...ownSheets.filter((other) => other !== id)].slice(0, MOST_OWN_SHEETS);
}

/** One more printer, or the same one measured again. */
export function withPrinter(printers: readonly Printer[], printer: Printer): readonly Printer[] {
	return [printer, ...printers.filter(({ name }) => name !== printer.name)].slice(0, MOST_PRINTERS);
}

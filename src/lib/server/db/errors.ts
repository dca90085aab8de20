/** Something else kept the database to itself for as long as a write waits. Nothing was written: try again later. */
export class DatabaseBusy extends Error {
	override readonly name = 'DatabaseBusy';
	/** For the header Retry-After. */
	readonly retryAfterSeconds = 5;

	constructor(cause?: unknown) {
		super('Something else is writing to the database: nothing was written', { cause });
	}
}

/** The disk has no room left. Nothing was written. */
export class DatabaseFull extends Error {
	override readonly name = 'DatabaseFull';

	constructor(cause?: unknown) {
		super('The disk has no room left for the database: nothing was written', { cause });
	}
}

/** Another process writes to this database file: the server, or a command. */
export class DatabaseHeld extends Error {
	override readonly name = 'DatabaseHeld';

	constructor(readonly file: string) {
		super(`Another Palier is using ${file}: stop the server (or the other command), then try again`);
	}
}

/** The database cannot be used as it is; the message says what to do. */
export class DatabaseUnusable extends Error {
	override readonly name = 'DatabaseUnusable';
}

/**
 * Whether a write was refused by a constraint of the tables; nothing of its batch was written.
 * `what` narrows it to one, as SQLite names it: `mailbox.code`, `index 'item_pictogram'`, `FOREIGN KEY`.
 */
export function isConstraintError(error: unknown, what = ''): boolean {
	return codeOf(error).startsWith('SQLITE_CONSTRAINT') && messageOf(error).includes(what);
}

/** The database said, before it did anything, that somebody else was at it. */
export function isBusyError(error: unknown): boolean {
	return /^SQLITE_(?:BUSY|LOCKED)/.test(codeOf(error)) || /SQL statements in progress/.test(messageOf(error));
}

export function isFullError(error: unknown): boolean {
	return codeOf(error).startsWith('SQLITE_FULL');
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : '';
}

/** There is no database yet: the first start makes it. */
export class DatabaseMissing extends DatabaseUnusable {
	constructor(file: string) {
		super(`There is no database at ${file} yet: start the server once.`);
	}
}

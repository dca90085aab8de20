/** By their names: the built server throws classes of its own copy of these files. */
const EXPECTED = new Set([
	'ConfigError',
	'KitKeyError',
	'DatabaseBusy',
	'DatabaseFull',
	'DatabaseHeld',
	'DatabaseUnusable'
]);

/** The command was understood and is refused: exit status 1. `report` is what `--json` prints. */
export class Refused extends Error {
	constructor(
		message: string,
		readonly report?: object
	) {
		super(message);
	}
}

/** The command was not understood: exit status 2. */
export class WrongUsage extends Error {}

/** Says why a command ended, on the error stream, or as an object; gives its exit status. */
export function explain(error: unknown, json = false): number {
	if (error instanceof WrongUsage || isUsageError(error)) {
		console.error((error as Error).message);
		return 2;
	}
	if (!(error instanceof Refused) && !EXPECTED.has((error as Error).name)) {
		console.error(error);
		return 1;
	}
	const { message } = error as Error;
	if (error instanceof Refused && error.report && json) console.log(JSON.stringify(error.report));
	else if (json) console.log(JSON.stringify({ refused: message }));
	if (!json) console.error(message);
	return 1;
}

/** What node:util's parseArgs throws. */
function isUsageError(error: unknown): boolean {
	return String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');
}

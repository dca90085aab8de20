import { setImmediate as turnOfEventLoop } from 'node:timers/promises';
import { DatabaseBusy, isBusyError, isConstraintError } from './errors.ts';
import { newDeadline, patiently } from './patience.ts';

/**
 * One connection to a database file, and a queue before it. It is the guard against a fault of @libsql/client
 * (tursodatabase/libsql-client-ts#352, seen on 0.14 to 0.18): after one SQLITE_BUSY the connection keeps a statement
 * under way, acknowledges later writes, and never commits them. So a connection on which anything but a
 * constraint failed is thrown away, and the task starts again on a new one.
 */
export class Lane<Connection extends { close(): void }> {
	#client: Connection | undefined;
	#last: Promise<unknown> = Promise.resolve();
	#isBlocked = false;
	#isClosed = false;
	#tasks = 0;

	/**
	 * `open` makes a connection and checks it. `breathEvery` is how many tasks run between two turns of the event
	 * loop: the client never gives one by itself, and frees its memory only there.
	 */
	constructor(
		private readonly open: () => Promise<Connection>,
		private readonly breathEvery: number
	) {}

	/** Runs the task when its turn has come. A task that met SQLITE_BUSY did nothing, and is run again. */
	run<T>(task: (client: Connection) => Promise<T>): Promise<T> {
		if (this.#isClosed) return Promise.reject(new Error('The database is closed'));
		const deadline = newDeadline();
		const turn = this.#last.then(() => patiently(() => this.#attempt(task, deadline), deadline));
		this.#last = turn.then(
			() => this.#breathe(),
			() => this.#breathe()
		);
		return turn;
	}

	/** Waits for the tasks in the queue. */
	async close(): Promise<void> {
		this.#isClosed = true;
		await this.#last;
		this.#throwAway();
	}

	/** While the database is blocked, whoever has waited for too long in the queue does not stop the process once more. */
	async #attempt<T>(task: (client: Connection) => Promise<T>, deadline: number): Promise<T> {
		if (this.#isBlocked && performance.now() > deadline) throw new DatabaseBusy();
		try {
			this.#client ??= await this.open();
			const result = await task(this.#client);
			this.#isBlocked = false;
			return result;
		} catch (error) {
			if (!isConstraintError(error)) this.#throwAway();
			this.#isBlocked = isBusyError(error);
			throw error;
		}
	}

	#throwAway(): void {
		this.#client?.close();
		this.#client = undefined;
	}

	async #breathe(): Promise<void> {
		if (++this.#tasks % this.breathEvery === 0) await turnOfEventLoop();
	}
}

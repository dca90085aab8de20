import { openClient } from './client.ts';
import { DatabaseHeld, isBusyError } from './errors.ts';

export interface Hold {
	release(): void;
}

/**
 * Says that this process alone writes to the file, until `release` or the end of the process, however it ends: an open
 * transaction on a second, empty database beside it, which is a lock of the operating system.
 * Throws DatabaseHeld. No other code of the process may open the lock file: closing it would end the lock.
 */
export async function holdFile(file: string): Promise<Hold> {
	const client = openClient(`${file}.lock`);
	try {
		const transaction = await client.transaction('write');
		return {
			release() {
				transaction.close();
				client.close();
			}
		};
	} catch (error) {
		client.close();
		throw isBusyError(error) ? new DatabaseHeld(file) : error;
	}
}

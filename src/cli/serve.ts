import { config } from '#lib/server/config.ts';
import { listen } from './listen.ts';

/** Runs the built server until it is told to stop. */
export async function serve(): Promise<void> {
	const { publicUrl } = config();
	await listen();
	console.log(`Palier answers at ${publicUrl}`);
}

import { test as base } from '@playwright/test';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../build/cli/palier.js', import.meta.url));
const SLOW_POSTS = new URL('slowPosts.mjs', import.meta.url).href;
export const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

/** A Palier of its own: a folder, a database, a port. */
export class Palier {
	private server: ChildProcess | undefined;
	/** What the server wrote, for what must never be in a log. */
	log = '';

	private constructor(
		readonly folder: string,
		readonly url: string,
		private readonly env: NodeJS.ProcessEnv
	) {}

	static async make(settings: NodeJS.ProcessEnv = {}): Promise<Palier> {
		const folder = mkdtempSync(join(tmpdir(), 'palier-journey-'));
		const port = await freePort();
		const url = `http://localhost:${port}`;
		const env = {
			...process.env,
			NODE_ENV: 'production',
			PALIER_PUBLIC_URL: url,
			PALIER_DATA: folder,
			PORT: String(port),
			...(process.env['PALIER_JOURNEYS_SLOW'] && { NODE_OPTIONS: `--import=${SLOW_POSTS}` }),
			...settings
		};
		return new Palier(folder, url, env);
	}

	/** The same Palier as commands see it under another address. */
	under(publicUrl: string): Palier {
		return new Palier(this.folder, this.url, { ...this.env, PALIER_PUBLIC_URL: publicUrl });
	}

	/** Runs a command to its end. */
	run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
		return spawnSync(process.execPath, [command, ...args], { env: this.env, encoding: 'utf8' });
	}

	/** Runs a command that must succeed, and gives the object that it prints. */
	json<T = Record<string, unknown>>(...args: string[]): T {
		const done = this.run(...args, '--json');
		if (done.status !== 0)
			throw new Error(`palier ${args.join(' ')}: ${done.status}\n${done.stdout}${done.stderr}`);
		return JSON.parse(done.stdout) as T;
	}

	/** A landlord with a list of mailboxes, before the server starts. Gives the manager's sign-in link. */
	addLandlord(slug: string, list?: string): string {
		const { signInLink } = this.json<{ signInLink: string }>(
			'landlord',
			'add',
			slug,
			'--name',
			`Habitat ${slug}`,
			'--manager',
			`gestion@${slug}.example`
		);
		if (list) this.json('import', slug, list);
		return signInLink;
	}

	/** Makes a kit; gives the PDF. */
	kit(slug: string, ...args: string[]): Uint8Array {
		const out = join(this.folder, 'kit.pdf');
		this.json('kit', slug, ...args, '--out', out);
		return new Uint8Array(readFileSync(out));
	}

	async start(): Promise<void> {
		const server = spawn(process.execPath, [command, 'serve'], {
			env: this.env,
			stdio: ['ignore', 'pipe', 'pipe']
		});
		this.server = server;
		for (const stream of [server.stdout, server.stderr])
			stream.on('data', (bytes: Buffer) => (this.log += bytes.toString()));
		for (let tries = 0; tries < 300; tries++) {
			if (server.exitCode !== null) throw new Error(`The server ended:\n${this.log}`);
			const answer = await fetch(`${this.url}/healthz`).catch(() => null);
			if (answer?.ok) return;
			await new Promise((done) => setTimeout(done, 100));
		}
		throw new Error(`The server does not answer:\n${this.log}`);
	}

	/** Ends the server with a signal, and gives its exit status. */
	async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
		const { server } = this;
		this.server = undefined;
		if (!server || server.exitCode !== null) return server?.exitCode ?? null;
		const ended = new Promise<number | null>((done) => server.once('exit', done));
		server.kill(signal);
		return ended;
	}

	async remove(): Promise<void> {
		await this.stop();
		rmSync(this.folder, { recursive: true, force: true });
	}
}

/** The places of a landlord, as the command gives them. */
export interface Place {
	readonly residence: string;
	readonly entrance: string;
	readonly hallCode: string;
	readonly mailbox: string;
	readonly code: string;
	readonly emblem: string;
	readonly epoch: number;
}

function freePort(): Promise<number> {
	return new Promise((done, fail) => {
		const probe = createServer().once('error', fail);
		probe.listen(0, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
		});
	});
}

/** Each test gets a Palier that is not started yet. */
export const test = base.extend<{ palier: Palier }>({
	// eslint-disable-next-line no-empty-pattern
	palier: async ({}, use) => {
		const palier = await Palier.make();
		await use(palier);
		await palier.remove();
	}
});

export { expect } from '@playwright/test';

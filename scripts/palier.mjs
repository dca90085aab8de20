import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from './memory.mjs';
import { build, install, root } from './prepare.mjs';

/** `npm run palier -- <command>`: installs and builds what is missing, then runs the command. */
install();
build();

const settings = join(root, '.env');
if (existsSync(settings)) process.loadEnvFile(settings);

const command = spawn(
	process.execPath,
	[...memory, join(root, 'build/cli/palier.js'), ...process.argv.slice(2)],
	{ stdio: 'inherit' }
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => command.kill(signal));
command.on('exit', (status) => (process.exitCode = status ?? 1));

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { memory } from './memory.mjs';
import { build, install, root } from './prepare.mjs';

/** `npm run demo`: a landlord, three halls and a few neighbours to look at, on this machine only. */
install();
build();

const port = process.env.PORT ?? '3000';
const env = {
	NODE_ENV: 'production',
	PALIER_PUBLIC_URL: `http://localhost:${port}`,
	PALIER_DATA: join(root, 'data'),
	PALIER_LOG_LEVEL: 'warn',
	...process.env,
	PORT: port
};
const demo = spawn(process.execPath, [...memory, join(root, 'build/cli/demo.js')], { stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => demo.kill(signal));
demo.on('exit', (status) => (process.exitCode = status ?? 1));

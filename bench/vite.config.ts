import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { bundled, treeshake } from '../vite.bundled.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Builds what the bench measures of Palier, apart from the product's own build. It lies among the installed packages, so that
 * it finds those that it needs and nobody publishes it.
 */
export default defineConfig({
	root: here('..'),
	logLevel: 'warn',
	publicDir: false,
	ssr: { noExternal: bundled },
	build: {
		ssr: true,
		target: 'node20',
		outDir: 'node_modules/.cache/palier-bench',
		emptyOutDir: true,
		rollupOptions: {
			treeshake,
			input: {
				palier: here('kit/palier.ts'),
				prepare: here('kit/prepare.ts'),
				qrEncoder: here('../src/lib/paper/qrEncoder.ts'),
				studio: here('studio/warm.ts'),
				stream: here('serve/stream.ts')
			},
			output: { chunkFileNames: '[name].js' }
		}
	}
});

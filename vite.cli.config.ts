import { defineConfig } from 'vite';
import { bundled, treeshake } from './vite.bundled.ts';

/** Builds the `palier` command (src/cli) to build/cli, beside the server that `vite build` makes. */
export default defineConfig({
	publicDir: false,
	ssr: { noExternal: bundled },
	build: {
		ssr: true,
		target: 'node20',
		outDir: 'build/cli',
		emptyOutDir: true,
		rollupOptions: {
			treeshake,
			input: { palier: 'src/cli/palier.ts', demo: 'src/cli/demo.ts' },
			output: { banner: '#!/usr/bin/env node', chunkFileNames: '[name].js' }
		}
	}
});

import { defineConfig } from 'vite';

/** Builds the `palier` command (src/cli) to build/cli, beside the server that `vite build` makes. */
export default defineConfig({
	publicDir: false,
	ssr: { noExternal: ['@mdi/js'] },
	build: {
		ssr: true,
		target: 'node20',
		outDir: 'build/cli',
		emptyOutDir: true,
		rollupOptions: {
			input: { palier: 'src/cli/palier.ts', demo: 'src/cli/demo.ts' },
			output: { banner: '#!/usr/bin/env node', chunkFileNames: '[name].js' }
		}
	}
});

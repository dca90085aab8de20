import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { bundled, treeshake } from './vite.bundled.ts';

export default defineConfig({
	plugins: [sveltekit()],
	ssr: { noExternal: bundled },
	// Old phones read the pages: a Chrome of 2017, an iPhone with iOS 11.
	build: {
		cssTarget: ['chrome60', 'ios11', 'safari11', 'firefox60'],
		rollupOptions: { treeshake }
	},
	test: {
		include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
		setupFiles: ['tests/support/environment.ts', 'tests/support/quiet.ts'],
		testTimeout: 30_000
	}
});

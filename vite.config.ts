import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { bundled, treeshake } from './vite.bundled.ts';

export default defineConfig(({ mode }) => ({
	plugins: [sveltekit()],
	// The development server cannot read packages of the older form, and need not: nobody minds what it loads.
	ssr: { noExternal: mode === 'development' ? [] : bundled },
	// Old phones read the pages: a Chrome of 2017, an iPhone with iOS 11.
	build: {
		cssTarget: ['chrome60', 'ios11', 'safari11', 'firefox60'],
		rollupOptions: { treeshake }
	},
	test: {
		include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
		setupFiles: ['tests/support/environment.ts', 'tests/support/quiet.ts'],
		css: true,
		testTimeout: 30_000
	}
}));

import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [sveltekit()],
	// The pictograms come out of a module of 7,000 icons: bundle it, so that only ours are loaded.
	ssr: { noExternal: ['@mdi/js'] },
	// Old phones read the pages: a Chrome of 2017, an iPhone with iOS 11.
	build: { cssTarget: ['chrome60', 'ios11', 'safari11', 'firefox60'] },
	test: {
		include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
		setupFiles: ['tests/support/environment.ts', 'tests/support/quiet.ts'],
		testTimeout: 30_000
	}
});

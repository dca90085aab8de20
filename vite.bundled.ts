/**
 * Packages of which we need a small part: the 7,000 icons that our pictograms come out of, and the objects of pdf-lib. They
 * are bundled, so that a process loads that part alone.
 */
export const bundled = ['@mdi/js', 'pdf-lib', /^@pdf-lib\//, 'pako', 'tslib'];

/**
 * Their packages do not say so, but none of these modules does anything by being loaded; nor does any noun of ours, which
 * tests/architecture holds: a page with a script brings only what it calls.
 */
export const treeshake = {
	moduleSideEffects: [
		{ test: /node_modules\/(@?pdf-lib|pako|tslib)\//, sideEffects: false },
		{ test: /\/src\/lib\/(catalogue|codes|paper|stickers|text)\/[\w.-]+\.ts$/, sideEffects: false }
	]
};

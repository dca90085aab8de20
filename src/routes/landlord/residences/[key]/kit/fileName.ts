const MOST_LETTERS = 40;

/** What a kit's file is called: `kit-les-tilleuls-a-2-2026-11-23.pdf`; letters that every system takes, nothing else. */
export function kitFileName(places: readonly string[], day: string): string {
	return ['kit', ...places.map(slug).filter((word) => word !== ''), day].join('-') + '.pdf';
}

function slug(name: string): string {
	const words = name
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/œ/g, 'oe')
		.replace(/æ/g, 'ae')
		.replace(/[^a-z0-9]+/g, '-');
	return words.replace(/^-/, '').slice(0, MOST_LETTERS).replace(/-$/, '');
}

const MOST_LETTERS = 40;

/** What a kit's file is called: `kit-les-tilleuls-a-2-2026-11-23.pdf`; letters that every system takes, nothing else. */
export function kitFileName(places: readonly string[], day: string, form: 'pdf' | 'zip' = 'pdf'): string {
	return `${['kit', ...slugs(places), day].join('-')}.${form}`;
}

/**
 * What the files of halls are called in an archive, in its order: `07-les-tilleuls-a-2.pdf`. The number keeps them in the
 * order of the round, apart from one another, and from the names that Windows keeps for itself (`con`, `aux`).
 */
export function hallFileNames(halls: readonly (readonly string[])[]): string[] {
	const digits = Math.max(2, String(halls.length).length);
	return halls.map((places, i) => `${[String(i + 1).padStart(digits, '0'), ...slugs(places)].join('-')}.pdf`);
}

const slugs = (places: readonly string[]) => places.map(slug).filter((word) => word !== '');

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

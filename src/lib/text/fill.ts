export type Values = Readonly<Record<string, string | number>>;

/** Puts values where a sentence has `{name}`. */
export function fill(words: string, values: Values, numbers?: Intl.NumberFormat): string {
	return words.replace(/\{(\w+)\}/g, (whole, name: string) => {
		const value = values[name];
		if (value === undefined) return whole;
		return typeof value === 'number' && numbers ? numbers.format(value) : String(value);
	});
}

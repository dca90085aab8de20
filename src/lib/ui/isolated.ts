/** What somebody typed, for the middle of a sentence: its direction stays its own (Unicode isolates, UAX 9). */
export function isolated(typed: string): string {
	return `\u2068${typed}\u2069`;
}

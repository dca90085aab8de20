export const phoneKinds = ['android', 'iphone', 'tablet', 'computer', 'other'] as const;
/** What somebody would call it who sees it lie on a table. */
export type PhoneKind = (typeof phoneKinds)[number];

const KINDS: readonly [shape: RegExp, kind: PhoneKind][] = [
	[/\b(?:iPhone|iPod)\b/, 'iphone'],
	[/\biPad\b|\bTablet\b|\bKindle\b|\bSilk\b(?!.*\bMobile\b)/, 'tablet'],
	[/\bAndroid\b.*\bMobile\b/, 'android'],
	[/\bAndroid\b/, 'tablet'],
	[/\b(?:Windows NT|Macintosh|CrOS|X11)\b/, 'computer']
];

/** The kind of a phone from its user agent (RFC 9110, 10.1.5), of which nothing else is kept. A new iPad says that it is a computer. */
export function kindOfPhone(userAgent: string | null): PhoneKind {
	const said = (userAgent ?? '').slice(0, 500);
	return KINDS.find(([shape]) => shape.test(said))?.[1] ?? 'other';
}

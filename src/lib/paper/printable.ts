const PLAIN =
	/^(?:[\x21-\x7e\xa1-\xac\xae-\xffŒœŸ–—‘’“”„…•‹›€]+(?: (?=[^ \u00a0\u202f])|[\u00a0\u202f](?=[^ \u00a0\u202f])|$))*$/;
const JOINING =
	'\\p{Script_Extensions=Arabic}\\p{Script_Extensions=Syriac}\\p{Script_Extensions=Mongolian}\\p{Script_Extensions=Nko}' +
	'\\p{Script_Extensions=Devanagari}\\p{Script_Extensions=Bengali}\\p{Script_Extensions=Gurmukhi}\\p{Script_Extensions=Gujarati}' +
	'\\p{Script_Extensions=Oriya}\\p{Script_Extensions=Tamil}\\p{Script_Extensions=Telugu}\\p{Script_Extensions=Kannada}' +
	'\\p{Script_Extensions=Malayalam}\\p{Script_Extensions=Sinhala}';
const SPACES = /[\s\u0085]+/gu;
const KEPT_SPACES = /[\u00a0\u202f]/u;
const STRAY_JOINERS = new RegExp(`(?<![${JOINING}])[\\u200c\\u200d]|[\\u200c\\u200d](?![${JOINING}])`, 'gu');
const UNSEEN =
	/(?!\u200c|\u200d|[\t-\r\u0085])[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]/gu;
/** The same, leaving what says where a word may be broken: the soft hyphen and the zero-width space. */
const UNSEEN_BUT_BREAKS = new RegExp(`(?![\\u00ad\\u200b])${UNSEEN.source}`, 'gu');
const ENDLESS_MARKS = /(\p{M}{8})\p{M}+/gu;
const MARKS_PER_BASE = /(\p{M}{3})\p{M}+/gu;
const MARKS_WITHOUT_BASE = /(^|[\s\u0085\u00ad\u200b])\p{M}+/gu;

/**
 * The same text, safe to set in one line: NFC, plain spaces (French narrow and non-breaking ones stay), no control or
 * format character except the joiners inside Arabic and Indic words, no bidi override or isolate, at most three
 * combining marks on a base. Unknown letters stay: refusing them is the typesetter's part. Idempotent. On request it
 * leaves soft hyphens and zero-width spaces, for who breaks the text into lines.
 */
export function printable(text: string, breaks?: 'with chances to break'): string {
	if (PLAIN.test(text)) return text;
	const clean = cleaned(text, breaks ? UNSEEN_BUT_BREAKS : UNSEEN);
	// What one step takes away may leave another's work to do: a mark whose letter went, a joiner with no neighbour.
	return clean === text ? text : printable(clean, breaks);
}

function cleaned(text: string, unseen: RegExp): string {
	return text
		.replace(unseen, '')
		.replace(STRAY_JOINERS, '')
		.replace(ENDLESS_MARKS, '$1')
		.normalize('NFC')
		.replace(MARKS_PER_BASE, '$1')
		.replace(MARKS_WITHOUT_BASE, '$1')
		.replace(SPACES, plainSpace)
		.replace(/^ +| +$/g, '');
}

function plainSpace(run: string): string {
	return run.length === 1 && KEPT_SPACES.test(run) ? run : ' ';
}

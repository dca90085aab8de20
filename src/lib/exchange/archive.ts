import * as v from 'valibot';

/** The archive of a landlord, as docs/archive.md describes it. A change that older readers cannot read is a new version. */
export const ARCHIVE_FORMAT = 'palier-archive';
export const ARCHIVE_VERSION = 1;

/** Its tables, with their columns in order; each is a CSV file (RFC 4180, UTF-8, commas). */
export const archiveTables = {
	'places/residences.csv': ['residence', 'language'],
	'places/buildings.csv': ['residence', 'building', 'rnb_id'],
	'places/halls.csv': [
		'code',
		'residence',
		'building',
		'entrance',
		'address',
		'house_number',
		'repetition',
		'street',
		'insee_code',
		'ban_id',
		'postcode',
		'city',
		'reference',
		'language',
		'zone',
		'position',
		'emblem_start',
		'stickers',
		'sticker_mm',
		'gone_at'
	],
	'places/mailboxes.csv': ['code', 'hall', 'label', 'position', 'emblem', 'reference', 'language', 'gone_at'],
	'letters/epochs.csv': ['mailbox', 'epoch', 'letter_until'],
	'letters/texts.csv': ['language', 'part', 'text'],
	'kits.csv': [
		'mailbox',
		'epoch',
		'ordered_at',
		'made_at',
		'printed_at',
		'handed_at',
		'distributed_at',
		'reprints',
		'voided_at'
	],
	'staff.csv': ['email', 'role'],
	'figures.csv': ['week', 'residence', 'figure', 'value']
} as const satisfies Record<string, readonly string[]>;

export type ArchiveTable = keyof typeof archiveTables;

/** The logo, when the landlord has one, by what it is. */
export const logoFiles = { png: 'letters/logo.png', jpeg: 'letters/logo.jpg' } as const;

/** The other files. */
export const archiveFiles = [
	'README.txt',
	'letters/look.json',
	...Object.values(logoFiles),
	'audit.jsonl'
] as const;

/** What another Palier needs to take the landlord in. */
export const neededFiles = [
	'places/residences.csv',
	'places/buildings.csv',
	'places/halls.csv',
	'places/mailboxes.csv',
	'letters/epochs.csv',
	'letters/texts.csv',
	'letters/look.json'
] as const;

export const MANIFEST = 'manifest.json';

/** Nothing that would break a line, or turn its direction. */
export const isPrintable = (text: string) =>
	!/[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u.test(text);

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

export const manifest = v.object({
	format: v.literal(ARCHIVE_FORMAT),
	version: v.literal(ARCHIVE_VERSION),
	madeAt: v.pipe(v.string(), v.isoTimestamp()),
	/** The address that its QR codes hold. */
	publicUrl: v.pipe(v.string(), v.maxLength(500)),
	landlord: v.object({
		slug: v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/)),
		name: v.pipe(v.string(), v.minLength(1), v.maxLength(200), v.check(isPrintable))
	}),
	/** The last row of the audit log and its seal; null where nothing is sealed yet. */
	auditHead: v.nullable(v.object({ id: v.number(), hash: sha256 })),
	files: v.pipe(
		v.array(
			v.object({
				name: v.pipe(v.string(), v.maxLength(100)),
				bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
				sha256
			})
		),
		v.maxLength(40)
	)
});
export type Manifest = v.InferOutput<typeof manifest>;

/**
 * A cell that a spreadsheet would take for a formula gets an apostrophe before it, and so does one that begins with an
 * apostrophe: whoever takes one away has what was there.
 */
export function shielded(cell: string): string {
	return /^['=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
}

export function unshielded(cell: string): string {
	return cell.startsWith("'") ? cell.slice(1) : cell;
}

/** Why an archive is not taken in. */
export const archiveRefusals = [
	'not-an-archive',
	'too-large',
	'unknown-file',
	'missing-file',
	'wrong-hash',
	'wrong-content',
	'codes-taken',
	'slug-taken',
	'email-taken'
] as const;
export type ArchiveRefusal = (typeof archiveRefusals)[number];

import { readPicture, packedRows, type Picture, type PictureRefusal } from '#lib/paper/picture.ts';
import { pdfBytes } from '#lib/paper/paintPdf.ts';
import { A4 } from '#lib/paper/lengths.ts';
import {
	againstWords,
	contrastOnWhite,
	LEAST_CONTRAST,
	logoAt,
	OUR_LOOK,
	ownParts,
	type LetterLook,
	type OwnPart,
	type WordsRefusal
} from '#lib/stickers/letterLook.ts';
import type { HouseRules } from '#lib/stickers/houseRules.ts';
import { voice } from '#lib/stickers/words.ts';
import { isLanguage, languages, type Language } from '#lib/text/languages.ts';
import { oneLine } from '#lib/text/line.ts';
import { inflateSync } from 'node:zlib';
import { auditing, type About, type Actor } from './audit.ts';
import { inScope, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { sql, type Statement } from './db/statement.ts';
import { pdfTools, typesetter } from './fonts.ts';

export const MOST_LOGO_BYTES = 1024 * 1024;

/** What a landlord's letters look like and say in place of ours. */
export async function lookOfLetters(db: Database, landlordId: number): Promise<LetterLook> {
	const [look] = await db.read<{ color: string | null; logo: string | null }>(
		sql`SELECT color, logo FROM landlord l WHERE l.id = ${landlordId}`
	);
	const texts = await db.read<{ language: string; part: string; text: string }>(
		sql`SELECT language, part, text FROM letter_text WHERE landlord_id = ${landlordId}`
	);
	const own: { [of in Language]?: { [of in OwnPart]?: string } } = {};
	for (const { language, part, text } of texts)
		if (isLanguage(language) && isPart(part)) (own[language] ??= {})[part] = text;
	return { logo: pictureOf(look?.logo ?? null), color: look?.color ?? null, texts: own };
}

const isPart = (part: string): part is OwnPart => ownParts.some((one) => one === part);

function pictureOf(base64: string | null): Picture | null {
	if (base64 === null) return null;
	const read = readPicture(new Uint8Array(Buffer.from(base64, 'base64')));
	return 'refusal' in read ? null : read;
}

export type PaperRules = HouseRules & { readonly specimen: boolean };

/** What the house allows on the mailboxes of a hall, and whether the hall is made up: what is printed follows it. */
export async function paperRules(db: Database, scope: Scope, hallCode: string): Promise<PaperRules> {
	const [row] = await db.read<HouseRules & { trial: number }>(sql`
		SELECT h.stickers, h.sticker_mm AS stickerMm, r.trial_at IS NOT NULL AS trial
		FROM hall h JOIN building b ON b.id = h.building_id JOIN residence r ON r.id = b.residence_id
		WHERE h.code = ${hallCode} AND ${inScope(scope, sql`h`, sql`r.id`, sql`h.id`)}`);
	const { stickers = 'any', stickerMm = null, trial = 0 } = row ?? {};
	return { stickers, stickerMm, specimen: trial === 1 };
}

/** Whether words can stand on a letter as they are: of a language and a part that we know, one line, whole. */
export function areOwnWords(language: string, part: string, text: string): boolean {
	if (!isLanguage(language) || !isPart(part) || text === '' || oneLine(text) !== text) return false;
	return againstWords(voice(typesetter(), language), part, text) === null;
}

/** Whether a colour can be seen on white: `#rrggbb`. */
export const isOwnColor = (color: string) => (contrastOnWhite(color) ?? 0) >= LEAST_CONTRAST;

export interface WordsProblem {
	readonly language: Language;
	readonly part: OwnPart;
	readonly problem: WordsRefusal;
}

/** What somebody typed of each part in each language; '' is ours. */
export type TypedWords = Readonly<Record<Language, Readonly<Record<OwnPart, string>>>>;

/** Keeps a landlord's own words, or says which of them cannot be printed whole; then none is kept. */
export async function keepWords(
	db: Database,
	actor: Actor,
	typed: TypedWords,
	now: number
): Promise<{ problems: readonly WordsProblem[] }> {
	const words = languages.flatMap((language) =>
		ownParts.map((part) => ({ language, part, text: oneLine(typed[language][part]) }))
	);
	const problems = words.flatMap(({ language, part, text }) => {
		const problem = text === '' ? null : againstWords(voice(typesetter(), language), part, text);
		return problem ? [{ language, part, problem }] : [];
	});
	if (problems.length > 0) return { problems };
	const said = JSON.stringify(words.filter(({ text }) => text !== ''));
	const { landlordId } = actor;
	await db.write([
		sql`DELETE FROM letter_text WHERE landlord_id = ${landlordId} AND NOT EXISTS (
			SELECT 1 FROM json_each(${said}) WHERE value ->> 'language' = letter_text.language AND value ->> 'part' = letter_text.part)`,
		auditing(actor, 'letter-our-words', {}, now, { ifChanged: true }),
		sql`INSERT INTO letter_text (landlord_id, language, part, text)
			SELECT ${landlordId}, value ->> 'language', value ->> 'part', value ->> 'text' FROM json_each(${said}) WHERE true
			ON CONFLICT (landlord_id, language, part) DO UPDATE SET text = excluded.text WHERE text <> excluded.text`,
		auditing(actor, 'letter-words', {}, now, { ifChanged: true })
	]);
	return { problems: [] };
}

export type ColorRefusal =
	{ readonly refusal: 'no-color' } | { readonly refusal: 'too-light'; readonly contrast: number };

/** Keeps the colour of letters and posters, `#rrggbb`; '' is none. A colour that is hard to see on white is refused. */
export async function keepColor(
	db: Database,
	actor: Actor,
	typed: string,
	now: number
): Promise<ColorRefusal | null> {
	const color = typed.trim().toLowerCase();
	const contrast = color === '' ? Infinity : contrastOnWhite(color);
	if (contrast === null) return { refusal: 'no-color' };
	// Cut, never rounded up: what is said must be below what is asked for.
	if (contrast < LEAST_CONTRAST) return { refusal: 'too-light', contrast: Math.floor(contrast * 10) / 10 };
	const kept = color === '' ? null : color;
	await db.write([
		sql`UPDATE landlord AS l SET color = ${kept} WHERE l.id = ${actor.landlordId} AND color IS NOT ${kept}`,
		auditing(actor, 'letter-color', { color: kept ?? '' }, now, { ifChanged: true })
	]);
	return null;
}

export type LogoRefusal = PictureRefusal | 'no-file' | 'too-large' | 'broken';

/** Keeps a logo, without anything in its file that is not the picture. It is drawn once, to be sure that it can be. */
export async function keepLogo(
	db: Database,
	actor: Actor,
	file: AsyncIterable<Uint8Array>,
	now: number
): Promise<{ refusal: LogoRefusal } | null> {
	const bytes = await wholeFile(file);
	if (bytes === null) return { refusal: 'too-large' };
	if (bytes.length === 0) return { refusal: 'no-file' };
	const picture = await readLogo(bytes);
	if ('refusal' in picture) return picture;
	await db.write(settingLogo(actor, Buffer.from(picture.bytes).toString('base64'), now));
	return null;
}

/** A logo without anything in its file that is not the picture, or why it is none. */
export async function readLogo(bytes: Uint8Array): Promise<Picture | { refusal: LogoRefusal }> {
	if (bytes.length > MOST_LOGO_BYTES) return { refusal: 'too-large' };
	const picture = readPicture(bytes);
	if ('refusal' in picture) return picture;
	return (await canBeDrawn(picture)) ? picture : { refusal: 'broken' };
}

export async function dropLogo(db: Database, actor: Actor, now: number): Promise<void> {
	await db.write(settingLogo(actor, null, now));
}

function settingLogo(actor: Actor, logo: string | null, now: number): Statement[] {
	const act = logo === null ? 'letter-no-logo' : 'letter-logo';
	return [
		sql`UPDATE landlord AS l SET logo = ${logo} WHERE l.id = ${actor.landlordId} AND logo IS NOT ${logo}`,
		auditing(actor, act, {}, now, { ifChanged: true })
	];
}

/** Null when it is larger than a logo may be: the rest is read and forgotten. */
async function wholeFile(file: AsyncIterable<Uint8Array>): Promise<Uint8Array | null> {
	const parts: Uint8Array[] = [];
	let length = 0;
	for await (const part of file) {
		length += part.length;
		if (length <= MOST_LOGO_BYTES) parts.push(Uint8Array.from(part));
	}
	return length > MOST_LOGO_BYTES ? null : new Uint8Array(Buffer.concat(parts));
}

async function canBeDrawn(picture: Picture): Promise<boolean> {
	try {
		const { rowBytes } = picture;
		if (rowBytes !== undefined) {
			const rows = inflateSync(packedRows(picture), { maxOutputLength: rowBytes });
			if (rows.length !== rowBytes) return false;
		}
		const page = { ...A4, shapes: logoAt({ ...OUR_LOOK, logo: picture }, A4.widthMm, 0) };
		await pdfBytes([page], { title: 'Logo', language: 'fr' }, typesetter(), pdfTools());
		return true;
	} catch {
		return false;
	}
}

/** Our own letter again: words, colour and logo. */
export async function ourLetterAgain(db: Database, actor: Actor, now: number): Promise<void> {
	const { landlordId } = actor;
	await db.write([
		sql`UPDATE landlord AS l SET color = NULL, logo = NULL WHERE l.id = ${landlordId} AND (color IS NOT NULL OR logo IS NOT NULL
			OR EXISTS (SELECT 1 FROM letter_text t WHERE t.landlord_id = l.id))`,
		auditing(actor, 'letter-reset', {}, now, { ifChanged: true }),
		sql`DELETE FROM letter_text WHERE landlord_id = ${landlordId}`
	]);
}

/** Acts that say that somebody looked at the letter and is content with it; the first steps read them. */
export const LETTER_SEEN = [
	'letter-kept',
	'letter-words',
	'letter-color',
	'letter-logo'
] as const satisfies readonly string[];

/** Somebody says that the letter is right as it is; said again on the same words it is written down once. */
export async function letterIsRight(db: Database, actor: Actor, now: number): Promise<void> {
	await onceWritten(db, actor, 'letter-kept', {}, now);
}

/** Somebody took the proof away. */
export async function proofTaken(db: Database, actor: Actor, now: number): Promise<void> {
	await onceWritten(db, actor, 'letter-proof', {}, now);
}

const A_WHILE_MS = 60_000;

/** A second tap within a minute is the same act. */
async function onceWritten(
	db: Database,
	actor: Actor,
	act: string,
	about: About,
	now: number
): Promise<void> {
	await db.write([
		sql`INSERT INTO audit (landlord_id, at, staff_id, who, act, about)
			SELECT ${actor.landlordId}, ${now}, ${actor.staffId}, ${actor.who}, ${act}, ${JSON.stringify(about)}
			WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.landlord_id = ${actor.landlordId} AND a.act = ${act} AND a.at > ${now - A_WHILE_MS})`
	]);
}

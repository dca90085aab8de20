import { wordsOf, type DocumentInfo, type Tagged } from './drawing.ts';
import { textString } from './pdfFonts.ts';
import type { PdfWriter } from './pdfWriter.ts';

/**
 * The structure tree of a document (ISO 32000-1, 14.7): its root, one Document, a Sect for each page that has tagged
 * groups, and in it an element for each of them. Elements are written with their page; a few numbers a page stay.
 */
export interface Tags {
	readonly root: number;
	readonly document: number;
	readonly sections: number[];
	/** Finished leaves of the parent tree, which leads from a page's key to its elements (14.7.4.4). */
	readonly leaves: { readonly number: number; readonly first: number; readonly last: number }[];
	/** The lists of elements of the pages that are in no leaf yet. */
	lists: number[];
}

const PAGES_IN_LEAF = 64;

export function startTags(writer: PdfWriter): Tags {
	return { root: writer.reserve(), document: writer.reserve(), sections: [], leaves: [], lists: [] };
}

/**
 * Writes the elements of a page, whose nth group is its marked content of number n, and gives the page's key in the
 * parent tree. Throws when a picture has no words or a language is none.
 */
export function writePageTags(
	tags: Tags,
	writer: PdfWriter,
	page: number,
	groups: readonly Tagged[],
	info: DocumentInfo
): number {
	const section = writer.reserve();
	const elements = groups.map(() => writer.reserve());
	const list = writer.reserve();
	for (const [i, group] of groups.entries())
		writer.writePacked(elements[i]!, `<<${meaning(group, info)}/P ${section} 0 R/Pg ${page} 0 R/K ${i}>>`);
	const kids = references(elements);
	writer.writePacked(section, `<</S/Sect/P ${tags.document} 0 R/K ${kids}>>`);
	writer.writePacked(list, kids);
	tags.lists.push(list);
	if (tags.lists.length === PAGES_IN_LEAF) writeLeaf(tags, writer);
	return tags.sections.push(section) - 1;
}

/** Writes what leads to the elements, after the last page. */
export function endTags(tags: Tags, writer: PdfWriter) {
	if (tags.lists.length > 0) writeLeaf(tags, writer);
	const parents = writer.reserve();
	writer.writePacked(parents, `<</Kids${references(tags.leaves.map(({ number }) => number))}>>`);
	writer.writePacked(tags.document, `<</S/Document/P ${tags.root} 0 R/K${references(tags.sections)}>>`);
	writer.writePacked(
		tags.root,
		`<</Type/StructTreeRoot/K ${tags.document} 0 R/ParentTree ${parents} 0 R/ParentTreeNextKey ${tags.sections.length}>>`
	);
}

function writeLeaf(tags: Tags, writer: PdfWriter) {
	const first = tags.leaves.at(-1) ? tags.leaves.at(-1)!.last + 1 : 0;
	const last = first + tags.lists.length - 1;
	const number = writer.reserve();
	const entries = tags.lists.map((list, i) => `${first + i} ${list} 0 R`).join(' ');
	writer.writePacked(number, `<</Limits[${first} ${last}]/Nums[${entries}]>>`);
	tags.leaves.push({ number, first, last });
	tags.lists = [];
}

/**
 * Role, language where it is another one, and words: of a picture what it shows, of text what is read in its place
 * (14.9), which letters without a font need in any case.
 */
function meaning(group: Tagged, info: DocumentInfo): string {
	const { role, shapes, language = info.language } = group;
	if (role === 'Figure' && !group.alt) throw new Error('a picture that is read needs words');
	if (!LANGUAGE_TAG.test(language)) throw new Error(`not a language tag: ${language}`);
	const spoken = language === info.language ? '' : `/Lang(${language})`;
	const words = group.alt ?? (info.forPrintShop ? wordsOf(shapes).join(' ') : undefined);
	if (words === undefined) return `/S/${role}${spoken}`;
	return `/S/${role}${spoken}/${role === 'Figure' ? 'Alt' : 'ActualText'}${textString(words)}`;
}

/** BCP 47, by its form alone. */
export const LANGUAGE_TAG = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/;

function references(numbers: readonly number[]): string {
	return `[${numbers.map((number) => `${number} 0 R`).join(' ')}]`;
}

import { textString } from './pdfFonts.ts';
import type { PdfWriter } from './pdfWriter.ts';

/** What a viewer shows as the pages' numbers, as a number tree (ISO 32000-1, 12.4.2 and 7.9.7) whose leaves are written as they fill. */
export interface Labels {
	readonly leaves: number[];
	/** Of the leaf that fills: the first page that it speaks of, the last one, and an entry for each. */
	first: number;
	last: number;
	entries: string[];
	/** Whether the last entry numbers the pages after it, too. */
	numbers: boolean;
}

const LABELS_IN_LEAF = 64;

export function startLabels(): Labels {
	return { leaves: [], first: 0, last: 0, entries: [], numbers: false };
}

/** The label of the page of that index; one without a label shows its number. */
export function addLabel(labels: Labels, writer: PdfWriter, page: number, label: string | undefined) {
	if (label === undefined && labels.numbers) return;
	if (labels.entries.length === 0) labels.first = page;
	labels.entries.push(
		`${page} <<${label === undefined ? `/S/D/St ${page + 1}` : `/P${textString(label)}`}>>`
	);
	labels.last = page;
	labels.numbers = label === undefined;
	if (labels.entries.length === LABELS_IN_LEAF) writeLeaf(labels, writer);
}

/** The number of the tree's root, after the last page; nothing when no page has a label. */
export function endLabels(labels: Labels, writer: PdfWriter): number | undefined {
	const { leaves, entries, numbers } = labels;
	if (leaves.length === 0 && entries.length === 1 && numbers) return undefined;
	if (entries.length > 0) writeLeaf(labels, writer);
	const root = writer.reserve();
	writer.writePacked(root, `<</Kids[${leaves.map((leaf) => `${leaf} 0 R`).join(' ')}]>>`);
	return root;
}

function writeLeaf(labels: Labels, writer: PdfWriter) {
	const leaf = writer.reserve();
	const { leaves, first, last, entries } = labels;
	writer.writePacked(leaf, `<</Limits[${first} ${last}]/Nums[${entries.join(' ')}]>>`);
	leaves.push(leaf);
	labels.entries = [];
}

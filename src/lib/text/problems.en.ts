import type { ListProblemReason } from '#lib/buildings/listProblems.ts';

export const listProblems = {
	'empty-file': 'The file is empty. Choose the file of your list, saved as CSV.',
	'no-rows': 'The file holds only the row of titles. Add one row for each mailbox, or one for each hall.',
	'not-a-list': 'This file is not a CSV file. Open it in Excel, then choose “Save as” and “CSV UTF-8”.',
	'file-too-big':
		'The file is larger than {megabytes} MB. Cut the list into several files, one for each agency for example.',
	'nul-bytes':
		'This row holds null characters: the file is damaged, or it is not text. Save it again in Excel as “CSV UTF-8”.',
	'quote-not-closed':
		'A quotation mark (") opens in this row and never closes. Close it or remove it, then try again.',
	'too-many-rows': 'The list has more than {max} rows. Cut it into several files.',
	'too-many-columns':
		'The list has more than {max} columns, those of RPLS not counted. Keep only those that say where the mailboxes are.',
	'forbidden-column': 'A column cannot be called “{column}”. Change its title, or remove it.',
	'duplicate-column': 'The column “{column}” is there twice. Keep only one.',
	'no-mailbox-column':
		'There is no column “boite” (one row for each mailbox) or “nombre_boites” (one row for each hall). The first row of the file must hold the titles of the columns.',
	'no-place-column':
		'There is no column “residence” or “adresse”. The first row of the file must hold the titles of the columns.',
	'cell-too-long': 'A cell has more than {max} characters. Shorten it, or remove its column.',
	'too-many-cells':
		'This row has more cells than the row of titles, which has {max}. A semicolon or a comma probably stands inside a text: remove it, or put the text between quotation marks.',
	'missing-value':
		'The column “{column}” is empty. Fill it in every row; in Excel, unmerge the merged cells.',
	'name-too-long': 'This text has more than {max} characters. Shorten it, so that it fits on a letter.',
	'garbled-text':
		'The accents of “{value}” are damaged. Correct this text; if there are many, save the list again as “CSV UTF-8”.',
	'excel-damage':
		'Excel has changed this cell to “{value}”. Format the column as Text, write the value again, then save.',
	'line-break':
		'The cell “{column}” has several lines. Write it on one line; also check that no quotation mark is missing.',
	'person-in-list':
		'The cell “{column}” seems to be about a person. Palier keeps only places: give the number of the mailbox, never a name, a phone number or an e-mail address.',
	'bad-postcode': '“{value}” is not a postcode. Write its five digits, for example 69003.',
	'unknown-language':
		'“{value}” is not a language that we know. Write its code (fr, en, ar) or its French name, or leave the cell empty.',
	'bad-count': '“{value}” is not a number of mailboxes. Write a number from 1 to {max}.',
	'bad-yes-or-no': '“{value}” says neither yes nor no. Write “oui” or “non”, or leave the cell empty.',
	'bad-insee-code':
		'“{value}” is not a town’s INSEE code. Write its five characters, for example 69383 or 2A004.',
	'bad-rnb-id':
		'“{value}” is not an RNB identifier. It has twelve letters and digits, for example 1GA7-PYM1-QDZ4.',
	'count-disagrees':
		'The list says {count} mailboxes, but gives {listed} for this hall. Correct the number, or add the missing mailboxes.',
	'duplicate-mailbox':
		'Mailbox “{value}” is already in row {otherLine} for the same hall. Remove one of the two rows, or correct the hall.',
	'hall-twice': 'This hall is already in row {otherLine}. Keep one row only, or give the hall another name.',
	'hall-disagrees':
		'Here it is “{value}”, but “{other}” in row {otherLine} for the same hall. Correct one of them, or give the hall another name.',
	'place-disagrees':
		'Here “{value}”, but “{other}” on line {otherLine} for the same place. Write the same everywhere.',
	'residence-in-two-towns':
		'“{value}” is in {city} here, but in {otherCity} in row {otherLine}. If these are two residences, add the town to their names.',
	'too-many-mailboxes':
		'This hall has {count} mailboxes, and can have {max} at most. Add a column “entree” or “batiment” to tell the halls apart.'
} as const satisfies Record<ListProblemReason, string>;

import type { ListProblem } from '#lib/buildings/listProblems.ts';
import type { MailboxList } from '#lib/buildings/mailboxList.ts';
import { officeDay } from '#lib/calendar/days.ts';
import { auditing } from '#lib/server/audit.ts';
import { importMailboxes, type ImportReport } from '#lib/server/mailboxImport.ts';
import { readListFile } from '#lib/server/listFile.ts';
import { makeNewLetters, type NewLetters } from '#lib/server/newLetters.ts';
import { fill } from '#lib/text/fill.ts';
import { oneLine } from '#lib/text/line.ts';
import { listProblems } from '#lib/text/problems.en.ts';
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Refused, WrongUsage } from './outcome.ts';
import { landlordNamed, withDatabase } from './storage.ts';

export async function importList(args: string[]): Promise<void> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } }
	});
	const [slug, file, ...more] = positionals;
	if (!slug || !file || more.length > 0) throw new WrongUsage('import <slug> <file> [--dry-run] [--json]');
	await access(file).catch(() => {
		throw new Refused(`There is no file ${file} that can be read.`, { refused: 'no-file' });
	});
	const dryRun = values['dry-run'] ?? false;
	const { list, report, letters } = await withDatabase(dryRun ? 'none' : 'write', async (db) => {
		const landlord = await landlordNamed(db, slug);
		const list = await readListFile(createReadStream(file));
		const now = Date.now();
		const palier = { landlordId: landlord.id, staffId: null, who: 'palier' };
		if (list.problems.length > 0)
			throw new Refused(problemsAsText(list), { imported: false, ...problemsAsData(list) });
		const scope = { landlordId: landlord.id, residenceIds: null };
		const today = officeDay(now);
		let letters: NewLetters = { made: 0 };
		const report = await importMailboxes(db, landlord.id, list, {
			today,
			now,
			dryRun,
			also: (report) => [auditing(palier, 'list-imported', aboutOf(file, report), now)],
			free: async (mailboxes) => {
				letters = await makeNewLetters(db, palier, scope, mailboxes, { reason: 'moved-out', today, now });
			}
		});
		return { list, report, letters };
	});
	if (values.json)
		console.log(JSON.stringify({ imported: !dryRun, ...report, letters, ...ignoredColumns(list) }));
	else console.log(reportAsText({ report, letters }, list, dryRun));
}

const aboutOf = (file: string, { halls, mailboxes }: ImportReport) => ({
	file: oneLine(basename(file)),
	added: mailboxes.added,
	changed: mailboxes.changed + halls.changed,
	gone: 0
});

const ignoredColumns = (list: MailboxList) => ({
	rows: list.rows,
	ignoredPeopleColumns: list.ignoredPeopleColumns,
	ignoredColumns: list.ignoredColumns
});

function problemsAsData(list: MailboxList): object {
	const problems = list.problems.map(({ line, column, value, reason, ...more }) => ({
		line,
		column,
		value,
		reason,
		message: problemAsText({ line, column, value, reason, ...more })
	}));
	return { problems, moreProblems: list.moreProblems, ...ignoredColumns(list) };
}

function problemsAsText(list: MailboxList): string {
	const lines = list.problems.map((problem) => `  ${problemAsText(problem)}`);
	const more = list.moreProblems > 0 ? [`  ... and ${list.moreProblems} more.`] : [];
	return ['Nothing was imported. Mend these and import again:', ...lines, ...more].join('\n');
}

function problemAsText({ line, column, value, reason, data }: ListProblem): string {
	const words = fill(listProblems[reason], { line, column: column ?? '', value: value ?? '', ...data });
	return `line ${line}${column ? `, column ${column}` : ''}${value ? `, "${value}"` : ''}: ${words}`;
}

function reportAsText(
	{ report, letters }: { report: ImportReport; letters: NewLetters },
	list: MailboxList,
	dryRun: boolean
): string {
	const { residences, buildings, halls, mailboxes } = report;
	const people = list.ignoredPeopleColumns;
	return [
		dryRun ? 'Nothing was written: this is what the import would do.' : 'Imported.',
		`  residences  ${residences} new`,
		`  buildings   ${buildings} new`,
		`  halls       ${halls.added} new, ${halls.changed} changed`,
		`  mailboxes   ${mailboxes.added} new, ${mailboxes.changed} changed, ${mailboxes.same} the same, ${mailboxes.missing} known but not in this list (kept)`,
		...(mailboxes.freed > 0
			? [`  freed       ${mailboxes.freed}${dryRun ? '' : `: ${lettersAsText(letters)}`}`]
			: []),
		...(people.length > 0 ? [`  not read, because they speak of people: ${people.join(', ')}`] : [])
	].join('\n');
}

const lettersAsText = (letters: NewLetters) =>
	'made' in letters
		? `${letters.made} new letters to print`
		: 'so many in a day wait for the yes of somebody in the office';

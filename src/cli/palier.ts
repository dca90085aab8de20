import { auditCommand } from './audit.ts';
import { exportArchive } from './archive.ts';
import { check } from './check.ts';
import { kitsCommand, showFigures, showPlaces } from './exchange.ts';
import { importList } from './importList.ts';
import { landlordCommand } from './landlord.ts';
import { makeKitFile } from './kit.ts';
import { listMailboxes } from './mailboxes.ts';
import { operatorCommand } from './operator.ts';
import { serve } from './serve.ts';
import { explain, WrongUsage } from './outcome.ts';

const USAGE = `palier <command>

  serve                                             runs the server
  check [--json]                                    configuration, database, fonts, public URL: says what to mend
  landlord add <slug> --name <name> --manager <mail>  prints a one-time sign-in link
  landlord link <mail> [--without-second-factor]    a new sign-in link, for a lost one; for a lost phone too
  landlord import <archive> --manager <mail> [--slug <slug>]  takes an archive of another Palier in (docs/archive.md)
  export <slug> --out <archive.zip>                 everything of a landlord, and nothing of a household
  import <slug> <file> [--dry-run] [--json]         a list of mailboxes (docs/lists.md)
  kit <slug> [--residence <name>] [--hall <code>] [--language en|ar] --out <file.pdf>
  audit verify <slug> [--head <seal>] [--json]      whether the landlord's log is as it was written
  operator link                                     a one-time link to decide about reports (docs/moderation.md)
  mailboxes <slug> --json                           place, code, emblem and epoch of each
  places <slug> --json                              residences, halls and mailboxes, as the API gives them (docs/api.md)
  kits <slug> [order|print|hand|distribute|reprint|void|undo <hall>...] --json
  figures <slug> --json                             the last frozen figures

Exit status: 0 done, 1 refused with reasons, 2 wrong usage.`;

const commands: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
	serve,
	check,
	landlord: landlordCommand,
	import: importList,
	kit: makeKitFile,
	mailboxes: listMailboxes,
	places: showPlaces,
	kits: kitsCommand,
	figures: showFigures,
	export: exportArchive,
	operator: operatorCommand,
	audit: auditCommand
};

async function main([name = '', ...args]: string[]): Promise<number> {
	if (['help', '--help', '-h'].includes(name)) {
		console.log(USAGE);
		return 0;
	}
	const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
	try {
		if (!command) throw new WrongUsage(name ? `There is no command "${name}".` : 'Which command?');
		await command(args);
		return 0;
	} catch (error) {
		if (error instanceof WrongUsage) console.error(`${USAGE}\n`);
		return explain(error, args.includes('--json'));
	}
}

process.exitCode = await main(process.argv.slice(2));

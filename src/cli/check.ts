import { ConfigError, config } from '#lib/server/config.ts';
import { DatabaseHeld, DatabaseMissing, DatabaseUnusable } from '#lib/server/db/errors.ts';
import { isSpecimen } from '#lib/codes/codes.ts';
import { checkFonts } from '#lib/server/fonts.ts';
import { hasMailboxes } from '#lib/server/buildings.ts';
import { readKitKey } from '#lib/server/keys.ts';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Refused } from './outcome.ts';
import { withDatabase } from './storage.ts';

interface Finding {
	readonly what: 'configuration' | 'database' | 'fonts' | 'public URL' | 'kit key' | 'proxy' | 'contact';
	readonly ok: boolean;
	readonly say: string;
}

/** Looks at everything that a start needs, and says what to mend. */
export async function check(args: string[]): Promise<void> {
	const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } });
	const findings = await findingsOf();
	const ok = findings.every((finding) => finding.ok);
	const text = findings.map(({ what, ok, say }) => `${ok ? 'ok  ' : 'MEND'} ${what}: ${say}`).join('\n');
	if (!ok) throw new Refused(text, { ok, findings });
	console.log(values.json ? JSON.stringify({ ok, findings }) : text);
}

async function findingsOf(): Promise<Finding[]> {
	try {
		config();
	} catch (error) {
		if (error instanceof ConfigError) return [{ what: 'configuration', ok: false, say: error.message }];
		throw error;
	}
	return [
		{ what: 'configuration', ok: true, say: 'every setting can be read' },
		publicUrl(),
		kitKey(),
		proxy(),
		contact(),
		await databaseFinding(),
		fonts()
	];
}

function publicUrl(): Finding {
	const url = config().publicUrl;
	if (isSpecimen(url))
		return { what: 'public URL', ok: true, say: `${url} is this machine only: kits carry SPECIMEN` };
	return { what: 'public URL', ok: true, say: `${url} is what stickers and letters will hold, for ever` };
}

function kitKey(): Finding {
	const file = config().kitKeyFile;
	if (!existsSync(file))
		return { what: 'kit key', ok: true, say: `${file} is not there yet: the first start makes it` };
	try {
		readKitKey(file);
		return { what: 'kit key', ok: true, say: `${file}: keep a copy of it apart from the database` };
	} catch (error) {
		return { what: 'kit key', ok: false, say: (error as Error).message };
	}
}

/** Over https a proxy stands before the server: without its header all visitors share one limit. */
function proxy(): Finding {
	const isBehindProxy = config().publicUrl.startsWith('https:');
	const { addressHeader } = config();
	const say = addressHeader ? `visitors' addresses come from ${addressHeader}` : 'none is named';
	if (!isBehindProxy || addressHeader) return { what: 'proxy', ok: true, say };
	return {
		what: 'proxy',
		ok: true,
		say: 'none is named, though the address is https: set PALIER_ADDRESS_HEADER to what your proxy sends (x-forwarded-for), or all visitors share one limit'
	};
}

/** The law asks for one, but the lawyer is the operator's: Palier runs without. */
function contact(): Finding {
	const { contact } = config();
	const none =
		'none is named: set PALIER_CONTACT, or name one in your legal notice (Digital Services Act, articles 11 and 12)';
	return { what: 'contact', ok: true, say: contact ? `${contact} is shown to everybody` : none };
}

async function databaseFinding(): Promise<Finding> {
	try {
		const filled = await withDatabase('none', hasMailboxes);
		return { what: 'database', ok: true, say: filled ? 'there, with mailboxes' : 'there, and empty' };
	} catch (error) {
		if (error instanceof DatabaseMissing)
			return { what: 'database', ok: true, say: 'not there yet: the first start makes it' };
		if (error instanceof DatabaseHeld || error instanceof DatabaseUnusable)
			return { what: 'database', ok: false, say: error.message };
		return {
			what: 'database',
			ok: false,
			say: `${config().databaseUrl} cannot be opened: ${(error as Error).message}`
		};
	}
}

function fonts(): Finding {
	const problems = checkFonts();
	return { what: 'fonts', ok: problems.length === 0, say: problems.join(' ') || 'all there' };
}

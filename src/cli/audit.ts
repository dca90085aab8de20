import { verifyAudit } from '#lib/server/auditLog.ts';
import { parseArgs } from 'node:util';
import { Refused, WrongUsage } from './outcome.ts';
import { landlordNamed, withDatabase } from './storage.ts';

/** Reads the chain of a landlord's audit log; works beside a running server. */
export async function auditCommand(args: string[]): Promise<void> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: { head: { type: 'string' }, json: { type: 'boolean' } }
	});
	const [verb, slug, ...more] = positionals;
	if (verb !== 'verify' || !slug || more.length > 0)
		throw new WrongUsage('audit verify <slug> [--head <seal>] [--json]');
	const { head = '', json = false } = values;
	const verdict = await withDatabase('none', async (db) =>
		verifyAudit(db, (await landlordNamed(db, slug)).id, head.trim().toLowerCase())
	);
	const { rows, unsealed, brokenAt, hasHead } = verdict;
	if (brokenAt !== null)
		throw new Refused(`The log is not whole: row ${brokenAt} is not as it was written.`, verdict);
	if (hasHead === false)
		throw new Refused('The log does not hold this seal: rows at its end were taken out.', verdict);
	if (json) return console.log(JSON.stringify(verdict));
	console.log(
		`The log is whole: ${rows} rows, ${unsealed} of them not sealed yet. Its last seal:\n${verdict.head}`
	);
}

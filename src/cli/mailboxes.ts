import { showCode } from '#lib/codes/codes.ts';
import { hallsIn, mailboxesOfHall } from '#lib/server/buildings.ts';
import { config } from '#lib/server/config.ts';
import { parseArgs } from 'node:util';
import { WrongUsage } from './outcome.ts';
import { landlordNamed, withDatabase } from './storage.ts';

/** Prints the places of a landlord: never a claim code, never whether a mailbox is claimed. */
export async function listMailboxes(args: string[]): Promise<void> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: { json: { type: 'boolean' } }
	});
	const [slug, ...more] = positionals;
	if (!slug || more.length > 0) throw new WrongUsage('mailboxes <slug> --json');
	const mailboxes = await withDatabase('none', async (db) => {
		const scope = { landlordId: (await landlordNamed(db, slug)).id, residenceIds: null };
		const halls = await hallsIn(db, scope);
		const ofHalls = [];
		for (const { mailboxes: _, code: hallCode, ...place } of halls) {
			for (const { label, code, emblem, epoch } of await mailboxesOfHall(db, scope, hallCode))
				ofHalls.push({ ...place, hallCode, mailbox: label, code, emblem, epoch });
		}
		return ofHalls;
	});
	if (values.json) console.log(JSON.stringify({ publicUrl: config().publicUrl, mailboxes }));
	else
		for (const m of mailboxes)
			console.log(
				[m.residence, m.building, m.entrance, m.mailbox, showCode('place', m.code), m.emblem, m.epoch].join(
					'\t'
				)
			);
}

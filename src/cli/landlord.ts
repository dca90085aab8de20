import { config } from '#lib/server/config.ts';
import { addLandlord, type AddRefusal } from '#lib/server/staff.ts';
import { parseArgs } from 'node:util';
import { Refused, WrongUsage } from './outcome.ts';
import { withDatabase } from './storage.ts';

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/;

const WORDS: Record<AddRefusal, string> = {
	'slug-taken': 'A landlord with this slug is there already.',
	'email-taken': 'This e-mail address belongs to somebody already.',
	'unknown-residence': 'One of these residences is not known.'
};

export async function addLandlordCommand(args: string[]): Promise<void> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: { name: { type: 'string' }, manager: { type: 'string' }, json: { type: 'boolean' } }
	});
	const [verb, slug, ...more] = positionals;
	const { name, manager, json } = values;
	if (verb !== 'add' || !slug || more.length > 0 || !name?.trim() || !manager)
		throw new WrongUsage('landlord add <slug> --name <name> --manager <mail>');
	if (!SLUG.test(slug))
		throw new WrongUsage(
			`A slug is 1 to 40 small letters, digits and hyphens, like "habitat-sud"; not "${slug}".`
		);
	if (!EMAIL.test(manager)) throw new WrongUsage(`"${manager}" is not an e-mail address.`);

	const added = await withDatabase('write', (db) =>
		addLandlord(db, { slug, name: name.trim(), manager, now: Date.now() })
	);
	if ('refusal' in added) throw new Refused(WORDS[added.refusal], { refused: added.refusal });
	const link = `${config().publicUrl}/landlord/welcome/${added.token}`;
	if (json) console.log(JSON.stringify({ slug, manager, signInLink: link, validHours: 72 }));
	else
		console.log(
			`${name.trim()} is there. ${manager} signs in once with this link, within 72 hours, and chooses a password:\n${link}`
		);
}

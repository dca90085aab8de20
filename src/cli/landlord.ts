import { config } from '#lib/server/config.ts';
import { resetSecondFactorOf } from '#lib/server/secondFactor.ts';
import { addLandlord, LINK_HOURS, renewSignInLink, type AddRefusal } from '#lib/server/staff.ts';
import { parseArgs } from 'node:util';
import { takeArchiveIn } from './archive.ts';
import { Refused, WrongUsage } from './outcome.ts';
import { withDatabase } from './storage.ts';

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/;

const WORDS: Record<AddRefusal, string> = {
	'slug-taken': 'A landlord with this slug is there already.',
	'email-taken': 'This e-mail address belongs to somebody already.',
	'unknown-residence': 'One of these residences is not known.'
};

export async function landlordCommand(args: string[]): Promise<void> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			name: { type: 'string' },
			manager: { type: 'string' },
			slug: { type: 'string' },
			'without-second-factor': { type: 'boolean' },
			json: { type: 'boolean' }
		}
	});
	const [verb, what, ...more] = positionals;
	const { name, manager, slug, 'without-second-factor': without = false, json = false } = values;
	if (verb === 'add' && what && more.length === 0 && name?.trim() && manager)
		return addNamed({ slug: what, name: name.trim(), manager }, json);
	if (verb === 'link' && what && more.length === 0 && !name && !manager)
		return linkFor(what, { without, json });
	if (verb === 'import' && what && more.length === 0 && manager && !name)
		return takeIn(what, { slug, manager, json });
	throw new WrongUsage(
		'landlord add <slug> --name <name> --manager <mail>, landlord link <mail> [--without-second-factor], or landlord import <archive> --manager <mail>'
	);
}

async function takeIn(archive: string, by: Parameters<typeof takeArchiveIn>[1]): Promise<void> {
	if (by.slug !== undefined) asSlug(by.slug);
	asEmail(by.manager);
	return takeArchiveIn(archive, by);
}

interface NewLandlord {
	readonly slug: string;
	readonly name: string;
	readonly manager: string;
}

async function addNamed(landlord: NewLandlord, json: boolean): Promise<void> {
	const { slug, name, manager } = landlord;
	asSlug(slug);
	asEmail(manager);
	const added = await withDatabase('write', (db) => addLandlord(db, { ...landlord, now: Date.now() }));
	if ('refusal' in added) throw new Refused(WORDS[added.refusal], { refused: added.refusal });
	if (!json) console.log(`${name} is there.`);
	showLink({ slug, manager }, added.token, json);
}

function asSlug(slug: string): void {
	if (SLUG.test(slug)) return;
	throw new WrongUsage(
		`A slug is 1 to 40 small letters, digits and hyphens, like "habitat-sud"; not "${slug}".`
	);
}

function asEmail(email: string): void {
	if (!EMAIL.test(email)) throw new WrongUsage(`"${email}" is not an e-mail address.`);
}

/** For a member of staff whose link is lost, used or too old; or who lost phone and recovery codes, and has no other manager. */
async function linkFor(email: string, { without, json }: { without: boolean; json: boolean }): Promise<void> {
	const token = await withDatabase('write', async (db) => {
		if (without) await resetSecondFactorOf(db, email, Date.now());
		return renewSignInLink(db, email, Date.now());
	});
	if (!token) throw new Refused(`Nobody has the address ${email}.`, { refused: 'unknown-email' });
	showLink({ manager: email }, token, json);
}

function showLink(whose: { slug?: string; manager: string }, token: string, json: boolean): void {
	const signInLink = `${config().publicUrl}/landlord/welcome/${token}`;
	if (json) console.log(JSON.stringify({ ...whose, signInLink, validHours: LINK_HOURS }));
	else
		console.log(
			`${whose.manager} signs in once with this link, within ${LINK_HOURS} hours, and chooses a password:\n${signInLink}`
		);
}

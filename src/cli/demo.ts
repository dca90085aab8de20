import { showCode } from '#lib/codes/codes.ts';
import { config } from '#lib/server/config.ts';
import { newOperatorToken } from '#lib/server/operators.ts';
import { holdFile } from '#lib/server/db/hold.ts';
import { join } from 'node:path';
import { existsSync, rmSync } from 'node:fs';
import { demoPeople, FILLING, type DemoPeople } from './demoPeople.ts';
import { listen } from './listen.ts';
import { explain } from './outcome.ts';
import { withDatabase } from './storage.ts';

/** Fills an empty database with a demo landlord, serves, and says who is who. */
async function demo(): Promise<void> {
	const { dataFolder, publicUrl } = config();
	await forgetHalfFilled(dataFolder);
	const people = await withDatabase('write', (db) => demoPeople(db, dataFolder));
	await listen();
	console.log(whoIsWho(publicUrl, join(dataFolder, 'kit-les-tilleuls.pdf'), people));
}

/**
 * A first start that was cut short begins again: only what it made itself is taken away. Throws DatabaseHeld while another
 * one is still filling it.
 */
async function forgetHalfFilled(folder: string): Promise<void> {
	if (!existsSync(join(folder, FILLING))) return;
	const hold = await holdFile(join(folder, 'palier.db'));
	for (const name of ['palier.db', 'palier.db-wal', 'palier.db-shm', FILLING])
		rmSync(join(folder, name), { force: true });
	hold.release();
}

function whoIsWho(url: string, kit: string, { amina, chantal, bruno, staff, password }: DemoPeople): string {
	const office = (email: string) => `${url}/landlord/sign-in  e-mail ${email}  password ${password}`;
	const home = (key: string) => `${url}/key  spare key ${showCode('key', key)}`;
	return [
		'',
		`Palier:                   ${url}`,
		`Kit of the three halls:   ${existsSync(kit) ? kit : '(deleted: make it again from the landlord’s page)'}`,
		`A claimed mailbox:        ${url}/${amina.code}`,
		`Amina, who lends:         ${home(amina.key)}`,
		`Bruno, who asked her:     ${url}/t/${bruno.ticket}`,
		`Chantal, another hall:    ${home(chantal.key)}`,
		`Who decides on reports:   ${url}/operator/enter/${newOperatorToken(Date.now())}`,
		`The landlord's manager:   ${office(staff.manager)}`,
		`Denis, agent:             ${office(staff.denis)}`,
		`Élise, facilitator:       ${office(staff.elise)}`,
		`The caretaker, hall 3:    ${office(staff.caretaker)}`,
		'',
		'Spare keys work once, and the link for reports for a quarter of an hour; the next start prints new ones. Ctrl-C ends it.'
	].join('\n');
}

try {
	await demo();
} catch (error) {
	process.exitCode = explain(error);
}

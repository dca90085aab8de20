import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, fixture, Palier, test, type Place } from './palier.ts';

const LIST = fixture('lists/tilleuls-214.csv');

test('0 is done, 1 is refused with reasons, 2 is wrong usage', async ({ palier }) => {
	expect(palier.run().status).toBe(2);
	expect(palier.run('fly').status).toBe(2);
	expect(palier.run('import', 'tilleuls').status).toBe(2);
	expect(palier.run('landlord', 'add', 'Not a slug', '--name', 'x', '--manager', 'a@b.fr').status).toBe(2);
	expect(palier.run('kit', 'x', '--fly').status).toBe(2);
	expect(palier.run('--help').status).toBe(0);

	palier.addLandlord('tilleuls');
	const twice = palier.run('landlord', 'add', 'tilleuls', '--name', 'x', '--manager', 'other@b.fr');
	expect(twice.status).toBe(1);
	expect(twice.stderr).toContain('slug');
	expect(palier.run('import', 'nobody', LIST).status).toBe(1);
	expect(palier.run('import', 'tilleuls', '/nowhere.csv').status).toBe(1);
	expect(palier.run('kit', 'tilleuls', '--out', join(palier.folder, 'x.pdf')).status).toBe(1);
	expect(palier.run('check').status).toBe(0);
});

test('an import says each problem with line, column and value, and writes nothing', async ({ palier }) => {
	palier.addLandlord('tilleuls');
	const list = join(palier.folder, 'list.csv');
	writeFileSync(
		list,
		'residence;adresse;code_postal;commune;boite;nom\nA;1 rue;93200;X;1;Dupont\nA;1 rue;abc;X;2;Durand\nA;1 rue;93200;X;1;Petit\n'
	);
	const refused = palier.run('import', 'tilleuls', list, '--json');
	expect(refused.status).toBe(1);
	const report = JSON.parse(refused.stdout) as {
		imported: boolean;
		problems: { line: number; column: string; value: string; message: string }[];
		ignoredPeopleColumns: string[];
	};
	expect(report.imported).toBe(false);
	expect(report.problems.map(({ line }) => line)).toEqual([3, 4]);
	expect(report.problems[0]).toMatchObject({ column: 'code_postal', value: 'abc' });
	for (const { message } of report.problems) expect(message.length).toBeGreaterThan(20);
	expect(report.ignoredPeopleColumns).toEqual(['nom']);
	expect(refused.stdout).not.toContain('Dupont');
	expect(palier.json<{ mailboxes: Place[] }>('mailboxes', 'tilleuls').mailboxes).toEqual([]);
});

test('a dry run writes nothing; the same list twice changes nothing', async ({ palier }) => {
	palier.addLandlord('tilleuls');
	expect(palier.json('import', 'tilleuls', LIST, '--dry-run')).toMatchObject({
		imported: false,
		mailboxes: { added: 214 }
	});
	expect(palier.json('import', 'tilleuls', LIST)).toMatchObject({
		imported: true,
		mailboxes: { added: 214 }
	});
	const before = palier.json('mailboxes', 'tilleuls');
	expect(palier.json('import', 'tilleuls', LIST)).toMatchObject({
		mailboxes: { added: 0, changed: 0, same: 214, missing: 0 }
	});
	expect(palier.json('mailboxes', 'tilleuls')).toEqual(before);
});

test('a list that frees mailboxes makes their new letters; so many wait for somebody of the office', async ({
	palier
}) => {
	palier.addLandlord('tilleuls');
	const list = (freed: number) => {
		const path = join(palier.folder, `freed-${freed}.csv`);
		const rows = Array.from(
			{ length: 60 },
			(_, n) => `A;1 rue;93200;X;${n + 1};${n < freed ? 'oui' : 'non'}`
		);
		writeFileSync(path, ['residence;adresse;code_postal;commune;boite;liberee', ...rows].join('\n'));
		return path;
	};
	palier.json('import', 'tilleuls', list(0));
	const codes = () => palier.json<{ mailboxes: Place[] }>('mailboxes', 'tilleuls').mailboxes;
	const before = codes();
	expect(palier.json('import', 'tilleuls', list(2), '--dry-run')).toMatchObject({ mailboxes: { freed: 2 } });
	expect(codes()).toEqual(before);
	expect(palier.json('import', 'tilleuls', list(2))).toMatchObject({ letters: { made: 2 } });
	expect(codes()).not.toEqual(before);
	const many = palier.run('import', 'tilleuls', list(60));
	expect(many.stdout).toMatch(/58: .*yes of somebody/);
});

test('while the server holds the database, a command that writes refuses and one that reads works', async ({
	palier
}) => {
	palier.addLandlord('tilleuls', LIST);
	await palier.start();
	for (const args of [
		['import', 'tilleuls', LIST],
		['landlord', 'add', 'other', '--name', 'x', '--manager', 'a@b.fr'],
		['kit', 'tilleuls', '--out', join(palier.folder, 'x.pdf')],
		['serve']
	]) {
		const refused = palier.run(...args);
		expect(refused.status, args[0]).toBe(1);
		expect(refused.stderr).toContain('stop the server');
	}
	expect(palier.json<{ mailboxes: Place[] }>('mailboxes', 'tilleuls').mailboxes).toHaveLength(214);
	const [{ hallCode }] = palier.json<{ mailboxes: [Place] }>('mailboxes', 'tilleuls').mailboxes;
	expect(await palier.stop('SIGINT')).toBe(0);
	expect(palier.kit('tilleuls', '--hall', hallCode).length).toBeGreaterThan(10_000);
	expect(palier.run('import', 'tilleuls', LIST).status).toBe(0);
});

test('a killed server leaves nothing behind that stops the next one', async ({ palier }) => {
	palier.addLandlord('tilleuls', LIST);
	await palier.start();
	await palier.stop('SIGKILL');
	await palier.start();
	expect(await (await fetch(`${palier.url}/healthz`)).text()).toBe('ok');
});

test.describe('a bad setting stops the start with its name, the reason and an example', () => {
	for (const [name, value] of [
		['PALIER_PUBLIC_URL', 'palier.example'],
		['PALIER_PUBLIC_URL', 'https://palier.example/path'],
		['PORT', 'abc'],
		['PALIER_DATABASE_URL', 'mysql://x']
	] as const)
		test(`${name}=${value}`, async () => {
			const palier = await Palier.make({ [name]: value });
			try {
				const { status, stderr } = palier.run('serve');
				expect(status).toBe(1);
				expect(stderr).toContain(name);
				expect(stderr).toContain('for example');
			} finally {
				await palier.remove();
			}
		});
});

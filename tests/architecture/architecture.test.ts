import { guards } from '#lib/access/guards.ts';
import { describe, expect, test } from 'vitest';
import { code, reachedFrom, sourcesIn, type Source } from './code.ts';

/** From left to right: each may import only those before it. */
const NOUNS = ['codes', 'catalogue', 'paper', 'stickers', 'buildings', 'households', 'loans', 'statistics'];
/** Rooms that know no noun, and that every noun may use. */
const OPEN_ROOMS = ['calendar', 'text', 'access', 'protection', 'exchange'];

const all = sourcesIn('src');
const byPath = new Map(all.map((source) => [source.path, source]));
const room = (path: string) => /^src\/lib\/([^/]+)\//.exec(path)?.[1];
const nounFiles = all.filter(({ path }) => NOUNS.includes(room(path) ?? ''));

/** Says each broken rule in words, so that the failure explains itself. */
function expectNone(broken: readonly string[]): void {
	expect(broken, broken.join('\n')).toEqual([]);
}

const importersOf = (name: string) =>
	all.filter(({ imports }) => imports.some((i) => i === name || i.startsWith(`${name}/`)));

describe('what is true stands apart from the world', () => {
	test('there are files to look at', () => {
		expect(nounFiles.length).toBeGreaterThan(30);
	});

	test('a noun imports no framework, no server and no node:', () => {
		const foreign =
			/^(\$|node:|@sveltejs\/|@libsql\/|lucia|drizzle|src\/(lib\/(server|ui)\/|routes\/|cli\/))/;
		expectNone(
			nounFiles.flatMap(({ path, imports }) =>
				imports
					.filter((name) => foreign.test(name))
					.map((name) => `${path} imports ${name}: hand it over as an argument`)
			)
		);
	});

	test('a noun asks no clock, no chance and no environment', () => {
		const asks = /\bDate\.now\(|new Date\(\)|Math\.random\(|\bprocess\.|\bfetch\(|\bcrypto\.|\bsetTimeout\(/;
		expectNone(
			nounFiles.flatMap(({ path, text }) => {
				const found = asks.exec(code(text));
				return found ? [`${path} uses ${found[0]}: take now, random or the value as an argument`] : [];
			})
		);
	});

	test('nouns import only nouns to their left', () => {
		expectNone(
			nounFiles.flatMap(({ path, imports }) => {
				const own = NOUNS.indexOf(room(path)!);
				return imports
					.map(room)
					.filter((other) => other !== undefined && !OPEN_ROOMS.includes(other) && NOUNS.indexOf(other) > own)
					.map((other) => `${path} imports ${other}, which stands to the right of ${NOUNS[own]}`);
			})
		);
	});

	test('the open rooms know no server', () => {
		expectNone(
			all
				.filter(({ path }) => OPEN_ROOMS.includes(room(path) ?? ''))
				.flatMap(({ path, imports }) =>
					imports.filter((i) => i.startsWith('src/lib/server')).map((i) => `${path} imports ${i}`)
				)
		);
	});
});

describe('one importer each', () => {
	test.each([
		['pdf-lib', ['src/lib/paper/paintPdf.ts']],
		// Only the reference that our own encoder is held to.
		['qrcode', []],
		['lucia', ['src/lib/server/auth/sessions.ts']],
		['otpauth', ['src/lib/server/secondFactor.ts']],
		['web-push', ['src/lib/server/push.ts']],
		['ical-generator', ['src/lib/server/calendarFile.ts']],
		['@libsql/client', ['src/lib/server/db/client.ts']],
		['libsql', ['src/lib/server/db/client.ts']]
	])('%s', (name, importers) => {
		expect(importersOf(name).map(({ path }) => path)).toEqual(importers);
	});

	test('process.env is read in config alone', () => {
		const readers = all.filter(({ text }) => /process\.env|\$env\//.test(code(text))).map(({ path }) => path);
		expect(readers).toEqual(['src/lib/server/config.ts']);
	});

	test('no link is built from what the request says of its host', () => {
		const host = /url\.origin|url\.host|headers\.get\(['"](x-forwarded-)?host|headers\.host/;
		expectNone(
			all
				.filter(({ path, text }) => path !== 'src/lib/server/config.ts' && host.test(code(text)))
				.map(({ path }) => `${path} reads the request's host: use PALIER_PUBLIC_URL`)
		);
	});
});

describe('SQL', () => {
	const statements = all.flatMap(({ path, text }) =>
		[...text.matchAll(/\bsql`((?:[^`\\]|\\.|\$\{[^`]*`[^`]*`[^`]*\})*)`/g)].map((m) => ({
			path,
			text: m[1]!
		}))
	);

	test('lives in lib/server', () => {
		expect(statements.length).toBeGreaterThan(50);
		expectNone([
			...new Set(
				statements
					.filter(({ path }) => !path.startsWith('src/lib/server/'))
					.map(({ path }) => `${path} holds SQL: make it a verb of its noun`)
			)
		]);
	});

	const SCOPED_TABLE =
		/\b(?:FROM|JOIN|UPDATE|INTO)\s+(residence|building|hall|mailbox|kit_made|kit_order|kit_order_hall|kit|figure|scan_week|staff|staff_residence|staff_hall|audit|api_token|hall_day|letter_text|column_meaning|list_draft|new_letter|approval|handover|household|item|request|request_step|loan_day|pause|contact|claim)\b/i;
	/** By what a query finds its rows: a landlord, a household, or one code, key, ticket or request that says which row. */
	const SCOPE = [
		/landlord_id|inScope\(|seen\(scope\)|l\.id\b/,
		/household_id|hh\.id\b|household WHERE id = /,
		/token_hash|ticket_hash|spare_key_hash|\bcode = |email = /,
		/\bid = \$\{(id|row\.id|request|box\.id|household|staffId)\}|request_id = |mailbox_id = |\bid IN \(\$\{(link|won)\}\)|staff_id IN \(\$\{theirs\}\)|WHERE \$\{which\}/,
		/\b[smrc]\.id = /
	];
	/** What time does to all rows, and the one question of a start. */
	const FOR_ALL = [
		/ends_at <= \$\{now/,
		/expires_at <= \$\{now/,
		/failed_at\) <= \$\{now/,
		/FROM kit_order o WHERE \$\{free\}/,
		/key \|\| '-' \|\| attempts IN/,
		/given_at <= \$\{now/,
		/until_day <= \$\{latest/,
		/willing_asked_at <= \$\{now|WHERE \$\{silent\}/,
		/household\.id = j\.value/,
		/state IN \('cancelled', 'given-back'\)/,
		/SELECT 1 FROM mailbox LIMIT 1/,
		/FROM list_draft WHERE (imported_at|state = 'reading')|list_draft WHERE state IN \('imported', 'undone'\)/,
		/asked_at <= \$\{until|WHERE \$\{isOver\(now\)\}|WHERE \$\{untold\}|IN \(\$\{those\}\)/
	];

	test('a query on scoped rows takes its scope', () => {
		expectNone(
			statements
				.filter(
					({ text }) => SCOPED_TABLE.test(text) && ![...SCOPE, ...FOR_ALL].some((rule) => rule.test(text))
				)
				.map(({ path, text }) => `${path}: a query without its owner:\n${text.trim()}`)
		);
	});

	test('is never put together from texts', () => {
		expectNone(
			all
				.filter(({ text }) => /\bsql\.raw\(|sql\(['"`]/.test(code(text)))
				.map(({ path }) => `${path} builds SQL from a text`)
		);
	});
});

describe('the landlord cannot look', () => {
	const households =
		/^src\/lib\/(households|loans)\/|^src\/lib\/server\/(households|loans|asking|borrowing|lending|undoing|history|claims|takeovers|locks|phones|leaving|offers|halls|freeze|scans|contacts|outbox|push|jobs|notices|telling|messages|reminding|passTime|erasing|hallDays|pageCache|reports|moderation|deciding|register|snapshots|operators)\.ts$/;
	const householdTables =
		/\b(?:FROM|JOIN|UPDATE|INTO)\s+(household|item|request|request_step|loan_day|pause|block|history|wish|notice|transfer|push_subscription|contact|claim|outbox|report|objection|operator|page_change|scan_week)\b/i;
	/** A letter to somebody of the staff: it goes into the outbox and names no household. */
	const toStaff =
		/INSERT INTO outbox \(kind, recipient, language, data, created_at, next_try_at\)\s+SELECT '(?:invitation|handover)',/g;
	const office = all.filter(({ path }) => /^src\/routes\/(landlord|api)\//.test(path));

	test('there is an office to look at', () => {
		expect(office.length).toBeGreaterThan(5);
	});

	test("nothing under the landlord's routes reaches a household", () => {
		expectNone(
			office.flatMap((source) =>
				[...reachedFrom(source, byPath)]
					.filter(([path]) => households.test(path))
					.map(([path, way]) => `${source.path} reaches ${path}: ${way.join(' -> ')}`)
			)
		);
	});

	test("nothing that the landlord's routes reach asks for a household's rows", () => {
		const reached = new Set(office.flatMap((source) => [...reachedFrom(source, byPath).keys()]));
		expectNone(
			[...reached]
				.filter((path) => householdTables.test(code(byPath.get(path)?.text ?? '').replace(toStaff, '')))
				.map((path) => `${path} asks for households and is reached by the office`)
		);
	});
});

describe('routes', () => {
	const routeIds = [
		...new Set(
			all
				.filter(({ path }) => /\/\+(page|server)(\.server)?\.(svelte|ts)$/.test(path))
				.map(({ path }) => routeId(path))
		)
	];

	test('each has its line in the table of guards, and each line its route', () => {
		expect(routeIds.toSorted()).toEqual(Object.keys(guards).toSorted());
	});

	test('+page.server.ts: 60 lines or fewer', () => {
		expectNone(
			all
				.filter(
					({ path, text }) => path.endsWith('+page.server.ts') && text.trimEnd().split('\n').length > 60
				)
				.map(({ path }) => `${path} has more than 60 lines: read the form, call one verb, give the page`)
		);
	});

	test('a GET calls no verb that writes', () => {
		const writing =
			/\b(claimMailbox|offer|callOneself|pauseLending|resumeLending|renewSpareKey|openWithSpareKey|changeLock|leave|askToBorrow|takePlace|takeStep|takeBack|undoTap|stepOf\w+|chooseDay|askToKeep|thank|wishFor|takeTap|proposeMoment|answerExtension|blockBorrower|unblock|keepHistory|forgetHistory|stillWilling|importMailboxes|addResidence|addHall|addMailboxes|changeHall|changeResidence|setHouseRules|takeMailboxesDown|takeHallDown|putHallUp|putMailboxesUp|keepList|keepSent|chooseColumns|mendList|askToImport|askToUndo|throwListAway|workLists|workSoon|makeToken|endToken|bringPlaces|changeHouseRules|orderKitsOf|moveKitsOf|importArchive|addStaff|addLandlord|makeKit|makeNewLetters|decideApproval|offerBuilding|takeBuilding|closeHandover|refuseNewLetter|eraseWhoMovedOut|orderKits|orderAgain|cancelKitOrder|removeKitOrder|moveKits|takeTicks|choosePassword|enterAsStaff|changePassword|endOne|endOthers|endAllOf|confirmKey|renewCodes|giveSecondFactor|dropSecondFactor|resetSecondFactor|inviteMember|renewInvitation|changeMember|removeMember|sealAudits?|takeAuditOut|makeDeskLink|endDeskLink|spend|writeTogether|setContact|confirmContact|startSession|endSession|letIn|closePhone|makeTransfer|openWithTransfer|subscribe|unsubscribe|testPush|setManner|setItem|pauseItem|lendThing|stopLending|stillWilling|report|objectAs\w+|askAgain|decide|decideAgain|decideHere|enterAsOperator|\.write)\(/;
		expectNone(
			all
				.filter(({ path }) => path.startsWith('src/routes/'))
				.flatMap((source) =>
					loadsOf(source).flatMap((load) =>
						[writing.exec(load)?.[1]].filter(Boolean).map((verb) => `${source.path}: a GET calls ${verb}`)
					)
				)
		);
	});
});

describe('the house is kept', () => {
	test('rooms have names', () => {
		const nameless =
			/\/(utils?|helpers?|services?|types|misc|common|index)\.(ts|js)$|\/(utils?|helpers?|services?|types)\//;
		expectNone(
			all.filter(({ path }) => nameless.test(path)).map(({ path }) => `${path}: name it after what is in it`)
		);
	});

	test('nothing is forced through the types, and no text becomes markup', () => {
		const forced = /\bas never\b|\bas any\b|@ts-ignore|\{@html/;
		expectNone(
			all
				.filter(({ text }) => forced.test(code(text)))
				.map(({ path, text }) => `${path}: ${forced.exec(code(text))![0]}`)
		);
	});

	test('files of ours are imported by their full name', () => {
		const vague = (name: string) =>
			/^src\//.test(name) &&
			!/\.(ts|svelte|css|js|json|png|svg)(\?\w+)?$/.test(name) &&
			!name.includes('/$types');
		expectNone(
			all.flatMap(({ path, imports }) =>
				imports.filter(vague).map((name) => `${path} imports ${name} without its ending`)
			)
		);
	});
});

function routeId(path: string): string {
	return `/${path.replace(/^src\/routes\/?/, '').replace(/\/?\+[^/]+$/, '')}`;
}

/** The text of a source's load functions and GET handlers. */
function loadsOf({ text }: Source): string[] {
	return [
		...text.matchAll(
			/export (?:const|(?:async )?function) (load|GET)\b[\s\S]*?(?=\nexport |\nfunction |\nasync function |$)/g
		)
	].map((found) => found[0]);
}

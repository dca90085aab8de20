import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	firstResidence,
	HOUR,
	importText,
	newDatabase,
	newLandlord,
	NOW,
	TODAY
} from '../../../tests/support/world.ts';
import { callerOf, makeToken } from './apiTokens.ts';
import type { Actor } from './audit.ts';
import { hallsIn, residencesIn, type Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { deskBehind, makeDeskLink } from './deskLinks.ts';
import { sql } from './db/statement.ts';
import {
	changeMember,
	givenTo,
	inviteMember,
	isEmail,
	memberOf,
	membersOf,
	removeMember,
	renewInvitation,
	type Wish
} from './people.ts';
import { choosePassword, readSignInLink, staffMember } from './staff.ts';
import { changePassword, endAllOf, endOne, endOthers, enterAsStaff, sessionsOf } from './staffSessions.ts';
import { readSession } from './auth/sessions.ts';
import { sha256 } from './keys.ts';

const PASSWORD = 'the third lime tree';

let db: Database;
let landlords = 0;

beforeAll(async () => {
	db = await newDatabase();
});
afterAll(() => db.close());

/** A landlord of two residences, one of two halls, and its manager, who has been here. */
async function office() {
	const slug = `office${++landlords}`;
	const scope = await newLandlord(db, slug, 2);
	await importText(
		db,
		scope.landlordId,
		`residence;batiment;entree;adresse;code_postal;commune;nombre_boites\nLilas;A;1;2 rue ${slug};93200;Saint-Denis;2\nLilas;A;2;4 rue ${slug};93200;Saint-Denis;2`
	);
	const first = await here(scope, 'manager', `first@${slug}.example`);
	return { scope, slug, actor: { landlordId: scope.landlordId, staffId: first, who: 'first' } };
}

const nobody = ({ landlordId }: Scope): Actor => ({ landlordId, staffId: null, who: 'palier' });
const wishFor = (role: Wish['role'], email: string): Wish => ({ role, email, residences: [], halls: [] });
const onceFor = (once: string) => ({ once, now: NOW });

/** Somebody who chose a password: their id. */
async function here(scope: Scope, role: Wish['role'], email: string): Promise<string> {
	const invited = await inviteMember(db, nobody(scope), wishFor(role, email), onceFor(email));
	if ('refusal' in invited) throw new Error(invited.refusal);
	return (await choosePassword(db, invited.token, PASSWORD, NOW))!;
}

const emailOf = async (id: string) => ({ id, email: (await staffMember(db, id))?.email ?? '' });
const none = { residences: [], halls: [] };

describe('an address', () => {
	test.each(['a@b.fr', 'élise.d@exemple.fr', `${'a'.repeat(64)}@b.fr`])('%s', (typed) =>
		expect(isEmail(typed)).toBe(true)
	);
	test.each([
		'',
		'a',
		'a@b',
		'a b@c.fr',
		'a@b.fr,c@d.fr',
		'a@b.fr\nBcc: x@y.fr',
		'<a@b.fr>',
		`${'a'.repeat(400)}@b.fr`
	])('%j is none', (typed) => expect(isEmail(typed)).toBe(false));
});

describe('an invitation', () => {
	test('is one person and one link, however often the form comes', async () => {
		const { scope, actor, slug } = await office();
		const wish = wishFor('agent', ` Denis@${slug}.EXAMPLE `);
		const twice = await Promise.all([1, 2].map(() => inviteMember(db, actor, wish, onceFor('a'))));
		expect(twice[0]).toEqual(twice[1]);
		expect(twice[0]).toMatchObject({ email: `denis@${slug}.example` });
		const written = sql`SELECT about FROM audit WHERE landlord_id = ${scope.landlordId} AND act = 'member-invited' AND staff_id = ${actor.staffId}`;
		expect(await db.read(written)).toHaveLength(1);
		expect(await inviteMember(db, actor, wish, onceFor('b'))).toEqual({ refusal: 'email-taken' });
	});

	test('expires after 72 hours; a new link kills the old one, and a used one is not shown again', async () => {
		const { scope, actor, slug } = await office();
		const wish = wishFor('agent', `denis@${slug}.example`);
		const invited = await inviteMember(db, actor, wish, onceFor('a'));
		if ('refusal' in invited) throw new Error();
		const denis = (await membersOf(db, scope.landlordId, NOW)).find(({ role }) => role === 'agent')!;
		expect(denis).toMatchObject({ isHere: false, linkUntil: NOW + 72 * HOUR });
		expect((await memberOf(db, scope.landlordId, denis.id, NOW + 72 * HOUR))?.linkUntil).toBeNull();
		const renewed = await renewInvitation(db, actor, denis, onceFor('c'));
		if (!renewed || 'refusal' in renewed) throw new Error();
		expect(await renewInvitation(db, actor, denis, onceFor('c'))).toEqual(renewed);
		expect(await readSignInLink(db, invited.token, NOW)).toBeNull();
		expect(await choosePassword(db, renewed.token, PASSWORD, NOW)).toBe(denis.id);
		expect(await inviteMember(db, actor, wish, onceFor('a'))).toEqual({ refusal: 'email-taken' });
	});

	test('that was withdrawn stays dead, however often its form comes again', async () => {
		const { actor, slug, scope } = await office();
		const wish = wishFor('agent', `denis@${slug}.example`);
		const again = (once: string, now = NOW + HOUR) =>
			inviteMember(db, actor, wish, { once, now, mailIn: 'fr' });
		const invited = await again('a', NOW);
		if ('refusal' in invited) throw new Error();
		const denis = async () =>
			(await membersOf(db, scope.landlordId, NOW)).find(({ email }) => email === wish.email)!;
		const { id } = await denis();
		await removeMember(db, actor, { id, email: wish.email }, NOW);
		expect(await Promise.all([again('a'), again('a')])).toEqual([
			{ refusal: 'removed' },
			{ refusal: 'removed' }
		]);
		expect(await readSignInLink(db, invited.token, NOW)).toBeNull();
		expect(await choosePassword(db, invited.token, PASSWORD, NOW)).toBeNull();
		expect(await renewInvitation(db, actor, { id, email: wish.email }, onceFor('c'))).toBeNull();
		const letters = sql`SELECT 1 FROM outbox WHERE recipient = ${wish.email}`;
		expect(await db.read(letters), 'the first, which the outbox forgets').toHaveLength(1);

		const anew = await again('b');
		expect(anew).toHaveProperty('token');
		expect((await denis()).id).not.toBe(id);
		expect(await again('a')).toEqual({ refusal: 'email-taken' });
		expect(await readSignInLink(db, invited.token, NOW)).toBeNull();
	});

	test('whose link was replaced, used or is over: no form that came before makes it live again', async () => {
		const { actor, slug, scope } = await office();
		const wish = wishFor('agent', `denis@${slug}.example`);
		const invited = await inviteMember(db, actor, wish, onceFor('a'));
		const denis = (await membersOf(db, scope.landlordId, NOW)).find(({ role }) => role === 'agent')!;
		const renew = (once: string) => renewInvitation(db, actor, denis, onceFor(once));
		const [first, second] = [await renew('b'), await renew('c')];
		expect(await renew('b')).toEqual({ refusal: 'old-form' });
		expect(await inviteMember(db, actor, wish, onceFor('a'))).toEqual({ refusal: 'email-taken' });
		const works = (one: unknown) => readSignInLink(db, (one as { token: string }).token, NOW);
		expect([await works(invited), await works(first)]).toEqual([null, null]);
		expect(await works(second), 'an old form takes nothing from the new link').toEqual({
			email: wish.email
		});
		await choosePassword(db, (second as { token: string }).token, PASSWORD, NOW);
		expect(await renew('c')).toEqual({ refusal: 'old-form' });
		expect(await works(second)).toBeNull();
	});

	test('whose form comes again gives no place back that was taken away since', async () => {
		const { actor, slug, scope } = await office();
		const { key } = await firstResidence(db, scope);
		const wish = { ...wishFor('agent', `denis@${slug}.example`), residences: [key] };
		const inviting = (now: number) => inviteMember(db, actor, wish, { once: 'a', now });
		const invited = await inviting(NOW);
		const denis = (await membersOf(db, scope.landlordId, NOW)).find(({ role }) => role === 'agent')!;
		expect((await givenTo(db, scope.landlordId, denis.id)).residences).toEqual([key]);
		await changeMember(db, actor, denis, { ...none, role: 'agent' }, NOW);
		expect(await inviting(NOW + 1)).toEqual(invited);
		expect((await givenTo(db, scope.landlordId, denis.id)).residences).toEqual([]);
	});

	test('of another landlord is not renewed, nor seen', async () => {
		const [ours, theirs] = [await office(), await office()];
		const victim = await emailOf(theirs.actor.staffId);
		expect(await renewInvitation(db, ours.actor, victim, onceFor('a'))).toBeNull();
		expect(await memberOf(db, ours.scope.landlordId, victim.id, NOW)).toBeNull();
		expect(await renewInvitation(db, ours.actor, await emailOf(ours.actor.staffId), onceFor('a'))).toBeNull();
	});
});

describe('roles and places', () => {
	test('count at once: residences for an agent, single halls for a caretaker', async () => {
		const { scope, actor, slug } = await office();
		const id = await here(scope, 'agent', `denis@${slug}.example`);
		const member = await emailOf(id);
		expect((await staffMember(db, id))!.scope.residenceIds).toEqual([]);
		const [first, lilas] = [
			await firstResidence(db, scope),
			(await hallsIn(db, scope)).filter((h) => h.residence === 'Lilas')
		];
		await changeMember(db, actor, member, { ...none, role: 'agent', residences: [first.key] }, NOW);
		expect(await givenTo(db, scope.landlordId, id)).toEqual({ residences: [first.key], halls: [] });
		const keys = (
			await db.read<{ key: string }>(
				sql`SELECT key FROM residence WHERE landlord_id = ${scope.landlordId} ORDER BY name`
			)
		).map(({ key }) => key);
		const caretaker = { role: 'caretaker', residences: keys, halls: [lilas[1]!.code] } as const;
		expect(await changeMember(db, actor, member, caretaker, NOW)).toEqual({ changed: true });
		const { scope: now } = (await staffMember(db, id))!;
		const seen = await hallsIn(db, now);
		expect(seen.map(({ code }) => code)).toContain(lilas[1]!.code);
		expect(seen.map(({ code }) => code)).not.toContain(lilas[0]!.code);
		expect(seen.some(({ residence }) => residence !== 'Lilas')).toBe(true);
		await changeMember(db, actor, member, { ...none, role: 'director' }, NOW);
		expect(await givenTo(db, scope.landlordId, id)).toEqual({ residences: [], halls: [] });
	});

	test('another landlord’s residences and halls are given to nobody', async () => {
		const [ours, theirs] = [await office(), await office()];
		const id = await here(ours.scope, 'caretaker', `g@${ours.slug}.example`);
		const halls = (await hallsIn(db, theirs.scope)).map(({ code }) => code);
		const keys = await db.read<{ key: string }>(
			sql`SELECT key FROM residence WHERE landlord_id = ${theirs.scope.landlordId}`
		);
		const choice = { role: 'caretaker', residences: keys.map(({ key }) => key), halls } as const;
		await changeMember(db, ours.actor, await emailOf(id), choice, NOW);
		expect(await hallsIn(db, (await staffMember(db, id))!.scope)).toEqual([]);
		await changeMember(db, ours.actor, await emailOf(id), { ...choice, halls: [] }, NOW);
		expect(await hallsIn(db, (await staffMember(db, id))!.scope)).toEqual([]);
	});

	test('nobody changes or removes themselves, nor somebody else’s', async () => {
		const [ours, theirs] = [await office(), await office()];
		const [me, victim] = [await emailOf(ours.actor.staffId), await emailOf(theirs.actor.staffId)];
		const agent = { ...none, role: 'agent' } as const;
		expect(await changeMember(db, ours.actor, me, agent, NOW)).toEqual({ refusal: 'yourself' });
		expect(await removeMember(db, ours.actor, me, NOW)).toEqual({ refusal: 'yourself' });
		expect(await changeMember(db, ours.actor, victim, agent, NOW)).toEqual({ refusal: 'gone' });
		expect(await removeMember(db, ours.actor, victim, NOW)).toEqual({ refusal: 'gone' });
		expect((await staffMember(db, victim.id))?.role).toBe('manager');
	});

	test('two managers stay two, also when each removes the other at once', async () => {
		const { scope, actor, slug } = await office();
		const [b, c] = [
			await here(scope, 'manager', `b@${slug}.example`),
			await here(scope, 'manager', `c@${slug}.example`)
		];
		// The landlord's first one never came: whoever is only invited counts for nobody, and can go.
		const idle = (await membersOf(db, scope.landlordId, NOW)).find(({ isHere }) => !isHere)!;
		expect(await removeMember(db, actor, idle, NOW)).toEqual({ removed: true });
		const agent = { ...none, role: 'agent' } as const;
		const both = await Promise.all([
			removeMember(db, { ...actor, staffId: b }, await emailOf(c), NOW),
			changeMember(db, { ...actor, staffId: c }, await emailOf(b), agent, NOW)
		]);
		expect(both.filter((one) => 'refusal' in one && one.refusal === 'last-managers')).toHaveLength(1);
		const managers = (await membersOf(db, scope.landlordId, NOW)).filter(({ role }) => role === 'manager');
		expect(managers).toHaveLength(2);
		const again = { ...none, role: 'manager' } as const;
		const other = managers.find(({ id }) => id !== actor.staffId)!;
		expect(await changeMember(db, actor, other, again, NOW)).toEqual({ changed: true });
	});

	test('who is removed is out at once, and what they did stays written', async () => {
		const { scope, actor, slug } = await office();
		const id = await here(scope, 'agent', `denis@${slug}.example`);
		const entered = await enterAsStaff(db, id, { device: 'computer', now: NOW });
		expect(await removeMember(db, actor, await emailOf(id), NOW)).toEqual({ removed: true });
		expect(await readSession(db, entered!.session.token, { mayWrite: false })).toBeNull();
		expect(await staffMember(db, id)).toBeNull();
		const acts = await db.read<{ act: string }>(
			sql`SELECT act FROM audit WHERE landlord_id = ${scope.landlordId} AND (staff_id = ${id} OR act = 'member-removed') ORDER BY id`
		);
		expect(acts.map(({ act }) => act)).toEqual(['password-chosen', 'sign-in', 'member-removed']);
	});
});

describe('a key for software', () => {
	const keyOf = async (actor: Actor) => {
		const wish = {
			name: 'Patrimoine',
			scopes: ['kits:read'],
			days: 365,
			once: `once ${++landlords}`
		} as const;
		return ((await makeToken(db, actor, wish, NOW)) as { token: string }).token;
	};

	test('ends when who made it is removed, or may make none any more, and not when they stay', async () => {
		const { scope, actor, slug } = await office();
		const [b, c] = [
			await here(scope, 'manager', `b@${slug}.example`),
			await here(scope, 'manager', `c@${slug}.example`)
		];
		const keys = await Promise.all(
			[actor.staffId, b, c].map((staffId) => keyOf({ ...actor, staffId, who: staffId }))
		);
		const working = async () =>
			Promise.all(keys.map(async (key) => (await callerOf(db, key, NOW + HOUR)) !== null));
		const again = { ...none, role: 'manager' } as const;
		await changeMember(db, actor, await emailOf(b), again, NOW);
		expect(await working()).toEqual([true, true, true]);
		expect(await removeMember(db, actor, await emailOf(b), NOW)).toEqual({ removed: true });
		expect(await working()).toEqual([true, false, true]);
		const agent = { ...none, role: 'agent' } as const;
		expect(await changeMember(db, actor, await emailOf(c), agent, NOW)).toEqual({ refusal: 'last-managers' });
		expect(await working(), 'nobody was changed').toEqual([true, false, true]);
		await here(scope, 'manager', `d@${slug}.example`);
		expect(await changeMember(db, actor, await emailOf(c), agent, NOW)).toEqual({ changed: true });
		expect(await working()).toEqual([true, false, false]);
		const ended = await db.read(
			sql`SELECT 1 FROM audit WHERE landlord_id = ${scope.landlordId} AND act = 'api-token-ended'`
		);
		expect(ended).toHaveLength(2);
	});
});

test('links to a desk end with who made them, and not while they may make some', async () => {
	const { scope, actor, slug } = await office();
	const [hall] = await hallsIn(db, scope);
	const [denis, farid] = [
		await here(scope, 'facilitator', `denis@${slug}.example`),
		await here(scope, 'facilitator', `farid@${slug}.example`)
	];
	const theirs = {
		residences: [(await residencesIn(db, scope)).find(({ name }) => name === hall!.residence)!.key],
		halls: []
	};
	const linkOf = async (staffId: string) => {
		const wish = { hallCode: hall!.code, day: TODAY, once: staffId, now: NOW };
		return ((await makeDeskLink(db, { ...actor, staffId }, scope, wish)) as { token: string }).token;
	};
	const links = [await linkOf(denis), await linkOf(farid), await linkOf(actor.staffId)];
	const working = async () =>
		Promise.all(links.map(async (token) => (await deskBehind(db, token, NOW)) !== null));
	await changeMember(db, actor, await emailOf(denis), { ...theirs, role: 'agent' }, NOW);
	expect(await working()).toEqual([true, true, true]);
	await changeMember(db, actor, await emailOf(denis), { ...none, role: 'director' }, NOW);
	expect(await working()).toEqual([false, true, true]);
	await removeMember(db, actor, await emailOf(farid), NOW);
	expect(await working()).toEqual([false, false, true]);
	const ended = await db.read(
		sql`SELECT 1 FROM audit WHERE landlord_id = ${scope.landlordId} AND act = 'desk-link-ended'`
	);
	expect(ended).toHaveLength(2);
});

test('links to a desk end with the residence that somebody is given no more, and theirs alone', async () => {
	const { scope, actor, slug } = await office();
	const [one, two] = await residencesIn(db, scope);
	const denis = await here(scope, 'facilitator', `denis@${slug}.example`);
	const give = (...residences: string[]) =>
		emailOf(denis).then((who) =>
			changeMember(db, actor, who, { role: 'facilitator', residences, halls: [] }, NOW)
		);
	await give(one!.key, two!.key);
	const links: string[] = [];
	for (const staffId of [denis, actor.staffId])
		for (const { name } of [one!, two!]) {
			const hall = (await hallsIn(db, scope)).find(({ residence }) => residence === name)!;
			const wish = { hallCode: hall.code, day: TODAY, once: name, now: NOW };
			links.push(((await makeDeskLink(db, { ...actor, staffId }, scope, wish)) as { token: string }).token);
		}
	const working = () => Promise.all(links.map(async (token) => (await deskBehind(db, token, NOW)) !== null));
	await give(one!.key);
	expect(await working()).toEqual([true, false, true, true]);
	await give(one!.key, two!.key);
	expect(await working(), 'an ended one does not come back').toEqual([true, false, true, true]);
	const stranger = await office();
	await changeMember(db, stranger.actor, await emailOf(denis), { ...none, role: 'facilitator' }, NOW);
	expect(await working()).toEqual([true, false, true, true]);
	const first = await emailOf(actor.staffId);
	const agent = { ...actor, staffId: denis };
	await changeMember(db, agent, first, { ...none, role: 'agent' }, NOW);
	expect(await working(), 'who stays a manager keeps theirs').toEqual([true, false, true, true]);
});

describe('sessions', () => {
	const enter = async (id: string) => {
		const { token } = (await enterAsStaff(db, id, { device: 'android', now: NOW }))!.session;
		return { token, id: sha256(token) };
	};
	const isOpen = async (token: string) => (await readSession(db, token, { mayWrite: false })) !== null;

	test('are listed, ended one by one or together, and nobody ends another one’s', async () => {
		const { scope, slug } = await office();
		const [amel, bob] = [
			await here(scope, 'agent', `a@${slug}.example`),
			await here(scope, 'agent', `b@${slug}.example`)
		];
		const [one, two, three, his] = [
			await enter(amel),
			await enter(amel),
			await enter(amel),
			await enter(bob)
		];
		const me = (await staffMember(db, amel))!;
		const listed = await sessionsOf(db, amel, one.id, NOW);
		expect(listed.map(({ device, isThis }) => [device, isThis])).toContainEqual(['android', true]);
		expect(listed).toHaveLength(3);
		await endOne(db, me, his.id, NOW);
		await endOne(db, me, two.id, NOW);
		expect(await Promise.all([one, two, three, his].map(({ token }) => isOpen(token)))).toEqual([
			true,
			false,
			true,
			true
		]);
		await endOthers(db, me, one.id, NOW);
		expect(await Promise.all([one, three, his].map(({ token }) => isOpen(token)))).toEqual([
			true,
			false,
			true
		]);
	});

	test('a manager ends all of a member, and of nobody else’s', async () => {
		const [ours, theirs] = [await office(), await office()];
		const [mine, other] = [
			await here(ours.scope, 'agent', `a@${ours.slug}.example`),
			await here(theirs.scope, 'agent', `a@${theirs.slug}.example`)
		];
		const [a, b] = [await enter(mine), await enter(other)];
		await endAllOf(db, ours.actor, await emailOf(other), NOW);
		await endAllOf(db, ours.actor, await emailOf(mine), NOW);
		expect([await isOpen(a.token), await isOpen(b.token)]).toEqual([false, true]);
	});

	test('a new password takes the old one, and ends the others', async () => {
		const { scope, slug } = await office();
		const id = await here(scope, 'agent', `a@${slug}.example`);
		const [one, two] = [await enter(id), await enter(id)];
		const me = (await staffMember(db, id))!;
		const how = { next: 'another lime tree', here: one.id, from: 'here', now: NOW };
		expect(await changePassword(db, me, { ...how, current: 'not this one' })).toEqual({ refusal: 'wrong' });
		expect(await changePassword(db, me, { ...how, current: PASSWORD })).toEqual({ changed: true });
		expect([await isOpen(one.token), await isOpen(two.token)]).toEqual([true, false]);
		expect(await changePassword(db, me, { ...how, current: PASSWORD })).toEqual({ refusal: 'wrong' });
	});
});

/**
 * What an office holds after years of work, beside the places that were imported: kits under way, figures of a year, a log,
 * people, questions, orders. Written by plain SQL while no server runs. Gives the session of a manager and an address for
 * each name of an object in a route.
 */
import { createClient } from '@libsql/client';
import { createHash, randomBytes } from 'node:crypto';

const DAY = 24 * 3_600_000;
const WEEKS = 52;
const [AUDITS, STAFF, ORDERS, DRAFTS, APPROVALS, OFFERS, LINKS] = [50_000, 300, 30, 19, 20, 40, 200];
const FIGURES = ['printed', 'handed', 'scanned', 'claimed', 'lending', 'asked', 'lent'];

/** @param {string} file of the database @param {string} largestHall a part of its address */
export async function fillOffice(file, largestHall) {
	const db = createClient({ url: `file:${file}`, concurrency: 1 });
	const now = Date.now();
	const run = (sql, args = []) => db.execute({ sql, args });
	const one = async (sql, args = []) => Object.values((await run(sql, args)).rows[0] ?? {})[0];
	await db.execute('PRAGMA journal_mode = WAL');
	const landlord = await one(`SELECT id FROM landlord WHERE slug = 'bench'`);
	const manager = await one(`SELECT id FROM staff WHERE landlord_id = ? AND role = 'manager'`, [landlord]);
	if ((await one(`SELECT 1 FROM landlord WHERE slug = 'bench-other'`)) === undefined) await fill();
	const token = await signIn();
	const objects = {
		hall: await one(
			`SELECT code FROM hall WHERE landlord_id = ? AND mailbox_count < 100 ORDER BY id LIMIT 1 OFFSET 5000`,
			[landlord]
		),
		largestHall: await one(`SELECT code FROM hall WHERE landlord_id = ? AND address LIKE ?`, [
			landlord,
			`%${largestHall}%`
		]),
		residence: await one(`SELECT key FROM residence WHERE landlord_id = ? ORDER BY id LIMIT 1 OFFSET 300`, [
			landlord
		]),
		draft: await one(`SELECT key FROM list_draft WHERE landlord_id = ? AND state = 'imported'`, [landlord]),
		order: await one(`SELECT key FROM kit_order WHERE landlord_id = ? ORDER BY halls DESC`, [landlord]),
		person: await one(`SELECT id FROM staff WHERE landlord_id = ? AND role = 'agent'`, [landlord]),
		manager
	};
	db.close();
	return { token, objects };

	async function signIn() {
		const token = randomBytes(32).toString('base64url');
		const id = createHash('sha256').update(token).digest('hex');
		await run(
			`INSERT INTO session (id, staff_id, device, created_at, expires_at, second_factor_at) VALUES (?, ?, 'computer', ?, ?, ?)`,
			[id, manager, now, now + DAY / 2, now]
		);
		return token;
	}

	async function fill() {
		await kits();
		await figures();
		await log();
		await people();
		await orders();
		await drafts();
		await turnover();
		await handovers();
		await run('PRAGMA wal_checkpoint(TRUNCATE)');
	}

	/** A kit each: a third lies in the boxes, a third with the caretakers, the rest is made. */
	async function kits() {
		await run(
			`INSERT INTO kit (mailbox_id, epoch, landlord_id, hall_id, ordered_at, made_at, printed_at, handed_at, distributed_at)
			SELECT id, epoch, landlord_id, hall_id, ?1, ?1, iif(id % 3 < 2, ?1, NULL), iif(id % 3 < 2, ?1, NULL), iif(id % 3 < 1, ?1, NULL)
			FROM mailbox WHERE landlord_id = ?2`,
			[now - 20 * DAY, landlord]
		);
		await run(
			`UPDATE hall SET kits_made = n, kits_printed = printed, kits_handed = handed, kits_distributed = distributed FROM (
				SELECT hall_id, count(made_at) AS n, count(printed_at) AS printed, count(handed_at) AS handed, count(distributed_at) AS distributed
				FROM kit GROUP BY hall_id) k WHERE k.hall_id = hall.id`
		);
		await run(
			`INSERT INTO kit_made (landlord_id, residence_id, staff_id, mailboxes, made_at)
			SELECT landlord_id, id, ?, 500, ? FROM residence WHERE landlord_id = ?`,
			[manager, now - 20 * DAY, landlord]
		);
	}

	async function figures() {
		const monday = new Date(now - ((new Date(now).getUTCDay() + 6) % 7) * DAY);
		const weeks = Array.from({ length: WEEKS }, (_, i) =>
			new Date(monday.getTime() - i * 7 * DAY).toISOString().slice(0, 10)
		);
		await run(`DELETE FROM figure WHERE landlord_id = ?`, [landlord]);
		await run(
			`INSERT INTO figure (landlord_id, week_day, residence_key, name, value)
			SELECT ?1, w.value, r.key, n.value, iif(r.id % 4 = 0, NULL, 5 * (r.id % 30))
			FROM json_each(?2) w, json_each(?3) n, (SELECT id, key FROM residence WHERE landlord_id = ?1 UNION ALL SELECT 99, '') r`,
			[landlord, JSON.stringify(weeks), JSON.stringify(FIGURES)]
		);
		await run(
			`INSERT INTO scan_week (hall_id, week_day, scans) SELECT h.id, w.value, h.id % 40 FROM hall h, (SELECT value FROM json_each(?) LIMIT 8) w
			WHERE h.landlord_id = ?`,
			[JSON.stringify(weeks), landlord]
		);
	}

	/** Sealed: the server has nothing to catch up with. */
	async function log() {
		await run(
			`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${AUDITS})
			INSERT INTO audit (landlord_id, at, staff_id, who, act, about, previous, hash)
			SELECT ?, ? - (${AUDITS} - i) * 60000, ?, 'bench@palier.example', iif(i % 3, 'kits-printed', 'kits-handed'),
				json_object('n', i % 50, 'place', 'Résidence ' || (i % 1000)), printf('%064d', i - 1), printf('%064d', i) FROM n`,
			[landlord, now, manager]
		);
	}

	async function people() {
		await run(
			`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${STAFF})
			INSERT INTO staff (id, landlord_id, email, role, created_at, seen_day)
			SELECT printf('bench-staff-%d', i), ?, printf('agent%d@palier.example', i), iif(i % 3, 'agent', 'caretaker'), ?, '2026-11-20' FROM n`,
			[landlord, now - 100 * DAY]
		);
		await run(
			`INSERT INTO staff_residence (staff_id, residence_id)
			SELECT s.id, r.id FROM staff s JOIN residence r ON r.landlord_id = s.landlord_id AND r.id % 40 = s.rowid % 40 WHERE s.id LIKE 'bench-staff-%'`
		);
		await run(
			`INSERT INTO hall_day (landlord_id, key, hall_id, token_hash, staff_id, made_at, day)
			SELECT landlord_id, 'day-' || id, id, 'day-' || id, ?, ?, ? FROM hall WHERE landlord_id = ? LIMIT ${LINKS}`,
			[manager, now, new Date(now + 5 * DAY).toISOString().slice(0, 10), landlord]
		);
		await run(
			`INSERT INTO api_token (landlord_id, key, name, token_hash, scopes, made_at, expires_at)
			SELECT ?1, 'key-' || value, 'ERP ' || value, 'key-' || value, '[]', ?2, ?2 + 86400000 FROM json_each('[1,2,3,4,5,6,7,8,9,10]')`,
			[landlord, now]
		);
	}

	/** Three of everything, the others of a residence; all are made. */
	async function orders() {
		for (let i = 0; i < ORDERS; i++) {
			const halls =
				i < 3
					? `SELECT id FROM hall WHERE landlord_id = ${landlord}`
					: `SELECT h.id FROM hall h JOIN building b ON b.id = h.building_id WHERE h.landlord_id = ${landlord} AND b.residence_id = (
						SELECT id FROM residence WHERE landlord_id = ${landlord} ORDER BY id LIMIT 1 OFFSET ${i})`;
			await run(
				`INSERT INTO kit_order (landlord_id, key, staff_id, form, ordered_day, ordered_at, same_hash, halls, mailboxes, mailboxes_done,
					attempts, started_at, beat_at, made_at, bytes, file_hash)
				SELECT ?1, ?2, ?3, 'zip', '2026-11-01', ?4, ?2, count(*), sum(mailbox_count), sum(mailbox_count), 1, ?4, ?4, ?4, 1, ''
				FROM hall WHERE id IN (${halls})`,
				[landlord, `order-${i}`, manager, now - 6 * DAY + i]
			);
			await run(
				`INSERT INTO kit_order_hall (order_id, hall_id) SELECT (SELECT id FROM kit_order WHERE key = ?), id FROM hall WHERE id IN (${halls})`,
				[`order-${i}`]
			);
		}
	}

	async function drafts() {
		await run(
			`INSERT INTO list_draft (landlord_id, key, staff_id, file_name, titles, meanings, rows, state, created_at, rows_done, report)
			SELECT d.landlord_id, 'draft-' || value, d.staff_id, d.file_name, d.titles, d.meanings, d.rows, 'checked', d.created_at, d.rows_done, d.report
			FROM list_draft d, json_each(?) WHERE d.state = 'imported'`,
			[JSON.stringify(Array.from({ length: DRAFTS }, (_, i) => i))]
		);
	}

	/** New letters of a month, and questions about them: one of them about a twentieth of all mailboxes. */
	async function turnover() {
		await run(
			`UPDATE mailbox SET epoch = 2, reissued_at = ?1 - id * 5000 WHERE landlord_id = ?2 AND id % 100 = 0`,
			[now, landlord]
		);
		await run(
			`INSERT INTO new_letter (landlord_id, mailbox_id, epoch, reason, staff_id, at)
			SELECT landlord_id, id, epoch, 'lost', ?1, reissued_at FROM mailbox WHERE landlord_id = ?2 AND epoch = 2`,
			[manager, landlord]
		);
		for (let i = 0; i < APPROVALS; i++)
			await run(
				`INSERT INTO approval (landlord_id, key, asked_by, asked_at, reason, mailboxes, count)
				SELECT ?1, ?2, 'bench-staff-1', ?3, 'moved-out', json_group_array(id), count(*) FROM (
					SELECT id FROM mailbox WHERE landlord_id = ?1 LIMIT ?4 OFFSET ?5)`,
				[landlord, `approval-${i}`, now - DAY, i === 0 ? 25_000 : 200, i * 200]
			);
	}

	async function handovers() {
		await run(
			`INSERT INTO landlord (slug, name, created_at) VALUES ('bench-other', 'Habitat des Acacias', ?)`,
			[now]
		);
		const other = await one(`SELECT id FROM landlord WHERE slug = 'bench-other'`);
		await run(`INSERT INTO residence (landlord_id, key, name) VALUES (?, 'bench-other', 'Les Acacias')`, [
			other
		]);
		await run(
			`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5)
			INSERT INTO building (landlord_id, residence_id, name) SELECT ?1, (SELECT id FROM residence WHERE key = 'bench-other'), i FROM n`,
			[other]
		);
		const offering = (from, to, which) =>
			run(
				`INSERT INTO handover (key, building_id, landlord_id, to_landlord_id, residence_name, building_name, mailboxes, offered_at)
				SELECT 'handover-' || b.id, b.id, ?1, ?2, r.name, b.name, 40, ?3 FROM building b JOIN residence r ON r.id = b.residence_id
				WHERE b.landlord_id = ?1 ${which} LIMIT ${OFFERS}`,
				[from, to, now - DAY]
			);
		await offering(landlord, other, 'AND b.id % 97 = 0');
		await offering(other, landlord, '');
	}
}

/** Requests to borrow, as many as come in a second, and whether each that was acknowledged is still there after a kill: see README.md. */
import { request, Agent } from 'node:http';
import { createHash } from 'node:crypto';
import { machine, percentile, settings, table } from './figures.mjs';
import { freePort, start } from './palier.mjs';
import { column, filledPalier } from './scan/database.mjs';

const asked = await settings({
	mailboxes: { type: 'string', default: '100000' },
	keep: { type: 'string' },
	rate: { type: 'string', default: '300' },
	seconds: { type: 'string', default: '20' },
	check: { type: 'boolean', default: false }
});
const [mailboxes, rate, seconds] = ['mailboxes', 'rate', 'seconds'].map((name) => Number(asked[name]));

const palier = filledPalier(mailboxes, asked.keep);
const things = await column(
	palier,
	`SELECT m.code || '/ask/' || min(i.pictogram) FROM mailbox m JOIN household hh ON hh.mailbox_id = m.id JOIN item i ON i.household_id = hh.id
	WHERE NOT EXISTS (SELECT 1 FROM request r WHERE r.household_id = hh.id AND r.state = 'handed-over') GROUP BY m.id ORDER BY random()`
);
const port = await freePort();
// Each borrower has an address of their own, which only a proxy can say.
const env = {
	...palier.env,
	PORT: String(port),
	HOST: '127.0.0.1',
	PALIER_ADDRESS_HEADER: 'x-forwarded-for'
};
const server = start('palier', ['serve'], { env });
await server.ready(`http://127.0.0.1:${port}/healthz`);
await server.settled();
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const when = `${new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)}.evening`;

for (let i = 0; i < 300; i++) await borrow(i);
const [tickets, milliseconds, other] = [new Set(), [], new Map()];
const before = await server.used();
const started = performance.now();
await inTime(rate * seconds, rate, async (i, due) => {
	const { status, ticket } = await borrow(300 + i);
	milliseconds.push(performance.now() - due);
	if (ticket) tickets.add(ticket);
	else other.set(status, (other.get(status) ?? 0) + 1);
});
const took = (performance.now() - started) / 1000;
const after = await server.used();
process.kill(server.pid, 'SIGKILL');
agent.destroy();

const stored = new Set(await column(palier, 'SELECT ticket_hash FROM request'));
const lost = [...tickets].filter((ticket) => !stored.has(createHash('sha256').update(ticket).digest('hex')));
milliseconds.sort((a, b) => a - b);
const perSecond = tickets.size / took;
const goals = [
	[
		`${rate} requests to borrow a second`,
		`${perSecond.toFixed(0)} a second for ${took.toFixed(0)} s`,
		perSecond >= rate * 0.98
	],
	['none lost after kill -9', `${lost.length} of ${tickets.size} lost`, lost.length === 0 && tickets.size > 0]
];
console.log(
	[
		`${await machine()}; ${mailboxes} mailboxes, a tenth claimed, ${mailboxes} requests before`,
		'',
		table(
			['goal', 'measured', ''],
			goals.map(([goal, value, met]) => [goal, value, met ? 'met' : 'missed'])
		),
		'',
		`CPU ${((after.cpuUs - before.cpuUs) / (rate * seconds)).toFixed(0)} us a request; p50 ${percentile(milliseconds, 0.5).toFixed(1)} ms, p99 ${percentile(milliseconds, 0.99).toFixed(0)} ms. Not acknowledged: ${[...other].map(([status, n]) => `${n} answered ${status}`).join(', ') || 'none'}.`
	].join('\n')
);
process.exit(asked.check && goals.some(([, , met]) => !met) ? 1 : 0);

/** @param {number} i @returns {Promise<{ status: number, ticket: string | undefined }>} */
function borrow(i) {
	const body = new URLSearchParams({
		when,
		days: '1',
		say: 'none',
		name: 'Bruno',
		once: i.toString(16).padStart(32, '0')
	}).toString();
	const headers = {
		'content-type': 'application/x-www-form-urlencoded',
		'content-length': String(body.length),
		origin: palier.env.PALIER_PUBLIC_URL,
		accept: 'text/html',
		'x-forwarded-for': `10.${(i >> 8) & 255}.${i & 255}.7`
	};
	const path = `/${things[i % things.length]}?/send`;
	return new Promise((done, fail) => {
		const sent = request({ agent, host: '127.0.0.1', port, path, method: 'POST', headers }, (answer) => {
			answer.resume();
			answer.on('end', () =>
				done({
					status: answer.statusCode ?? 0,
					ticket: /\/t\/([0-9a-z]+)/i.exec(answer.headers.location ?? '')?.[1]
				})
			);
		});
		sent.on('error', fail);
		sent.end(body);
	});
}

/** Each has its moment, and is late from that moment on. */
async function inTime(count, rate, act) {
	const started = performance.now();
	const all = [];
	while (all.length < count) {
		const due = Math.min(count, Math.floor(((performance.now() - started) / 1000) * rate) + 1);
		while (all.length < due) all.push(act(all.length, started + (all.length / rate) * 1000));
		await new Promise((done) => setTimeout(done, 1));
	}
	await Promise.all(all);
}

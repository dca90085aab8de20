import { describe, expect, test } from 'vitest';
import { DatabaseBusy } from './db/errors.ts';
import { log, logFault, newLog, withoutSecrets } from './log.ts';

function listening(level = 'info') {
	const lines: string[] = [];
	return { lines, logger: newLog(level, (line) => lines.push(line)) };
}

const TICKET = '5gkqw2x0c9t3m8r1v7z4n6p0ab';
const TOKEN = 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE';

describe('the log', () => {
	test('is one JSON object a line', () => {
		const { lines, logger } = listening();
		logger.info({ residences: 2 }, 'import\ndone');
		expect(lines).toHaveLength(1);
		expect(JSON.parse(lines[0]!)).toMatchObject({ level: 30, residences: 2, msg: 'import\ndone' });
	});

	test('of a request holds its route, whatever else hangs on it', () => {
		const { lines, logger } = listening();
		const url = new URL(`https://palier.example/t/${TICKET}`);
		const request = {
			route: '/t/[ticket]',
			method: 'GET',
			status: 200,
			milliseconds: 3,
			url,
			params: { t: TICKET }
		};
		logger.info({ request }, 'request');
		expect(JSON.parse(lines[0]!).request).toEqual({
			route: '/t/[ticket]',
			method: 'GET',
			status: 200,
			milliseconds: 3
		});
		expect(lines[0]).not.toContain(TICKET);
	});

	test('hides what has a secret name, at the top and one below', () => {
		const { lines, logger } = listening();
		const secrets = {
			password: 'hunter2',
			token: 'hunter2',
			email: 'hunter2',
			cookie: 'hunter2',
			ip: 'hunter2'
		};
		logger.info({ ...secrets, person: secrets, code: 'hunter2', headers: { authorization: 'hunter2' } });
		expect(lines[0]).not.toContain('hunter2');
		expect(lines[0]).toContain('[hidden]');
	});

	test('of a fault holds the id that the page shows, the cause, and no secret', () => {
		const { lines, logger } = listening();
		const cause = Object.assign(new Error(`GET https://palier.example/t/${TICKET} failed`), {
			code: 'SQLITE_BUSY'
		});
		const id = logFault(new DatabaseBusy(cause), { route: '/t/[ticket]' }, logger);
		expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
		expect(JSON.parse(lines[0]!)).toMatchObject({
			level: 50,
			fault: id,
			route: '/t/[ticket]',
			err: {
				type: 'DatabaseBusy',
				cause: { type: 'Error', code: 'SQLITE_BUSY', message: 'GET [url] failed' }
			}
		});
		expect(lines[0]).not.toContain(TICKET);
		expect(logFault('a text', { route: null }, logger)).not.toBe(id);
	});

	test('is silent in tests', () => {
		expect(log().level).toBe('silent');
	});
});

describe('withoutSecrets', () => {
	test.each([
		['to amina@mail.example: 550', 'to [mail]: 550'],
		['<amina@mail.example>', '<[mail]>'],
		[`POST https://u:p@palier.example/t/${TICKET}?x=1 timed out`, 'POST [url] timed out'],
		[`no ticket ${TICKET}`, 'no ticket [ticket]'],
		[`no ticket ${TICKET.toUpperCase()}`, 'no ticket [ticket]'],
		['mailbox 7K3M9PQXD2F41 is gone', 'mailbox [code] is gone'],
		['mailbox 7K3M-9PQX-D2F41 is gone', 'mailbox [code] is gone'],
		['claim 7K3M-9PQX-D', 'claim [code]'],
		[`session ${TOKEN}`, 'session [token]'],
		[`upload ${TOKEN.slice(0, 32)} is gone`, 'upload [token] is gone'],
		['UNIQUE constraint failed: mailbox.code', 'UNIQUE constraint failed: mailbox.code'],
		['at Lane.run (src/lib/server/db/lane.ts:41:12)', 'at Lane.run (src/lib/server/db/lane.ts:41:12)'],
		['SQLITE_CONSTRAINT: FOREIGN KEY failed', 'SQLITE_CONSTRAINT: FOREIGN KEY failed']
	])('%j becomes %j', (text, plain) => {
		expect(withoutSecrets(text)).toBe(plain);
	});
});

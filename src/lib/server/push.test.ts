import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPushService, type PushService } from '../../../tests/support/pushService.ts';
import { config } from './config.ts';
import { readyKitKey } from './keys.ts';
import { isPushEndpoint, publicPushKey, sendPush } from './push.ts';

let service: PushService;

beforeAll(() => readyKitKey(config().kitKeyFile, false));
beforeEach(async () => {
	service = await openPushService();
});
afterEach(() => service.close());

const words = { title: 'مرحبا', body: 'Un voisin demande : Perceuse' };
const push = { payload: JSON.stringify(words), seconds: 3_600.7 };
const send = (to = service.newPhone(), what = push) => sendPush(to, what, [service.origin]);

describe('a push', () => {
	test('is read by the phone, and by nobody on the way', async () => {
		const phone = service.newPhone();
		expect(await send(phone)).toBe('sent');
		const [got] = service.received;
		expect(got).toMatchObject({ phone: phone.name, payload: words });
		expect(got!.headers).toMatchObject({
			'content-encoding': 'aes128gcm',
			ttl: '3600',
			topic: 'palier',
			urgency: 'normal'
		});
	});

	test('is signed with the key that browsers were told, for that service and for less than a day', async () => {
		await send();
		const { key, claims } = service.received[0]!.vapid;
		expect(key).toBe(publicPushKey());
		expect(Buffer.from(key, 'base64url')).toHaveLength(65);
		expect(claims).toMatchObject({ aud: service.origin, sub: 'https://palier.example' });
		expect(Number(claims['exp']) * 1_000 - Date.now()).toBeLessThan(24 * 3_600_000);
	});

	test('says that a phone is gone', async () => {
		for (const status of [404, 410]) {
			service.answer = status;
			expect(await send()).toBe('gone');
		}
	});

	test.each([301, 307, 400, 401, 403, 413, 429, 500, 503])(
		'that is answered %i was not sent, and goes nowhere else',
		async (status) => {
			service.answer = status;
			const phone = service.newPhone();
			await expect(send(phone)).rejects.toThrow(`The push service answered ${status}`);
			expect(service.calls()).toBe(1);
		}
	);

	test('to a service that is away fails, and the fault does not say where', async () => {
		const phone = service.newPhone();
		await service.close();
		const failed = await send(phone).catch((error: unknown) => error as Error);
		expect(failed).toMatchObject({ message: 'The push service cannot be reached (ECONNREFUSED)' });
		expect(String((failed as Error).stack)).not.toContain(phone.name);
		service = await openPushService();
	});

	test('waits for a hanging service for ten seconds and no more', { timeout: 20_000 }, async () => {
		service.answer = 'hang';
		await expect(send()).rejects.toThrow('cannot be reached');
	});

	test('is small', async () => {
		await expect(send(service.newPhone(), { payload: 'é'.repeat(1_501), seconds: 1 })).rejects.toThrow(
			TypeError
		);
		expect(service.calls()).toBe(0);
	});

	test('goes to push services alone, whatever the database holds', async () => {
		const phone = service.newPhone();
		await expect(sendPush(phone, push, [])).rejects.toThrow(TypeError);
		expect(service.calls()).toBe(0);
	});
});

describe('the address of a push service', () => {
	test.each([
		'https://fcm.googleapis.com/fcm/send/abc:def',
		'https://updates.push.services.mozilla.com/wpush/v2/gAAA',
		'https://updates-autopush.stage.mozaws.push.services.mozilla.com/wpush/v1/x',
		'https://web.push.apple.com/QGu',
		'https://wns2-par02p.notify.windows.com/w/?token=x',
		'HTTPS://FCM.GOOGLEAPIS.COM/x',
		'https://push.example/own'
	])('is %s', (endpoint) => {
		expect(isPushEndpoint(endpoint, ['https://push.example'])).toBe(true);
	});

	test.each([
		'',
		`https://fcm.googleapis.com/${'x'.repeat(2_000)}`,
		'fcm.googleapis.com',
		'//fcm.googleapis.com/x',
		'http://fcm.googleapis.com/x',
		'ftp://fcm.googleapis.com/x',
		'file:///etc/passwd',
		'https://fcm.googleapis.com:8443/x',
		'https://fcm.googleapis.com@127.0.0.1/x',
		'https://user:pass@fcm.googleapis.com/x',
		'https://fcm.googleapis.com.evil.example/x',
		'https://fcm.googleapis.com./x',
		'https://xfcm.googleapis.com/x',
		'https://storage.googleapis.com/x',
		'https://push.apple.com/x',
		'https://evilpush.apple.com/x',
		'https://notify.windows.com.evil.example/x',
		'https://evil.example/push.services.mozilla.com',
		'https://evil.example#.push.apple.com',
		'https://evil.example\\.push.apple.com',
		'https://127.0.0.1/x',
		'https://[::1]/x',
		'https://2130706433/x',
		'https://169.254.169.254/latest',
		'https://localhost/x',
		'https://push.example:444/x',
		'http://push.example/x',
		'https://push.example.evil.example/x'
	])('is not %j', (endpoint) => {
		expect(isPushEndpoint(endpoint, ['https://push.example'])).toBe(false);
	});
});

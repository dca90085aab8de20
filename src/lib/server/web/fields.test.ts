import { speak } from '#lib/text/speak.ts';
import { describe, expect, test } from 'vitest';
import { fieldsOf, formOf } from './fields.ts';

function posted(body: BodyInit, type?: string, path = ''): Request {
	const headers = { 'accept-language': 'ar', ...(type === undefined ? {} : { 'content-type': type }) };
	return new Request(`https://palier.example/${path}`, { method: 'POST', headers, body });
}

describe('a form', () => {
	test('gives what was typed, without NULs and files', async () => {
		const form = new FormData();
		form.set('name', 'A\0mina');
		form.set('list', new File(['x'], 'list.csv'));
		expect(await fieldsOf(posted(form))).toEqual({ name: 'Amina' });
	});

	test.each([
		['no boundary', 'multipart/form-data', 'x'],
		['cut', 'multipart/form-data; boundary=b', '--b\r\ncontent-disposition: form-data; name="x"\r\n\r\nhal'],
		['plain text', 'text/plain', 'name=x'],
		['JSON', 'application/json', '{}']
	])('%s answers 400 in the reader’s language', async (_, type, body) => {
		const told = (language: 'ar' | 'en') => ({
			status: 400,
			body: { message: speak(language)('error.form') }
		});
		await expect(formOf(posted(body, type))).rejects.toMatchObject(told('ar'));
		await expect(fieldsOf(posted(body, type, '?l=en'))).rejects.toMatchObject(told('en'));
	});
});

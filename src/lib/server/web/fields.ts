import { speak } from '#lib/text/speak.ts';
import { error } from '@sveltejs/kit';
import { languageOf } from './language.ts';

/** What was typed into a form, by the names of its fields, without NULs; files are left out. A broken form answers 400. */
export async function fieldsOf(request: Request): Promise<Partial<Record<string, string>>> {
	const form = await formOf(request);
	const typed = [...form].filter((field): field is [string, string] => typeof field[1] === 'string');
	return Object.fromEntries(typed.map(([name, value]) => [name, value.replaceAll('\0', '')]));
}

/** The form of a request. One that is cut, or is none, answers 400 in the reader's language. */
export async function formOf(request: Request): Promise<FormData> {
	try {
		return await request.formData();
	} catch {
		return brokenForm(request);
	}
}

/** Answers 400 in the reader's language. */
export function brokenForm({ url, headers }: Request): never {
	const language = languageOf(new URL(url), headers.get('accept-language'));
	error(400, { message: speak(language)('error.form') });
}

/** What was typed into a form, by the names of its fields, without NULs; files are left out. */
export async function fieldsOf(request: Request): Promise<Partial<Record<string, string>>> {
	const form = await request.formData();
	const typed = [...form].filter((field): field is [string, string] => typeof field[1] === 'string');
	return Object.fromEntries(typed.map(([name, value]) => [name, value.replaceAll('\0', '')]));
}

import { roles, type Role } from '#lib/access/roles.ts';
import type { Choice } from '#lib/server/people.ts';
import { formOf } from '#lib/server/web/fields.ts';

/** What a form about a member of staff says; a role that is none of ours is null. */
export async function wishOf(
	request: Request
): Promise<Choice & { email: string; role: Role | null; once: string }> {
	const form = await formOf(request);
	const all = (name: string) => form.getAll(name).map((value) => String(value).replaceAll('\0', ''));
	const [email = '', role = '', once = ''] = ['email', 'role', 'once'].map((name) => all(name)[0]);
	return {
		email: email.trim(),
		role: roles.find((known) => known === role) ?? null,
		once,
		residences: all('residence'),
		halls: all('hall')
	};
}

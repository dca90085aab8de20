import { createHash } from 'node:crypto';

/** The Content-Security-Policy of a page that we write ourselves: no script, and the one style that is in it. */
export function policyOf(style: string, forms: 'none' | 'self'): string {
	return [
		`default-src 'none'`,
		`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
		`img-src data:`,
		`form-action '${forms}'`,
		`base-uri 'none'`,
		`frame-ancestors 'none'`
	].join('; ');
}

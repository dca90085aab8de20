/** Why the API says no, and with which status; the sentence of each is `api.refused.<code>`. */
export const apiRefusals = {
	unreadable: 400,
	'no-token': 401,
	'not-allowed': 403,
	'not-found': 404,
	'no-such-method': 405,
	'already-done': 409,
	'not-now': 409,
	'too-large': 413,
	invalid: 422,
	'too-many': 429,
	fault: 500,
	busy: 503
} as const;
export type ApiRefusal = keyof typeof apiRefusals;

/** The code for a status that somebody else than the API chose. */
export function refusalOf(status: number): ApiRefusal {
	const codes = Object.keys(apiRefusals) as ApiRefusal[];
	return codes.find((code) => apiRefusals[code] === status) ?? (status < 500 ? 'unreadable' : 'fault');
}

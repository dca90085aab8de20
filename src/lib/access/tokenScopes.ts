/** What a key for a landlord's own software may do; each allows nothing of the others. */
export const tokenScopes = [
	'places:read',
	'places:write',
	'kits:read',
	'kits:write',
	'figures:read'
] as const;
export type TokenScope = (typeof tokenScopes)[number];

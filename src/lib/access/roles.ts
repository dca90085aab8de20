/** The landlord's staff (PRODUCT, People). */
export const roles = ['manager', 'agent', 'caretaker', 'facilitator', 'director'] as const;
export type Role = (typeof roles)[number];

export const permissions = [
	'see-places',
	'edit-places',
	'import-places',
	'shape-kits',
	'make-kits',
	'move-kits',
	'make-letters',
	'approve',
	'see-figures',
	'help-halls',
	'manage-staff',
	'see-audit',
	'see-protection',
	'take-out',
	'use-api'
] as const;
export type Permission = (typeof permissions)[number];

const GRANTED: Record<Role, readonly Permission[]> = {
	manager: permissions,
	agent: [
		'see-places',
		'edit-places',
		'make-kits',
		'move-kits',
		'make-letters',
		'see-figures',
		'help-halls',
		'see-protection'
	],
	caretaker: ['see-places', 'make-kits', 'move-kits', 'make-letters'],
	facilitator: ['see-places', 'see-figures', 'help-halls'],
	director: ['see-figures', 'see-protection']
};

export function may(role: Role, permission: Permission): boolean {
	return GRANTED[role].includes(permission);
}

/** A manager and a director see all of their landlord; the others the residences that they were given. */
export function seesEveryResidence(role: Role): boolean {
	return role === 'manager' || role === 'director';
}

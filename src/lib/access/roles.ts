/** The landlord's staff (PRODUCT, People). */
export const roles = ['manager', 'agent', 'caretaker', 'facilitator', 'director'] as const;
export type Role = (typeof roles)[number];

export const permissions = [
	'see-places',
	'import-places',
	'make-kits',
	'see-figures',
	'manage-staff'
] as const;
export type Permission = (typeof permissions)[number];

const GRANTED: Record<Role, readonly Permission[]> = {
	manager: ['see-places', 'import-places', 'make-kits', 'see-figures', 'manage-staff'],
	agent: ['see-places', 'make-kits', 'see-figures'],
	caretaker: ['see-places', 'make-kits'],
	facilitator: ['see-places', 'see-figures'],
	director: ['see-figures']
};

export function may(role: Role, permission: Permission): boolean {
	return GRANTED[role].includes(permission);
}

/** A manager and a director see all of their landlord; the others the residences that they were given. */
export function seesEveryResidence(role: Role): boolean {
	return role === 'manager' || role === 'director';
}

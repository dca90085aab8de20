import { guards } from '#lib/access/guards.ts';
import { may, permissions, type Role } from '#lib/access/roles.ts';

/** The sections of the office, in the order of the work; the second list stands folded away. */
const DAILY = ['', '/places', '/import', '/kits', '/rounds', '/figures'] as const;
const NOW_AND_THEN = [
	'/start',
	'/letter',
	'/approvals',
	'/handovers',
	'/desk-links',
	'/people',
	'/sessions',
	'/audit',
	'/protection',
	'/exit',
	'/api'
] as const;

export type Section = (typeof DAILY)[number] | (typeof NOW_AND_THEN)[number];

/** What a role may open, by the table of guards. */
export function sectionsFor(role: Role): { daily: Section[]; nowAndThen: Section[] } {
	const granted = new Set<string | undefined>(['staff', ...permissions.filter((one) => may(role, one))]);
	const isOpen = (section: Section) => granted.has(guards[`/landlord${section}`]);
	return { daily: DAILY.filter(isOpen), nowAndThen: NOW_AND_THEN.filter(isOpen) };
}

/** What stands under another's address than its section's. */
const ELSEWHERE: readonly (readonly [string, Section])[] = [
	['/halls/[code=code]/kits', '/kits'],
	['/second-factor', '/sessions']
];

/** The section that a route of the office belongs to: a residence and a hall are places of the first. */
export function sectionOf(routeId: string | null): Section {
	const path = (routeId ?? '').replace(/^\/landlord/, '');
	const elsewhere = ELSEWHERE.find(([start]) => path.startsWith(start));
	if (elsewhere) return elsewhere[1];
	return [...DAILY, ...NOW_AND_THEN].find((section) => section !== '' && path.startsWith(section)) ?? '';
}

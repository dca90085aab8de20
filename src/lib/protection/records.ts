import { keptFor, type Term } from './keptFor.ts';

/** Why something may be kept (GDPR, art. 6). */
export type Basis = 'contract' | 'consent' | 'interest' | 'duty';
/** Who can see it. */
export type Seen = 'household' | 'passers-by' | 'both-sides' | 'staff' | 'operator' | 'nobody';

export interface KeptRecord {
	/** Its sentences are `kept.<id>` (what it is) and `kept.<id>.until` (until when, `n` being the number of the term). */
	readonly id: (typeof keptRecords)[number]['id'];
	readonly of: 'residents' | 'office';
	readonly basis: Basis;
	readonly seen: Seen;
	readonly term: Term | null;
}

/** Everything that the program keeps about somebody: of residents and neighbours, and of the landlord's office. */
export const keptRecords = [
	{ id: 'page', of: 'residents', basis: 'contract', seen: 'passers-by', term: 'willingDays' },
	{ id: 'phone', of: 'residents', basis: 'contract', seen: 'household', term: 'homeSessionDays' },
	{ id: 'mail', of: 'residents', basis: 'consent', seen: 'nobody', term: 'unconfirmedDays' },
	{ id: 'request', of: 'residents', basis: 'contract', seen: 'both-sides', term: 'requestDays' },
	{ id: 'ticket', of: 'residents', basis: 'contract', seen: 'both-sides', term: 'ticketDays' },
	{ id: 'history', of: 'residents', basis: 'consent', seen: 'household', term: null },
	{ id: 'notice', of: 'residents', basis: 'contract', seen: 'household', term: 'noticeDays' },
	{ id: 'outbox', of: 'residents', basis: 'contract', seen: 'nobody', term: 'outboxDays' },
	{ id: 'wish', of: 'residents', basis: 'interest', seen: 'nobody', term: 'wishDays' },
	{ id: 'limits', of: 'residents', basis: 'interest', seen: 'nobody', term: 'limitDays' },
	{ id: 'block', of: 'residents', basis: 'interest', seen: 'household', term: null },
	{ id: 'report', of: 'residents', basis: 'duty', seen: 'operator', term: 'reportDays' },
	{ id: 'places', of: 'office', basis: 'contract', seen: 'staff', term: null },
	{ id: 'letter', of: 'office', basis: 'contract', seen: 'nobody', term: 'letterDays' },
	{ id: 'kitFile', of: 'office', basis: 'contract', seen: 'staff', term: 'kitFileDays' },
	{ id: 'staff', of: 'office', basis: 'contract', seen: 'staff', term: null },
	{ id: 'staffSession', of: 'office', basis: 'contract', seen: 'staff', term: 'staffSessionHours' },
	{ id: 'link', of: 'office', basis: 'contract', seen: 'nobody', term: 'linkHours' },
	{ id: 'token', of: 'office', basis: 'contract', seen: 'staff', term: 'tokenDays' },
	{ id: 'figures', of: 'office', basis: 'interest', seen: 'staff', term: null },
	{ id: 'journal', of: 'office', basis: 'interest', seen: 'staff', term: null }
] as const satisfies readonly (Omit<KeptRecord, 'id'> & { id: string })[];

/** The number of a record's term; 0 where there is none. */
export const numberOf = ({ term }: Pick<KeptRecord, 'term'>): number => (term === null ? 0 : keptFor[term]);

/** Our cookies, all needed for what somebody asked for: each keeps one kind of people signed in. */
export const cookies = [
	{ kind: 'household', name: 'palier_home', term: 'homeSessionDays' },
	{ kind: 'staff', name: 'palier_staff', term: 'staffSessionHours' },
	{ kind: 'operator', name: 'palier_operator', term: 'staffSessionHours' }
] as const satisfies readonly { kind: string; name: string; term: Term }[];

/** What the register of processing says (GDPR, art. 30) of the landlord's office and of the residents' pages. */
export const registerEntries = ['office', 'residents'] as const;
export const registerFields = ['controller', 'purpose', 'people', 'data', 'recipients', 'safety'] as const;

/** What a contract with whoever runs the server for a landlord must say (GDPR, art. 28). */
export const clauses = [
	'object',
	'instructions',
	'secrecy',
	'security',
	'others',
	'rights',
	'breach',
	'end',
	'proof'
] as const;

import type { FunnelName } from '#lib/statistics/disclosure.ts';

/** The landlord's own acts are said exactly. */
export const isOwnAct = (name: FunnelName) => name === 'printed' || name === 'handed';

import { pictogram, type PictogramId } from './pictograms.ts';

/** What a careful thing can do to somebody; the words are `caution.<kind>`. */
export const cautionKinds = ['height', 'machine', 'blade', 'heat', 'fire', 'pressure', 'jet', 'electric', 'battery', 'trailer', 'roof', 'shock', 'water', 'baby', 'body'] as const;
export type CautionKind = (typeof cautionKinds)[number];

const KINDS: Partial<Record<PictogramId, CautionKind>> = {
	'bike-trailer': 'trailer',
	'bike-child-seat': 'shock',
	'cycle-helmet': 'shock',
	'roof-box': 'roof',
	'jumper-cables': 'battery',
	drill: 'machine',
	saw: 'blade',
	stepladder: 'height',
	ladder: 'height',
	jigsaw: 'machine',
	sander: 'machine',
	'soldering-iron': 'heat',
	'extension-lead': 'electric',
	'hedge-trimmer': 'blade',
	'lawn-mower': 'blade',
	'pressure-washer': 'jet',
	'steam-cleaner': 'heat',
	'carpet-cleaner': 'electric',
	'sewing-machine': 'machine',
	raclette: 'heat',
	fondue: 'heat',
	'crepe-maker': 'heat',
	'waffle-iron': 'heat',
	'pressure-cooker': 'pressure',
	barbecue: 'fire',
	'camp-stove': 'fire',
	'life-jacket': 'water',
	pushchair: 'baby',
	'folding-cot': 'baby',
	'high-chair': 'baby',
	'baby-bouncer': 'baby',
	'baby-bath': 'baby',
	'baby-monitor': 'electric',
	'child-car-seat': 'shock',
	'electric-heater': 'electric',
	crutches: 'body',
	rollator: 'body',
	wheelchair: 'body'
};

/** What to show and to check when a thing is lent; null for one that needs no advice, or that the catalogue does not know. */
export function cautionOf(id: string): CautionKind | null {
	const known = pictogram(id);
	return known && known.caution !== 'none' ? (KINDS[known.id as PictogramId] ?? null) : null;
}

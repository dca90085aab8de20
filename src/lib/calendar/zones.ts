/** Time zones of French overseas postcodes, by their first three digits (La Poste; IANA time zone database). */
const OVERSEAS = new Map([
	['971', 'America/Guadeloupe'],
	['972', 'America/Martinique'],
	['973', 'America/Cayenne'],
	['974', 'Indian/Reunion'],
	['975', 'America/Miquelon'],
	['976', 'Indian/Mayotte'],
	['986', 'Pacific/Wallis'],
	['987', 'Pacific/Tahiti'],
	['988', 'Pacific/Noumea']
]);

const MAINLAND = 'Europe/Paris';

/** Every zone that a hall may have. */
export const zones: readonly string[] = [MAINLAND, ...OVERSEAS.values()];

/** The IANA zone of a French postcode; 97150 (Saint-Martin) and 97133 (Saint-Barthélemy) keep Guadeloupe's time. */
export function zoneOfPostcode(postcode: string): string {
	return OVERSEAS.get(postcode.slice(0, 3)) ?? MAINLAND;
}

import { pictogramNames as ar } from '#lib/text/names.ar.ts';
import { pictogramNames as en } from '#lib/text/names.en.ts';
import { pictogramNames as fr } from '#lib/text/names.fr.ts';
import { describe, expect, test } from 'vitest';
import { forbiddenBy, forbiddenGroups, type Forbidden } from './forbidden.ts';

describe('what is never lent', () => {
	test.each<[string, Forbidden]>([
		['Fusil', 'weapons'],
		['un fusil de chasse', 'weapons'],
		['PISTOLETS', 'weapons'],
		['سلاح', 'weapons'],
		['des médicaments', 'medicines'],
		['الأدوية', 'medicines'],
		['bijoux', 'money'],
		['de l’argent', 'money'],
		['clés de la porte', 'keys'],
		['badge', 'keys'],
		['carte d’identité', 'papers'],
		['mon chien', 'animals'],
		['a cat', 'animals'],
		['cigarettes', 'alcohol'],
		['bouteille de gaz', 'danger'],
		['eau de Javel', 'danger'],
		['tronçonneuse', 'machines'],
		['ma voiture', 'motors'],
		['du sucre', 'eaten']
	])('%s: %s', (query, group) => expect(forbiddenBy(query)).toBe(group));

	test.each(['', '   ', 'caisse pour chien', 'pistolet à colle', 'glue gun', 'réchaud à gaz', 'clé', 'clé plate', 'bouteille', 'coffre de voiture', 'rouleau de peinture', 'carte', 'couteau suisse', 'xyz'])('%j may be looked for', (query) => expect(forbiddenBy(query)).toBeNull());

	test('is nothing of the catalogue, by the name of any language', () => {
		for (const names of [fr, en, ar]) for (const [id, [name]] of Object.entries(names)) expect(forbiddenBy(name), id).toBeNull();
	});

	test('has words in every language for every group', () => {
		expect(forbiddenGroups.length).toBeGreaterThan(8);
	});
});

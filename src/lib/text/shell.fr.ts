import type { Words } from './sayIn.ts';

/** What the app on a resident's phone says by itself, when there is no network. */
export const shell = {
	'shell.title': 'Pas de réseau',
	'shell.seen': 'Pas de réseau. Voici votre boîte comme elle était {instant}.',
	'shell.notKept': 'Cette page n’est pas sur ce téléphone. Elle s’ouvrira quand le réseau reviendra.',
	'shell.unsentTitle': 'Ce n’est peut-être pas parti',
	'shell.unsent':
		'Il n’y a pas de réseau. Votre choix est gardé sur cette page. Essayez encore : il comptera une seule fois.',
	'shell.again': 'Essayer encore',
	'shell.home': 'Voir ma boîte',
	'shell.rounds': 'Voir les tournées',
	'shell.told': 'Il y a du nouveau dans votre boîte.',
	'shell.answerWaits':
		'Votre réponse n’est pas encore partie : pas de réseau. Ce téléphone essaiera encore, tout seul.'
} as const satisfies Words<string>;

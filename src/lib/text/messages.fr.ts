import type { Words } from './speak.ts';

/** What a household is told: letters and pushes. The reference of the other languages. */
export const messages = {
	'mail.subject.asked': 'Un voisin demande : {thing}',
	'mail.subject.cancelled': 'Prêt annulé : {thing}',
	'mail.subject.agreed': 'C’est d’accord : {thing}',
	'mail.subject.extension': 'Un voisin aimerait garder plus longtemps : {thing}',
	'mail.subject.late': 'Pas encore rendu : {thing}',
	'mail.subject.due-today': 'Retour aujourd’hui : {thing}',
	'mail.subject.due-tomorrow': 'Retour demain : {thing}',
	'mail.subject.new-device': 'Un autre téléphone ouvre votre boîte',
	'mail.subject.moderation': 'Une décision sur votre page',
	'mail.subject.still-willing': 'Prêtez-vous toujours ?',
	'mail.several': {
		one: 'Palier : {n} nouvelle pour vous',
		other: 'Palier : {n} nouvelles pour vous'
	},
	'mail.about.asked':
		'Un voisin aimerait emprunter : {thing}. Vous pouvez répondre jusqu’au {until}. Après, la demande s’arrête toute seule.',
	'mail.about.cancelled':
		'Un voisin n’a plus besoin de la chose : {thing}. Le prêt est annulé. Vous n’avez plus rien à faire.',
	'mail.about.agreed': 'Un voisin accepte le moment que vous avez proposé : {thing}.',
	'mail.about.extension': 'Un voisin aimerait garder plus longtemps : {thing}. Répondez sur votre page.',
	'mail.about.late': 'Le jour du retour est passé : {thing}. C’est déjà rendu ? Notez-le sur votre page.',
	'mail.about.due-today': 'Le retour est prévu aujourd’hui : {thing}.',
	'mail.about.due-tomorrow': 'Le retour est prévu demain : {thing}.',
	'mail.about.new-device':
		'Un autre téléphone ouvre maintenant votre boîte. Ce n’est pas vous ? Changez la serrure, dans les réglages de votre page.',
	'mail.about.moderation':
		'Une décision a été prise sur ce que montre votre page. Vous pouvez la lire et la contester sur votre page.',
	'mail.about.still-willing':
		'Prêtez-vous toujours ? Dites-le sur votre page, en une fois. Sans réponse dans un mois, elle se met en sommeil.',
	'mail.message.text':
		'Bonjour,\n\n{lines}\n\nVotre page :\n{home}\n\nVous ne voulez plus de ces messages ? Enlevez votre adresse ici :\n{settings}\n\nPalier, prêter entre voisins\n',
	'mail.push.accept': 'Oui',
	'mail.push.decline': 'Pas maintenant',
	'mail.push.accepted': 'C’est dit : votre voisin verra que c’est oui.',
	'mail.push.declined': 'C’est dit : votre voisin verra que c’est non pour cette fois.',
	'mail.push.failed': 'Cette réponse n’a pas pu partir. Ouvrez votre page pour voir où en est la demande.',
	'mail.push.more': {
		one: 'Et {n} autre nouvelle sur votre page.',
		other: 'Et {n} autres nouvelles sur votre page.'
	},
	'mail.confirm.subject': 'Palier : est-ce bien votre adresse ?',
	'mail.confirm.text':
		'Bonjour,\n\nQuelqu’un a donné cette adresse pour être prévenu quand un voisin demande à emprunter quelque chose.\n\nC’est vous ? Ouvrez cette page et appuyez sur le bouton :\n{confirm}\n\nCe n’est pas vous ? Ne faites rien : nous n’écrirons plus à cette adresse.\n\nPalier, prêter entre voisins\n'
} as const satisfies Words<string>;

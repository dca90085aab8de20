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
	'mail.subject.gone': 'Votre boîte aux lettres n’est plus là',
	'mail.subject.moved-out': 'Votre page va être effacée',
	'mail.subject.new-letter': 'Une nouvelle lettre pour votre boîte',
	'mail.subject.handover': 'Votre immeuble a un nouveau bailleur',
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
	'mail.about.gone':
		'Votre bailleur dit que votre boîte aux lettres n’est plus là. Votre page est fermée. Tout ce que vous y avez mis sera effacé après le {until}. C’est une erreur ? Dites-le vite à votre bailleur.',
	'mail.about.moved-out':
		'Votre bailleur dit que la boîte se libère. Vous habitez toujours là ? Dites-le sur votre page avant le {until}. Sans réponse, tout ce que vous y avez mis sera effacé.',
	'mail.about.new-letter':
		'Une nouvelle lettre a été demandée pour votre boîte. Ce n’est pas vous ? Refusez-la sur votre page avant le {until}. Après, la personne qui a la lettre peut ouvrir la boîte, et tout ce que vous y avez mis sera effacé.',
	'mail.about.handover':
		'Votre immeuble a un nouveau bailleur. Son nom est sur votre page. Il ne voit rien de ce que vous prêtez, et rien ne change pour vous.',
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

import type { Words } from './sayIn.ts';

/** Of kits and their way into the mailboxes. The reference of the other languages. */
export const kits = {
	'kits.moved': {
		one: 'C’est noté pour {n} kit.',
		other: 'C’est noté pour {n} kits.'
	},
	'kits.noPlaces': 'Il n’y a pas encore de boîtes. Ajoutez une résidence ou importez une liste.',
	'kits.noPlaces.do': 'Apporter vos boîtes aux lettres',
	'kits.rounds': 'Les tournées : mettre les kits dans les boîtes',
	'kits.allResidences': { one: 'Toutes : {n} résidence', other: 'Toutes : {n} résidences' },
	'kits.moreResidences': {
		one: '{n} autre résidence n’est pas dans cette liste : commandez depuis sa page.',
		other: '{n} autres résidences ne sont pas dans cette liste : commandez depuis leur page.'
	},
	'kits.sum.made': { one: 'kit fait', other: 'kits faits' },
	'kits.sum.printed': { one: 'imprimé', other: 'imprimés' },
	'kits.sum.handed': { one: 'remis au gardien', other: 'remis aux gardiens' },
	'kits.sum.distributed': { one: 'dans sa boîte', other: 'dans les boîtes' },
	'kits.state.none': 'Pas de kit',
	'kits.state.ordered': 'Commandé',
	'kits.state.made': 'Fait, à imprimer',
	'kits.state.printed': 'Imprimé',
	'kits.state.handed': 'Remis au gardien',
	'kits.state.distributed': 'Dans la boîte',
	'kits.state.voided': 'À refaire',
	'kits.count.none': 'sans kit',
	'kits.count.ordered': { one: 'commandé', other: 'commandés' },
	'kits.count.made': 'à imprimer',
	'kits.count.printed': { one: 'imprimé', other: 'imprimés' },
	'kits.count.handed': { one: 'remis au gardien', other: 'remis au gardien' },
	'kits.count.distributed': { one: 'dans sa boîte', other: 'dans leur boîte' },
	'kits.count.voided': 'à refaire',
	'kits.do.print': 'Imprimé',
	'kits.do.hand': 'Remis au gardien',
	'kits.do.distribute': 'Mis dans la boîte',
	'kits.do.void': 'Abîmé',
	'kits.do.undo': 'Annuler la dernière étape',
	'kits.do.reprint': 'Réimprimer (PDF)',
	'kits.reprints': { one: 'réimprimé {n} fois', other: 'réimprimé {n} fois' },
	'kits.col.box': 'Boîte',
	'kits.col.state': 'Où en est le kit',
	'kits.col.do': 'Ce kit seulement',
	'kits.hall.title': 'Les kits de cette entrée',
	'kits.hall.back': 'Tous les kits',
	'kits.hall.none': 'Aucun kit n’est encore fait pour cette entrée.',
	'kits.hall.make': 'Faire les kits de cette résidence',
	'kits.hall.whole': 'Pour toute l’entrée',
	'kits.hall.each': 'Boîte par boîte, dans l’ordre de la tournée',
	'kits.hall.ticked': 'Pour les boîtes cochées',
	'kits.hall.round': 'Ouvrir la tournée de cette entrée',
	'kits.refused.ended': 'La lettre de cette boîte n’est plus valable. Faites plutôt une nouvelle lettre.',
	'kits.refused.inItsBox':
		'Ce kit est déjà dans sa boîte. S’il a été perdu, faites une nouvelle lettre : l’ancienne ne marchera plus.',
	'kits.newLetter': 'Faire une nouvelle lettre',
	'kits.lost':
		'Un kit est perdu ? Sa lettre peut encore servir. Faites une nouvelle lettre : l’ancienne ne marchera plus.',
	'kits.after.title': 'Et maintenant',
	'kits.after.proof': 'Regardez une épreuve',
	'kits.after.proofMore':
		'Imprimez d’abord les premières pages, et mesurez la règle : 100 mm doivent faire 100 mm.',
	'kits.after.letter': 'Relire la lettre',
	'kits.after.print': 'Imprimez, au bureau ou chez l’imprimeur',
	'kits.after.printMore': 'Pour l’imprimeur, recopiez cette fiche :',
	'kits.after.printed': 'Tout est imprimé',
	'kits.after.hand': 'Remettez les kits aux gardiens',
	'kits.after.handMore': 'Chaque entrée commence par la feuille du gardien : elle se signe au retour.',
	'kits.after.handed': 'Tout est remis aux gardiens',
	'kits.after.round': 'Les kits vont dans les boîtes',
	'kits.ticket.what': 'Combien',
	'kits.ticket.whatMore': {
		one: '{n} kit de deux pages, une feuille de gardien et une affiche par entrée (entrées : {halls}).',
		other: '{n} kits de deux pages, une feuille de gardien et une affiche par entrée (entrées : {halls}).'
	},
	'kits.ticket.paper': 'Sur quoi',
	'kits.ticket.paperMore':
		'A4, noir seul, recto. La deuxième page de chaque kit sur une feuille autocollante, si possible repositionnable.',
	'kits.ticket.how': 'Comment',
	'kits.ticket.howMore':
		'À 100 %, sans ajuster à la page. Gardez l’ordre des pages : c’est celui de la tournée.',
	'kits.taken.title': 'Qui a pris ce fichier',
	'kits.taken.nobody': 'Personne ne l’a encore téléchargé.',
	'kits.taken.by': '{who}, {instant}',
	'rounds.title': 'Les tournées',
	'rounds.lead': 'Choisissez une entrée, puis cochez chaque boîte où vous mettez un kit.',
	'rounds.toDo': 'À faire',
	'rounds.allDone': 'Terminées',
	'rounds.none': 'Aucun kit n’attend. Quand des kits seront faits pour vos entrées, elles seront ici.',
	'rounds.more': 'Les {n} premières entrées sont ici. Les autres viendront quand celles-ci seront terminées.',
	'rounds.offline': 'Ouvrez une entrée avant de descendre : elle marchera ensuite sans réseau.',
	'rounds.all': 'Toutes les tournées',
	'rounds.done': 'Dans les boîtes : {done} sur {n}',
	'rounds.legend': 'Touchez une boîte quand son kit y est',
	'rounds.noKits': 'Aucun kit n’est encore fait pour cette entrée.',
	'rounds.noKit': 'pas de kit',
	'rounds.save': 'Enregistrer',
	'rounds.tickAll': 'Toutes les boîtes ont leur kit',
	'rounds.takeBack': {
		one: 'Reprendre : cette boîte n’a pas son kit',
		other: 'Reprendre : ces {n} boîtes n’ont pas leur kit'
	},
	'rounds.sent': 'Tout est envoyé.',
	'rounds.worksWithout': 'Cette page marche aussi sans réseau.',
	'rounds.kept': { one: '{n} coche gardée sur ce téléphone.', other: '{n} coches gardées sur ce téléphone.' },
	'rounds.keptMore': 'Pas de réseau : l’envoi se fera tout seul. Ne vous déconnectez pas avant.',
	'rounds.sending': 'Envoi en cours.',
	'rounds.signedOut': {
		one: '{n} coche attend sur ce téléphone. Connectez-vous avec votre adresse pour l’envoyer.',
		other: '{n} coches attendent sur ce téléphone. Connectez-vous avec votre adresse pour les envoyer.'
	},
	'rounds.signIn': 'Se connecter',
	'rounds.refused': {
		one: '{n} coche n’a pas été prise : l’entrée n’est plus dans vos tournées. Demandez au bureau.',
		other: '{n} coches n’ont pas été prises : l’entrée n’est plus dans vos tournées. Demandez au bureau.'
	},
	'rounds.spoiled': 'Un kit abîmé ?',
	'rounds.lost': 'Un kit perdu ?',
	'rounds.fromPaper': 'Recopier une feuille signée',
	'rounds.paper.title': 'Recopier la feuille du gardien',
	'rounds.paper.day': 'Le jour de la distribution',
	'rounds.paper.badDay': 'Choisissez un jour passé, ou aujourd’hui.',
	'rounds.paper.notWritten': 'Rien n’a été noté',
	'rounds.paper.which': 'Les boîtes qui ont leur kit',
	'rounds.paper.whichHint': 'Toutes sont cochées. Décochez celles que la feuille laisse vides.',
	'rounds.paper.write': 'Noter cette entrée',
	'rounds.paper.writeNext': 'Noter, puis l’entrée suivante',
	'rounds.paper.saved': {
		one: 'C’est noté : {n} kit dans sa boîte.',
		other: 'C’est noté : {n} kits dans leur boîte.'
	},
	'rounds.paper.allIn': 'Tous les kits de cette entrée sont dans leur boîte.',
	'rounds.paper.next': 'L’entrée suivante',
	'rounds.paper.correct': 'Corriger une boîte de cette entrée',
	'audit.act.kits-ordered': { one: 'Kits commandés : {n} entrée', other: 'Kits commandés : {n} entrées' },
	'audit.act.kits-order-cancelled': {
		one: 'Commande de kits annulée : {n} entrée',
		other: 'Commande de kits annulée : {n} entrées'
	},
	'audit.act.kits-order-removed': {
		one: 'Commande de kits enlevée, avec son fichier : {n} entrée',
		other: 'Commande de kits enlevée, avec son fichier : {n} entrées'
	},
	'audit.act.kits-taken': {
		one: 'Fichier de kits téléchargé : {n} boîte, {place}',
		other: 'Fichier de kits téléchargé : {n} boîtes, {place}'
	},
	'audit.act.kits-printed': {
		one: 'Kit noté imprimé : {n}, {place}',
		other: 'Kits notés imprimés : {n}, {place}'
	},
	'audit.act.kits-handed': {
		one: 'Kit noté remis au gardien : {n}, {place}',
		other: 'Kits notés remis au gardien : {n}, {place}'
	},
	'audit.act.kits-distributed': {
		one: 'Kit noté mis dans sa boîte : {n}, {place}',
		other: 'Kits notés mis dans leur boîte : {n}, {place}'
	},
	'audit.act.kits-reprinted': {
		one: 'Kit réimprimé : {n}, {place}',
		other: 'Kits réimprimés : {n}, {place}'
	},
	'audit.act.kits-voided': {
		one: 'Kit noté abîmé : {n}, {place}',
		other: 'Kits notés abîmés : {n}, {place}'
	},
	'audit.act.kits-undone': {
		one: 'Dernière étape annulée pour {n} kit, {place}',
		other: 'Dernière étape annulée pour {n} kits, {place}'
	},
	'audit.act.kits-ticked': {
		one: 'Tournée, {place} : {n} boîte cochée ou décochée',
		other: 'Tournée, {place} : {n} boîtes cochées ou décochées'
	}
} as const satisfies Words<string>;

import type { Words } from './sayIn.ts';

/** Of new letters, freed mailboxes and buildings that are sold. The reference of the other languages. */
export const turnover = {
	'turnover.title': 'Nouvelles lettres',
	'turnover.lead': 'Une lettre perdue, un déménagement ? Choisissez les boîtes.',
	'turnover.boxes': 'Pour quelles boîtes ?',
	'turnover.none': 'Cette entrée n’a pas de boîte.',
	'turnover.why': 'Pourquoi ?',
	'turnover.why.lost': 'La lettre est perdue',
	'turnover.whyMore.lost': 'ou abîmée, ou jamais arrivée',
	'turnover.why.moved-out': 'Les habitants ont déménagé',
	'turnover.whyMore.moved-out': 'la boîte se libère',
	'turnover.why.gone': 'La boîte n’est plus là',
	'turnover.why.back': 'La boîte est de nouveau là',
	'turnover.what': 'Ce qui va se passer',
	'turnover.what.old': 'Les anciennes lettres de ces boîtes ne marchent plus, tout de suite.',
	'turnover.what.print':
		'Vous imprimez les nouvelles lettres et vous les mettez dans les boîtes. Les autocollants déjà collés restent bons.',
	'turnover.what.refuse':
		'Si quelqu’un se sert d’une de ces boîtes, Palier le prévient. Il a {hours} heures pour dire qu’il est toujours là : alors rien ne change pour lui.',
	'turnover.what.erase':
		'Après {hours} heures sans réponse, tout ce qu’il avait mis est effacé. Rien ne passe au suivant.',
	'turnover.what.eraseLost':
		'Pour une lettre perdue, rien n’est effacé tant que personne n’ouvre la boîte avec la nouvelle lettre.',
	'turnover.what.same':
		'Palier ne vous dit jamais si une boîte est utilisée : tout se passe ici de la même façon.',
	'turnover.what.limit':
		'Au-delà de {n} nouvelles lettres en un jour, une autre personne de votre équipe doit dire oui.',
	'turnover.do': 'Faire les nouvelles lettres',
	'turnover.problem.boxes': 'Choisissez au moins une boîte.',
	'turnover.problem.why': 'Dites pourquoi : la lettre est perdue, ou les habitants ont déménagé.',
	'turnover.problem.gone': 'Ces boîtes ne sont plus là. Regardez la liste, et choisissez encore.',
	'turnover.made': 'Les lettres à imprimer',
	'turnover.made.boxes': { one: 'Boîte {labels}', other: 'Boîtes {labels}' },
	'turnover.made.when': '{why}, le {instant}.',
	'turnover.made.get': 'Télécharger ces lettres (PDF)',
	'turnover.made.secret':
		'Ces fichiers contiennent des codes secrets. Imprimez, distribuez, puis supprimez-les.',
	'turnover.waits': {
		one: 'Pour {n} boîte, une autre personne doit encore dire oui.',
		other: 'Pour {n} boîtes, une autre personne doit encore dire oui.'
	},
	'turnover.waitsMore':
		'C’est demandé : un responsable le voit dans « À approuver ». Les lettres se font dès qu’il dit oui.',
	'turnover.approvals': 'À approuver',
	'turnover.approvals.lead':
		'Au-delà de {n} nouvelles lettres en un jour, il faut deux personnes : celle qui demande, et une autre qui dit oui.',
	'turnover.approvals.none': 'Rien à approuver pour l’instant.',
	'turnover.approvals.past': 'Déjà répondu',
	'turnover.approval.count': { one: '{n} nouvelle lettre', other: '{n} nouvelles lettres' },
	'turnover.approval.boxes': { one: '{n} boîte', other: '{n} boîtes' },
	'turnover.approval.more': { one: 'et {n} autre entrée', other: 'et {n} autres entrées' },
	'turnover.approval.asked': 'Demandé par {who}, le {day}.',
	'turnover.approval.askedByNone': 'Demandé le {day}, par un logiciel ou par quelqu’un qui n’est plus là.',
	'turnover.approval.until': 'Sans réponse, la demande s’arrête le {day}.',
	'turnover.approval.yes': 'Oui, faire ces lettres',
	'turnover.approval.no': 'Non',
	'turnover.approval.mine': 'C’est votre demande : une autre personne doit répondre.',
	'turnover.approval.state.yes': 'Oui, le {day}, par {who}.',
	'turnover.approval.state.no': 'Non, le {day}, par {who}.',
	'turnover.approval.state.expired': 'Sans réponse, arrêtée le {day}.',
	'turnover.approval.somebody': 'quelqu’un',
	'turnover.approval.refused.own':
		'Vous ne pouvez pas répondre à votre propre demande. Une autre personne doit le faire.',
	'turnover.approval.refused.over':
		'Quelqu’un a déjà répondu, ou la demande est trop ancienne. Voici où elle en est.',
	'turnover.handovers': 'Immeubles vendus ou repris',
	'turnover.handovers.lead':
		'Un immeuble change de bailleur ? Vous le proposez, l’autre l’accepte. Les autocollants et les codes continuent de marcher.',
	'turnover.handovers.toUs': 'On vous propose',
	'turnover.handovers.fromUs': 'Vous proposez',
	'turnover.handovers.past': 'Terminé',
	'turnover.handover.from': 'Proposé par {other}, le {day}.',
	'turnover.handover.to': 'Proposé à {other}, le {day}.',
	'turnover.handover.until': 'L’offre tient jusqu’au {day}.',
	'turnover.handover.building': 'bâtiment {name}',
	'turnover.handover.into': 'Dans quelle résidence le mettre ?',
	'turnover.handover.new': 'Une nouvelle résidence',
	'turnover.handover.newName': 'Son nom, si elle est nouvelle',
	'turnover.handover.take': 'Reprendre cet immeuble',
	'turnover.handover.takeMore':
		'Ses entrées, ses boîtes et ses kits seront les vôtres. Les habitants seront prévenus que vous êtes leur nouveau bailleur, et que vous ne voyez rien de ce qu’ils prêtent.',
	'turnover.handover.decline': 'Non merci',
	'turnover.handover.withdraw': 'Retirer cette offre',
	'turnover.handover.state.taken': 'Repris le {day}.',
	'turnover.handover.state.declined': 'Refusé le {day}.',
	'turnover.handover.state.withdrawn': 'Retiré le {day}.',
	'turnover.handover.state.expired': 'Sans réponse, arrêté le {day}.',
	'turnover.handover.refused.over': 'Cette offre n’est plus ouverte. Voici où elle en est.',
	'turnover.handover.refused.no-residence': 'Choisissez une de vos résidences, ou une nouvelle.',
	'turnover.handover.refused.no-name': 'Donnez un nom à la nouvelle résidence.',
	'turnover.handover.refused.residence-taken':
		'Vous avez déjà une résidence de ce nom. Choisissez-la dans la liste, ou écrivez un autre nom.',
	'turnover.handover.refused.building-taken':
		'Cette résidence a déjà un bâtiment de ce nom. Choisissez une autre résidence.',
	'turnover.handover.refused.already-offered':
		'Cet immeuble est déjà proposé à quelqu’un d’autre. Retirez d’abord cette offre.',
	'turnover.offer': 'Proposer un immeuble',
	'turnover.offer.search': 'Chercher un immeuble',
	'turnover.offer.searchHint': 'Le nom de la résidence, du bâtiment, ou l’adresse.',
	'turnover.offer.find': 'Chercher',
	'turnover.offer.found': 'Lequel ?',
	'turnover.offer.notFound': 'Aucun immeuble ne porte ces mots.',
	'turnover.offer.nothing': 'Vous n’avez pas encore d’immeuble.',
	'turnover.offer.first': 'Voici les {n} premiers. Cherchez un nom ou une adresse pour voir les autres.',
	'turnover.offer.name': 'Écrivez encore son nom',
	'turnover.offer.nameHint':
		'Le nom du bâtiment, ou celui de la résidence si le bâtiment n’a pas de nom. C’est pour ne pas se tromper d’immeuble.',
	'turnover.offer.to': 'À quel bailleur ?',
	'turnover.offer.toHint': 'Son nom court dans Palier. Demandez-le-lui.',
	'turnover.offer.ours': 'Le vôtre est : {slug}',
	'turnover.offer.do': 'Proposer cet immeuble',
	'turnover.offer.doMore':
		'Rien ne change tant que l’autre bailleur n’a pas accepté. Ensuite, vous ne voyez plus cet immeuble, et vos fichiers de kits où il est sont supprimés.',
	'turnover.offer.problem.building': 'Choisissez un immeuble.',
	'turnover.offer.problem.differs': 'Ce n’est pas le nom de cet immeuble. Recopiez-le.',
	'turnover.offer.problem.unknown': 'Nous ne connaissons aucun bailleur de ce nom court. Vérifiez avec lui.',
	'turnover.offer.problem.own': 'C’est votre propre nom court.',
	'turnover.mail.subject': 'Un immeuble vous est proposé',
	'turnover.mail.text':
		'Bonjour,\n\n{landlord} vous propose un immeuble dans Palier. Pour le reprendre ou le refuser, ouvrez la page « {page} » de votre espace :\n\n{link}\n\nSans réponse, l’offre s’arrête après {days} jours. Rien ne change avant votre réponse.',
	'audit.act.letters-lost': {
		one: 'Nouvelle lettre (perdue) : {n} boîte, {residence}',
		other: 'Nouvelles lettres (perdues) : {n} boîtes, {residence}'
	},
	'audit.act.letters-moved-out': {
		one: 'Boîte libérée, nouvelle lettre faite : {n} boîte, {residence}',
		other: 'Boîtes libérées, nouvelles lettres faites : {n} boîtes, {residence}'
	},
	'audit.act.letters-gone': {
		one: 'Boîte retirée du mur : {n} boîte, {residence}',
		other: 'Boîtes retirées du mur : {n} boîtes, {residence}'
	},
	'audit.act.letters-downloaded': 'Nouvelles lettres téléchargées : {residence}, {hall}, boîtes {boxes}',
	'audit.act.approval-asked': {
		one: 'Demande de {n} nouvelle lettre, à approuver : {residence}',
		other: 'Demande de {n} nouvelles lettres, à approuver : {residence}'
	},
	'audit.act.approval-yes': {
		one: 'Approuvé : {n} nouvelle lettre, {residence}, demandée par {asked}',
		other: 'Approuvé : {n} nouvelles lettres, {residence}, demandées par {asked}'
	},
	'audit.act.approval-no': {
		one: 'Refusé : {n} nouvelle lettre, {residence}, demandée par {asked}',
		other: 'Refusé : {n} nouvelles lettres, {residence}, demandées par {asked}'
	},
	'audit.act.handover-offered': 'Immeuble proposé à {to} : {building}, {residence}',
	'audit.act.handover-taken': {
		one: 'Immeuble repris de {from} : {building}, {residence}, {n} boîte',
		other: 'Immeuble repris de {from} : {building}, {residence}, {n} boîtes'
	},
	'audit.act.handover-gone': {
		one: 'Immeuble passé à {to} : {building}, {residence}, {n} boîte',
		other: 'Immeuble passé à {to} : {building}, {residence}, {n} boîtes'
	},
	'audit.act.handover-declined': 'Offre d’un immeuble refusée : {building}, {residence}',
	'audit.act.handover-withdrawn': 'Offre d’un immeuble retirée : {building}, {residence}'
} as const satisfies Words<string>;

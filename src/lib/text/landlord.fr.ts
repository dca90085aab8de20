import type { Words } from './speak.ts';

/** What the landlord's staff see. The reference of the other languages. */
export const landlord = {
	'office.nav': 'Espace bailleur',
	'office.signOut': 'Sortir',

	'office.signIn.title': 'Espace bailleur',
	'office.signIn.lead':
		'Pour les équipes du bailleur ou du syndic. Les habitants n’ont besoin d’aucun mot de passe.',
	'office.signIn.email': 'Adresse e-mail',
	'office.signIn.password': 'Mot de passe',
	'office.signIn.do': 'Entrer',
	'office.signIn.refused.wrong':
		'L’adresse et le mot de passe ne vont pas ensemble. Vérifiez les deux, puis essayez encore.',
	'office.signIn.refused.too-many-tries':
		'Trop d’essais, pour l’instant. Attendez un quart d’heure, puis essayez encore.',
	'office.signIn.lost':
		'Mot de passe oublié ? Demandez un nouveau lien d’entrée à la personne qui s’occupe de Palier chez vous.',

	'office.welcome.title': 'Bienvenue',
	'office.welcome.whose': 'Ce lien d’entrée est celui de {email}.',
	'office.welcome.notYou': 'Ce n’est pas vous ? Fermez cette page et n’écrivez rien.',
	'office.welcome.password': 'Choisissez un mot de passe',
	'office.welcome.hint': '12 caractères au moins. Trois ou quatre mots à la suite vont très bien.',
	'office.welcome.do': 'Garder ce mot de passe et entrer',
	'office.welcome.problem.too-short': 'Ce mot de passe est trop court : il faut 12 caractères au moins.',
	'office.welcome.problem.too-long': 'Ce mot de passe est trop long : 1 000 caractères au plus.',
	'office.welcome.deadTitle': 'Ce lien ne marche plus',
	'office.welcome.deadLead': 'Un lien d’entrée sert une seule fois, et pendant trois jours.',
	'office.welcome.deadSignIn': 'Vous avez déjà choisi votre mot de passe ? Entrez avec lui.',
	'office.welcome.deadAsk': 'Sinon, demandez un nouveau lien à la personne qui s’occupe de Palier chez vous.',

	'office.first.wait': 'Aucune résidence ne vous est confiée pour l’instant. Demandez à votre responsable.',

	'office.figures.title': 'Ce qui se prête',
	'office.figures.claimed': { one: 'foyer a ouvert sa boîte', other: 'foyers ont ouvert leur boîte' },
	'office.figures.asked': { one: 'demande en quatre semaines', other: 'demandes en quatre semaines' },
	'office.figures.lent': { one: 'prêt en quatre semaines', other: 'prêts en quatre semaines' },
	'office.figures.few': 'moins de 5',
	'office.figures.notYet': 'Les premiers chiffres arrivent lundi prochain.',

	'office.residences.title': 'Résidences',
	'office.residences.name': 'Résidence',
	'office.residences.halls': 'Entrées',
	'office.residences.mailboxes': 'Boîtes',
	'office.residences.claimed': 'Boîtes ouvertes',
	'office.residences.asked': 'Demandes',
	'office.residences.lent': 'Prêts',
	'office.residences.masked': 'masqué',
	'office.residences.later': 'chiffres lundi prochain',

	'office.import.do': 'Importer une liste',
	'office.import.lead': 'Une liste dit où sont les boîtes aux lettres. Elle ne dit jamais qui habite là.',
	'office.import.file': 'Le fichier de votre liste',
	'office.import.fileHint':
		'Un fichier .csv. Dans Excel : « Enregistrer sous », puis « CSV UTF‑8 ». {megabytes} Mo et {rows} lignes au plus.',
	'office.import.look': 'Voir ce que dit la liste',
	'office.import.nothingYet': 'Rien n’est importé avant que vous ayez vérifié.',
	'office.import.exampleTitle': 'Un exemple',
	'office.import.examplePerBox': 'Une ligne par boîte :',
	'office.import.examplePerHall': 'Ou une ligne par entrée, si ses boîtes portent les numéros 1, 2, 3… :',
	'office.import.columnsTitle': 'Les colonnes',
	'office.import.columnsLead':
		'Dans l’ordre que vous voulez, avec ou sans majuscules et accents. Les fichiers au format RPLS sont lus tels quels.',
	'office.import.column': 'Colonne',
	'office.import.meaning': 'Ce qu’elle contient',
	'office.import.alsoCalled': 'Se lit aussi',
	'office.import.column.residence': 'Le nom de la résidence. Sans elle, l’adresse en tient lieu.',
	'office.import.column.batiment': 'Le bâtiment. Peut rester vide.',
	'office.import.column.entree': 'L’entrée ou la cage d’escalier : un bloc de boîtes.',
	'office.import.column.adresse': 'Le numéro et la rue.',
	'office.import.column.code_postal': 'Cinq chiffres.',
	'office.import.column.commune': 'La ville.',
	'office.import.column.boite': 'Le numéro écrit sur la boîte : 12, 12 bis, A3.',
	'office.import.column.nombre_boites': 'À la place de « boite » : combien l’entrée a de boîtes.',
	'office.import.column.langue': 'Si vous voulez : la deuxième langue de la lettre. Par exemple arabe.',
	'office.import.column.reference': 'Si vous voulez : votre propre numéro de boîte ou d’entrée.',
	'office.import.peopleTitle': 'Ce que nous ne lisons pas',
	'office.import.people':
		'Les noms, les téléphones, les adresses e-mail, les dates de naissance, les loyers. Enlevez ces colonnes. S’il en reste, nous ne les lisons pas, et nous vous le disons.',

	'office.residence.halls': { one: '{n} entrée', other: '{n} entrées' },
	'office.residence.mailboxes': { one: '{n} boîte', other: '{n} boîtes' },
	'office.residence.hallsTitle': 'Les entrées, dans l’ordre de la tournée',

	'office.hall.building': 'Bâtiment : {building}',

	'office.kit.title': 'Faire les kits',
	'office.kit.language': 'La deuxième langue de la lettre',
	'office.kit.languageHint': 'La lettre est toujours en français. Une deuxième langue peut s’y ajouter.',
	'office.kit.language.none': 'Celle de la liste',
	'office.kit.languageMore.none': 'ou aucune',
	'office.kit.languageMore.en': 'et français',
	'office.kit.languageMore.ar': 'et français',
	'office.kit.all': 'Faire le kit de toute la résidence',
	'office.kit.hall': 'Faire ce kit',
	'office.kit.wait': 'Un fichier PDF se télécharge. Comptez quelques secondes par centaine de boîtes.',
	'office.kit.specimen':
		'Ce Palier est un essai : chaque page porte le mot SPECIMEN. Ne distribuez pas ces kits.',

	'office.kit.waitLarge':
		'C’est beaucoup de boîtes : le kit se fait à part, et une page vous dit où il en est.',
	'office.orders.title': 'Les kits',
	'office.orders.lead':
		'Au-delà de {mailboxes} boîtes, un kit se fait pendant que vous faites autre chose. Son fichier vous attend ici {days} jours.',
	'office.orders.latest': 'Les dernières commandes',
	'office.orders.all': 'Toutes les commandes de kits',
	'office.orders.newTitle': 'Commander des kits',
	'office.orders.which': 'Pour quelles résidences ?',
	'office.orders.form': 'Le fichier',
	'office.orders.form.pdf': 'Un seul PDF',
	'office.orders.form.zip': 'Un PDF par entrée',
	'office.orders.formMore.pdf': 'dans l’ordre de la tournée',
	'office.orders.formMore.zip': 'réunis dans un fichier ZIP',
	'office.orders.do': 'Commander ces kits',
	'office.orders.refusedTitle': 'Rien n’a été commandé',
	'office.orders.refused.no-hall': 'Choisissez au moins une résidence.',
	'office.orders.refused.mixed':
		'La résidence d’essai se commande à part : ses papiers portent le mot SPECIMEN. Choisissez-la seule, ou sans elle.',
	'office.orders.refused.too-many':
		'Il y a déjà {n} commandes gardées. Supprimez celles dont vous n’avez plus besoin, puis commandez encore.',
	'office.order.state.waiting': 'Le kit attend son tour',
	'office.order.state.making': 'Le kit se fait',
	'office.order.state.made': 'Le kit est prêt',
	'office.order.state.cancelled': 'La commande est annulée',
	'office.order.state.failed': 'Le kit n’a pas pu se faire',
	'office.order.state.lost': 'Le fichier n’est plus là',
	'office.order.told.waiting':
		'Votre commande est enregistrée. Vous pouvez fermer cette page et revenir plus tard.',
	'office.order.told.making': 'Vous pouvez fermer cette page et revenir plus tard : le travail continue.',
	'office.order.told.made':
		'Ce fichier contient les codes secrets des lettres. Ne le donnez qu’à la personne qui imprime.',
	'office.order.told.cancelled': 'Rien n’a été gardé. Vous pouvez commander le même kit encore une fois.',
	'office.order.told.failed': 'Rien n’est perdu : vous pouvez commander le même kit encore une fois.',
	'office.order.told.lost':
		'Notre disque ne l’a plus. Commandez le même kit encore une fois : les codes seront les mêmes.',
	'office.order.failed.disk-full':
		'Notre disque est plein. Prévenez la personne qui s’occupe de Palier, puis commandez encore une fois.',
	'office.order.failed.fault':
		'C’est notre faute. Commandez encore une fois. Si cela recommence, donnez ce numéro à la personne qui s’occupe de Palier : {fault}',
	'office.order.outdated': {
		one: 'Depuis, {n} lettre a été refaite : celle de ce fichier ne marche plus. Commandez encore une fois pour avoir la bonne.',
		other:
			'Depuis, {n} lettres ont été refaites : celles de ce fichier ne marchent plus. Commandez encore une fois pour avoir les bonnes.'
	},
	'office.order.moreResidences': { one: 'et {n} autre résidence', other: 'et {n} autres résidences' },
	'office.order.done': { one: '{done} boîte sur {n}.', other: '{done} boîtes sur {n}.' },
	'office.order.soon': 'Encore moins d’une minute.',
	'office.order.minutes': { one: 'Encore {n} minute environ.', other: 'Encore {n} minutes environ.' },
	'office.order.download.pdf': 'Télécharger le PDF ({size} Mo)',
	'office.order.download.zip': 'Télécharger le ZIP ({size} Mo)',
	'office.order.resume':
		'Le téléchargement s’arrête en route ? Reprenez-le dans votre navigateur : il continue où il en était.',
	'office.order.by': 'Commandé le {day} par {who}.',
	'office.order.byNobody': 'Commandé le {day}.',
	'office.order.kept': 'Gardé jusqu’au {day}.',
	'office.order.follow': 'Voir où il en est',
	'office.order.cancel': 'Annuler cette commande',
	'office.order.again': 'Commander encore une fois',
	'office.order.remove': 'Supprimer ce fichier',
	'office.order.forget': 'Enlever de la liste',
	'office.order.renews': 'Cette page se met à jour toute seule.',
	'office.order.still': 'Arrêter la mise à jour',
	'office.order.look': 'Mettre à jour cette page',

	'office.kit.postersTitle': 'Les affiches seules',
	'office.kit.posters.A3': 'Les affiches en A3 (PDF)',
	'office.kit.posters.A4': 'Les affiches en A4 (PDF)',
	'office.kit.contentsTitle': 'Ce qu’il y a dans un kit',
	'office.kit.contents.caretaker':
		'Pour chaque entrée : la feuille de tournée du gardien, avec des cases à cocher.',
	'office.kit.contents.poster': 'Une affiche pour le hall.',
	'office.kit.contents.letter':
		'Pour chaque boîte : une lettre, avec le code secret du foyer à l’intérieur du pli.',
	'office.kit.contents.stickers': 'Et une planche d’autocollants.',
	'office.kit.printTitle': 'Pour bien imprimer',
	'office.kit.print.size':
		'Choisissez « Taille réelle » ou « 100 % ». Jamais « Ajuster à la page » : les carrés seraient trop petits.',
	'office.kit.print.sides': 'Imprimez au recto seulement, sur du papier A4 blanc. Le noir suffit.',
	'office.kit.print.stickers':
		'Les planches d’autocollants vont sur du papier adhésif A4. Sur du papier ordinaire, on les découpe et on les colle.',
	'office.kit.print.fold': 'Pliez chaque lettre en trois, le code à l’intérieur.',
	'office.kit.print.order': 'Gardez l’ordre des pages : c’est celui de la tournée.',
	'office.kit.again':
		'Vous pouvez refaire un kit quand vous voulez : les codes sont les mêmes, et les lettres déjà données marchent encore.'
} as const satisfies Words<string>;

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

	'office.first.title': 'Pour commencer',
	'office.first.list': 'Importez la liste de vos boîtes aux lettres. Des lieux seulement, jamais de noms.',
	'office.first.kit': 'Faites les kits et imprimez-les : une lettre et une planche d’autocollants par boîte.',
	'office.first.handOut': 'Distribuez un kit dans chaque boîte. Les habitants font le reste.',
	'office.first.wait': 'Aucune résidence ne vous est confiée pour l’instant. Demandez à votre responsable.',

	'office.figures.title': 'Ce qui se prête',
	'office.figures.claimed': { one: 'foyer a ouvert sa boîte', other: 'foyers ont ouvert leur boîte' },
	'office.figures.asked': { one: 'demande en quatre semaines', other: 'demandes en quatre semaines' },
	'office.figures.lent': { one: 'prêt en quatre semaines', other: 'prêts en quatre semaines' },
	'office.figures.few': 'moins de 5',
	'office.figures.frozen':
		'Chiffres arrêtés pour la semaine du {day}, arrondis à 5 près. Ils ne bougent pas avant lundi prochain.',
	'office.figures.hidden':
		'Moins de 10 foyers ont ouvert leur boîte : nous n’affichons rien, pour que personne ne soit reconnu.',
	'office.figures.notYet': 'Les premiers chiffres arrivent lundi prochain.',
	'office.figures.why': 'Pourquoi si peu de détails ?',
	'office.figures.whyText':
		'Palier vous dit ce que fait un groupe, jamais ce que fait un foyer. Personne ne peut voir ici quelle boîte est ouverte, ni qui prête quoi. C’est ce qui donne confiance aux habitants.',
	'office.figures.whyMasked':
		'« Masqué » veut dire : moins de 10 foyers, ou un chiffre qui, retiré du total, en trahirait un autre.',

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
	'office.import.title': 'Importer une liste',
	'office.import.lead': 'Une liste dit où sont les boîtes aux lettres. Elle ne dit jamais qui habite là.',
	'office.import.file': 'Le fichier de votre liste',
	'office.import.fileHint':
		'Un fichier .csv. Dans Excel : « Enregistrer sous », puis « CSV UTF-8 ». {megabytes} Mo et {rows} lignes au plus.',
	'office.import.look': 'Voir ce que dit la liste',
	'office.import.nothingYet': 'Rien n’est enregistré avant que vous ayez vérifié.',
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

	'office.import.refused.nothing-sent':
		'Il n’y a rien à lire : choisissez d’abord un fichier, et regardez s’il n’est pas vide.',
	'office.import.refused.too-big':
		'Ce fichier dépasse {megabytes} Mo. Coupez la liste en plusieurs fichiers, par exemple un par agence.',
	'office.import.refused.disk-full':
		'Notre disque est plein : rien n’a été enregistré. Prévenez la personne qui s’occupe de Palier, puis essayez encore.',
	'office.import.refused.gone':
		'Nous n’avons plus ce fichier : un fichier envoyé est gardé une heure, et une seule fois. Envoyez-le encore ; ce qui est déjà enregistré ne sera pas changé.',

	'office.problems.lead': {
		one: 'Rien n’a été importé. Il y a {n} chose à corriger dans le fichier.',
		other: 'Rien n’a été importé. Il y a {n} choses à corriger dans le fichier.'
	},
	'office.problems.again': 'Corrigez le fichier, enregistrez-le, puis envoyez-le encore ici.',
	'office.problems.line': 'Ligne',
	'office.problems.column': 'Colonne',
	'office.problems.value': 'Ce qui est écrit',
	'office.problems.toDo': 'Que faire',
	'office.problems.more': {
		one: 'Et {n} autre, que nous ne montrons pas ici.',
		other: 'Et {n} autres, que nous ne montrons pas ici.'
	},

	'office.preview.title': 'Vérifiez avant d’importer',
	'office.preview.lead': 'Voici ce que dit votre liste. Rien n’est encore enregistré.',
	'office.preview.sameTitle': 'Rien à changer',
	'office.preview.same': 'Tout ce que dit cette liste est déjà enregistré.',
	'office.preview.do': 'Importer cette liste',
	'office.preview.other': 'Choisir un autre fichier',
	'office.preview.rows': {
		one: 'La première boîte de la liste',
		other: 'Les {n} premières boîtes de la liste'
	},
	'office.preview.peopleTitle': 'Nous n’avons pas lu ces colonnes',
	'office.preview.people':
		'Elles parlent de personnes : {columns}. Palier n’enregistre que des lieux. La prochaine fois, enlevez-les du fichier.',
	'office.preview.others': 'Autres colonnes que nous ne lisons pas : {columns}.',
	'office.preview.building': 'Bâtiment',
	'office.preview.entrance': 'Entrée',
	'office.preview.address': 'Adresse',
	'office.preview.mailbox': 'Boîte',

	'office.report.residences': { one: 'résidence nouvelle', other: 'résidences nouvelles' },
	'office.report.halls': { one: 'entrée nouvelle', other: 'entrées nouvelles' },
	'office.report.hallsChanged': { one: 'entrée changée', other: 'entrées changées' },
	'office.report.added': { one: 'boîte nouvelle', other: 'boîtes nouvelles' },
	'office.report.changed': { one: 'boîte changée', other: 'boîtes changées' },
	'office.report.same': { one: 'boîte déjà là, sans changement', other: 'boîtes déjà là, sans changement' },
	'office.report.missing': {
		one: '{n} boîte déjà enregistrée n’est pas dans cette liste. Elle reste : rien n’est jamais effacé par une liste.',
		other:
			'{n} boîtes déjà enregistrées ne sont pas dans cette liste. Elles restent : rien n’est jamais effacé par une liste.'
	},

	'office.done.title': 'La liste est importée',
	'office.done.lead': 'Chaque boîte a maintenant son dessin et son code.',
	'office.done.kits': 'Faire les kits',
	'office.back': 'Toutes les résidences',

	'office.residence.halls': { one: '{n} entrée', other: '{n} entrées' },
	'office.residence.mailboxes': { one: '{n} boîte', other: '{n} boîtes' },
	'office.residence.hallsTitle': 'Les entrées, dans l’ordre de la tournée',

	'office.hall.building': 'Bâtiment : {building}',
	'office.hall.entrance': 'Entrée : {entrance}',

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
	'office.orders.title': 'Kits en nombre',
	'office.orders.lead':
		'Au-delà de {mailboxes} boîtes, un kit se fait pendant que vous faites autre chose. Son fichier vous attend ici {days} jours.',
	'office.orders.latest': 'Les dernières commandes',
	'office.orders.none': 'Aucune commande pour l’instant.',
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

	'office.letter.title': 'Une lettre perdue, un nouvel habitant ?',
	'office.letter.text':
		'Faites une nouvelle lettre et de nouveaux autocollants pour une seule boîte. L’ancienne lettre ne marche plus.',
	'office.letter.mailbox': 'La boîte',
	'office.letter.do': 'Faire une nouvelle lettre',
	'office.letter.claimed':
		'Une boîte déjà ouverte reste à son habitant : la lettre n’ouvre qu’une boîte libre.',

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

import type { Words } from './speak.ts';

/** What everybody sees: the frame of every page, and the neighbour's pages. The reference of the other languages. */
export const pages = {
	'layout.languages': 'Langue',
	'layout.free': 'C’est gratuit. Pas de compte, pas d’application, rien à payer.',
	'layout.how': 'Comment ça marche',
	'layout.home': 'Ma boîte',
	'layout.data': 'Vos données',

	'problems.inTitle': 'Erreur : {title}',
	'problems.title': 'À corriger',
	'problems.of': '{name} : {problem}',
	'refusal.title': 'Ça n’a pas marché',

	'error.notFound': 'Cette page n’existe pas.',
	'error.busy':
		'Quelqu’un d’autre écrit en même temps que vous. Rien n’a été enregistré. Revenez à la page d’avant, puis essayez dans quelques secondes.',
	'error.full':
		'Il n’y a plus de place sur notre ordinateur. Rien n’est perdu, mais rien n’a été enregistré. Essayez plus tard.',
	'error.form':
		'Ce que vous avez envoyé est arrivé abîmé. Rien n’a été enregistré. Revenez à la page d’avant, puis essayez encore.',
	'error.method': 'On ne peut rien envoyer à cette page. Revenez à la page d’avant.',
	'error.tooMany': 'C’est beaucoup d’un coup. Attendez une minute, puis essayez encore.',
	'error.tooLarge':
		'C’est trop lourd pour cette page. Rien n’a été enregistré. Revenez à la page d’avant, puis envoyez moins.',
	'error.fault': 'Il y a une panne de notre côté. Ce n’est pas votre faute. Essayez encore dans un moment.',
	'error.notFoundTitle': 'Page introuvable',
	'error.faultTitle': 'Ça n’a pas marché',
	'error.notFoundMore': 'L’adresse est peut-être mal recopiée.',
	'error.id': 'Si vous demandez de l’aide, donnez ce numéro :',
	'error.start': 'Aller à l’accueil',

	'code.mailbox': 'Le code de la boîte',
	'code.mailboxHint': 'Sous le carré de l’autocollant. O et 0, I et 1 : c’est pareil.',
	'code.see': 'Voir la boîte',
	'code.again': 'Essayer encore',
	'code.problem.empty': 'Tapez le code.',
	'code.problem.foreign-symbol':
		'Il y a un signe de trop. Un code n’a que des chiffres et des lettres sans accent, jamais de U.',
	'code.problem.too-short': 'Il manque des signes. Ce code a {length} lettres et chiffres.',
	'code.problem.too-long': 'Il y a des signes en trop. Ce code a {length} lettres et chiffres.',
	'code.problem.mistyped': 'Ce code est mal recopié. Une lettre ou un chiffre ne va pas.',
	'code.mistypedTitle': 'Ce code est mal recopié',
	'code.mistypedLead': 'Une lettre ou un chiffre ne va pas. Comparez avec l’autocollant, puis corrigez ici.',
	'code.unknownTitle': 'Nous ne connaissons pas ce code',
	'code.unknownLead': 'Il est bien écrit, mais aucune boîte ne le porte. Regardez encore l’autocollant.',

	'start.title': 'Entre voisins, on se prête',
	'start.lead': 'Une perceuse pour un trou, une échelle pour une ampoule : quelqu’un de l’immeuble en a une.',
	'start.step1': 'Un dessin sur une boîte aux lettres ? On y prête cette chose.',
	'start.step2': 'Scannez le carré à côté, avec votre téléphone.',
	'start.step3': 'Demandez. On vous répond sous 48 heures.',
	'start.step4': 'Rapportez. C’est tout.',
	'start.codeTitle': 'Le carré ne se scanne pas ?',
	'start.residentTitle': 'Vous voulez prêter ?',
	'start.residentText': 'Vous avez trouvé une lettre dans votre boîte. Elle contient un code.',
	'start.resident': 'J’ai la lettre',
	'start.home': 'Ma boîte est déjà ouverte',
	'start.landlordTitle': 'Vous êtes bailleur ou syndic ?',
	'start.landlord': 'Entrer dans l’espace bailleur',

	'household.lends': '{box} prête…',
	'household.at': 'Chez {nickname}',
	'household.emblem': 'Dessin : {emblem}',
	'household.same': 'Même dessin que sur l’autocollant ? Tout va bien.',
	'household.touch': 'Touchez un dessin pour demander',
	'household.items': 'Ce qui se prête ici',
	'household.out': 'prêté en ce moment',
	'household.outWait': 'prêté en ce moment : attendre mon tour',
	'household.more': 'Voir la suite',
	'household.nothingNow': '{box} ne prête rien en ce moment',
	'household.notYet': '{box} ne prête pas encore',
	'household.gone': 'Cette boîte n’est plus là',
	'household.goneText': 'On ne peut plus rien demander ici.',
	'household.elsewhere': 'Regardez les autres boîtes du hall.',
	'household.paper': 'Un dessin est collé sur la boîte ? Vous pouvez aussi glisser un mot dedans.',
	'household.yours': 'C’est votre boîte ?',
	'household.yoursText': 'Prenez la lettre que vous avez reçue. Elle contient un code.',
	'household.claim': 'J’ai la lettre',
	'household.open': 'Elle est déjà à moi',

	'claim.title': 'C’est votre boîte ?',
	'claim.lead': 'Prenez votre lettre. Le code est à l’intérieur, dans le pli.',
	'claim.same': 'Même dessin que sur la lettre ? Tout va bien.',
	'claim.code': 'Le code de la lettre',
	'claim.codeHint': '9 lettres et chiffres. O et 0, I et 1 : c’est pareil.',
	'claim.open': 'Ouvrir ma boîte',
	'claim.noLetter': 'Pas de lettre ? Demandez-la à votre gardien ou à votre bailleur.',
	'claim.withKey': 'J’ai une clé de secours',
	'claim.refusal.wrong-code':
		'Ce n’est pas le code de cette boîte. Regardez le dessin : est-ce le même sur votre lettre ?',
	'claim.refusal.already-claimed':
		'Cette boîte est déjà ouverte avec cette lettre. C’était vous ? Utilisez votre clé de secours. Ce n’était pas vous ? Demandez une nouvelle lettre à votre bailleur.',
	'claim.refusal.asleep':
		'Quelqu’un se sert déjà de cette boîte. Il est prévenu, et peut dire qu’il est toujours là. Sinon, cette lettre marchera à partir du {until}. Gardez-la.',
	'claim.refusal.gone':
		'Cette boîte n’est plus sur le mur : sa lettre ne sert plus. C’est une erreur ? Dites-le à votre bailleur.',
	'claim.refusal.too-late':
		'Cette lettre est trop vieille. Demandez-en une nouvelle à votre gardien ou à votre bailleur.',
	'claim.refusal.too-many-tries': 'Il y a eu trop d’essais. Attendez quelques heures, puis essayez encore.',
	'claim.doneTitle': 'C’est votre boîte.',
	'claim.doneText': 'Ce téléphone s’en souvient. La lettre ne peut plus servir à personne.',
	'claim.keyTitle': 'Votre clé de secours',
	'claim.keyText':
		'Elle ouvre votre boîte sur un autre téléphone. Recopiez-la maintenant : on ne la montre qu’une fois.',
	'claim.choose': 'Choisir ce que je prête',
	'claim.mineTitle': 'C’est déjà votre boîte.',
	'claim.mineText': 'Vous l’avez ouverte sur ce téléphone.',
	'claim.mineOpen': 'Ouvrir ma boîte',

	'how.title': 'Comment ça marche',
	'how.step1': 'On reçoit une lettre dans sa boîte, et on la scanne.',
	'how.step2': 'On choisit ce qu’on veut bien prêter.',
	'how.step3': 'On colle les mêmes dessins sur sa boîte aux lettres.',
	'how.step4': 'Un voisin scanne le carré et demande une chose.',
	'how.step5': 'On répond oui ou non, sous 48 heures.',
	'how.step6': 'La chose part, puis elle revient le jour dit.',
	'how.freeTitle': 'C’est gratuit, sans compte',
	'how.freeText':
		'Ni argent, ni caution, ni points. Pas d’application, pas de mot de passe, pas d’adresse e-mail pour demander.',
	'how.neverTitle': 'Ce qu’on ne montre jamais',
	'how.neverText':
		'Ni nom, ni étage, ni numéro, ni absence. La page d’une boîte ne dit rien de plus que ses autocollants. Le bailleur ne voit ni qui prête, ni quoi, ni à qui.',
	'how.loanTitle': 'C’est un prêt à usage',
	'how.loanText':
		'On vous prête une chose, vous vous en servez, vous la rendez. La loi dit que ce prêt est gratuit (Code civil, articles 1875 à 1891).',
	'how.brokenTitle': 'Et si ça casse ?',
	'how.brokenText':
		'Dites-le tout de suite. Si la chose s’est usée normalement, vous ne devez rien. Si c’est un accident, parlez-en ensemble : votre assurance habitation peut aider.',
	'how.paperTitle': 'Pas de téléphone ?',
	'how.paperText': 'Glissez un mot dans la boîte qui porte le dessin.'
} as const satisfies Words<string>;

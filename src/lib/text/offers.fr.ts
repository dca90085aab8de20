import type { Words } from './speak.ts';

/** What a household lends and how, and the hall's page. The reference of the other languages. */
export const offers = {
	'items.title': 'Ce que je prête',
	'items.lead':
		'Touchez ce que vous voulez bien prêter. C’est gratuit, et vous direz oui ou non à chaque demande.',
	'items.search': 'Chercher une chose',
	'items.find': 'Chercher',
	'items.found': { one: 'Une chose trouvée', other: '{n} choses trouvées' },
	'items.foundNone': 'Rien de ce nom',
	'items.foundNoneMore': 'Essayez un autre mot, ou regardez les familles. Vos choix sont gardés.',
	'items.families': 'Aller à une famille',
	'items.yours': 'Vous prêtez déjà',
	'items.starter': 'Sur votre feuille d’autocollants',
	'items.starterMore': 'Commencez par ceux-là : vous avez déjà les autocollants.',
	'items.care': 'avec conseils',
	'items.careMore':
		'« Avec conseils » : une machine, de la chaleur, une échelle, un bébé. Montrez comment on s’en sert, dites ce qui est abîmé.',
	'items.save': 'Enregistrer mes choix',
	'items.tooMany': '{most} choses au plus. Enlevez-en quelques-unes.',
	'items.family.moving': 'Rouler et transporter',
	'items.family.tools': 'Bricoler',
	'items.family.garden': 'Jardiner',
	'items.family.cleaning': 'Laver et coudre',
	'items.family.kitchen': 'Cuisiner',
	'items.family.party': 'Faire la fête',
	'items.family.outdoors': 'Aller dehors',
	'items.family.sport': 'Faire du sport',
	'items.family.children': 'Bébés et enfants',
	'items.family.games': 'Jouer',
	'items.family.media': 'Lire, voir, écouter',
	'items.family.care': 'Être bien chez soi',

	'hall.others': 'Voir qui d’autre prête dans ce hall',
	'hall.title': 'Ici, on se prête.',
	'hall.lead': 'Les choses à prêter sont dessinées sur les boîtes aux lettres.',

	'items.adjust': 'Régler',
	'items.adjustThing': 'Régler : {thing}',
	'items.paused': 'en pause',

	'thing.lent': 'Vos voisins peuvent demander cette chose.',
	'thing.out': 'Chez un voisin en ce moment.',
	'thing.paused': 'En pause. Vos voisins ne voient plus cette chose.',
	'thing.pausedUntil': 'En pause. De nouveau à prêter le {day}.',
	'thing.notLent': 'Vous ne prêtez pas cette chose.',
	'thing.lend': 'Prêter cette chose',
	'thing.lendAgain': 'Prêter de nouveau',
	'thing.note': 'À savoir',
	'thing.noteLabel': 'Ce qui est abîmé, ce qui manque',
	'thing.noteHint': 'Par exemple : « le fil est court », « il manque une mèche ». 140 signes au plus.',
	'thing.noteWho':
		'Votre voisin le lit seulement après votre oui. Ce n’est pas sur votre page. Un défaut que vous connaissez, dites-le : c’est la loi, et personne ne se blesse.',
	'thing.noteSave': 'Enregistrer',
	'thing.noteSaved': 'C’est enregistré.',
	'thing.note.too-long': 'C’est trop long. {most} signes au plus.',
	'thing.note.link-or-number': 'Pas de lien, pas d’adresse, pas de numéro de téléphone ici.',
	'thing.pause': 'Mettre cette chose en pause',
	'thing.pauseMore': 'Vos voisins ne la voient plus, et rien ne dit pourquoi. Un prêt en cours continue.',
	'thing.stop': 'Ne plus prêter cette chose',
	'thing.stopMore': 'La chose et ce que vous en avez écrit sont effacés. Un prêt en cours continue.',
	'thing.stopNow': 'Oui, ne plus la prêter',
	'thing.back': 'Retour à ce que je prête',

	'caution.title': 'À voir ensemble',
	'caution.height':
		'Regardez ensemble les marches, les pieds et les attaches. On monte quand quelqu’un tient en bas, jamais dehors par grand vent.',
	'caution.machine':
		'Voyez ensemble comment ça démarre et comment ça s’arrête. On porte des lunettes, et on débranche avant de changer une pièce.',
	'caution.blade':
		'Voyez ensemble la lame et ce qui la protège. On met des gants, et on éloigne les enfants et les pieds.',
	'caution.heat':
		'Ça brûle, et ça reste chaud longtemps. Regardez ensemble le fil et la prise ; on laisse refroidir avant de ranger.',
	'caution.fire':
		'Dehors seulement, jamais sur un balcon fermé ni dans une pièce : la fumée peut tuer. Regardez ensemble le tuyau et le robinet, et gardez de l’eau à côté.',
	'caution.pressure': 'Regardez ensemble le joint et la soupape. On n’ouvre jamais tant que la vapeur sort.',
	'caution.jet':
		'Voyez ensemble comment ça s’arrête, et mettez des bottes. Le jet coupe la peau : jamais vers quelqu’un, ni vers une prise.',
	'caution.electric':
		'Regardez ensemble le fil et la prise : rien de nu, rien de noirci. On branche au mur, loin de l’eau, et une rallonge se déroule en entier.',
	'caution.battery':
		'Voyez ensemble l’ordre des pinces : le rouge d’abord, le noir ensuite. On coupe les deux moteurs avant de brancher.',
	'caution.trailer':
		'Regardez ensemble l’attache, les roues et les ceintures. On essaie à vide avant de rouler avec un enfant.',
	'caution.roof':
		'Vérifiez ensemble que les barres vont à la voiture, et serrez chaque attache. On s’arrête après dix minutes pour serrer encore.',
	'caution.shock':
		'Après un choc, cette chose ne protège plus, et ça ne se voit pas. Parlez ensemble de son âge et de ce qui lui est arrivé ; au moindre doute, c’est non.',
	'caution.water':
		'Essayez-le ensemble : bonne taille, attaches qui ferment, rien de déchiré. Un gilet ne remplace pas quelqu’un qui regarde.',
	'caution.baby':
		'Regardez ensemble les ceintures, les freins et les charnières, et lisez la notice. Un petit ne reste jamais seul dedans.',
	'caution.body':
		'Réglez la hauteur ensemble, et essayez les freins. Cela ne remplace pas ce que le médecin a prescrit.',

	'forbidden.title': 'Cela ne se prête pas ici.',
	'forbidden.weapons': 'Une arme, même fausse, peut tuer ou faire peur. La loi interdit de la prêter ainsi.',
	'forbidden.medicines':
		'Un médicament est donné à une personne, par un médecin ou un pharmacien. Prêté, il peut rendre malade.',
	'forbidden.money':
		'Ni argent, ni bijoux : ici tout est gratuit, et personne ne doit savoir que vous en avez.',
	'forbidden.keys': 'Une clé ou un badge ouvre aussi la porte des autres. On ne les prête pas par une page.',
	'forbidden.papers':
		'Vos papiers, vos cartes et vos mots de passe ne servent qu’à vous. D’autres pourraient agir en votre nom.',
	'forbidden.animals': 'Un animal n’est pas une chose. Pour le faire garder, parlez-en de vive voix.',
	'forbidden.alcohol':
		'Alcool, tabac et drogue : la loi les interdit aux enfants, et la page est ouverte à tous.',
	'forbidden.danger':
		'Gaz, essence, acide, pétards : cela brûle ou explose. Dans un immeuble, c’est interdit.',
	'forbidden.machines':
		'Cette machine blesse gravement qui n’a pas appris. Elle ne se prête pas entre voisins.',
	'forbidden.motors':
		'Un moteur sur la route demande un permis et une assurance à votre nom. Voyez d’abord votre assureur.',
	'forbidden.eaten':
		'Un prêt se rend. Ce qui se mange ou s’use d’un coup ne peut pas revenir : donnez-le, si vous voulez.',

	'pause.title': 'Tout mettre en pause',
	'pause.lead': 'Vos voisins verront une page vide.',
	'pause.more': 'Rien ne dit que vous êtes absent, ni jusqu’à quand. Les prêts en cours continuent.',
	'pause.again': 'Prêter de nouveau',
	'pause.tomorrow': 'Demain',
	'pause.week': 'Dans une semaine',
	'pause.month': 'Dans un mois',
	'pause.open': 'Quand je le dirai',
	'pause.other': 'Un autre jour',
	'pause.choose': 'Ce jour-là',
	'pause.change': 'Choisir un autre jour',
	'pause.problem': 'Choisissez un jour à partir de demain, dans les deux mois.',
	'pause.link': 'Choisir jusqu’à quel jour',

	'lending.title': 'Comment ça se passe chez moi',
	'lending.link': 'Comment ça se passe chez moi',
	'lending.manner': 'Après mon oui',
	'lending.mannerHint': 'Votre voisin le lit seulement quand vous avez dit oui.',
	'lending.manner.hall': 'Dans le hall, à l’heure dite',
	'lending.manner.ring': 'On sonne chez moi',
	'lending.manner.note': 'On laisse un mot dans ma boîte',
	'lending.mannerMissing': 'Choisissez une des trois.',
	'lending.hours': 'Si on sonne chez vous',
	'lending.from': 'À partir de',
	'lending.until': 'Jusqu’à',
	'lending.hour': '{hour} h',
	'lending.hoursWrong': 'La deuxième heure doit être après la première.',
	'lending.words': 'Quand un voisin demande',
	'lending.wordsHint': 'Les phrases toutes prêtes se lisent dans votre langue.',
	'lending.words.ready': 'Des phrases toutes prêtes',
	'lending.words.own': 'Ses propres mots aussi',
	'lending.seen': 'Dans la liste du hall, vos voisins liraient :',
	'lending.listed': 'Être dans la liste du hall',
	'lending.listedHint':
		'Un voisin qui cherche une échelle voit quelle boîte en a une, dans votre entrée ou à côté. Ni nom, ni étage. Ce qui est en pause n’y est pas.',
	'lending.listed.no': 'Non, seulement ma boîte',
	'lending.listed.yes': 'Oui, dans la liste',
	'lending.save': 'Enregistrer',
	'lending.saved': 'C’est enregistré.',
	'lending.seeHall': 'Voir la liste du hall',

	'hall.things': 'Dans ce hall, on prête',
	'hall.touch': 'Touchez un dessin pour voir quelle boîte',
	'hall.boxesToo': 'Cherchez aussi les dessins collés sur les boîtes : tout n’est pas dans cette liste.',
	'hall.none':
		'Regardez les dessins collés sur les boîtes. Scannez le carré à côté, ou glissez un mot dans la boîte.',
	'hall.wanted': 'On cherche',
	'hall.wantedMore': 'Vous en avez ?',
	'hall.lendIt': 'Je peux prêter',

	'who.title': 'Qui prête ? {thing}',
	'who.touch': 'Touchez une boîte pour demander',
	'who.nobody':
		'Aucune boîte de la liste n’en a en ce moment. Regardez les dessins collés sur les boîtes du hall.',
	'who.back': 'Tout ce que prête ce hall'
} as const satisfies Words<string>;

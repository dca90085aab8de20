import type { ListProblemReason } from '#lib/buildings/listProblems.ts';

/**
 * Why a landlord's list, or a row of it, cannot be read, and what to do. Beside a sentence stand the line and the column;
 * `{column}`, `{value}` and what the problem's data names are filled in.
 */
export const listProblems = {
	'empty-file': 'Le fichier est vide. Choisissez le fichier de votre liste, enregistré au format CSV.',
	'no-rows':
		'Le fichier ne contient que la ligne des titres. Ajoutez une ligne par boîte aux lettres, ou une ligne par entrée.',
	'not-a-list':
		'Ce fichier n’est pas au format CSV. Ouvrez-le dans Excel, puis choisissez « Enregistrer sous » et « CSV UTF-8 ».',
	'file-too-big':
		'Le fichier dépasse {megabytes} Mo. Coupez la liste en plusieurs fichiers, par exemple un par agence.',
	'nul-bytes':
		'Cette ligne contient des caractères nuls : le fichier est abîmé, ou ce n’est pas du texte. Enregistrez-le de nouveau dans Excel au format « CSV UTF-8 ».',
	'quote-not-closed':
		'Un guillemet (") s’ouvre dans cette ligne et ne se ferme pas. Fermez-le ou supprimez-le, puis recommencez.',
	'too-many-rows': 'La liste dépasse {max} lignes. Coupez-la en plusieurs fichiers.',
	'too-many-columns':
		'La liste dépasse {max} colonnes, sans compter celles du RPLS. Gardez seulement celles qui disent où sont les boîtes.',
	'forbidden-column': 'Une colonne ne peut pas s’appeler « {column} ». Changez son titre, ou supprimez-la.',
	'duplicate-column': 'La colonne « {column} » est là deux fois. Gardez-en une seule.',
	'no-mailbox-column':
		'Il manque une colonne « boite » (une ligne par boîte) ou « nombre_boites » (une ligne par entrée). La première ligne du fichier doit donner les titres des colonnes.',
	'no-place-column':
		'Il manque une colonne « residence » ou « adresse ». La première ligne du fichier doit donner les titres des colonnes.',
	'cell-too-long': 'Une case dépasse {max} caractères. Raccourcissez-la, ou supprimez sa colonne.',
	'too-many-cells':
		'Cette ligne a plus de cases que la ligne des titres, qui en a {max}. Un point-virgule ou une virgule s’est sans doute glissé dans un texte : supprimez-le, ou mettez le texte entre guillemets.',
	'missing-value':
		'La colonne « {column} » est vide. Remplissez-la à chaque ligne ; dans Excel, défaites les cellules fusionnées.',
	'name-too-long': 'Ce texte dépasse {max} caractères. Raccourcissez-le pour qu’il tienne sur une lettre.',
	'garbled-text':
		'Les accents de « {value} » sont abîmés. Corrigez ce texte ; s’il y en a beaucoup, enregistrez de nouveau la liste au format « CSV UTF-8 ».',
	'excel-damage':
		'Excel a changé cette case en « {value} ». Mettez la colonne au format Texte, écrivez la valeur de nouveau, puis enregistrez.',
	'line-break':
		'La case « {column} » tient sur plusieurs lignes. Écrivez-la sur une seule ligne ; vérifiez aussi qu’il ne manque pas un guillemet.',
	'person-in-list':
		'La case « {column} » semble parler d’une personne. Palier n’enregistre que des lieux : mettez le numéro de la boîte, jamais un nom, un téléphone ou un courriel.',
	'bad-postcode': '« {value} » n’est pas un code postal. Écrivez ses cinq chiffres, par exemple 69003.',
	'unknown-language':
		'« {value} » n’est pas une langue connue. Écrivez son code (fr, en, ar) ou son nom en français, ou laissez la case vide.',
	'bad-count': '« {value} » n’est pas un nombre de boîtes. Écrivez un nombre de 1 à {max}.',
	'bad-yes-or-no': '« {value} » ne dit ni oui ni non. Écrivez « oui » ou « non », ou laissez la case vide.',
	'bad-insee-code':
		'« {value} » n’est pas un code INSEE de commune. Écrivez ses cinq caractères, par exemple 69383 ou 2A004.',
	'bad-rnb-id':
		'« {value} » n’est pas un identifiant RNB. Il a douze lettres et chiffres, par exemple 1GA7-PYM1-QDZ4.',
	'count-disagrees':
		'Le nombre de boîtes annoncé est {count}, mais la liste en donne {listed} pour cette entrée. Corrigez le nombre, ou ajoutez les boîtes qui manquent.',
	'duplicate-mailbox':
		'La boîte « {value} » est déjà à la ligne {otherLine} pour la même entrée. Supprimez une des deux lignes, ou corrigez l’entrée.',
	'hall-twice':
		'Cette entrée est déjà à la ligne {otherLine}. Gardez une seule ligne, ou donnez un autre nom à l’entrée.',
	'hall-disagrees':
		'Ici « {value} », mais « {other} » à la ligne {otherLine} pour la même entrée. Corrigez l’une des deux, ou donnez un autre nom à l’entrée.',
	'place-disagrees':
		'Ici « {value} », mais « {other} » à la ligne {otherLine} pour le même lieu. Écrivez partout la même chose.',
	'residence-in-two-towns':
		'« {value} » est ici à {city}, mais à {otherCity} à la ligne {otherLine}. Si ce sont deux résidences, ajoutez la ville à leur nom.',
	'too-many-mailboxes':
		'Cette entrée a {count} boîtes, et {max} au plus sont possibles. Ajoutez une colonne « entree » ou « batiment » pour séparer les entrées.'
} as const satisfies Record<ListProblemReason, string>;

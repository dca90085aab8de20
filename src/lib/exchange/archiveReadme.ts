/** The first thing that somebody reads who opens an archive, perhaps without Palier. `day`: YYYY-MM-DD. */
export function archiveReadme(landlord: string, day: string): string {
	return `PALIER
${landlord}
${day}

FRANÇAIS

Cette archive contient tout ce qui est à vous dans Palier, dans des formats ouverts.
Elle ne contient rien des foyers : ni pseudonyme, ni objet, ni prêt, ni même si une boîte est ouverte.

places/residences.csv, buildings.csv, halls.csv, mailboxes.csv
    Les lieux. « code » est ce que contient le QR de l'affiche ou de l'autocollant ;
    « emblem » est le dessin de la boîte ; « gone_at » : n'est plus au mur depuis.
letters/epochs.csv
    Quelle lettre est la dernière de chaque boîte. Les codes secrets ne sont dans aucun fichier.
letters/texts.csv, look.json, logo.png (logo.jpg)
    Vos textes, votre couleur, votre logo.
kits.csv       La vie de chaque kit.
staff.csv      Les adresses de votre équipe et leurs rôles.
figures.csv    Les chiffres publiés. Une case vide : masqué.
audit.jsonl    Le journal, une ligne par action, avec sa chaîne de sceaux (SHA-256).
manifest.json  La liste des fichiers avec leur SHA-256, et la version du format.

Les fichiers CSV suivent la RFC 4180 : UTF-8, virgules. Les instants sont en UTC (ISO 8601).
Une apostrophe au début d'une case protège les tableurs : enlevez-la pour lire la valeur.

Un autre Palier reprend cette archive avec : palier landlord import <archive> --manager <adresse>
Les codes sur les murs continuent de marcher si l'adresse imprimée mène au nouveau Palier.
Les lettres déjà imprimées ne marchent plus : il faut en faire de nouvelles.


ENGLISH

This archive holds everything that is yours in Palier, in open formats.
It holds nothing of the households: no nickname, no object, no loan, not even whether a mailbox is claimed.

places/residences.csv, buildings.csv, halls.csv, mailboxes.csv
    The places. "code" is what the QR of the poster or the sticker holds;
    "emblem" is the drawing of the mailbox; "gone_at": no longer on the wall since.
letters/epochs.csv
    Which letter is the last one of each mailbox. The secret codes are in no file.
letters/texts.csv, look.json, logo.png (logo.jpg)
    Your texts, your colour, your logo.
kits.csv       The life of each kit.
staff.csv      The addresses of your staff and their roles.
figures.csv    The published figures. An empty cell: hidden.
audit.jsonl    The log, a line an act, with its chain of seals (SHA-256).
manifest.json  The list of the files with their SHA-256, and the version of the format.

CSV files follow RFC 4180: UTF-8, commas. Instants are UTC (ISO 8601).
An apostrophe at the start of a cell shields spreadsheets: take it away to read the value.

Another Palier takes this archive in with: palier landlord import <archive> --manager <mail>
The codes on the walls go on working if the printed address leads to the new Palier.
Letters that were printed before no longer work: new ones must be made.
`;
}

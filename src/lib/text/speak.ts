import type { Values } from './fill.ts';
import type { Language } from './languages.ts';
import { sayIn, type Plural, type Words } from './sayIn.ts';
import { asking as askingAr } from './asking.ar.ts';
import { asking as askingEn } from './asking.en.ts';
import { asking as askingFr } from './asking.fr.ts';
import { exchange as exchangeAr } from './exchange.ar.ts';
import { exchange as exchangeEn } from './exchange.en.ts';
import { exchange as exchangeFr } from './exchange.fr.ts';
import { figures as figuresAr } from './figures.ar.ts';
import { figures as figuresEn } from './figures.en.ts';
import { figures as figuresFr } from './figures.fr.ts';
import { home as homeAr } from './home.ar.ts';
import { home as homeEn } from './home.en.ts';
import { home as homeFr } from './home.fr.ts';
import { keys as keysAr } from './keys.ar.ts';
import { keys as keysEn } from './keys.en.ts';
import { keys as keysFr } from './keys.fr.ts';
import { kits as kitsAr } from './kits.ar.ts';
import { kits as kitsEn } from './kits.en.ts';
import { kits as kitsFr } from './kits.fr.ts';
import { landlord as landlordAr } from './landlord.ar.ts';
import { landlord as landlordEn } from './landlord.en.ts';
import { landlord as landlordFr } from './landlord.fr.ts';
import { letters as lettersAr } from './letters.ar.ts';
import { letters as lettersEn } from './letters.en.ts';
import { letters as lettersFr } from './letters.fr.ts';
import { lists as listsAr } from './lists.ar.ts';
import { lists as listsEn } from './lists.en.ts';
import { lists as listsFr } from './lists.fr.ts';
import { messages as messagesAr } from './messages.ar.ts';
import { messages as messagesEn } from './messages.en.ts';
import { messages as messagesFr } from './messages.fr.ts';
import { moderation as moderationAr } from './moderation.ar.ts';
import { moderation as moderationEn } from './moderation.en.ts';
import { moderation as moderationFr } from './moderation.fr.ts';
import { offers as offersAr } from './offers.ar.ts';
import { offers as offersEn } from './offers.en.ts';
import { offers as offersFr } from './offers.fr.ts';
import { pages as pagesAr } from './pages.ar.ts';
import { pages as pagesEn } from './pages.en.ts';
import { pages as pagesFr } from './pages.fr.ts';
import { people as peopleAr } from './people.ar.ts';
import { people as peopleEn } from './people.en.ts';
import { people as peopleFr } from './people.fr.ts';
import { places as placesAr } from './places.ar.ts';
import { places as placesEn } from './places.en.ts';
import { places as placesFr } from './places.fr.ts';
import { shell as shellAr } from './shell.ar.ts';
import { shell as shellEn } from './shell.en.ts';
import { shell as shellFr } from './shell.fr.ts';
import { studio as studioAr } from './studio.ar.ts';
import { studio as studioEn } from './studio.en.ts';
import { studio as studioFr } from './studio.fr.ts';
import { ticket as ticketAr } from './ticket.ar.ts';
import { ticket as ticketEn } from './ticket.en.ts';
import { ticket as ticketFr } from './ticket.fr.ts';
import { turnover as turnoverAr } from './turnover.ar.ts';
import { turnover as turnoverEn } from './turnover.en.ts';
import { turnover as turnoverFr } from './turnover.fr.ts';

export type { Plural, Words };

export const dictionaries = {
	fr: {
		...pagesFr,
		...askingFr,
		...ticketFr,
		...homeFr,
		...offersFr,
		...keysFr,
		...shellFr,
		...messagesFr,
		...moderationFr,
		...landlordFr,
		...placesFr,
		...listsFr,
		...lettersFr,
		...kitsFr,
		...turnoverFr,
		...figuresFr,
		...peopleFr,
		...exchangeFr,
		...studioFr
	},
	en: {
		...pagesEn,
		...askingEn,
		...ticketEn,
		...homeEn,
		...offersEn,
		...keysEn,
		...shellEn,
		...messagesEn,
		...moderationEn,
		...landlordEn,
		...placesEn,
		...listsEn,
		...lettersEn,
		...kitsEn,
		...turnoverEn,
		...figuresEn,
		...peopleEn,
		...exchangeEn,
		...studioEn
	},
	ar: {
		...pagesAr,
		...askingAr,
		...ticketAr,
		...homeAr,
		...offersAr,
		...keysAr,
		...shellAr,
		...messagesAr,
		...moderationAr,
		...landlordAr,
		...placesAr,
		...listsAr,
		...lettersAr,
		...kitsAr,
		...turnoverAr,
		...figuresAr,
		...peopleAr,
		...exchangeAr,
		...studioAr
	}
} satisfies Record<Language, Words<string>>;

export type Key = keyof (typeof dictionaries)['fr'];
export type Say = (key: Key, values?: Values) => string;

const voices = new Map<Language, Say>();

/** Says a sentence in a language; `{name}` is replaced by its value, and `n` chooses the plural form. */
export function speak(language: Language): Say {
	const voice = voices.get(language) ?? sayIn<Key>(language, dictionaries[language]);
	voices.set(language, voice);
	return voice;
}

/** The languages that Palier speaks, the reference first; each is complete (a test holds it). */
export const languages = ['fr', 'en', 'ar'] as const;
export type Language = (typeof languages)[number];

/** What a letter may say besides French. */
export type SecondLanguage = Exclude<Language, 'fr'>;

export const nativeNames: Record<Language, string> = { fr: 'Français', en: 'English', ar: 'العربية' };

export function isLanguage(tag: string | null | undefined): tag is Language {
	return languages.some((language) => language === tag);
}

/** A second language, as a list, a form or a command names it; null for any other word. */
export function secondLanguage(tag: string | null | undefined): SecondLanguage | null {
	return isLanguage(tag) && tag !== 'fr' ? tag : null;
}

export function direction(language: Language): 'ltr' | 'rtl' {
	return language === 'ar' ? 'rtl' : 'ltr';
}

/** The tags for Intl: days in Europe's order, and Arabic with the digits of the codes and the mailboxes. */
const LOCALES: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB', ar: 'ar-u-nu-latn-ca-gregory' };

export function locale(language: Language): string {
	return LOCALES[language];
}

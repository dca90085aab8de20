import type { WordsProblem, TypedWords } from '#lib/server/letters.ts';
import { ownParts, type LetterLook, type OwnPart } from '#lib/stickers/letterLook.ts';
import { languages, type Language } from '#lib/text/languages.ts';

type Fields = Partial<Record<string, string>>;

/** The field of a part in a language: `greeting-fr`. */
export const fieldOf = (part: OwnPart, language: Language) => `${part}-${language}`;

/** What a form says of each part in each language. */
export function typedWords(fields: Fields): TypedWords {
	return inAll((part, language) => fields[fieldOf(part, language)] ?? '');
}

/** A landlord's own words as the form shows them: '' where ours stand. */
export function wordsOf({ texts }: LetterLook): TypedWords {
	return inAll((part, language) => texts[language]?.[part] ?? '');
}

function inAll(say: (part: OwnPart, language: Language) => string): TypedWords {
	const of = (language: Language) => ({
		greeting: say('greeting', language),
		contact: say('contact', language)
	});
	return { fr: of('fr'), en: of('en'), ar: of('ar') };
}

/** What is wrong with the words, by field. */
export function problemsByField(problems: readonly WordsProblem[]) {
	return problems.map(({ language, part, problem }) => ({ field: fieldOf(part, language), problem }));
}

export { languages, ownParts };

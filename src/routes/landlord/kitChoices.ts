import type { Say } from '#lib/text/speak.ts';

/** The second language of letters, as a choice: none is what the landlord's list says. */
export const kitLanguages = (say: Say) => [
	{ value: 'none', words: say('office.kit.language.none'), more: say('office.kit.languageMore.none') },
	{ value: 'ar', words: 'العربية', more: say('office.kit.languageMore.ar') },
	{ value: 'en', words: 'English', more: say('office.kit.languageMore.en') }
];

/** What a large kit is kept as. */
export const kitForms = (say: Say) =>
	(['pdf', 'zip'] as const).map((form) => ({
		value: form,
		words: say(`office.orders.form.${form}`),
		more: say(`office.orders.formMore.${form}`)
	}));

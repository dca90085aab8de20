import { pictogram } from '#lib/catalogue/pictograms.ts';
import { typesetter } from '#lib/server/fonts.ts';
import { loanSlip } from '#lib/stickers/loanSlip.ts';
import { voice } from '#lib/stickers/words.ts';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { speak } from '#lib/text/speak.ts';
import { pdfAnswer } from '../pdfAnswer.ts';
import type { RequestHandler } from './$types';

/** A loan slip to fill in by hand, about the thing that the address names, or about none. */
export const GET: RequestHandler = (event) => {
	const { language } = event.locals;
	const known = pictogram(event.url.searchParams.get('thing') ?? '');
	const loan = known
		? { thing: { name: known.id, path: known.path, label: pictogramName(language, known.id) } }
		: {};
	const page = loanSlip(voice(typesetter(), language), null, loan);
	return pdfAnswer(event, [page], { title: speak(language)('studio.slip'), language }, 'loan-slip');
};

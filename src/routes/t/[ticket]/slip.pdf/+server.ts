import { pictogram } from '#lib/catalogue/pictograms.ts';
import { typesetter } from '#lib/server/fonts.ts';
import { loanSlip } from '#lib/stickers/loanSlip.ts';
import { voice } from '#lib/stickers/words.ts';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { speak } from '#lib/text/speak.ts';
import { pdfAnswer } from '../../../studio/pdfAnswer.ts';
import { lentTicket } from '../lentTicket.ts';
import type { RequestHandler } from './$types';

/** The loan slip of this loan: its thing and its days are there, the rest is written by hand. French stands beside another language. */
export const GET: RequestHandler = async (event) => {
	const { language } = event.locals;
	const ticket = await lentTicket(event.params.ticket, language, Date.now());
	const known = pictogram(ticket.pictogram);
	const label = pictogramName(language, ticket.pictogram);
	const page = loanSlip(voice(typesetter(), language), language === 'fr' ? null : voice(typesetter(), 'fr'), {
		...(known && { thing: { name: known.id, path: known.path, label } }),
		from: ticket.fromDay,
		until: ticket.untilDay
	});
	return pdfAnswer(event, [page], { title: speak(language)('studio.slip'), language }, 'loan-slip');
};

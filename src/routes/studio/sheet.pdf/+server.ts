import { pictogram } from '#lib/catalogue/pictograms.ts';
import { MOST_COPIES, problemOf } from '#lib/stickers/order.ts';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { speak } from '#lib/text/speak.ts';
import { correctionOn, drawOrder } from '../drawOrder.ts';
import { nameOf } from '../nameOf.ts';
import { ownSign } from '../ownSign.ts';
import { mayMakeFile, noFile, pdfAnswer, sentDesk, tooManyFiles } from '../pdfAnswer.ts';
import { refusalInWords } from '../refusalInWords.ts';
import type { RequestHandler } from './$types';

/** The sheets of labels of the form, corrected for the printer that was measured. */
export const POST: RequestHandler = async (event) => {
	const desk = await sentDesk(event);
	if (!(await mayMakeFile(event))) return tooManyFiles(event);
	const { order } = desk;
	const { language } = event.locals;
	const say = speak(language);
	const problem = problemOf(order);
	if (problem) return noFile(event, 400, say(`studio.problem.${problem}`, { most: MOST_COPIES }));
	const reader = { language, sign: await ownSign(event.cookies) };
	const { pages, info, refused } = drawOrder(order, reader, correctionOn(desk));
	if (pages.length > 0) return pdfAnswer(event, pages, info, order.sheet);
	const reasons = refused.map(({ line, refusal }) => {
		const thing = nameOf(order.lines[line]!, say, (id) => pictogram(id) && pictogramName(language, id));
		return refusalInWords(thing, refusal, say);
	});
	return noFile(event, 409, [say('studio.refused'), ...reasons].join(' '));
};

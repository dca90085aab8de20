import { sheetNamed } from '#lib/paper/sheets.ts';
import { typesetter } from '#lib/server/fonts.ts';
import { calibrationPage } from '#lib/stickers/calibrationPage.ts';
import { voice } from '#lib/stickers/words.ts';
import { speak } from '#lib/text/speak.ts';
import { mayMakeFile, pdfAnswer, sentDesk, tooManyFiles } from '../pdfAnswer.ts';
import type { RequestHandler } from './$types';

/** The test page of a printer, on the paper of the chosen sheet and with its labels' outlines. */
export const POST: RequestHandler = async (event) => {
	const { order } = await sentDesk(event);
	if (!(await mayMakeFile(event))) return tooManyFiles(event);
	const { language } = event.locals;
	const page = calibrationPage(voice(typesetter(), language), sheetNamed(order.sheet)!);
	return pdfAnswer(event, [page], { title: speak(language)('studio.testPage'), language }, 'test-page');
};

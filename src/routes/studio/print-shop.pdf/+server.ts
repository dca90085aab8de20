import { typesetter } from '#lib/server/fonts.ts';
import { MOST_COPIES, orderedPieces, problemOf, type StudioOrder } from '#lib/stickers/order.ts';
import { pictogram } from '#lib/catalogue/pictograms.ts';
import type { PieceRefusal } from '#lib/stickers/pieces.ts';
import { printShopDocument, printShopPages, type PrintShopOrder } from '#lib/stickers/printShop.ts';
import type { MailboxSign } from '#lib/stickers/mailboxSign.ts';
import { voice } from '#lib/stickers/words.ts';
import type { Language } from '#lib/text/languages.ts';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { speak } from '#lib/text/speak.ts';
import { readSize, type PrintShopWish } from '../desk.ts';
import { nameOf } from '../nameOf.ts';
import { ownSign } from '../ownSign.ts';
import { mayMakeFile, noFile, pdfAnswer, sentDesk, tooManyFiles } from '../pdfAnswer.ts';
import { refusalInWords } from '../refusalInWords.ts';
import type { RequestHandler } from './$types';

/** The stickers of the form for a print shop, all in one size, with a job ticket. One that does not fit is told, never left out. */
export const POST: RequestHandler = async (event) => {
	const { order, shop } = await sentDesk(event);
	if (!(await mayMakeFile(event))) return tooManyFiles(event);
	const { language } = event.locals;
	const say = speak(language);
	const problem = problemOf(order);
	if (problem) return noFile(event, 400, say(`studio.problem.${problem}`, { most: MOST_COPIES }));

	const { lines, wanted } = shopOrder(order, shop, language, await ownSign(event.cookies));
	const made = printShopPages(voice(typesetter(), language), wanted);
	if ('refusal' in made) return noFile(event, 409, say('studio.shop.sheetTooSmall'));
	if (made.refused.length > 0 || made.pages.length === 0)
		return noFile(event, 409, [say('studio.shop.refused'), ...made.refused.map(inWords)].join(' '));
	const info = printShopDocument(voice(typesetter(), order.language ?? language), wanted);
	return pdfAnswer(event, made.pages, info, `print-shop-${shop.size}`);

	function inWords({ index, refusal }: { readonly index: number; readonly refusal: PieceRefusal }): string {
		const name = nameOf(
			order.lines[lines[index]!]!,
			say,
			(id) => pictogram(id) && pictogramName(language, id)
		);
		return refusalInWords(name, refusal, say);
	}
};

function shopOrder(
	order: StudioOrder,
	{ size: written, bleed, layout, material }: PrintShopWish,
	language: Language,
	sign: MailboxSign | null
): { lines: number[]; wanted: PrintShopOrder } {
	const once = { ...order, lines: order.lines.map((line) => ({ ...line, copies: 1 })) };
	const pieces = orderedPieces(once, order.language ?? language, sign);
	const size = readSize(written)!;
	return {
		lines: pieces.map(({ line }) => line),
		wanted: {
			stickers: pieces.map(({ piece, line }) => ({ piece, copies: order.lines[line]!.copies })),
			size: { ...size, corner: size.shape === 'round' ? size.w / 2 : 3 },
			bleedMm: bleed,
			imposed: layout === 'one' ? null : layout,
			material,
			contact: ''
		}
	};
}

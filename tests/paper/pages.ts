import { pictogram } from '#lib/catalogue/pictograms.ts';
import type { Code, Correction, DocumentInfo, Page, Shape } from '#lib/paper/drawing.ts';
import { pdfBytes } from '#lib/paper/paintPdf.ts';
import { sheetNamed, sheets, type Sheet } from '#lib/paper/sheets.ts';
import { slotsOf } from '#lib/paper/slots.ts';
import { pdfTools, typesetter } from '#lib/server/fonts.ts';
import { calibrationPage } from '#lib/stickers/calibrationPage.ts';
import { emblemOf } from '#lib/stickers/emblem.ts';
import { kitDocument, kitPages, posterPages, type KitHall } from '#lib/stickers/kit.ts';
import { labelSheets } from '#lib/stickers/labelSheets.ts';
import { loanSlip } from '#lib/stickers/loanSlip.ts';
import { drawPiece, type Piece } from '#lib/stickers/pieces.ts';
import { printShopDocument, printShopPages } from '#lib/stickers/printShop.ts';
import { voice } from '#lib/stickers/words.ts';
import type { Language } from '#lib/text/languages.ts';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { printedPdf } from './ink.ts';
import type { PrintedCode } from './view.ts';

/** Every kind of page that Palier prints, with what its codes must say written out. */
export interface Print {
	readonly what: string;
	readonly info: DocumentInfo;
	readonly pages: readonly Page[];
	/** The codes of the whole document, in the order of the pages. */
	readonly codes: readonly ExpectedCode[];
}

export interface ExpectedCode {
	/** The piece, and the form of the label that it stands on. */
	readonly kind: string;
	readonly says: string;
	readonly label?: PrintedCode['label'];
}

const CODE = '7K3M9PQXD2F41';
const HALL_CODE = 'B4D2M8RSWX7T0';
const CLAIM = '4CDFZ4AWR';

/** A short address, and one whose host has 30 characters. */
export const ORIGINS = {
	'https://palier.example': {
		scan: `HTTPS://PALIER.EXAMPLE/${CODE}`,
		hall: `HTTPS://PALIER.EXAMPLE/${HALL_CODE}`,
		claim: `https://palier.example/a/${CODE}#${CLAIM}`
	},
	'https://palier.plaine-habitats.example': {
		scan: `HTTPS://PALIER.PLAINE-HABITATS.EXAMPLE/${CODE}`,
		hall: `HTTPS://PALIER.PLAINE-HABITATS.EXAMPLE/${HALL_CODE}`,
		claim: `https://palier.plaine-habitats.example/a/${CODE}#${CLAIM}`
	}
} as const;

export type Origin = keyof typeof ORIGINS;
export const [SHORT, LONG] = Object.keys(ORIGINS) as [Origin, Origin];

const hall: KitHall = {
	...{ residence: 'Les Tilleuls', building: '2', entrance: 'B', address: '12 rue des Lilas' },
	...{ postcode: '93200', city: 'Saint-Denis', code: HALL_CODE },
	mailboxes: [{ label: '014', code: CODE, claim: CLAIM, emblem: 'owl' }]
};

/** What a hall gets: caretaker's sheet, poster, letter, sticker sheet. */
export function kit(origin: Origin, secondLanguage: 'ar' | 'en' | null): Print {
	const settings = { origin, secondLanguage, claimValidUntil: '2027-01-22', landlord: 'Plaine Habitat' };
	const { scan, hall: ofHall, claim } = ORIGINS[origin];
	return {
		what: `kit in French and ${secondLanguage ?? 'nothing else'}`,
		info: kitDocument([hall], settings, typesetter()),
		pages: [...kitPages(hall, settings, typesetter())],
		codes: [
			{ kind: 'poster', says: ofHall },
			{ kind: 'letter', says: claim },
			{ kind: 'sticker', says: scan },
			{ kind: 'sticker', says: scan },
			{ kind: 'nameplate', says: scan }
		]
	};
}

/** The poster of a hall for a large wall. */
export function largePoster(origin: Origin, secondLanguage: 'ar' | 'en' | null): Print {
	const halls = [{ ...hall, secondLanguage }];
	return {
		what: `poster, A3, in French and ${secondLanguage ?? 'nothing else'}`,
		info: kitDocument(halls, { origin, landlord: '' }, typesetter()),
		pages: [...posterPages(halls, origin, 'A3', typesetter())],
		codes: [{ kind: 'poster', says: ORIGINS[origin].hall }]
	};
}

/** Sheets in shops, and blank paper cut into the kit's sticker, into strips and into squares as small as a code goes. */
export const allSheets: readonly Sheet[] = [
	...sheets,
	...['blank-A4-64x38-2', 'blank-letter-100x25-0', 'blank-A4-21x21-2', 'blank-A4-o60-2'].map((id) =>
		sheetNamed(id)!
	)
];

/** One label of a sheet with the QR sticker of a mailbox, or nothing where it is refused. */
export function qrOn(sheet: Sheet, origin: Origin): Print | undefined {
	return onLabels(sheet, origin, 'fr', [sign('qr', origin)], {});
}

/** The same out of a printer that prints too small and beside the place, corrected for it. */
export function qrCorrectedOn(sheet: Sheet, origin: Origin): Print | undefined {
	const correction: Correction = { offsetXMm: 1.5, offsetYMm: -1, scaleX: 1.02, scaleY: 1.02 };
	return onLabels(sheet, origin, 'fr', [sign('qr', origin)], { correction, start: 2 });
}

export function nameplateOn(sheet: Sheet, origin: Origin): Print | undefined {
	return onLabels(sheet, origin, 'fr', [sign('nameplate', origin)], {});
}

/** A sheet with everything that stands on its labels, until it is full. */
export function everythingOn(sheet: Sheet, language: Language): Print | undefined {
	const objects = things(language).map((thing): Piece => ({ piece: 'object', thing }));
	const jokers = ['Sécateur à main', 'مكواة بخار', ''].map((text): Piece => ({ piece: 'joker', text }));
	const signs = [sign('qr', SHORT), sign('nameplate', SHORT)];
	const others = (['badge', 'windscreen', 'cling'] as const).map((piece): Piece => ({ piece }));
	return onLabels(sheet, SHORT, language, [...signs, ...objects, ...jokers, ...others], { fill: true });
}

/** A file for a print shop: one page a sticker, or all copies on one sheet, and the job ticket. */
export function printShop(origin: Origin, imposed: 'A4' | null): Print {
	const french = voice(typesetter(), 'fr');
	const order = {
		stickers: [{ piece: sign('qr', origin), copies: 3 }],
		size: { w: 64, h: 38, shape: 'rect', corner: 2 } as const,
		...({ bleedMm: 2, imposed, material: 'hall', contact: 'Denis, 01 23 45 67 89' } as const)
	};
	const made = printShopPages(french, order);
	if ('refusal' in made) throw new Error(made.refusal);
	const code = { kind: 'qr for a print shop', says: ORIGINS[origin].scan };
	return {
		what: imposed ? `print shop, on ${imposed}` : 'print shop, one by one',
		info: printShopDocument(french, order),
		pages: made.pages,
		codes: imposed ? [code, code, code] : [code]
	};
}

/** The page that shows what a printer does wrong, and the two halves of a loan on paper. */
export function otherPages(): Print {
	const [french, arabic] = [voice(typesetter(), 'fr'), voice(typesetter(), 'ar')];
	return {
		what: 'test pages and loan slips',
		info: { title: 'Palier', language: 'fr' },
		pages: [
			calibrationPage(french, sheetNamed('avery-L7160')!),
			calibrationPage(arabic, sheetNamed('avery-22807')!),
			loanSlip(french, null, { thing: things('fr')[0], from: '2026-11-23', until: '2026-11-30' }),
			loanSlip(french, arabic)
		],
		codes: []
	};
}

function things(language: Language) {
	return ['drill', 'stepladder', 'tent'].map((name) => {
		return { name, path: pictogram(name)!.path, label: pictogramName(language, name) };
	});
}

function sign(piece: 'qr' | 'nameplate', origin: Origin): Piece {
	return { piece, sign: { origin, code: CODE, emblem: emblemOf('owl') } };
}

function onLabels(
	sheet: Sheet,
	origin: Origin,
	language: Language,
	stickers: readonly Piece[],
	order: { readonly correction?: Correction; readonly fill?: boolean; readonly start?: number }
): Print | undefined {
	const { pages } = labelSheets(
		voice(typesetter(), language),
		{ sheet, stickers, start: 1, ...order },
		drawPiece
	);
	if (pages.length === 0) return undefined;
	const label = order.correction ? undefined : slotsOf(sheet)[0];
	const asked = stickers.map(({ piece }) => piece).join(', ');
	return {
		what: `${stickers.length > 2 ? 'everything' : asked} on ${sheet.id}${order.correction ? ', corrected' : ''}`,
		info: { title: 'Autocollants', language },
		pages,
		codes:
			stickers.length === 1 ? [{ kind: `${asked} ${formOf(sheet)}`, says: ORIGINS[origin].scan, label }] : []
	};
}

function formOf({ shape, label }: Sheet): string {
	if (shape === 'round') return 'on a disc';
	return label.w > 2 * label.h ? 'on a strip' : 'on a rectangle';
}

/** The symbols of several prints, as they stand in one PDF. */
export async function codesOf(prints: readonly Print[]): Promise<PrintedCode[]> {
	const pages = prints.flatMap((print) => print.pages);
	const pdf = await printedPdf(await pdfBytes(pages, prints[0]!.info, typesetter(), pdfTools()));
	const found: PrintedCode[] = [];
	let page = 0;
	for (const print of prints) {
		const expected = print.codes.values();
		for (const { shapes, correction } of print.pages) {
			page++;
			for (const code of codesIn(shapes)) {
				const { symbol, x, y, size } = corrected(code, correction);
				const { kind = 'nothing that was expected', label } = expected.next().value ?? {};
				const { size: modules, text: says, level } = symbol;
				const what = `${kind}, ${print.what}, ${modules} modules of ${(size / modules).toFixed(2)} mm`;
				found.push({ what, kind, pdf, page, x, y, sizeMm: size, modules, level, label, says });
			}
		}
	}
	return found;
}

function codesIn(shapes: readonly Shape[], dx = 0, dy = 0): Code[] {
	return shapes.flatMap((shape) => {
		if (shape.kind === 'code') return [{ ...shape, x: shape.x + dx, y: shape.y + dy }];
		if (shape.kind === 'stamp') return codesIn(shape.shapes, dx + shape.x, dy + shape.y);
		return shape.kind === 'tagged' ? codesIn(shape.shapes, dx, dy) : [];
	});
}

function corrected(code: Code, correction: Correction | undefined): Code {
	if (!correction) return code;
	const { offsetXMm, offsetYMm, scaleX, scaleY } = correction;
	return {
		...code,
		x: code.x * scaleX + offsetXMm,
		y: code.y * scaleY + offsetYMm,
		size: code.size * Math.min(scaleX, scaleY)
	};
}

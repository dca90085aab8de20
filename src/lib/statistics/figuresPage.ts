import { BLACK, type Page, type Shape } from '#lib/paper/drawing.ts';
import { A4 } from '#lib/paper/lengths.ts';
import { across, area, MEDIUM, RULE, THICK } from '#lib/stickers/look.ts';
import { read } from '#lib/stickers/reading.ts';
import type { Voice } from '#lib/stickers/words.ts';
import { write, writeName, type Manner } from '#lib/stickers/writing.ts';
import { speak, type Say } from '#lib/text/speak.ts';
import { locale } from '#lib/text/languages.ts';
import { funnelNames, type FunnelName } from './disclosure.ts';

type Values = Readonly<Record<FunnelName, number | null>>;

export interface YearPage {
	readonly landlord: string;
	/** Days in words. */
	readonly from: string;
	readonly until: string;
	readonly values: Values;
}

export interface AbatementRow {
	readonly residence: string;
	readonly city: string;
	readonly figures: Values;
}

export interface AbatementPage extends Omit<YearPage, 'values'> {
	readonly rows: readonly AbatementRow[];
}

const SIDE_MM = 18;
const WIDTH_MM = A4.widthMm - 2 * SIDE_MM;
const SMALL = { sizePt: 10, minPt: 7 } as const;

/** One page for the annual report: from kits to loans, as bars with their numbers. */
export function yearPage(voice: Voice, page: YearPage): Page {
	const say = speak(voice.language);
	const most = Math.max(1, ...funnelNames.map((name) => page.values[name] ?? 0));
	const bars = funnelNames.flatMap((name, i) => bar(voice, say, name, page.values[name], most, 84 + i * 24));
	return {
		...A4,
		shapes: [...heading(voice, say('figures.pdf.year'), page), ...bars, ...method(voice, say, 262)]
	};
}

function heading(voice: Voice, title: string, { landlord, from, until }: Omit<YearPage, 'values'>): Shape[] {
	const say = speak(voice.language);
	const bold = { sizePt: 22, minPt: 15, face: 'bold' } as const;
	const period = say('figures.pdf.period', { from, until });
	return [
		read('H1', voice, write(voice, title, area(SIDE_MM, 18, WIDTH_MM, 22), bold).shapes),
		read(
			'P',
			voice,
			writeName(voice, landlord, area(SIDE_MM, 43, WIDTH_MM, 9), { sizePt: 15, minPt: 9, face: 'bold' })
				.shapes
		),
		read('P', voice, write(voice, period, area(SIDE_MM, 54, WIDTH_MM, 7), { sizePt: 12, minPt: 8 }).shapes),
		across(SIDE_MM, SIDE_MM + WIDTH_MM, 65, THICK)
	];
}

function bar(
	voice: Voice,
	say: Say,
	name: FunnelName,
	value: number | null,
	most: number,
	y: number
): Shape[] {
	const label = write(voice, say(`figures.name.${name}`), placed(voice, SIDE_MM, y, WIDTH_MM - 60, 7), {
		...{ sizePt: 13, minPt: 9 }
	});
	const number = write(
		voice,
		numberOf(voice, say, name, value),
		placed(voice, SIDE_MM + WIDTH_MM - 60, y - 2, 60, 9),
		{
			...{ sizePt: 17, minPt: 9, face: 'bold', align: 'end' }
		}
	);
	const length = value === null ? WIDTH_MM : Math.max(0.8, (WIDTH_MM * value) / most);
	const drawn: Shape =
		value === null
			? across(SIDE_MM, SIDE_MM + WIDTH_MM, y + 12, { ink: BLACK, widthMm: 0.5, dashMm: [2, 2] })
			: { kind: 'rect', ...placed(voice, SIDE_MM, y + 8.5, length, 7), fill: BLACK };
	return [read('P', voice, [...label.shapes, ...number.shapes]), drawn];
}

/** As on the screens: what the landlord did is exact, the rest is "about"; of very few no number is said. */
function numberOf(voice: Voice, say: Say, name: FunnelName, value: number | null): string {
	if (value === null) return say('figures.hidden');
	const n = value.toLocaleString(locale(voice.language));
	if (name === 'printed' || name === 'handed') return n;
	return value === 0 ? say('figures.few') : say('figures.about', { n });
}

function method(voice: Voice, say: Say, y: number): Shape[] {
	return [
		read('P', voice, write(voice, say('figures.pdf.method'), area(SIDE_MM, y, WIDTH_MM, 16), SMALL).shapes)
	];
}

const COLUMNS = ['printed', 'handed', 'claimed', 'lending', 'asked', 'lent'] as const;
const NAME_MM = 54;
const COLUMN_MM = (WIDTH_MM - NAME_MM) / COLUMNS.length;
const ROW_MM = 7;
const ROWS = 19;

/** One page for the abatement of the property tax (TFPB): by residence, or by town where there are many. */
export function abatementPage(voice: Voice, page: AbatementPage): Page {
	const say = speak(voice.language);
	const rows = shortened(page.rows, say);
	const lines = [...rows, { residence: say('figures.pdf.total'), city: '', figures: together(page.rows) }];
	return {
		...A4,
		shapes: [
			...heading(voice, say('figures.pdf.abatement'), page),
			read(
				'P',
				voice,
				write(voice, say('figures.pdf.action'), area(SIDE_MM, 69, WIDTH_MM, 24), SMALL).shapes
			),
			...tableHead(voice, say, 98),
			...lines.flatMap((line, i) => row(voice, line, 106 + i * ROW_MM, i === lines.length - 1)),
			read(
				'P',
				voice,
				write(voice, say('figures.pdf.noQpv'), area(SIDE_MM, 250, WIDTH_MM, 12), SMALL).shapes
			),
			...method(voice, say, 265)
		]
	};
}

/** Each row a residence; else a town; else the towns with most kits handed out, and the others together. */
function shortened(rows: readonly AbatementRow[], say: Say): readonly AbatementRow[] {
	const byCity = rows.toSorted((a, b) => a.city.localeCompare(b.city, 'fr'));
	if (rows.length <= ROWS) return byCity;
	const towns = [...new Set(byCity.map(({ city }) => city))].map((city) => ({
		...{ residence: say('figures.pdf.ofCity'), city },
		figures: together(rows.filter((one) => one.city === city))
	}));
	if (towns.length <= ROWS) return towns;
	const byHanded = towns.toSorted((a, b) => (b.figures.handed ?? 0) - (a.figures.handed ?? 0));
	const others = byHanded.slice(ROWS - 1).map(({ figures }) => ({ figures }));
	return [
		...byHanded.slice(0, ROWS - 1),
		{ residence: say('figures.pdf.others'), city: '', figures: together(others) }
	];
}

/** What is hidden adds nothing: a sum is of what is shown. */
function together(rows: readonly Pick<AbatementRow, 'figures'>[]): Values {
	const sum = (name: FunnelName) => {
		const shown = rows.flatMap(({ figures }) => figures[name] ?? []);
		return shown.length === 0 ? null : shown.reduce((all, value) => all + value, 0);
	};
	return Object.fromEntries(funnelNames.map((name) => [name, sum(name)])) as Values & object;
}

function tableHead(voice: Voice, say: Say, y: number): Shape[] {
	const words = COLUMNS.flatMap((name, i) =>
		cell(voice, say(`figures.pdf.short.${name}`), i, y, { sizePt: 9, minPt: 6.5, face: 'bold', align: 'end' })
	);
	return [read('P', voice, words), across(SIDE_MM, SIDE_MM + WIDTH_MM, y + 6.5, MEDIUM)];
}

function row(voice: Voice, { residence, city, figures }: AbatementRow, y: number, isLast: boolean): Shape[] {
	const face = isLast ? 'bold' : 'regular';
	const name = [residence, city].filter((part) => part !== '').join(', ');
	const words = writeName(voice, name, placed(voice, SIDE_MM, y, NAME_MM, 6), {
		...{ sizePt: 10, minPt: 6.5, face }
	}).shapes;
	const numbers = COLUMNS.flatMap((column, i) =>
		cell(voice, figures[column]?.toLocaleString(locale(voice.language)) ?? '–', i, y, {
			...{ sizePt: 10, minPt: 7, face, align: 'end' }
		})
	);
	return [
		read('P', voice, [...words, ...numbers]),
		across(SIDE_MM, SIDE_MM + WIDTH_MM, y + ROW_MM - 0.6, isLast ? THICK : RULE)
	];
}

function cell(voice: Voice, text: string, column: number, y: number, manner: Manner): readonly Shape[] {
	const from = SIDE_MM + NAME_MM + column * COLUMN_MM;
	return write(voice, text, placed(voice, from, y, COLUMN_MM, 6), manner).shapes;
}

/** An area that is `fromMm` away from the side where reading begins. */
function placed(voice: Voice, fromMm: number, y: number, widthMm: number, heightMm: number) {
	return area(voice.direction === 'rtl' ? A4.widthMm - fromMm - widthMm : fromMm, y, widthMm, heightMm);
}

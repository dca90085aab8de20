import type { Day } from '#lib/calendar/days.ts';
import type { Page } from '#lib/paper/drawing.ts';
import { paintPdf } from '#lib/paper/paintPdf.ts';
import { funnelNames, WHOLE } from '#lib/statistics/disclosure.ts';
import { abatementPage, yearPage, type AbatementRow } from '#lib/statistics/figuresPage.ts';
import { voice } from '#lib/stickers/words.ts';
import { sayDay } from '#lib/text/dates.ts';
import type { Language } from '#lib/text/languages.ts';
import { speak, type Key } from '#lib/text/speak.ts';
import type { Scope } from './buildings.ts';
import type { Database } from './db/database.ts';
import { pdfTools, typesetter } from './fonts.ts';
import { figuresByResidence, figuresOver } from './statistics.ts';

type Sink = (bytes: Uint8Array) => void | Promise<void>;

export interface Asked {
	readonly landlord: string;
	readonly language: Language;
	readonly since: Day;
	readonly until: Day;
}

/** One page for the annual report, of the whole; false where the scope sees no whole. */
export async function readyYearPdf(db: Database, scope: Scope, asked: Asked) {
	const over = await figuresOver(db, scope, { key: WHOLE, since: asked.since });
	if (!over) return null;
	const values = Object.fromEntries(
		funnelNames.map((name) => [name, over.series[name].at(-1)?.value ?? null])
	) as AbatementRow['figures'] & object;
	const page = yearPage(voice(typesetter(), asked.language), { ...inWords(asked), values });
	return (sink: Sink) => paint(page, asked.language, 'figures.pdf.year', sink);
}

/** One page for the abatement of the property tax, of the residences that the scope sees. */
export async function readyAbatementPdf(db: Database, scope: Scope, asked: Asked) {
	const rows = await allResidences(db, scope);
	const page = abatementPage(voice(typesetter(), asked.language), { ...inWords(asked), rows });
	return (sink: Sink) => paint(page, asked.language, 'figures.pdf.abatement', sink);
}

const AT_ONCE = 500;

async function allResidences(db: Database, scope: Scope): Promise<AbatementRow[]> {
	const rows: AbatementRow[] = [];
	for (let isMore = true; isMore;) {
		const { residences, total } = await figuresByResidence(db, scope, { from: rows.length, count: AT_ONCE });
		rows.push(...residences.map(({ name, city, figures }) => ({ residence: name, city, figures })));
		isMore = residences.length > 0 && rows.length < total;
	}
	return rows;
}

function inWords({ landlord, language, since, until }: Asked) {
	return { landlord, from: sayDay(language, since, true), until: sayDay(language, until, true) };
}

async function paint(page: Page, language: Language, title: Key, sink: Sink): Promise<void> {
	await paintPdf([page], { title: speak(language)(title), language }, typesetter(), sink, pdfTools());
}

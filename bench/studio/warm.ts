/**
 * What a sheet and a picture of the studio cost in a process that has made some already, as a server has: CPU milliseconds of
 * each, as JSON on standard output. No two orders are equal, and each has a text that was never set before.
 */
import { paintPdf } from '#lib/paper/paintPdf.ts';
import { pdfTools, typesetter } from '#lib/server/fonts.ts';
import { starterSheet } from '#lib/catalogue/pictograms.ts';
import { emblemOf } from '#lib/stickers/emblem.ts';
import { emptyOrder, type StudioOrder } from '#lib/stickers/order.ts';
import { drawOrder, svgOf } from '../../src/routes/studio/drawOrder.ts';

const WARM_UP = 100;
const MEASURED = 200;

/** 21 stickers, which begin at label 8, of an Avery L7160: a whole sheet and a third of another. */
function order(number: number): StudioOrder {
	const things = Array.from(
		{ length: 6 },
		(_, i) => starterSheet[(number * 7 + i * 5) % starterSheet.length]!
	);
	const line = (what: string, copies: number, text = '') => ({ what, text, copies, isPrinted: true });
	return {
		...emptyOrder,
		lines: [
			...things.map((what) => line(what, 3)),
			line('joker', 1, `Machine à pain n° ${number}, à voir avec Élodie`),
			line('qr', 2)
		],
		used: [1, 2, 3, 4, 5, 6, 7]
	};
}

function reader(number: number) {
	const code = `7K3M9PQX${String(number).padStart(4, '0')}1`;
	return {
		language: 'fr',
		sign: { origin: 'https://palier.example', code, emblem: emblemOf('owl') }
	} as const;
}

async function sheet(number: number) {
	const { pages, info } = drawOrder(order(number), reader(number));
	let bytes = 0;
	const sink = (part: Uint8Array) => void (bytes += part.length);
	await paintPdf(pages, info, typesetter(), sink, pdfTools());
	return bytes;
}

async function picture(number: number) {
	const { pages, info } = drawOrder(order(number), reader(number));
	return svgOf(pages[0]!, info).length;
}

async function measured(what: (number: number) => Promise<number>, from: number) {
	const each: number[] = [];
	let bytes = 0;
	for (let number = from; number < from + WARM_UP + MEASURED; number++) {
		const before = process.cpuUsage();
		bytes = await what(number);
		const { user, system } = process.cpuUsage(before);
		if (number >= from + WARM_UP) each.push((user + system) / 1_000);
	}
	return { each, bytes };
}

const cold = process.cpuUsage();
await sheet(0);
const { user, system } = process.cpuUsage(cold);
process.stdout.write(
	JSON.stringify({
		firstMs: (user + system) / 1_000,
		sheet: await measured(sheet, 1_000),
		picture: await measured(picture, 2_000)
	})
);

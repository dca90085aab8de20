import type { Page, Shape } from '#lib/paper/drawing.ts';
import { A4 } from '#lib/paper/lengths.ts';
import { across, area, frame, SIDE_MM, THICK } from '#lib/stickers/look.ts';
import { readDown, type ReadParagraph } from '#lib/stickers/reading.ts';
import type { Voice } from '#lib/stickers/words.ts';
import { keptFor } from './keptFor.ts';

/** Says a sentence of the notice. */
type Say = (key: NoticeKey, values?: Record<string, string | number>) => string;
export type NoticeKey = `notice.${'title' | 'lead' | (typeof POINTS)[number] | 'rights' | 'more'}`;

/** Whoever speaks on the notice: a voice and its sentences. */
export interface NoticeVoice {
	readonly voice: Voice;
	readonly say: Say;
}

const POINTS = ['shown', 'never', 'landlord', 'borrower', 'cookies'] as const;
const WIDTH_MM = A4.widthMm - 2 * SIDE_MM;
const TOP_MM = 10;
/** From the frame to its words. */
const INSET_MM = 3;
const HEIGHT_MM = A4.heightMm - 2 * TOP_MM;

/** One A4 to hang up in a hall: what Palier keeps of whom, and who cannot see it. Two languages share it, one above the other. */
export function hallNotice(voices: readonly NoticeVoice[], { privacyUrl }: { privacyUrl: string }): Page {
	const each = HEIGHT_MM / voices.length;
	const shapes: Shape[] = voices.flatMap((one, i) => {
		const top = TOP_MM + i * each;
		const room = area(SIDE_MM + INSET_MM, top + 4, WIDTH_MM - 2 * INSET_MM, each - 8);
		return [
			...(i === 0 ? [] : [across(SIDE_MM, SIDE_MM + WIDTH_MM, top, THICK)]),
			...readDown(paragraphs(one, privacyUrl, voices.length === 1 ? 1 : 0.62), room)
		];
	});
	const border = frame(area(SIDE_MM - 4, TOP_MM - 2, WIDTH_MM + 8, HEIGHT_MM + 4), 4, THICK);
	return { ...A4, shapes: [border, ...shapes], label: voices[0]!.say('notice.title') };
}

function paragraphs({ voice, say }: NoticeVoice, privacyUrl: string, times: number): ReadParagraph[] {
	const line = (key: NoticeKey, sizePt: number, above: number, isBold = false): ReadParagraph => ({
		voice,
		text: say(key, { n: keptFor.requestDays, address: privacyUrl }),
		manner: { sizePt: sizePt * times, face: isBold ? 'bold' : 'regular' },
		above: above * times
	});
	return [
		{ ...line('notice.title', 46, 0, true), role: 'H1' },
		line('notice.lead', 25, 6),
		...POINTS.map((point) => line(`notice.${point}`, 21, 8)),
		line('notice.rights', 21, 8, true),
		line('notice.more', 21, 8)
	];
}

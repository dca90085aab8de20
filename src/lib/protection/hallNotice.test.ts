import { INK_MARGIN_MM } from '#lib/paper/lengths.ts';
import { typesetter } from '#lib/server/fonts.ts';
import { THICK } from '#lib/stickers/look.ts';
import { voice } from '#lib/stickers/words.ts';
import { languages, type Language } from '#lib/text/languages.ts';
import { speak } from '#lib/text/speak.ts';
import { expect, test } from 'vitest';
import { hallNotice } from './hallNotice.ts';
import { keptFor } from './keptFor.ts';

const speaker = (language: Language) => ({
	voice: voice(typesetter(), language),
	say: (key: Parameters<ReturnType<typeof speak>>[0], values?: Record<string, string | number>) =>
		speak(language)(key, values)
});

test.each(languages)('fits on its page with a second language: %s', (language) => {
	const privacyUrl = `https://${'a'.repeat(40)}.example/privacy`;
	for (const voices of [[speaker(language)], [speaker('fr'), speaker(language)]]) {
		const page = hallNotice(voices, { privacyUrl });
		const [border] = page.shapes;
		expect(border).toMatchObject({ kind: 'rect' });
		const { x, y, w, h } = border as { x: number; y: number; w: number; h: number };
		expect(Math.min(x, y, page.widthMm - x - w, page.heightMm - y - h)).toBeGreaterThanOrEqual(
			INK_MARGIN_MM + THICK.widthMm / 2
		);
	}
});

test('says the number of days that is kept to', () => {
	const said: (string | number)[] = [];
	const one = speaker('fr');
	hallNotice(
		[{ ...one, say: (key, values) => (said.push(...Object.values(values ?? {})), one.say(key, values)) }],
		{
			privacyUrl: 'https://palier.example/privacy'
		}
	);
	expect(said).toContain(keptFor.requestDays);
});

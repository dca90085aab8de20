import { hallNotice, type NoticeVoice } from '#lib/protection/hallNotice.ts';
import { paintPdf } from '#lib/paper/paintPdf.ts';
import { config } from '#lib/server/config.ts';
import { pdfTools, typesetter } from '#lib/server/fonts.ts';
import { logFault } from '#lib/server/log.ts';
import { streamed } from '#lib/server/web/streamed.ts';
import { voice } from '#lib/stickers/words.ts';
import { secondLanguage, type Language } from '#lib/text/languages.ts';
import { speak } from '#lib/text/speak.ts';
import type { RequestHandler } from './$types';

/** The notice for a hall: in French, and in a second language when the address names one. */
export const GET: RequestHandler = async ({ url, route }) => {
	const second = secondLanguage(url.searchParams.get('second') ?? '');
	const voices = ['fr' as const, ...(second ? [second] : [])].map(voiceOf);
	const page = hallNotice(voices, { privacyUrl: `${config().publicUrl}/privacy` });
	const info = { title: voices[0]!.say('notice.title'), language: 'fr' } as const;
	const body = await streamed(
		(sink) => paintPdf([page], info, typesetter(), sink, pdfTools()),
		(fault) => logFault(fault, { route: route.id })
	);
	return new Response(body, {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': 'attachment; filename="palier-donnees.pdf"'
		}
	});
};

function voiceOf(language: Language): NoticeVoice {
	const say = speak(language);
	return { voice: voice(typesetter(), language), say: (key, values) => say(key, values) };
}

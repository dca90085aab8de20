import type { Language } from '#lib/text/languages.ts';
import { speak } from '#lib/text/speak.ts';

/** The push that somebody sends to their own phone. */
export function testMessage(language: Language): string {
	const say = speak(language);
	return JSON.stringify({
		...{ title: say('phone.testTitle'), body: say('phone.testBody') },
		...{ tag: 'test', url: '/home', answered: {} }
	});
}

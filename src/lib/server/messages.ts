import type { Language } from '#lib/text/languages.ts';
import { pictogramName } from '#lib/text/pictogramName.ts';
import { sayInstant } from '#lib/text/dates.ts';
import { speak, type Say } from '#lib/text/speak.ts';
import { config } from './config.ts';
import type { Letter } from './mail.ts';
import type { Told } from './telling.ts';

/** Lines that a phone shows of a push. */
const LINES = 4;

type Words = Pick<Letter, 'subject' | 'text'>;

/** A message as a letter: plain text, nothing that anybody typed, and links of `PALIER_PUBLIC_URL` alone. */
export function letterAbout(told: readonly Told[], language: Language, zone: string): Words {
	const say = speak(language);
	return {
		subject: headOf(told, say, language),
		text: say('mail.message.text', {
			lines: told.map((one) => lineOf(one, say, language, zone)).join('\n\n'),
			home: link('/home', language),
			settings: link('/home/settings', language)
		})
	};
}

export function letterToConfirm(token: string, language: Language): Words {
	const say = speak(language);
	return {
		subject: say('mail.confirm.subject'),
		text: say('mail.confirm.text', { confirm: link(`/confirm/${token}`, language) })
	};
}

/** What the service worker shows, as JSON. One request and nothing else can be answered at once. */
export function pushAbout(told: readonly Told[], language: Language, zone: string): string {
	const say = speak(language);
	const lines = told.slice(0, LINES).map((one) => lineOf(one, say, language, zone));
	const left = told.length - lines.length;
	if (left > 0) lines.push(say('mail.push.more', { n: left }));
	const [first] = told;
	return JSON.stringify({
		title: headOf(told, say, language),
		body: lines.join('\n'),
		tag: 'palier',
		url: `/home?l=${language}`,
		...(told.length === 1 && first?.kind === 'asked' && !first.isPast && answerable(first, say))
	});
}

function answerable({ request }: Told, say: Say) {
	return {
		request,
		actions: [
			{ action: 'accept', title: say('mail.push.accept') },
			{ action: 'decline', title: say('mail.push.decline') }
		],
		answered: {
			accept: say('mail.push.accepted'),
			decline: say('mail.push.declined'),
			failed: say('mail.push.failed')
		}
	};
}

function headOf(told: readonly Told[], say: Say, language: Language): string {
	const [first] = told;
	if (!first) throw new TypeError('A message says something');
	if (told.length > 1) return say('mail.several', { n: told.length });
	return say(`mail.subject.${first.kind}`, { thing: thingOf(first, language) });
}

function lineOf(one: Told, say: Say, language: Language, zone: string): string {
	return say(`mail.about.${one.kind}`, {
		thing: thingOf(one, language),
		until: sayInstant(language, one.until, zone)
	});
}

const thingOf = ({ pictogram }: Told, language: Language) =>
	pictogram === null ? '' : pictogramName(language, pictogram);

function link(path: string, language: Language): string {
	return `${config().publicUrl}${path}?l=${language}`;
}

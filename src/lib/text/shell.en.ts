import type { Words } from './sayIn.ts';
import type { shell as fr } from './shell.fr.ts';

export const shell = {
	'shell.title': 'No network',
	'shell.seen': 'No network. This is your mailbox as it was on {instant}.',
	'shell.notKept': 'This page is not on this phone. It will open when the network is back.',
	'shell.unsentTitle': 'This may not have been sent',
	'shell.unsent':
		'There is no network. Your choice is kept on this page. Try again: it will count only once.',
	'shell.again': 'Try again',
	'shell.home': 'See my mailbox',
	'shell.rounds': 'See the rounds',
	'shell.told': 'There is something new in your mailbox.',
	'shell.answerWaits':
		'Your answer has not been sent yet: there is no network. This phone will try again by itself.'
} as const satisfies Words<keyof typeof fr>;

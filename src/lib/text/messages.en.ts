import type { messages as fr } from './messages.fr.ts';
import type { Words } from './speak.ts';

export const messages = {
	'mail.subject.asked': 'A neighbour asks: {thing}',
	'mail.subject.cancelled': 'Loan cancelled: {thing}',
	'mail.subject.agreed': 'Agreed: {thing}',
	'mail.subject.extension': 'A neighbour would like to keep it longer: {thing}',
	'mail.subject.late': 'Not given back yet: {thing}',
	'mail.subject.due-today': 'Due back today: {thing}',
	'mail.subject.due-tomorrow': 'Due back tomorrow: {thing}',
	'mail.subject.new-device': 'Another phone opens your mailbox',
	'mail.subject.moderation': 'A decision about your page',
	'mail.subject.still-willing': 'Do you still lend?',
	'mail.subject.gone': 'Your mailbox is no longer there',
	'mail.subject.moved-out': 'Your page is about to be erased',
	'mail.subject.new-letter': 'A new letter for your mailbox',
	'mail.subject.handover': 'Your building has a new landlord',
	'mail.several': {
		one: 'Palier: {n} piece of news for you',
		other: 'Palier: {n} pieces of news for you'
	},
	'mail.about.asked':
		'A neighbour would like to borrow: {thing}. You can answer until {until}. After that, the request ends by itself.',
	'mail.about.cancelled':
		'A neighbour does not need it any more: {thing}. The loan is cancelled. There is nothing left for you to do.',
	'mail.about.agreed': 'A neighbour agrees to the moment that you proposed: {thing}.',
	'mail.about.extension': 'A neighbour would like to keep it longer: {thing}. Answer on your page.',
	'mail.about.late': 'The day of return has passed: {thing}. Is it back already? Note it on your page.',
	'mail.about.due-today': 'Due back today: {thing}.',
	'mail.about.due-tomorrow': 'Due back tomorrow: {thing}.',
	'mail.about.new-device':
		'Another phone opens your mailbox now. It is not you? Change the lock, in the settings of your page.',
	'mail.about.moderation':
		'A decision was made about what your page shows. You can read it and object on your page.',
	'mail.about.still-willing':
		'Do you still lend? Say so on your page, in one tap. Without an answer within a month, it goes to sleep.',
	'mail.about.gone':
		'Your landlord says that your mailbox is no longer there. Your page is closed. Everything you put there will be erased after {until}. Is it a mistake? Tell your landlord soon.',
	'mail.about.moved-out':
		'Your landlord says that the mailbox becomes free. Do you still live there? Say so on your page before {until}. Without an answer, everything you put there will be erased.',
	'mail.about.new-letter':
		'A new letter was asked for your mailbox. Was it not you? Refuse it on your page before {until}. After that, whoever has the letter can open the mailbox, and everything you put there will be erased.',
	'mail.about.handover':
		'Your building has a new landlord. Its name is on your page. It sees nothing of what you lend, and nothing changes for you.',
	'mail.message.text':
		'Hello,\n\n{lines}\n\nYour page:\n{home}\n\nNo more of these messages? Remove your address here:\n{settings}\n\nPalier, lending between neighbours\n',
	'mail.push.accept': 'Yes',
	'mail.push.decline': 'Not now',
	'mail.push.accepted': 'Done: your neighbour will see that it is yes.',
	'mail.push.declined': 'Done: your neighbour will see that it is no for this time.',
	'mail.push.failed': 'This answer could not leave. Open your page to see where the request stands.',
	'mail.push.more': {
		one: 'And {n} more on your page.',
		other: 'And {n} more on your page.'
	},
	'mail.confirm.subject': 'Palier: is this your address?',
	'mail.confirm.text':
		'Hello,\n\nSomebody gave this address, to be told when a neighbour asks to borrow something.\n\nIs it you? Open this page and press the button:\n{confirm}\n\nIt is not you? Do nothing: we will not write to this address again.\n\nPalier, lending between neighbours\n'
} as const satisfies Words<keyof typeof fr>;

import type { Words } from './sayIn.ts';
import type { kits as fr } from './kits.fr.ts';

export const kits = {
	'kits.moved': { one: 'Noted for {n} kit.', other: 'Noted for {n} kits.' },
	'kits.noPlaces': 'There are no mailboxes yet. Add a residence or import a list.',
	'kits.noPlaces.do': 'Bring your mailboxes',
	'kits.rounds': 'The rounds: put the kits into the boxes',
	'kits.allResidences': { one: 'All: {n} residence', other: 'All: {n} residences' },
	'kits.moreResidences': {
		one: '{n} more residence is not on this list: order from its page.',
		other: '{n} more residences are not on this list: order from their pages.'
	},
	'kits.sum.made': { one: 'kit made', other: 'kits made' },
	'kits.sum.printed': { one: 'printed', other: 'printed' },
	'kits.sum.handed': { one: 'handed to caretakers', other: 'handed to caretakers' },
	'kits.sum.distributed': { one: 'in its box', other: 'in their boxes' },
	'kits.state.none': 'No kit',
	'kits.state.ordered': 'Ordered',
	'kits.state.made': 'Made, to print',
	'kits.state.printed': 'Printed',
	'kits.state.handed': 'Handed to the caretaker',
	'kits.state.distributed': 'In the box',
	'kits.state.voided': 'To make again',
	'kits.count.none': 'without a kit',
	'kits.count.ordered': { one: 'ordered', other: 'ordered' },
	'kits.count.made': 'to print',
	'kits.count.printed': { one: 'printed', other: 'printed' },
	'kits.count.handed': { one: 'handed to the caretaker', other: 'handed to the caretaker' },
	'kits.count.distributed': { one: 'in its box', other: 'in their boxes' },
	'kits.count.voided': 'to make again',
	'kits.do.print': 'Printed',
	'kits.do.hand': 'Handed to the caretaker',
	'kits.do.distribute': 'Put into the box',
	'kits.do.void': 'Spoiled',
	'kits.do.undo': 'Undo the last step',
	'kits.do.reprint': 'Print again (PDF)',
	'kits.reprints': { one: 'printed again {n} time', other: 'printed again {n} times' },
	'kits.col.box': 'Mailbox',
	'kits.col.state': 'How far the kit is',
	'kits.col.do': 'This kit alone',
	'kits.hall.title': 'The kits of this hall',
	'kits.hall.back': 'All kits',
	'kits.hall.none': 'No kit was made for this hall yet.',
	'kits.hall.make': 'Make the kits of this residence',
	'kits.hall.whole': 'For the whole hall',
	'kits.hall.each': 'Mailbox by mailbox, in the order of the round',
	'kits.hall.ticked': 'For the ticked mailboxes',
	'kits.hall.round': 'Open the round of this hall',
	'kits.refused.ended': 'The letter of this mailbox is no longer valid. Make a new letter instead.',
	'kits.refused.inItsBox':
		'This kit is in its box already. If it was lost, make a new letter: the old one will stop working.',
	'kits.newLetter': 'Make a new letter',
	'kits.lost':
		'Is a kit lost? Its letter can still be used. Make a new letter: the old one will stop working.',
	'kits.after.title': 'What comes next',
	'kits.after.proof': 'Look at a proof',
	'kits.after.proofMore': 'Print the first pages and measure the ruler: 100 mm must be 100 mm.',
	'kits.after.letter': 'Read the letter again',
	'kits.after.print': 'Print, in the office or at a printer’s',
	'kits.after.printMore': 'For the printer, copy this ticket:',
	'kits.after.printed': 'All is printed',
	'kits.after.hand': 'Hand the kits to the caretakers',
	'kits.after.handMore': 'Each hall begins with the caretaker’s sheet: it is signed and comes back.',
	'kits.after.handed': 'All is handed to the caretakers',
	'kits.after.round': 'The kits go into the boxes',
	'kits.ticket.what': 'How many',
	'kits.ticket.whatMore': {
		one: '{n} kit of two pages, a caretaker’s sheet and a poster for each hall (halls: {halls}).',
		other: '{n} kits of two pages, a caretaker’s sheet and a poster for each hall (halls: {halls}).'
	},
	'kits.ticket.paper': 'On what',
	'kits.ticket.paperMore':
		'A4, black only, one side. The second page of each kit on self-adhesive paper, removable if possible.',
	'kits.ticket.how': 'How',
	'kits.ticket.howMore':
		'At 100 %, not fitted to the page. Keep the order of the pages: it is that of the round.',
	'kits.taken.title': 'Who took this file',
	'kits.taken.nobody': 'Nobody has downloaded it yet.',
	'kits.taken.by': '{who}, {instant}',
	'rounds.title': 'Rounds',
	'rounds.lead': 'Choose a hall, then tick each mailbox into which you put a kit.',
	'rounds.toDo': 'To do',
	'rounds.allDone': 'Done',
	'rounds.none': 'No kit is waiting. When kits are made for your halls, they will be here.',
	'rounds.more': 'The first {n} halls are here. The others come when these are done.',
	'rounds.offline': 'Open a hall before you go down: after that it works without a network.',
	'rounds.all': 'All rounds',
	'rounds.done': 'In the boxes: {done} of {n}',
	'rounds.legend': 'Touch a mailbox when its kit is in',
	'rounds.noKits': 'No kit was made for this hall yet.',
	'rounds.noKit': 'no kit',
	'rounds.save': 'Save',
	'rounds.tickAll': 'All mailboxes have their kit',
	'rounds.takeBack': {
		one: 'Take back: this mailbox does not have its kit',
		other: 'Take back: these {n} mailboxes do not have their kits'
	},
	'rounds.sent': 'All is sent.',
	'rounds.worksWithout': 'This page works without a network too.',
	'rounds.kept': { one: '{n} tick kept on this phone.', other: '{n} ticks kept on this phone.' },
	'rounds.keptMore': 'No network: they will be sent by themselves. Do not sign out before that.',
	'rounds.sending': 'Being sent.',
	'rounds.signedOut': {
		one: '{n} tick waits on this phone. Sign in with your own address to send it.',
		other: '{n} ticks wait on this phone. Sign in with your own address to send them.'
	},
	'rounds.signIn': 'Sign in',
	'rounds.refused': {
		one: '{n} tick was not taken: the hall is not in your rounds any more. Ask the office.',
		other: '{n} ticks were not taken: the hall is not in your rounds any more. Ask the office.'
	},
	'rounds.spoiled': 'Is a kit spoiled?',
	'rounds.lost': 'Is a kit lost?',
	'rounds.fromPaper': 'Copy a signed sheet',
	'rounds.paper.title': 'Copy the caretaker’s sheet',
	'rounds.paper.day': 'The day of distribution',
	'rounds.paper.badDay': 'Choose a past day, or today.',
	'rounds.paper.notWritten': 'Nothing was noted',
	'rounds.paper.which': 'The mailboxes that have their kit',
	'rounds.paper.whichHint': 'All are ticked. Untick those that the sheet leaves empty.',
	'rounds.paper.write': 'Note this hall',
	'rounds.paper.writeNext': 'Note, then the next hall',
	'rounds.paper.saved': { one: 'Noted: {n} kit in its box.', other: 'Noted: {n} kits in their boxes.' },
	'rounds.paper.allIn': 'All kits of this hall are in their boxes.',
	'rounds.paper.next': 'The next hall',
	'rounds.paper.correct': 'Correct a mailbox of this hall',
	'audit.act.kits-ordered': { one: 'Kits ordered: {n} hall', other: 'Kits ordered: {n} halls' },
	'audit.act.kits-order-cancelled': {
		one: 'Order of kits cancelled: {n} hall',
		other: 'Order of kits cancelled: {n} halls'
	},
	'audit.act.kits-order-removed': {
		one: 'Order of kits removed, with its file: {n} hall',
		other: 'Order of kits removed, with its file: {n} halls'
	},
	'audit.act.kits-taken': {
		one: 'File of kits downloaded: {n} mailbox, {place}',
		other: 'File of kits downloaded: {n} mailboxes, {place}'
	},
	'audit.act.kits-printed': {
		one: 'Kit noted as printed: {n}, {place}',
		other: 'Kits noted as printed: {n}, {place}'
	},
	'audit.act.kits-handed': {
		one: 'Kit noted as handed to the caretaker: {n}, {place}',
		other: 'Kits noted as handed to the caretaker: {n}, {place}'
	},
	'audit.act.kits-distributed': {
		one: 'Kit noted as put into its box: {n}, {place}',
		other: 'Kits noted as put into their boxes: {n}, {place}'
	},
	'audit.act.kits-reprinted': {
		one: 'Kit printed again: {n}, {place}',
		other: 'Kits printed again: {n}, {place}'
	},
	'audit.act.kits-voided': {
		one: 'Kit noted as spoiled: {n}, {place}',
		other: 'Kits noted as spoiled: {n}, {place}'
	},
	'audit.act.kits-undone': {
		one: 'Last step undone for {n} kit, {place}',
		other: 'Last step undone for {n} kits, {place}'
	},
	'audit.act.kits-ticked': {
		one: 'Round, {place}: {n} mailbox ticked or unticked',
		other: 'Round, {place}: {n} mailboxes ticked or unticked'
	}
} as const satisfies Words<keyof typeof fr>;

import type { Words } from './sayIn.ts';
import type { turnover as fr } from './turnover.fr.ts';

export const turnover = {
	'turnover.title': 'New letters',
	'turnover.lead': 'A lost letter, people who moved out? Choose the mailboxes.',
	'turnover.boxes': 'For which mailboxes?',
	'turnover.none': 'This hall has no mailbox.',
	'turnover.why': 'Why?',
	'turnover.why.lost': 'The letter is lost',
	'turnover.whyMore.lost': 'or spoiled, or never arrived',
	'turnover.why.moved-out': 'The people moved out',
	'turnover.whyMore.moved-out': 'the mailbox becomes free',
	'turnover.why.gone': 'The mailbox is no longer there',
	'turnover.why.back': 'The mailbox is there again',
	'turnover.what': 'What will happen',
	'turnover.what.old': 'The older letters of these mailboxes stop working at once.',
	'turnover.what.print':
		'You print the new letters and put them into the mailboxes. Stickers that are already there stay good.',
	'turnover.what.refuse':
		'If somebody uses one of these mailboxes, Palier tells them. They have {hours} hours to say that they are still there: then nothing changes for them.',
	'turnover.what.erase':
		'After {hours} hours without an answer, everything they had put there is erased. Nothing passes to the next person.',
	'turnover.what.eraseLost':
		'For a lost letter, nothing is erased as long as nobody opens the mailbox with the new letter.',
	'turnover.what.same':
		'Palier never tells you whether a mailbox is used: here everything happens the same way.',
	'turnover.what.limit': 'Beyond {n} new letters in a day, another person of your team must say yes.',
	'turnover.do': 'Make the new letters',
	'turnover.problem.boxes': 'Choose at least one mailbox.',
	'turnover.problem.why': 'Say why: the letter is lost, or the people moved out.',
	'turnover.problem.gone': 'These mailboxes are no longer there. Look at the list and choose again.',
	'turnover.made': 'The letters to print',
	'turnover.made.boxes': { one: 'Mailbox {labels}', other: 'Mailboxes {labels}' },
	'turnover.made.when': '{why}, on {instant}.',
	'turnover.made.get': 'Download these letters (PDF)',
	'turnover.made.secret': 'These files hold secret codes. Print, hand out, then delete them.',
	'turnover.waits': {
		one: 'For {n} mailbox, another person must still say yes.',
		other: 'For {n} mailboxes, another person must still say yes.'
	},
	'turnover.waitsMore':
		'It has been asked: a manager sees it under "To approve". The letters are made as soon as they say yes.',
	'turnover.approvals': 'To approve',
	'turnover.approvals.lead':
		'Beyond {n} new letters in a day it takes two people: one who asks, and another who says yes.',
	'turnover.approvals.none': 'Nothing to approve for now.',
	'turnover.approvals.past': 'Already answered',
	'turnover.approval.count': { one: '{n} new letter', other: '{n} new letters' },
	'turnover.approval.boxes': { one: '{n} mailbox', other: '{n} mailboxes' },
	'turnover.approval.more': { one: 'and {n} other hall', other: 'and {n} other halls' },
	'turnover.approval.asked': 'Asked by {who}, on {day}.',
	'turnover.approval.askedByNone': 'Asked on {day}, by software or by somebody who is no longer there.',
	'turnover.approval.until': 'Without an answer, the question ends on {day}.',
	'turnover.approval.yes': 'Yes, make these letters',
	'turnover.approval.no': 'No',
	'turnover.approval.mine': 'You asked this: another person must answer.',
	'turnover.approval.state.yes': 'Yes, on {day}, by {who}.',
	'turnover.approval.state.no': 'No, on {day}, by {who}.',
	'turnover.approval.state.expired': 'Not answered, ended on {day}.',
	'turnover.approval.somebody': 'somebody',
	'turnover.approval.refused.own': 'You cannot answer your own question. Another person must.',
	'turnover.approval.refused.over':
		'Somebody has answered already, or the question is too old. Here is where it stands.',
	'turnover.handovers': 'Buildings sold or taken over',
	'turnover.handovers.lead':
		'A building changes its landlord? You offer it, the other takes it. Stickers and codes keep working.',
	'turnover.handovers.toUs': 'Offered to you',
	'turnover.handovers.fromUs': 'You offer',
	'turnover.handovers.past': 'Over',
	'turnover.handover.from': 'Offered by {other}, on {day}.',
	'turnover.handover.to': 'Offered to {other}, on {day}.',
	'turnover.handover.until': 'The offer stands until {day}.',
	'turnover.handover.building': 'building {name}',
	'turnover.handover.into': 'Into which residence?',
	'turnover.handover.new': 'A new residence',
	'turnover.handover.newName': 'Its name, if it is new',
	'turnover.handover.take': 'Take this building over',
	'turnover.handover.takeMore':
		'Its halls, mailboxes and kits will be yours. The residents will be told that you are their new landlord, and that you see nothing of what they lend.',
	'turnover.handover.decline': 'No, thank you',
	'turnover.handover.withdraw': 'Take this offer back',
	'turnover.handover.state.taken': 'Taken over on {day}.',
	'turnover.handover.state.declined': 'Declined on {day}.',
	'turnover.handover.state.withdrawn': 'Taken back on {day}.',
	'turnover.handover.state.expired': 'Not answered, ended on {day}.',
	'turnover.handover.refused.over': 'This offer is no longer open. Here is where it stands.',
	'turnover.handover.refused.no-residence': 'Choose one of your residences, or a new one.',
	'turnover.handover.refused.no-name': 'Give the new residence a name.',
	'turnover.handover.refused.residence-taken':
		'You already have a residence of this name. Choose it from the list, or type another name.',
	'turnover.handover.refused.building-taken':
		'This residence already has a building of this name. Choose another residence.',
	'turnover.handover.refused.already-offered':
		'This building is already offered to somebody else. Take that offer back first.',
	'turnover.offer': 'Offer a building',
	'turnover.offer.search': 'Find a building',
	'turnover.offer.searchHint': 'The name of the residence, of the building, or the address.',
	'turnover.offer.find': 'Find',
	'turnover.offer.found': 'Which one?',
	'turnover.offer.notFound': 'No building has these words.',
	'turnover.offer.nothing': 'You have no building yet.',
	'turnover.offer.first': 'Here are the first {n}. Find others by a name or an address.',
	'turnover.offer.name': 'Type its name again',
	'turnover.offer.nameHint':
		'The name of the building, or of the residence if the building has none. So that it is the right building.',
	'turnover.offer.to': 'To which landlord?',
	'turnover.offer.toHint': 'Its short name in Palier. Ask them for it.',
	'turnover.offer.ours': 'Yours is: {slug}',
	'turnover.offer.do': 'Offer this building',
	'turnover.offer.doMore':
		'Nothing changes until the other landlord accepts. After that you no longer see this building, and your kit files with it are deleted.',
	'turnover.offer.problem.building': 'Choose a building.',
	'turnover.offer.problem.differs': 'This is not the name of that building. Copy it.',
	'turnover.offer.problem.unknown': 'We know no landlord of this short name. Check with them.',
	'turnover.offer.problem.own': 'This is your own short name.',
	'turnover.mail.subject': 'A building is offered to you',
	'turnover.mail.text':
		'Hello,\n\n{landlord} offers you a building in Palier. To take it over or to decline, open the page “{page}” of your office:\n\n{link}\n\nWithout an answer, the offer ends after {days} days. Nothing changes before you answer.',
	'audit.act.letters-lost': {
		one: 'New letter (lost): {n} mailbox, {residence}',
		other: 'New letters (lost): {n} mailboxes, {residence}'
	},
	'audit.act.letters-moved-out': {
		one: 'Mailbox freed, new letter made: {n} mailbox, {residence}',
		other: 'Mailboxes freed, new letters made: {n} mailboxes, {residence}'
	},
	'audit.act.letters-gone': {
		one: 'Mailbox taken off the wall: {n} mailbox, {residence}',
		other: 'Mailboxes taken off the wall: {n} mailboxes, {residence}'
	},
	'audit.act.letters-downloaded': 'New letters downloaded: {residence}, {hall}, mailboxes {boxes}',
	'audit.act.approval-asked': {
		one: '{n} new letter asked for, to be approved: {residence}',
		other: '{n} new letters asked for, to be approved: {residence}'
	},
	'audit.act.approval-yes': {
		one: 'Approved: {n} new letter, {residence}, asked for by {asked}',
		other: 'Approved: {n} new letters, {residence}, asked for by {asked}'
	},
	'audit.act.approval-no': {
		one: 'Refused: {n} new letter, {residence}, asked for by {asked}',
		other: 'Refused: {n} new letters, {residence}, asked for by {asked}'
	},
	'audit.act.handover-offered': 'Building offered to {to}: {building}, {residence}',
	'audit.act.handover-taken': {
		one: 'Building taken over from {from}: {building}, {residence}, {n} mailbox',
		other: 'Building taken over from {from}: {building}, {residence}, {n} mailboxes'
	},
	'audit.act.handover-gone': {
		one: 'Building gone over to {to}: {building}, {residence}, {n} mailbox',
		other: 'Building gone over to {to}: {building}, {residence}, {n} mailboxes'
	},
	'audit.act.handover-declined': 'Offer of a building declined: {building}, {residence}',
	'audit.act.handover-withdrawn': 'Offer of a building taken back: {building}, {residence}'
} as const satisfies Words<keyof typeof fr>;

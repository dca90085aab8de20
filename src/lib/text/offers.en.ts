import type { offers as fr } from './offers.fr.ts';
import type { Words } from './speak.ts';

export const offers = {
	'items.title': 'What I lend',
	'items.lead': 'Touch what you are willing to lend. It is free, and you say yes or no to each request.',
	'items.search': 'Search for a thing',
	'items.find': 'Search',
	'items.found': { one: 'One thing found', other: '{n} things found' },
	'items.foundNone': 'Nothing of that name',
	'items.foundNoneMore': 'Try another word, or look through the families. Your choices are kept.',
	'items.families': 'Go to a family',
	'items.yours': 'You lend already',
	'items.starter': 'On your sticker sheet',
	'items.starterMore': 'Begin with these: you already have the stickers.',
	'items.care': 'with advice',
	'items.careMore':
		'“With advice”: a machine, heat, a ladder, a baby. Show how to use it, and say what is damaged.',
	'items.save': 'Save my choices',
	'items.tooMany': '{most} things at most. Take some away.',
	'items.family.moving': 'Roll and carry',
	'items.family.tools': 'Repair and build',
	'items.family.garden': 'Garden',
	'items.family.cleaning': 'Clean and sew',
	'items.family.kitchen': 'Cook',
	'items.family.party': 'Celebrate',
	'items.family.outdoors': 'Go out',
	'items.family.sport': 'Do sport',
	'items.family.children': 'Babies and children',
	'items.family.games': 'Play',
	'items.family.media': 'Read, watch, listen',
	'items.family.care': 'Feel well at home',

	'hall.others': 'See who else lends in this hall',
	'hall.title': 'Neighbours lend here.',
	'hall.lead': 'The things to lend are drawn on the mailboxes.',

	'items.adjust': 'Adjust',
	'items.adjustThing': 'Adjust: {thing}',
	'items.paused': 'paused',

	'thing.lent': 'Your neighbours can ask for it.',
	'thing.out': 'At a neighbour’s now.',
	'thing.paused': 'Paused. Your neighbours no longer see it.',
	'thing.pausedUntil': 'Paused. To be lent again on {day}.',
	'thing.notLent': 'You do not lend it.',
	'thing.lend': 'Lend it',
	'thing.lendAgain': 'Lend it again',
	'thing.note': 'Good to know',
	'thing.noteLabel': 'What is damaged, what is missing',
	'thing.noteHint': 'For example: “the cable is short”, “one drill bit is missing”. 140 characters at most.',
	'thing.noteWho':
		'Your neighbour reads it only after your yes. It is not on your page. If you know of a defect, say so: it is the law, and nobody gets hurt.',
	'thing.noteSave': 'Save',
	'thing.noteSaved': 'It is saved.',
	'thing.note.too-long': 'That is too long. {most} characters at most.',
	'thing.note.link-or-number': 'No link, no address and no phone number here.',
	'thing.pause': 'Pause it',
	'thing.pauseMore': 'Your neighbours no longer see it. Nothing says why. A loan under way goes on.',
	'thing.stop': 'Lend it no more',
	'thing.stopMore': 'The thing and what you wrote about it are erased. A loan under way goes on.',
	'thing.stopNow': 'Yes, lend it no more',
	'thing.back': 'Back to what I lend',

	'caution.title': 'To look at together',
	'caution.height':
		'Look at the steps, the feet and the catches together. Climb when somebody holds it below, and never outside in strong wind.',
	'caution.machine':
		'See together how it starts and how it stops. Wear glasses, and unplug it before changing a part.',
	'caution.blade': 'See together the blade and what covers it. Wear gloves, and keep children and feet away.',
	'caution.heat':
		'It burns, and it stays hot for long. Look at the cable and the plug together; let it cool before putting it away.',
	'caution.fire':
		'Outdoors only, never on a closed balcony or in a room: the fumes can kill. Look at the hose and the tap together, and keep water beside it.',
	'caution.pressure': 'Look at the seal and the valve together. Never open it while steam comes out.',
	'caution.jet':
		'See together how it stops, and wear boots. The jet cuts skin: never towards anybody, nor towards a socket.',
	'caution.electric':
		'Look at the cable and the plug together: nothing bare, nothing blackened. Plug it into the wall, away from water, and unroll an extension lead completely.',
	'caution.battery':
		'See together the order of the clamps: red first, then black. Stop both engines before connecting them.',
	'caution.trailer':
		'Look at the hitch, the wheels and the belts together. Try it empty before riding with a child.',
	'caution.roof':
		'Check together that the bars fit the car, and tighten every clamp. Stop after ten minutes to tighten them again.',
	'caution.shock':
		'After a knock this thing no longer protects, and nobody can see it. Talk together of its age and of what happened to it; at the least doubt, the answer is no.',
	'caution.water':
		'Try it on together: the right size, buckles that close, nothing torn. A life jacket does not replace somebody who watches.',
	'caution.baby':
		'Look at the belts, the brakes and the hinges together, and read the instructions. A small child never stays alone in it.',
	'caution.body':
		'Set the height together, and try the brakes. It does not replace what the doctor prescribed.',

	'forbidden.title': 'This is not lent here.',
	'forbidden.weapons':
		'A weapon, even a false one, can kill or frighten. The law forbids lending it like this.',
	'forbidden.medicines':
		'A medicine is given to one person, by a doctor or a pharmacist. Lent, it can make somebody ill.',
	'forbidden.money': 'No money and no jewels: all is free here, and nobody needs to know that you have any.',
	'forbidden.keys': 'A key or a badge opens the door of others too. They are not lent through a page.',
	'forbidden.papers': 'Your papers, cards and passwords are for you alone. Others could act in your name.',
	'forbidden.animals': 'An animal is not a thing. If you want it looked after, talk to somebody.',
	'forbidden.alcohol':
		'Alcohol, tobacco and drugs: the law keeps them from children, and the page is open to all.',
	'forbidden.danger':
		'Gas, petrol, acid, firecrackers: they burn or explode. In a building they are forbidden.',
	'forbidden.machines':
		'This machine badly hurts people who have not learnt to use it. Neighbours do not lend it here.',
	'forbidden.motors':
		'An engine on the road needs a licence and an insurance in your name. Ask your insurer first.',
	'forbidden.eaten': 'A loan comes back. What is eaten or used up cannot: give it away, if you like.',

	'pause.title': 'Pause everything',
	'pause.lead': 'Your neighbours will see an empty page.',
	'pause.more': 'Nothing says that you are away, nor until when. Loans under way go on.',
	'pause.again': 'Lend again',
	'pause.tomorrow': 'Tomorrow',
	'pause.week': 'In a week',
	'pause.month': 'In a month',
	'pause.open': 'When I say so',
	'pause.other': 'Another day',
	'pause.choose': 'On that day',
	'pause.change': 'Choose another day',
	'pause.problem': 'Choose a day from tomorrow on, within two months.',
	'pause.link': 'Choose until which day',

	'lending.title': 'How I lend',
	'lending.link': 'How I lend',
	'lending.manner': 'After my yes',
	'lending.mannerHint': 'Your neighbour reads it only once you have said yes.',
	'lending.manner.hall': 'In the hall, at the time we said',
	'lending.manner.ring': 'They ring at my door',
	'lending.manner.note': 'They leave a note in my mailbox',
	'lending.mannerMissing': 'Choose one of the three.',
	'lending.hours': 'If they ring at your door',
	'lending.from': 'From',
	'lending.until': 'Until',
	'lending.hour': '{hour}:00',
	'lending.hoursWrong': 'The second time must be after the first.',
	'lending.words': 'When a neighbour asks',
	'lending.wordsHint': 'Ready sentences can be read in your language.',
	'lending.words.ready': 'Ready sentences',
	'lending.words.own': 'Their own words too',
	'lending.seen': 'In the list of the hall, your neighbours would read:',
	'lending.listed': 'Be in the list of the hall',
	'lending.listedHint':
		'A neighbour who looks for a ladder sees which mailbox has one, in your entrance or beside it. No name, no floor. What is paused is not there.',
	'lending.listed.no': 'No, only my mailbox',
	'lending.listed.yes': 'Yes, in the list',
	'lending.save': 'Save',
	'lending.saved': 'It is saved.',
	'lending.seeHall': 'See the list of the hall',

	'hall.things': 'Lent in this hall',
	'hall.touch': 'Touch a drawing to see which mailbox',
	'hall.boxesToo': 'Look for the drawings on the mailboxes too: not everything is in this list.',
	'hall.none':
		'Look at the drawings on the mailboxes. Scan the square beside them, or slip a note into the mailbox.',
	'hall.wanted': 'Wanted',
	'hall.wantedMore': 'Do you have one?',
	'hall.lendIt': 'I can lend',

	'who.title': 'Who lends it? {thing}',
	'who.touch': 'Touch a mailbox to ask',
	'who.nobody': 'No mailbox of the list has one now. Look at the drawings on the mailboxes of the hall.',
	'who.back': 'All that this hall lends'
} as const satisfies Words<keyof typeof fr>;

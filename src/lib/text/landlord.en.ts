import type { landlord as fr } from './landlord.fr.ts';
import type { Words } from './speak.ts';

export const landlord = {
	'office.nav': 'Landlord’s pages',
	'office.signOut': 'Sign out',

	'office.signIn.title': 'Landlord’s pages',
	'office.signIn.lead': 'For the landlord’s or the managing agent’s staff. Residents need no password.',
	'office.signIn.email': 'E-mail address',
	'office.signIn.password': 'Password',
	'office.signIn.do': 'Sign in',
	'office.signIn.refused.wrong':
		'The address and the password do not go together. Check both, then try again.',
	'office.signIn.refused.too-many-tries':
		'Too many tries for now. Wait a quarter of an hour, then try again.',
	'office.signIn.lost':
		'Forgotten your password? Ask the person who looks after Palier for a new sign-in link.',

	'office.welcome.title': 'Welcome',
	'office.welcome.whose': 'This sign-in link belongs to {email}.',
	'office.welcome.notYou': 'Is that not you? Close this page and type nothing.',
	'office.welcome.password': 'Choose a password',
	'office.welcome.hint': 'At least 12 characters. Three or four words in a row do very well.',
	'office.welcome.do': 'Keep this password and go in',
	'office.welcome.problem.too-short': 'This password is too short: it takes at least 12 characters.',
	'office.welcome.problem.too-long': 'This password is too long: 1,000 characters at most.',
	'office.welcome.deadTitle': 'This link no longer works',
	'office.welcome.deadLead': 'A sign-in link works once, and for three days.',
	'office.welcome.deadSignIn': 'Have you chosen your password already? Sign in with it.',
	'office.welcome.deadAsk': 'Otherwise, ask the person who looks after Palier for a new link.',

	'office.first.wait': 'No residence is in your care yet. Ask your manager.',

	'office.figures.title': 'What is lent',
	'office.figures.claimed': {
		one: 'household has opened its mailbox',
		other: 'households have opened their mailbox'
	},
	'office.figures.asked': { one: 'request in four weeks', other: 'requests in four weeks' },
	'office.figures.lent': { one: 'loan in four weeks', other: 'loans in four weeks' },
	'office.figures.few': 'fewer than 5',
	'office.figures.notYet': 'The first figures come next Monday.',

	'office.residences.title': 'Residences',
	'office.residences.name': 'Residence',
	'office.residences.halls': 'Halls',
	'office.residences.mailboxes': 'Mailboxes',
	'office.residences.claimed': 'Opened',
	'office.residences.asked': 'Requests',
	'office.residences.lent': 'Loans',
	'office.residences.masked': 'hidden',
	'office.residences.later': 'figures next Monday',

	'office.import.do': 'Import a list',
	'office.import.lead': 'A list says where the mailboxes are. It never says who lives there.',
	'office.import.file': 'The file of your list',
	'office.import.fileHint':
		'A .csv file. In Excel: “Save as”, then “CSV UTF‑8”. At most {megabytes} MB and {rows} rows.',
	'office.import.look': 'See what the list says',
	'office.import.nothingYet': 'Nothing is imported before you have checked it.',
	'office.import.exampleTitle': 'An example',
	'office.import.examplePerBox': 'One row for each mailbox:',
	'office.import.examplePerHall': 'Or one row for each hall, if its mailboxes are numbered 1, 2, 3…:',
	'office.import.columnsTitle': 'The columns',
	'office.import.columnsLead':
		'In any order, with or without capitals and accents. Files in the RPLS layout are read as they are.',
	'office.import.column': 'Column',
	'office.import.meaning': 'What it holds',
	'office.import.alsoCalled': 'Also read as',
	'office.import.column.residence': 'The name of the residence. Without it, the address stands in.',
	'office.import.column.batiment': 'The building. May be empty.',
	'office.import.column.entree': 'The hall or staircase: one block of mailboxes.',
	'office.import.column.adresse': 'Number and street.',
	'office.import.column.code_postal': 'Five digits.',
	'office.import.column.commune': 'The town.',
	'office.import.column.boite': 'The number written on the mailbox: 12, 12 bis, A3.',
	'office.import.column.nombre_boites': 'Instead of “boite”: how many mailboxes the hall has.',
	'office.import.column.langue': 'If you like: the second language of the letter. For example arabe.',
	'office.import.column.reference': 'If you like: your own number of the mailbox or the hall.',
	'office.import.peopleTitle': 'What we do not read',
	'office.import.people':
		'Names, phone numbers, e-mail addresses, dates of birth, rents. Take these columns out. If some are left, we do not read them, and we tell you so.',

	'office.residence.halls': { one: '{n} hall', other: '{n} halls' },
	'office.residence.mailboxes': { one: '{n} mailbox', other: '{n} mailboxes' },
	'office.residence.hallsTitle': 'The halls, in walking order',

	'office.hall.building': 'Building: {building}',

	'office.kit.title': 'Make the kits',
	'office.kit.language': 'The second language of the letter',
	'office.kit.languageHint': 'The letter is always in French. A second language can be added.',
	'office.kit.language.none': 'That of the list',
	'office.kit.languageMore.none': 'or none',
	'office.kit.languageMore.en': 'and French',
	'office.kit.languageMore.ar': 'and French',
	'office.kit.all': 'Make the kit of the whole residence',
	'office.kit.hall': 'Make this kit',
	'office.kit.wait': 'A PDF file is downloaded. It takes a few seconds for a hundred mailboxes.',
	'office.kit.specimen':
		'This Palier is a trial: every page carries the word SPECIMEN. Do not hand these kits out.',

	'office.kit.waitLarge':
		'That is a lot of mailboxes: the kit is made apart, and a page tells you how far it is.',
	'office.orders.title': 'Kits',
	'office.orders.lead':
		'A kit of more than {mailboxes} mailboxes is made while you do something else. Its file waits for you here for {days} days.',
	'office.orders.latest': 'Latest orders',
	'office.orders.all': 'All orders of kits',
	'office.orders.newTitle': 'Order kits',
	'office.orders.which': 'For which residences?',
	'office.orders.form': 'The file',
	'office.orders.form.pdf': 'One PDF',
	'office.orders.form.zip': 'One PDF per entrance',
	'office.orders.formMore.pdf': 'in the order of the round',
	'office.orders.formMore.zip': 'together in a ZIP file',
	'office.orders.do': 'Order these kits',
	'office.orders.refusedTitle': 'Nothing was ordered',
	'office.orders.refused.no-hall': 'Choose at least one residence.',
	'office.orders.refused.mixed':
		'The trial residence is ordered by itself: its papers carry the word SPECIMEN. Choose it alone, or leave it out.',
	'office.orders.refused.too-many':
		'There are {n} orders already. Delete those that you no longer need, then order again.',
	'office.order.state.waiting': 'The kit is waiting for its turn',
	'office.order.state.making': 'The kit is being made',
	'office.order.state.made': 'The kit is ready',
	'office.order.state.cancelled': 'The order is cancelled',
	'office.order.state.failed': 'The kit could not be made',
	'office.order.state.lost': 'The file is no longer there',
	'office.order.told.waiting': 'Your order is noted. You can close this page and come back later.',
	'office.order.told.making': 'You can close this page and come back later: the work goes on.',
	'office.order.told.made':
		'This file holds the secret codes of the letters. Give it only to the person who prints.',
	'office.order.told.cancelled': 'Nothing was kept. You can order the same kit again.',
	'office.order.told.failed': 'Nothing is lost: you can order the same kit again.',
	'office.order.told.lost':
		'Our disk no longer has it. Order the same kit again: the codes will be the same.',
	'office.order.failed.disk-full':
		'Our disk is full. Tell the person who looks after Palier, then order again.',
	'office.order.failed.fault':
		'This is our fault. Order again. If it happens again, give this number to the person who looks after Palier: {fault}',
	'office.order.outdated': {
		one: 'Since then, {n} letter was made again: the one in this file no longer works. Order again to get the right one.',
		other:
			'Since then, {n} letters were made again: those in this file no longer work. Order again to get the right ones.'
	},
	'office.order.moreResidences': { one: 'and {n} other residence', other: 'and {n} other residences' },
	'office.order.done': { one: '{done} of {n} mailbox.', other: '{done} of {n} mailboxes.' },
	'office.order.soon': 'Less than a minute to go.',
	'office.order.minutes': { one: 'About {n} minute to go.', other: 'About {n} minutes to go.' },
	'office.order.download.pdf': 'Download the PDF ({size} MB)',
	'office.order.download.zip': 'Download the ZIP ({size} MB)',
	'office.order.resume': 'Did the download stop half way? Resume it in your browser: it goes on from there.',
	'office.order.by': 'Ordered on {day} by {who}.',
	'office.order.byNobody': 'Ordered on {day}.',
	'office.order.kept': 'Kept until {day}.',
	'office.order.follow': 'See how far it is',
	'office.order.cancel': 'Cancel this order',
	'office.order.again': 'Order again',
	'office.order.remove': 'Delete this file',
	'office.order.forget': 'Take off the list',
	'office.order.renews': 'This page renews itself.',
	'office.order.still': 'Stop renewing it',
	'office.order.look': 'Renew this page',

	'office.kit.postersTitle': 'The posters alone',
	'office.kit.posters.A3': 'The posters in A3 (PDF)',
	'office.kit.posters.A4': 'The posters in A4 (PDF)',
	'office.kit.contentsTitle': 'What is in a kit',
	'office.kit.contents.caretaker': 'For each hall: the caretaker’s sheet for the round, with boxes to tick.',
	'office.kit.contents.poster': 'A poster for the hall.',
	'office.kit.contents.letter':
		'For each mailbox: a letter, with the household’s secret code inside the fold.',
	'office.kit.contents.stickers': 'And a sheet of stickers.',
	'office.kit.printTitle': 'To print it well',
	'office.kit.print.size':
		'Choose “Actual size” or “100 %”. Never “Fit to page”: the squares would be too small.',
	'office.kit.print.sides': 'Print on one side only, on white A4 paper. Black is enough.',
	'office.kit.print.stickers':
		'The sheets of stickers go on adhesive A4 paper. On plain paper, they are cut out and glued.',
	'office.kit.print.fold': 'Fold each letter in three, with the code inside.',
	'office.kit.print.order': 'Keep the pages in order: it is that of the round.',
	'office.kit.again':
		'You can make a kit again whenever you like: the codes are the same, and letters that were handed out still work.'
} as const satisfies Words<keyof typeof fr>;

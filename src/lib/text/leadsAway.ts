/**
 * Whether somebody's line would lead a stranger away from here: a phone number, an address of the web or of mail, a name on another
 * network, in whatever disguise people give them (spaced, in words, in other digits). Times, days, measures, floors and doors are none of these.
 */
export function leadsAway(line: string): boolean {
	const plain = plainly(line);
	return [plain, joined(plain)].some((text) => isLink(text) || isNetwork(text)) || isNumber(plain);
}

/** Small letters without accents, one form for each letter and digit. */
function plainly(line: string): string {
	return line
		.normalize('NFKC')
		.normalize('NFKD')
		.replace(/[\p{M}\p{Cf}]/gu, '')
		.toLowerCase()
		.replace(/\p{Nd}/gu, digitOf)
		.replace(/\p{No}|\p{Nl}/gu, '9')
		.replace(/[оοօ]/gu, 'o')
		.replace(/[аα]/gu, 'a')
		.replace(/[еε]/gu, 'e')
		.replace(/[с]/gu, 'c')
		.replace(/[іι]/gu, 'i')
		.replace(/[。．｡•·∙⋅]/gu, '.')
		.replace(/\s+/gu, ' ');
}

/** Digits of each script stand ten in a row, from a code point that 16 divides or that is 6 after one (Unicode 16, Nd). */
function digitOf(digit: string): string {
	const point = digit.codePointAt(0)!;
	if (point < 0x80) return digit;
	const low = point % 16;
	return String(
		low >= 6 && low <= 15 && /\p{Nd}/u.test(String.fromCodePoint(point - low + 15)) ? low - 6 : low % 10
	);
}

/** "g m a i l" and "w.w.w" as one word. */
function joined(text: string): string {
	return text.replace(/(?<=(?<![\p{L}])\p{L})[\s._*|/-]+(?=\p{L}(?!\p{L}))/gu, '');
}

/** Endings of addresses that are no word after a full stop. */
const ENDINGS =
	'com|fr|net|org|eu|io|info|app|xyz|uk|gg|tv|biz|dev|site|online|website|club|shop|page|link|chat|mobi|bzh|paris|re|gp|mq|nc|pf|ma|dz|tn|sn|ci|be|ch|lu|de|es|it|pt|pl|ro|ru|tr|us|ca|co|me|ly|cc|to|ai|sh|ws|pw|kom';
const CLEAR_ENDINGS = 'com|fr|net|org|eu|io|info|app|xyz|gg|biz|kom|كوم';

const LINKS = [
	/@|＠|﹫/u,
	/\b(arr?obas[e]?|ar0base?|chez ?gmail|at sign)\b|[([{<] ?(at|a|ar+obas[e]?|@|dot|point|punkt) ?[)\]}>]|آت|اروباز/u,
	/\bh(tt|xx)ps?\b|\bwww\b|\bwww\d?\.|:\/\/|\bxn--/u,
	new RegExp(`[\\p{L}\\p{N}_-]\\.(${ENDINGS})(?![\\p{L}\\p{N}])`, 'u'),
	new RegExp(`[\\p{L}\\p{N}] ?[([{]?[.,][)\\]}]? ?(${CLEAR_ENDINGS})(?![\\p{L}\\p{N}])`, 'u'),
	new RegExp(`(?<!\\p{L})(point|dot|punkt|punto|نقطه|نقطة) ?(${CLEAR_ENDINGS}|اف ار)(?![\\p{L}\\p{N}])`, 'u'),
	/[\p{L}\p{N}]\.\p{L}{2,}\//u
];

function isLink(text: string): boolean {
	return LINKS.some((link) => link.test(text));
}

const NETWORKS =
	/(?<!\p{L})(g ?mail|hot ?mail|outlook|yahoo|i ?cloud|proton ?mail|wanadoo|whats? ?app|whats|watsapp|wattsapp|telegram|insta|instagram|snap|snapchat|tik ?tok|facebook|fb|messenger|viber|discord|skype|we ?chat|linked ?in|واتساب|واتس|الواتس|تلغرام|تيليجرام|تليغرام|انستغرام|انستا|سناب|سنابشات|فيسبوك|ماسنجر|جيميل|هوتميل)(?!\p{L})/u;
const LEET: Readonly<Record<string, string>> = {
	0: 'o',
	1: 'i',
	3: 'e',
	4: 'a',
	5: 's',
	7: 't',
	$: 's',
	'!': 'i'
};

function isNetwork(text: string): boolean {
	const read = text.replace(/(?<=\p{L})[013457$!]|[013457$!](?=\p{L})/gu, (sign) => LEET[sign]!);
	return NETWORKS.test(text) || NETWORKS.test(read);
}

/** Digits together at most: a door, a year; and in the whole line: two times of the clock. */
const DIGITS_TOGETHER = 4;
const DIGITS_IN_ALL = 9;

/** "18h30", "18:30", "18 h": two of them are a morning, three are a number in disguise. */
const TIME = /(?<![\d+])([01]?\d|2[0-3]) ?[h:] ?([0-5]\d)?(?![\d:])/gu;

/** "24/11/2026" with no other number beside it. Its year tells nobody anything; "24/11" is short enough as it is. */
const DATE = /^(0?[1-9]|[12]\d|3[01])([/.-])(0?[1-9]|1[0-2])\2(20[23]\d)$/;

/** "1,5 m", "230 V", "20 kg": several may follow each other, as long as they are too few digits for a phone. */
const MEASURE =
	/(?<![\d\p{L}.,])([1-9]\d{0,3}|0(?=[.,]))([.,]\d{1,2})? ?([cmk]?m[23]?|[cm]?l|k?[gvw]|a|°c?|م|كغ)(?![\p{L}\d])/gu;
const DIGITS_OF_MEASURES = 8;

function isNumber(text: string): boolean {
	if (/\+ ?\d{2}|(?<!\d)00 ?\d{2}/u.test(text)) return true;
	let [times, digitsOfTimes] = [0, 0];
	const withoutTimes = text.replace(TIME, (time) => {
		if (++times > 2) return time;
		digitsOfTimes += time.replace(/\D/g, '').length;
		return ' heure ';
	});
	const runs = runsOf(withoutTimes);
	const total = runs.reduce((sum, run) => sum + lengthOf(run), digitsOfTimes);
	if (total > DIGITS_IN_ALL || runs.some(isNoMeasures)) return true;
	return runsOf(withoutTimes.replace(MEASURE, ' mesure ')).some(isTooLong);
}

/** Measures do not begin with 06. */
function isNoMeasures(run: Run): boolean {
	return lengthOf(run) > (/^[0o] ?\d/u.test(run.text) ? DIGITS_TOGETHER : DIGITS_OF_MEASURES);
}

function isTooLong(run: Run): boolean {
	const { numbers } = run;
	return (
		lengthOf(run) > DIGITS_TOGETHER ||
		(numbers.length > 1 && /^(zero|oh|double|triple|صفر)$/u.test(numbers[0]!))
	);
}

function lengthOf({ numbers, text }: Run): number {
	return DATE.test(text) ? numbers.length - '2026'.length : numbers.length;
}

const NUMBER_WORDS = new Set(
	(
		'zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente quarante ' +
		'cinquante soixante septante huitante octante nonante cent ' +
		'oh one two three four five seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen ' +
		'twenty thirty forty fifty sixty seventy eighty ninety hundred double triple ' +
		'صفر واحد اثنان اثنين اتنين ثلاثه ثلاث تلاته اربعه اربع خمسه خمس سته ست سبعه سبع ثمانيه ثماني ثمان تمانيه تسعه تسع عشره عشر ' +
		'عشرون عشرين ثلاثون ثلاثين اربعون اربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين'
	).split(' ')
);

/** Digits and words of numbers that follow each other, whatever signs and single letters stand between, but for 120 x 60; alone, "un" is no number. */
function runsOf(line: string): Run[] {
	const text = line.replaceAll('ة', 'ه');
	const runs: { numbers: string[]; from: number; to: number }[] = [];
	let goesOn = false;
	for (const { 0: word, index: from } of text.matchAll(/\d|\p{L}+/gu)) {
		const number = numberIn(word);
		const to = from + word.length;
		if (number && goesOn) {
			runs.at(-1)!.numbers.push(number);
			runs.at(-1)!.to = to;
		} else if (number) {
			runs.push({ numbers: [number], from, to });
			goesOn = true;
		} else if (word === 'x' || (word.length > 1 && word !== 'et' && word !== 'and')) goesOn = false;
	}
	return runs
		.filter(({ numbers }) => numbers.length > 1 || /\d/.test(numbers[0]!))
		.map(({ numbers, from, to }) => ({ numbers, text: text.slice(from, to) }));
}

interface Run {
	/** Digits, and words of numbers. */
	readonly numbers: readonly string[];
	/** All that stands there, from the first to the last of them. */
	readonly text: string;
}

function numberIn(word: string): string | null {
	if (/^(\d|o|l)$/.test(word)) return word;
	const bare = word.replace(/^و(?=\p{L}{3})/u, '');
	return NUMBER_WORDS.has(word) || NUMBER_WORDS.has(bare) ? word : null;
}

import { figureNames } from '#lib/statistics/disclosure.ts';
import * as v from 'valibot';
import { apiRefusals, type ApiRefusal } from './refusals.ts';

/** What the API takes and gives. Requests are read by these, and docs/api.md and `openapi.json` are made of them. */
const about = <S extends v.GenericSchema>(schema: S, description: string) =>
	v.pipe(schema, v.description(description));

/** Rows of places in one request. */
export const MOST_PLACES = 1_000;
export const MOST_HALLS = 500;
export const MOST_MAILBOXES = 500;
/** Things on a page, unless the request says how many. */
export const PAGE = 100;
export const MOST_ON_PAGE = 500;

export const code = about(
	v.pipe(v.string(), v.regex(/^[0-9A-HJKMNP-TV-Z]{13}$/)),
	'The code on the sticker or on the poster, without hyphens.'
);
const key = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));
const day = v.pipe(v.string(), v.isoDate());
const instant = v.pipe(v.string(), v.isoTimestamp());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A language as BCP 47 spells it; a hall without one takes that of its residence. */
const language = v.nullable(v.pipe(v.string(), v.maxLength(10)));

export const residence = v.object({ key, name: v.string(), language, halls: count, mailboxes: count });

export const stickerRule = v.picklist(['any', 'removable', 'none']);

export const hall = v.object({
	code,
	residence: v.object({ key, name: v.string() }),
	building: v.string(),
	entrance: v.string(),
	address: v.string(),
	postcode: v.string(),
	city: v.string(),
	reference: v.nullable(v.string()),
	language,
	mailboxes: count,
	houseRules: v.object({
		stickers: about(stickerRule, 'Stickers on mailboxes: any, only such as come off again, or none.'),
		largestMm: about(v.nullable(count), 'The largest side of a sticker in mm; null: no rule.')
	}),
	kits: v.object({ made: count, printed: count, handed: count, distributed: count })
});

export const kitState = v.picklist(['none', 'ordered', 'made', 'printed', 'handed', 'distributed', 'voided']);

export const mailbox = v.object({
	code,
	hall: code,
	label: v.string(),
	emblem: about(v.string(), 'The drawing on the sticker, by its name in the catalogue.'),
	reference: v.nullable(v.string()),
	language,
	letterUntil: about(day, 'The last day on which the newest letter can be used.'),
	kit: about(kitState, 'How far the kit of the newest letter is.')
});

const pageOf = <S extends v.GenericSchema>(thing: S) =>
	v.object({
		items: v.array(thing),
		next: about(v.nullable(v.string()), 'Give it as `cursor` for the next page; null: this is the last one.')
	});

export const residencePage = pageOf(residence);
export const hallPage = pageOf(hall);
export const mailboxPage = pageOf(mailbox);

export const cursor = v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}-\d{1,15}$/)));
/** Of a query: a text that says a number. */
export const limit = v.optional(
	about(
		v.pipe(v.string(), v.regex(/^[1-9]\d{0,2}$/)),
		`Things on a page: ${PAGE} unless said, at most ${MOST_ON_PAGE}.`
	)
);
export const pageQuery = v.strictObject({ cursor, limit });
export const hallQuery = v.strictObject({ cursor, limit, residence: v.optional(key) });
export const mailboxQuery = v.strictObject({
	cursor,
	limit,
	hall: v.optional(code),
	residence: v.optional(key)
});

const cell = (description: string) => v.optional(about(v.pipe(v.string(), v.maxLength(2_000)), description));

export const placeRow = v.strictObject({
	residence: cell('Its name; without it the address stands for it.'),
	building: cell('May be left out.'),
	entrance: cell('The hall: one block of mailboxes.'),
	address: cell('Number and street.'),
	postcode: cell('Five digits, as a text.'),
	city: cell('The town.'),
	mailbox: cell('What is written on the mailbox: 12, 12 bis, A3.'),
	mailboxes: cell('In place of `mailbox`: how many the hall has, numbered from 1, as a text.'),
	language: cell('The second language of the letter.'),
	reference: cell('Your own number of the mailbox or the hall.')
});
export type PlaceRow = v.InferOutput<typeof placeRow>;

export const placesBrought = v.strictObject({
	rows: v.pipe(v.array(placeRow), v.minLength(1), v.maxLength(MOST_PLACES)),
	dryRun: v.optional(about(v.boolean(), 'Only tells what it would do.'))
});

export const placesReport = v.object({
	written: v.boolean(),
	residences: count,
	buildings: count,
	halls: v.object({ added: count, changed: count }),
	mailboxes: v.object({ added: count, changed: count, same: count })
});

export const hallChange = v.pipe(
	v.strictObject({
		houseRules: v.strictObject({
			stickers: stickerRule,
			largestMm: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(300)))
		})
	}),
	v.description('The house rules of a hall; what is printed for it follows them.')
);

export const kitForm = v.picklist(['pdf', 'zip']);
const secondLanguage = about(
	v.nullable(v.picklist(['en', 'ar'])),
	'The letter is in French and in this; null: the language of each hall.'
);

export const kitsWanted = v.strictObject({
	halls: v.pipe(v.array(code), v.minLength(1), v.maxLength(MOST_HALLS)),
	language: v.optional(secondLanguage),
	form: v.optional(about(kitForm, 'One PDF, or a ZIP with a PDF a hall.'))
});

export const kitOrder = v.object({
	key,
	state: v.picklist(['waiting', 'making', 'made', 'cancelled', 'failed', 'lost']),
	residences: v.array(v.string()),
	halls: count,
	mailboxes: count,
	mailboxesDone: count,
	language: secondLanguage,
	form: kitForm,
	orderedAt: instant,
	keptUntil: v.nullable(instant),
	bytes: v.nullable(count),
	outdated: about(
		count,
		'Mailboxes that were given a newer letter since: theirs in this file no longer works.'
	)
});
export const kitOrders = v.object({ items: v.array(kitOrder) });

export const kitStep = v.picklist(['print', 'hand', 'distribute', 'reprint', 'void', 'undo']);
const someCodes = (most: number) => v.pipe(v.array(code), v.minLength(1), v.maxLength(most));

/** Halls or mailboxes, not both: a step is taken once. */
export const kitsMoved = v.union([
	v.strictObject({ halls: someCodes(MOST_HALLS), step: kitStep }),
	v.strictObject({ mailboxes: someCodes(MOST_MAILBOXES), step: kitStep })
]);
export const kitsMovedReport = v.object({ moved: count });

export const figuresQuery = v.strictObject({});
const figureValues = v.object(
	Object.fromEntries(figureNames.map((figure) => [figure, v.nullable(count)])) as Record<
		(typeof figureNames)[number],
		v.NullableSchema<typeof count, undefined>
	>
);
export const figures = v.object({
	week: about(v.nullable(day), 'The Monday on which the figures were frozen; null before the first.'),
	groups: v.array(
		v.object({
			residence: about(v.nullable(key), 'The key of a residence; null: the whole.'),
			figures: about(
				v.nullable(figureValues),
				'Rounded to 5 and only over 10 households or more; null: hidden.'
			)
		})
	)
});

export const problem = v.object({
	type: v.string(),
	title: v.string(),
	status: v.pipe(v.number(), v.integer()),
	detail: v.optional(v.string()),
	code: v.picklist(Object.keys(apiRefusals) as ApiRefusal[]),
	problems: v.optional(
		v.array(
			v.object({
				at: about(v.string(), 'A JSON pointer into the request (RFC 6901), or the name of a parameter.'),
				reason: v.string(),
				message: v.string()
			})
		)
	),
	moreProblems: v.optional(count)
});
export type ApiProblem = v.InferOutput<typeof problem>;

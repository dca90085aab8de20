import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/**
 * Instants are milliseconds since 1970 (`…_at`), civil days are `YYYY-MM-DD` (`…_day`).
 * Every row of a landlord carries `landlord_id`: queries take it as their scope.
 * What belongs to a household hangs on `household` and goes with it.
 */
const id = () => integer('id').primaryKey();
const at = (name: string) => integer(name);

export const landlord = sqliteTable('landlord', {
	id: id(),
	slug: text('slug').notNull().unique(),
	name: text('name').notNull(),
	createdAt: at('created_at').notNull(),
	/** Of the letter and the posters: `#rrggbb`, dark enough to be read on white. */
	color: text('color'),
	/** A PNG as base64. */
	logo: text('logo')
});

const scope = () =>
	integer('landlord_id')
		.notNull()
		.references(() => landlord.id, { onDelete: 'cascade' });

export const residence = sqliteTable(
	'residence',
	{
		id: id(),
		landlordId: scope(),
		/** Random, in URLs of the landlord's pages. */
		key: text('key').notNull().unique(),
		name: text('name').notNull(),
		/** The second language of its letters, where a hall names none. */
		language: text('language'),
		/** Made up to try things out, since: its papers are specimens, its figures are not counted, it can be wiped. */
		trialAt: at('trial_at')
	},
	(t) => [uniqueIndex('residence_name').on(t.landlordId, t.name)]
);

export const building = sqliteTable(
	'building',
	{
		id: id(),
		landlordId: scope(),
		residenceId: integer('residence_id')
			.notNull()
			.references(() => residence.id, { onDelete: 'cascade' }),
		name: text('name').notNull(),
		/** Identifier in the French register of buildings (RNB): 12 symbols without hyphens. */
		rnbId: text('rnb_id')
	},
	(t) => [uniqueIndex('building_name').on(t.residenceId, t.name)]
);

export const hall = sqliteTable(
	'hall',
	{
		id: id(),
		landlordId: scope(),
		buildingId: integer('building_id')
			.notNull()
			.references(() => building.id, { onDelete: 'cascade' }),
		name: text('name').notNull(),
		/** Number and street in one line: what tells places apart, and what is printed. */
		address: text('address').notNull(),
		/** The same in the fields of the Base Adresse Nationale, where they are known: numero, rep, nom_voie, code_insee, id. */
		houseNumber: text('house_number'),
		repetition: text('repetition'),
		street: text('street'),
		inseeCode: text('insee_code'),
		banId: text('ban_id'),
		postcode: text('postcode').notNull(),
		city: text('city').notNull(),
		reference: text('reference'),
		language: text('language'),
		/** IANA time zone: loans are civil days of the building. */
		zone: text('zone').notNull(),
		/** Public, on the poster. */
		code: text('code').notNull().unique(),
		/** Place in walking order within the landlord's list. */
		position: integer('position').notNull(),
		/** Which emblem the hall begins with. */
		emblemStart: integer('emblem_start').notNull(),
		/** The house rule for stickers on mailboxes: any, only such as come off again, or none. */
		stickers: text('stickers', { enum: ['any', 'removable', 'none'] })
			.notNull()
			.default('any'),
		/** The largest side of a sticker in mm; null: no rule. */
		stickerMm: integer('sticker_mm'),
		/** Mailboxes on the wall, kept by triggers; and how far their kits are, kept by the verbs that move kits. */
		mailboxCount: integer('mailbox_count').notNull().default(0),
		kitsMade: integer('kits_made').notNull().default(0),
		kitsPrinted: integer('kits_printed').notNull().default(0),
		kitsHanded: integer('kits_handed').notNull().default(0),
		kitsDistributed: integer('kits_distributed').notNull().default(0),
		/** No longer there since: its code is kept for ever. */
		goneAt: at('gone_at')
	},
	(t) => [
		uniqueIndex('hall_place').on(t.buildingId, t.name, t.address),
		index('hall_landlord').on(t.landlordId, t.position)
	]
);

export const mailbox = sqliteTable(
	'mailbox',
	{
		id: id(),
		landlordId: scope(),
		hallId: integer('hall_id')
			.notNull()
			.references(() => hall.id, { onDelete: 'cascade' }),
		label: text('label').notNull(),
		position: integer('position').notNull(),
		reference: text('reference'),
		language: text('language'),
		/** Public, on the sticker; never re-assigned. */
		code: text('code').notNull().unique(),
		emblem: text('emblem').notNull(),
		/** A new epoch kills every older letter. */
		epoch: integer('epoch').notNull().default(1),
		/** Last civil day on which the letter of this epoch can be used. */
		letterUntilDay: text('letter_until_day').notNull(),
		/** When a new letter was last made for this mailbox alone. */
		reissuedAt: at('reissued_at'),
		/** When it was last said that whoever lived behind it moved out. */
		freedAt: at('freed_at'),
		/** No longer on the wall since: its code is kept for ever. */
		goneAt: at('gone_at')
	},
	(t) => [
		uniqueIndex('mailbox_label').on(t.hallId, t.label),
		uniqueIndex('mailbox_emblem').on(t.hallId, t.emblem),
		index('mailbox_landlord').on(t.landlordId, t.id)
	]
);

export const staff = sqliteTable('staff', {
	id: text('id').primaryKey(),
	landlordId: scope(),
	email: text('email').notNull().unique(),
	role: text('role', { enum: ['manager', 'agent', 'caretaker', 'facilitator', 'director'] }).notNull(),
	passwordHash: text('password_hash'),
	createdAt: at('created_at').notNull(),
	/** The civil day on which they were last here. */
	seenDay: text('seen_day'),
	/** The key of their one-time passwords (TOTP), sealed; it counts once confirmed. */
	totpSealed: text('totp_sealed'),
	totpConfirmedAt: at('totp_confirmed_at'),
	/** The last time step that was used: a one-time password works once. */
	totpStep: integer('totp_step')
});

/** Codes on paper for who lost the telephone of the second factor; each works once. */
export const recoveryCode = sqliteTable(
	'recovery_code',
	{
		staffId: text('staff_id')
			.notNull()
			.references(() => staff.id, { onDelete: 'cascade' }),
		codeHash: text('code_hash').notNull()
	},
	(t) => [primaryKey({ columns: [t.staffId, t.codeHash] })]
);

/** The halls of a caretaker. */
export const staffHall = sqliteTable(
	'staff_hall',
	{
		staffId: text('staff_id')
			.notNull()
			.references(() => staff.id, { onDelete: 'cascade' }),
		hallId: integer('hall_id')
			.notNull()
			.references(() => hall.id, { onDelete: 'cascade' })
	},
	(t) => [primaryKey({ columns: [t.staffId, t.hallId] })]
);

/** What the office did, in order; each row is sealed with the hash of the one before it. Triggers refuse to change it. */
export const audit = sqliteTable(
	'audit',
	{
		id: integer('id').primaryKey({ autoIncrement: true }),
		landlordId: scope(),
		at: at('at').notNull(),
		/** Null for the command line and for software; people leave, what they did stays. */
		staffId: text('staff_id'),
		/** A mail address, `api <name>` or `palier`. */
		who: text('who').notNull(),
		act: text('act').notNull(),
		/** What the sentence of this act needs, as JSON: names of places, counts. Never a secret, never a household. */
		about: text('about').notNull(),
		/** Hashes of the row before and of this one, soon after it was written. */
		previous: text('previous'),
		hash: text('hash')
	},
	(t) => [
		index('audit_landlord').on(t.landlordId, t.id),
		index('audit_unsealed')
			.on(t.id)
			.where(sql`hash IS NULL`)
	]
);

/** A key for a landlord's own software. */
export const apiToken = sqliteTable(
	'api_token',
	{
		id: id(),
		landlordId: scope(),
		/** Random, in URLs of the landlord's pages. */
		key: text('key').notNull().unique(),
		name: text('name').notNull(),
		/** SHA-256. */
		tokenHash: text('token_hash').notNull().unique(),
		/** What it may do, as JSON: a list of the API's scopes. */
		scopes: text('scopes').notNull(),
		staffId: text('staff_id').references(() => staff.id, { onDelete: 'set null' }),
		madeAt: at('made_at').notNull(),
		expiresAt: at('expires_at').notNull(),
		/** The civil day on which it was last used. */
		usedDay: text('used_day'),
		endedAt: at('ended_at')
	},
	(t) => [index('api_token_landlord').on(t.landlordId)]
);

/** Opens the desk of one hall for a day, to somebody without an account. */
export const hallDay = sqliteTable(
	'hall_day',
	{
		id: id(),
		landlordId: scope(),
		key: text('key').notNull().unique(),
		hallId: integer('hall_id')
			.notNull()
			.references(() => hall.id, { onDelete: 'cascade' }),
		/** SHA-256. */
		tokenHash: text('token_hash').notNull().unique(),
		staffId: text('staff_id').references(() => staff.id, { onDelete: 'set null' }),
		madeAt: at('made_at').notNull(),
		/** The civil day of the hall on which it works. */
		day: text('day').notNull(),
		endedAt: at('ended_at')
	},
	(t) => [index('hall_day_landlord').on(t.landlordId, t.day)]
);

/** The landlord's own words on its letters. */
export const letterText = sqliteTable(
	'letter_text',
	{
		landlordId: scope(),
		language: text('language').notNull(),
		part: text('part').notNull(),
		text: text('text').notNull()
	},
	(t) => [primaryKey({ columns: [t.landlordId, t.language, t.part] })]
);

/** What a landlord said that a title of its lists means; an empty field: it is not read. */
export const columnMeaning = sqliteTable(
	'column_meaning',
	{
		landlordId: scope(),
		/** As `placeKey` spells it. */
		title: text('title').notNull(),
		field: text('field').notNull()
	},
	(t) => [primaryKey({ columns: [t.landlordId, t.title] })]
);

/** Raised when places of a landlord are added, named or moved: what was compared with those before is compared again. */
export const placeVersion = sqliteTable('place_version', {
	landlordId: integer('landlord_id')
		.primaryKey()
		.references(() => landlord.id, { onDelete: 'cascade' }),
	version: integer('version').notNull()
});

/** A list that somebody brought, from its file to its undoing. Its rows stand in `list_draft_part`. */
export const listDraft = sqliteTable(
	'list_draft',
	{
		id: id(),
		landlordId: scope(),
		/** Random, in URLs of the landlord's pages. */
		key: text('key').notNull().unique(),
		staffId: text('staff_id').references(() => staff.id, { onDelete: 'set null' }),
		fileName: text('file_name').notNull(),
		/** The titles of its columns and what each means, as JSON. */
		titles: text('titles').notNull(),
		meanings: text('meanings').notNull(),
		rows: integer('rows').notNull(),
		state: text('state').notNull(),
		/** Places that are there and not in the list are taken off the wall. */
		isWhole: integer('is_whole').notNull().default(0),
		createdAt: at('created_at').notNull(),
		/** How far reading, comparing or writing is, and when it last said so. */
		rowsDone: integer('rows_done').notNull().default(0),
		attempts: integer('attempts').notNull().default(0),
		beatAt: at('beat_at'),
		/** What it would change or changed, as JSON. */
		report: text('report'),
		failure: text('failure'),
		importedAt: at('imported_at'),
		undoneAt: at('undone_at')
	},
	(t) => [index('list_draft_landlord').on(t.landlordId, t.createdAt), index('list_draft_state').on(t.state)]
);

/** So many rows at once, as JSON: of the list, then of what undoing needs. */
export const listDraftPart = sqliteTable(
	'list_draft_part',
	{
		draftId: integer('draft_id')
			.notNull()
			.references(() => listDraft.id, { onDelete: 'cascade' }),
		kind: text('kind', { enum: ['rows', 'problems', 'changes', 'undo'] }).notNull(),
		n: integer('n').notNull(),
		json: text('json').notNull()
	},
	(t) => [primaryKey({ columns: [t.draftId, t.kind, t.n] })]
);

/** The kit of a mailbox: one for each letter, with the instants of its life. */
export const kit = sqliteTable(
	'kit',
	{
		mailboxId: integer('mailbox_id')
			.notNull()
			.references(() => mailbox.id, { onDelete: 'cascade' }),
		epoch: integer('epoch').notNull(),
		landlordId: scope(),
		hallId: integer('hall_id')
			.notNull()
			.references(() => hall.id, { onDelete: 'cascade' }),
		orderedAt: at('ordered_at'),
		madeAt: at('made_at'),
		printedAt: at('printed_at'),
		/** In the caretaker's hands. */
		handedAt: at('handed_at'),
		/** In the mailbox. */
		distributedAt: at('distributed_at'),
		/** How often it was made again after it was printed. */
		reprints: integer('reprints').notNull().default(0),
		/** Spoiled or lost: not to be handed out. */
		voidedAt: at('voided_at')
	},
	(t) => [
		primaryKey({ columns: [t.mailboxId, t.epoch] }),
		index('kit_hall').on(t.hallId),
		index('kit_landlord').on(t.landlordId, t.mailboxId)
	]
);

/** Why and by whom a mailbox was given a new letter. */
export const newLetter = sqliteTable(
	'new_letter',
	{
		id: id(),
		landlordId: scope(),
		mailboxId: integer('mailbox_id')
			.notNull()
			.references(() => mailbox.id, { onDelete: 'cascade' }),
		epoch: integer('epoch').notNull(),
		reason: text('reason', { enum: ['lost', 'moved-out', 'gone', 'back'] }).notNull(),
		staffId: text('staff_id').references(() => staff.id, { onDelete: 'set null' }),
		at: at('at').notNull()
	},
	(t) => [
		index('new_letter_landlord').on(t.landlordId, t.at),
		uniqueIndex('new_letter_mailbox').on(t.mailboxId, t.epoch)
	]
);

/** More new letters in a day than one person may make: somebody else says yes or no. */
export const approval = sqliteTable(
	'approval',
	{
		id: id(),
		landlordId: scope(),
		key: text('key').notNull().unique(),
		askedBy: text('asked_by').references(() => staff.id, { onDelete: 'set null' }),
		askedAt: at('asked_at').notNull(),
		reason: text('reason', { enum: ['lost', 'moved-out', 'gone'] }).notNull(),
		/** Ids of mailboxes as JSON. */
		mailboxes: text('mailboxes').notNull(),
		count: integer('count').notNull(),
		decidedBy: text('decided_by').references(() => staff.id, { onDelete: 'set null' }),
		decidedAt: at('decided_at'),
		decision: text('decision', { enum: ['yes', 'no', 'expired'] })
	},
	(t) => [index('approval_landlord').on(t.landlordId, t.decidedAt)]
);

/** A building goes from one landlord to another: offered by one, taken over by the other, told to the residents. */
export const handover = sqliteTable(
	'handover',
	{
		id: id(),
		key: text('key').notNull().unique(),
		buildingId: integer('building_id')
			.notNull()
			.references(() => building.id, { onDelete: 'cascade' }),
		/** Who offers it. */
		landlordId: scope(),
		toLandlordId: integer('to_landlord_id')
			.notNull()
			.references(() => landlord.id, { onDelete: 'cascade' }),
		/** What was offered, as it was called then. */
		residenceName: text('residence_name').notNull(),
		/** The residence it was in, whatever it is called since: its figures rest. Null when that cannot be known. */
		residenceKey: text('residence_key'),
		buildingName: text('building_name').notNull(),
		mailboxes: integer('mailboxes').notNull(),
		offeredBy: text('offered_by').references(() => staff.id, { onDelete: 'set null' }),
		offeredAt: at('offered_at').notNull(),
		decidedBy: text('decided_by').references(() => staff.id, { onDelete: 'set null' }),
		decidedAt: at('decided_at'),
		decision: text('decision', { enum: ['taken', 'declined', 'withdrawn', 'expired'] }),
		/** The residents were told. */
		toldAt: at('told_at')
	},
	(t) => [
		index('handover_from').on(t.landlordId),
		index('handover_to').on(t.toLandlordId),
		uniqueIndex('handover_open')
			.on(t.buildingId)
			.where(sql`decision IS NULL`)
	]
);

/** The residences of an agent, a caretaker or a facilitator; a manager and a director have no row and see all. */
export const staffResidence = sqliteTable(
	'staff_residence',
	{
		staffId: text('staff_id')
			.notNull()
			.references(() => staff.id, { onDelete: 'cascade' }),
		residenceId: integer('residence_id')
			.notNull()
			.references(() => residence.id, { onDelete: 'cascade' })
	},
	(t) => [primaryKey({ columns: [t.staffId, t.residenceId] })]
);

export const signInLink = sqliteTable('sign_in_link', {
	tokenHash: text('token_hash').primaryKey(),
	staffId: text('staff_id')
		.notNull()
		.references(() => staff.id, { onDelete: 'cascade' }),
	expiresAt: at('expires_at').notNull()
});

/** Who made which kit, and when. */
export const kitMade = sqliteTable(
	'kit_made',
	{
		id: id(),
		landlordId: scope(),
		residenceId: integer('residence_id')
			.notNull()
			.references(() => residence.id, { onDelete: 'cascade' }),
		/** Null when it was made from the command line. */
		staffId: text('staff_id').references(() => staff.id, { onDelete: 'set null' }),
		mailboxes: integer('mailboxes').notNull(),
		madeAt: at('made_at').notNull()
	},
	(t) => [index('kit_made_landlord').on(t.landlordId, t.madeAt)]
);

/**
 * Kits of many mailboxes, made while nobody waits; the file is in the data folder, sealed. What became of it is which
 * instant is there: none (waits, or is made while `beat_at` moves), made, cancelled or failed.
 */
export const kitOrder = sqliteTable(
	'kit_order',
	{
		id: id(),
		landlordId: scope(),
		/** Random, in URLs of the landlord's pages. */
		key: text('key').notNull().unique(),
		staffId: text('staff_id').references(() => staff.id, { onDelete: 'set null' }),
		/** The letter is in French and in this; null lets each hall's own second language decide. */
		secondLanguage: text('second_language', { enum: ['en', 'ar'] }),
		form: text('form', { enum: ['pdf', 'zip'] }).notNull(),
		/** The day of its letters and of its file's name. */
		orderedDay: text('ordered_day').notNull(),
		orderedAt: at('ordered_at').notNull(),
		/** SHA-256 of what is ordered: of two that are the same and not ended there is one. */
		sameHash: text('same_hash').notNull(),
		halls: integer('halls').notNull(),
		mailboxes: integer('mailboxes').notNull(),
		mailboxesDone: integer('mailboxes_done').notNull().default(0),
		/** How often it was begun. The number is of one process alone: no other writes with it. */
		attempts: integer('attempts').notNull().default(0),
		startedAt: at('started_at'),
		/** When the process that makes it last gave a sign of life. */
		beatAt: at('beat_at'),
		madeAt: at('made_at'),
		bytes: integer('bytes'),
		/** SHA-256 of the file as it is downloaded. */
		fileHash: text('file_hash'),
		cancelledAt: at('cancelled_at'),
		failedAt: at('failed_at'),
		failure: text('failure', { enum: ['disk-full', 'fault'] }),
		/** The log's name of the fault. */
		fault: text('fault')
	},
	(t) => [
		index('kit_order_landlord').on(t.landlordId, t.orderedAt),
		uniqueIndex('kit_order_same')
			.on(t.landlordId, t.sameHash)
			.where(sql`made_at IS NULL AND cancelled_at IS NULL AND failed_at IS NULL`)
	]
);

export const kitOrderHall = sqliteTable(
	'kit_order_hall',
	{
		orderId: integer('order_id')
			.notNull()
			.references(() => kitOrder.id, { onDelete: 'cascade' }),
		hallId: integer('hall_id')
			.notNull()
			.references(() => hall.id, { onDelete: 'cascade' })
	},
	(t) => [primaryKey({ columns: [t.orderId, t.hallId] }), index('kit_order_hall_hall').on(t.hallId)]
);

/** A used claim code. It outlives the household, holds nothing about it, and keeps the code from working twice. */
export const claim = sqliteTable(
	'claim',
	{
		mailboxId: integer('mailbox_id')
			.notNull()
			.references(() => mailbox.id, { onDelete: 'cascade' }),
		epoch: integer('epoch').notNull(),
		at: at('at').notNull(),
		/** SHA-256 of the form's random value: the same form sent again is the same claim. */
		onceHash: text('once_hash').notNull()
	},
	(t) => [primaryKey({ columns: [t.mailboxId, t.epoch] })]
);

export const household = sqliteTable('household', {
	id: text('id').primaryKey(),
	mailboxId: integer('mailbox_id')
		.notNull()
		.unique()
		.references(() => mailbox.id, { onDelete: 'cascade' }),
	nickname: text('nickname'),
	language: text('language').notNull(),
	/** HMAC of the spare key. */
	spareKeyHash: text('spare_key_hash').notNull().unique(),
	/** The key that was used up last, by which form, and when: that form sent again opens again. */
	usedKeyHash: text('used_key_hash').unique(),
	usedOnceHash: text('used_once_hash'),
	usedAt: at('used_at'),
	claimedAt: at('claimed_at').notNull(),
	/** How a thing changes hands, told to a borrower after the yes: in the hall, at the door between two hours, by a note. */
	manner: text('manner', { enum: ['hall', 'ring', 'note'] })
		.notNull()
		.default('hall'),
	/** Hours of the building's clock, 0 to 24; only with 'ring'. */
	ringFrom: integer('ring_from'),
	ringUntil: integer('ring_until'),
	/** Named on the hall's page since; null: not. */
	listedAt: at('listed_at'),
	/** A borrower may write 140 characters of their own since; null: ready sentences alone. */
	ownWordsAt: at('own_words_at'),
	/** Past loans are kept for the household's own eyes since; null: they are not. */
	historySince: at('history_since'),
	/** When the household last said that it lends; null: at the claim. */
	willingAt: at('willing_at'),
	/** When "still willing?" was asked; null: no question is open. */
	willingAskedAt: at('willing_asked_at'),
	/** Nobody answered: the page sleeps since. */
	asleepAt: at('asleep_at'),
	/** The page is hidden by moderation since. */
	hiddenAt: at('hidden_at'),
	/** The last civil day on which a message left: one a day at most. */
	toldDay: text('told_day'),
	/** The last new letter of its mailbox that it was told of, and the last one that it refused. */
	toldEpoch: integer('told_epoch'),
	refusedEpoch: integer('refused_epoch')
});

const ofHousehold = () =>
	text('household_id')
		.notNull()
		.references(() => household.id, { onDelete: 'cascade' });

/** While there is a row, the household lends nothing and its page shows no item. It goes on `until_day`, if there is one. */
export const pause = sqliteTable('pause', {
	householdId: text('household_id')
		.primaryKey()
		.references(() => household.id, { onDelete: 'cascade' }),
	at: at('at').notNull(),
	/** The first day of lending again. */
	untilDay: text('until_day')
});

/** Where a household wants to be told, if anywhere; used only once confirmed. */
export const contact = sqliteTable('contact', {
	householdId: text('household_id')
		.primaryKey()
		.references(() => household.id, { onDelete: 'cascade' }),
	email: text('email').notNull(),
	tokenHash: text('token_hash').notNull().unique(),
	/** One that nobody confirms is forgotten after a week. */
	givenAt: at('given_at').notNull(),
	confirmedAt: at('confirmed_at')
});

export const item = sqliteTable(
	'item',
	{
		id: text('id').primaryKey(),
		householdId: ofHousehold(),
		pictogram: text('pictogram').notNull(),
		addedAt: at('added_at').notNull(),
		/** Known defects and what else a borrower should know; told after the yes. */
		note: text('note'),
		/** Not shown since, and the first day on which it is shown again. */
		pausedAt: at('paused_at'),
		pausedUntilDay: text('paused_until_day')
	},
	(t) => [uniqueIndex('item_pictogram').on(t.householdId, t.pictogram)]
);

/**
 * A request, and the loan that it becomes. `state` follows the last row of `request_step`; but one of the state 'undone' stands
 * where a step was taken back, with the instant of that step.
 */
export const request = sqliteTable(
	'request',
	{
		id: text('id').primaryKey(),
		householdId: ofHousehold(),
		pictogram: text('pictogram').notNull(),
		/** SHA-256 of the ticket. */
		ticketHash: text('ticket_hash').notNull().unique(),
		fromDay: text('from_day').notNull(),
		untilDay: text('until_day').notNull(),
		part: text('part', { enum: ['morning', 'afternoon', 'evening'] }).notNull(),
		/** How the lender will know the borrower: their own words, or none. */
		knownBy: text('known_by'),
		/** A ready sentence of `loans/asking.ts`, or the borrower's own words; one of them or none. */
		sentence: text('sentence'),
		ownWords: text('own_words'),
		state: text('state').notNull(),
		askedAt: at('asked_at').notNull(),
		/** When this state ends by itself, or when the ticket of an ended one dies. */
		endsAt: at('ends_at').notNull(),
		/** Another moment that the lender proposes. */
		proposedDay: text('proposed_day'),
		proposedPart: text('proposed_part', { enum: ['morning', 'afternoon', 'evening'] }),
		/** The borrower asks to keep the thing until this day, since; null: no such question is open. */
		extensionDay: text('extension_day'),
		extensionAskedAt: at('extension_asked_at'),
		/** The last such question was answered no. */
		extensionDeclinedAt: at('extension_declined_at'),
		/** A drawing of `catalogue/thanks.ts`, from the borrower. */
		thanks: text('thanks'),
		/** Keyed hashes of the asking device, and of where it is together with its name: what a block remembers. */
		deviceHash: text('device_hash'),
		nameHash: text('name_hash'),
		/** Asked by somebody whom the household blocked: it never sees this. */
		mutedAt: at('muted_at')
	},
	(t) => [
		index('request_household').on(t.householdId, t.state),
		index('request_ends').on(t.endsAt),
		index('request_state').on(t.state, t.untilDay)
	]
);

export const requestStep = sqliteTable(
	'request_step',
	{
		requestId: text('request_id')
			.notNull()
			.references(() => request.id, { onDelete: 'cascade' }),
		state: text('state').notNull(),
		by: text('by', { enum: ['borrower', 'lender', 'clock'] }).notNull(),
		at: at('at').notNull()
	},
	(t) => [primaryKey({ columns: [t.requestId, t.state] })]
);

/** The days of an accepted loan: the key refuses two loans of one object on one day. */
export const loanDay = sqliteTable(
	'loan_day',
	{
		householdId: ofHousehold(),
		pictogram: text('pictogram').notNull(),
		day: text('day').notNull(),
		requestId: text('request_id')
			.notNull()
			.references(() => request.id, { onDelete: 'cascade' })
	},
	(t) => [
		primaryKey({ columns: [t.householdId, t.pictogram, t.day] }),
		index('loan_day_request').on(t.requestId)
	]
);

/** Whom a household hears no more, by what their requests said of them. */
export const block = sqliteTable(
	'block',
	{
		id: text('id').primaryKey(),
		householdId: ofHousehold(),
		deviceHash: text('device_hash'),
		nameHash: text('name_hash'),
		/** The thing that was asked for, so that the household remembers who it was. */
		pictogram: text('pictogram').notNull(),
		at: at('at').notNull()
	},
	(t) => [index('block_household').on(t.householdId)]
);

/** A loan that is over, for the household's own eyes, while it wants a history. Of the borrower nothing. */
export const history = sqliteTable(
	'history',
	{
		id: id(),
		householdId: ofHousehold(),
		pictogram: text('pictogram').notNull(),
		fromDay: text('from_day').notNull(),
		untilDay: text('until_day').notNull(),
		thanks: text('thanks')
	},
	(t) => [index('history_household').on(t.householdId)]
);

/** What somebody in a hall looked for and nobody had; of who looked nothing. */
export const wish = sqliteTable(
	'wish',
	{
		hallId: integer('hall_id')
			.notNull()
			.references(() => hall.id, { onDelete: 'cascade' }),
		pictogram: text('pictogram').notNull(),
		/** The last time that somebody did. */
		at: at('at').notNull()
	},
	(t) => [primaryKey({ columns: [t.hallId, t.pictogram] })]
);

/** What a household should be told: written in the batch of what happened, put together into messages later (server/notices.ts). */
export const notice = sqliteTable(
	'notice',
	{
		id: id(),
		householdId: ofHousehold(),
		kind: text('kind').notNull(),
		requestId: text('request_id').references(() => request.id, { onDelete: 'cascade' }),
		createdAt: at('created_at').notNull(),
		/** Of no use from then on. */
		uselessAt: at('useless_at').notNull(),
		toldAt: at('told_at')
	},
	(t) => [
		index('notice_household').on(t.householdId),
		index('notice_request').on(t.requestId),
		index('notice_untold').on(t.toldAt, t.createdAt)
	]
);

/** A sign-in of a second phone by the QR of the first: once, for a quarter of an hour. */
export const transfer = sqliteTable('transfer', {
	tokenHash: text('token_hash').primaryKey(),
	householdId: ofHousehold(),
	expiresAt: at('expires_at').notNull()
});

/** Who decides about reports; signs in with a link of the `palier` command. */
export const operator = sqliteTable('operator', {
	id: text('id').primaryKey(),
	createdAt: at('created_at').notNull()
});

/** Sessions of staff, of households or of operators, which go with them; the id is the SHA-256 of what the phone holds. */
export const session = sqliteTable(
	'session',
	{
		id: text('id').primaryKey(),
		staffId: text('staff_id').references(() => staff.id, { onDelete: 'cascade' }),
		householdId: text('household_id').references(() => household.id, { onDelete: 'cascade' }),
		operatorId: text('operator_id').references(() => operator.id, { onDelete: 'cascade' }),
		/** In plain words, for the household's list of its phones; never an address. */
		device: text('device', { enum: ['android', 'iphone', 'tablet', 'computer', 'other'] }),
		/** What it came in by. */
		cameBy: text('came_by', { enum: ['claim', 'spare-key', 'transfer'] }),
		createdAt: at('created_at').notNull(),
		expiresAt: at('expires_at').notNull(),
		/** When a member of staff gave the second factor here. */
		secondFactorAt: at('second_factor_at')
	},
	(t) => [
		index('session_staff').on(t.staffId),
		index('session_household').on(t.householdId),
		index('session_expires').on(t.expiresAt),
		index('session_operator').on(t.operatorId),
		check(
			'session_of_one',
			sql`(${t.staffId} IS NOT NULL) + (${t.householdId} IS NOT NULL) + (${t.operatorId} IS NOT NULL) = 1`
		)
	]
);

/** Where a phone takes web pushes; it goes with the phone's session. */
export const pushSubscription = sqliteTable(
	'push_subscription',
	{
		id: text('id').primaryKey(),
		householdId: ofHousehold(),
		sessionId: text('session_id')
			.notNull()
			.references(() => session.id, { onDelete: 'cascade' }),
		/** SHA-256 of the endpoint. */
		endpointHash: text('endpoint_hash').notNull().unique(),
		/** The endpoint and its keys as JSON, sealed with a key made from the kit key. */
		sealed: text('sealed').notNull(),
		createdAt: at('created_at').notNull()
	},
	(t) => [
		index('push_subscription_household').on(t.householdId),
		index('push_subscription_session').on(t.sessionId)
	]
);

/** Letters to send: written in the batch of what they tell, sent later. */
export const outbox = sqliteTable(
	'outbox',
	{
		id: id(),
		/** The letter goes with its household. */
		householdId: text('household_id').references(() => household.id, { onDelete: 'cascade' }),
		channel: text('channel', { enum: ['mail', 'push'] })
			.notNull()
			.default('mail'),
		kind: text('kind').notNull(),
		/** A mail address, or the id of a push subscription. */
		recipient: text('recipient').notNull(),
		language: text('language').notNull(),
		data: text('data').notNull(),
		createdAt: at('created_at').notNull(),
		tries: integer('tries').notNull().default(0),
		nextTryAt: at('next_try_at').notNull()
	},
	(t) => [index('outbox_next').on(t.nextTryAt)]
);

/** A token bucket a row: limits outlive a restart. */
export const limitBucket = sqliteTable(
	'limit_bucket',
	{
		key: text('key').primaryKey(),
		/** When the bucket will be full again. */
		fullAt: at('full_at').notNull()
	},
	(t) => [index('limit_bucket_full').on(t.fullAt)]
);

/** What a landlord may see, frozen for a week. A hidden figure has no value. */
export const figure = sqliteTable(
	'figure',
	{
		landlordId: scope(),
		/** The Monday of the week. */
		weekDay: text('week_day').notNull(),
		/** A residence's key, or '' for the whole. */
		residenceKey: text('residence_key').notNull(),
		name: text('name').notNull(),
		value: integer('value')
	},
	(t) => [primaryKey({ columns: [t.landlordId, t.weekDay, t.residenceKey, t.name] })]
);

/** How often pages of a hall were looked at in a week; of who looked nothing, and not of which mailbox. */
export const scanWeek = sqliteTable(
	'scan_week',
	{
		hallId: integer('hall_id')
			.notNull()
			.references(() => hall.id, { onDelete: 'cascade' }),
		/** The Monday of the week. */
		weekDay: text('week_day').notNull(),
		scans: integer('scans').notNull()
	},
	(t) => [primaryKey({ columns: [t.hallId, t.weekDay] })]
);

/**
 * A report of what is on a public page or in a request, and what became of it (DSA, art. 16 and 17): the register. What
 * was reported is kept as it was, for whoever decides; nothing of the landlord's reads this.
 */
export const report = sqliteTable(
	'report',
	{
		id: id(),
		/** Random, in URLs of the operator's pages. */
		key: text('key').notNull().unique(),
		/** SHA-256 of the reporter's receipt, the only way to follow the report. */
		receiptHash: text('receipt_hash').notNull().unique(),
		/** The code of the page it was made on. */
		code: text('code').notNull(),
		/** Gone with the household; the register stays. */
		householdId: text('household_id').references(() => household.id, { onDelete: 'set null' }),
		requestId: text('request_id').references(() => request.id, { onDelete: 'set null' }),
		about: text('about', { enum: ['page', 'request', 'sticker'] }).notNull(),
		reason: text('reason').notNull(),
		words: text('words').notNull(),
		/** What was there, as JSON. */
		snapshot: text('snapshot').notNull(),
		at: at('at').notNull(),
		/** Hidden by the report itself, before anybody looked. */
		hiddenAt: at('hidden_at'),
		decidedAt: at('decided_at'),
		decision: text('decision', { enum: ['kept', 'hidden', 'erased'] }),
		/** The rule that the decision rests on, and the statement of reasons in the operator's words. */
		ground: text('ground'),
		statement: text('statement')
	},
	(t) => [
		index('report_household').on(t.householdId),
		index('report_request').on(t.requestId),
		index('report_open').on(t.decidedAt, t.at)
	]
);

/** Somebody objects to a decision: the reporter or the household. It is decided once more. */
export const objection = sqliteTable(
	'objection',
	{
		reportId: integer('report_id')
			.notNull()
			.references(() => report.id, { onDelete: 'cascade' }),
		by: text('by', { enum: ['reporter', 'household'] }).notNull(),
		words: text('words').notNull(),
		at: at('at').notNull(),
		decidedAt: at('decided_at'),
		decision: text('decision', { enum: ['kept', 'hidden', 'erased'] }),
		statement: text('statement')
	},
	(t) => [primaryKey({ columns: [t.reportId, t.by] })]
);

/** Codes whose pages changed, in order: written by triggers, so by whatever write changes a page. Caches read it. */
export const pageChange = sqliteTable('page_change', {
	id: integer('id').primaryKey({ autoIncrement: true }),
	code: text('code').notNull()
});

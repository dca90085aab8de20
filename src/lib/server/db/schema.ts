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
	createdAt: at('created_at').notNull()
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
		name: text('name').notNull()
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
		name: text('name').notNull()
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
		address: text('address').notNull(),
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
		emblemStart: integer('emblem_start').notNull()
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
		reissuedAt: at('reissued_at')
	},
	(t) => [
		uniqueIndex('mailbox_label').on(t.hallId, t.label),
		uniqueIndex('mailbox_emblem').on(t.hallId, t.emblem)
	]
);

export const staff = sqliteTable('staff', {
	id: text('id').primaryKey(),
	landlordId: scope(),
	email: text('email').notNull().unique(),
	role: text('role', { enum: ['manager', 'agent', 'caretaker', 'facilitator', 'director'] }).notNull(),
	passwordHash: text('password_hash'),
	createdAt: at('created_at').notNull()
});

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
	claimedAt: at('claimed_at').notNull()
});

const ofHousehold = () =>
	text('household_id')
		.notNull()
		.references(() => household.id, { onDelete: 'cascade' });

/** While there is a row, the household lends nothing and its page shows no item. */
export const pause = sqliteTable('pause', {
	householdId: text('household_id')
		.primaryKey()
		.references(() => household.id, { onDelete: 'cascade' }),
	at: at('at').notNull()
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
		addedAt: at('added_at').notNull()
	},
	(t) => [uniqueIndex('item_pictogram').on(t.householdId, t.pictogram)]
);

/** A request, and the loan that it becomes. `state` follows the last row of `request_step`. */
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
		state: text('state').notNull(),
		askedAt: at('asked_at').notNull(),
		/** When an unanswered request ends, or when the ticket of an ended one dies. */
		endsAt: at('ends_at').notNull()
	},
	(t) => [index('request_household').on(t.householdId, t.state), index('request_ends').on(t.endsAt)]
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

/** Sessions of staff or of households, which go with them; the id is the SHA-256 of what the phone holds. */
export const session = sqliteTable(
	'session',
	{
		id: text('id').primaryKey(),
		staffId: text('staff_id').references(() => staff.id, { onDelete: 'cascade' }),
		householdId: text('household_id').references(() => household.id, { onDelete: 'cascade' }),
		createdAt: at('created_at').notNull(),
		expiresAt: at('expires_at').notNull()
	},
	(t) => [
		index('session_staff').on(t.staffId),
		index('session_household').on(t.householdId),
		index('session_expires').on(t.expiresAt),
		check('session_of_one', sql`(${t.staffId} IS NULL) <> (${t.householdId} IS NULL)`)
	]
);

/** Letters to send: written in the batch of what they tell, sent later. */
export const outbox = sqliteTable(
	'outbox',
	{
		id: id(),
		/** The letter goes with its household. */
		householdId: text('household_id').references(() => household.id, { onDelete: 'cascade' }),
		kind: text('kind').notNull(),
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

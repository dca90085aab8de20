/** For how long what is kept. What erases it takes the number from here, or `keptFor.test.ts` holds it to it. */
export const keptFor = {
	/** A borrower's link, after the end of the loan or the request. */
	ticketDays: 7,
	/** A request and what was written in it, after its end. */
	requestDays: 90,
	/** What a household was told. */
	noticeDays: 30,
	/** A letter or a push that waits to be sent. */
	outboxDays: 31,
	/** What somebody looked for and nobody had. */
	wishDays: 30,
	/** A mail address that nobody confirmed. */
	unconfirmedDays: 7,
	/** The texts of a report, after its decision. */
	reportDays: 365,
	/** A page whose household does not say that it still lends sleeps. */
	willingDays: 182,
	/** Keyed hashes of addresses, for limits, at most. */
	limitDays: 3,
	/** The session of a resident's phone, of the staff and of the operator. */
	homeSessionDays: 400,
	staffSessionHours: 12,
	/** A claim code. */
	letterDays: 60,
	/** A sign-in link of the staff. */
	linkHours: 72,
	/** A file of kits. */
	kitFileDays: 7,
	/** A key of the API, at most. */
	tokenDays: 365
} as const;
export type Term = keyof typeof keptFor;

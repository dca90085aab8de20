import { pictograms } from '#lib/catalogue/pictograms.ts';
import { whatAPasserBySees, type KnownMailbox } from './passerBy.ts';

/** A household's mailbox in a hall, before anybody decides what of it the hall's page shows. */
export interface Neighbour extends KnownMailbox {
	/** It said that it wants to be named there. */
	readonly listed: boolean;
}

export interface HallView {
	/** What somebody of the hall lends, and whether one of them has it at hand. */
	readonly things: readonly { readonly pictogram: string; readonly atHand: boolean }[];
	/** What somebody looked for, and nobody of the hall has at hand. */
	readonly wanted: readonly string[];
}

/** A mailbox with the thing that was asked for. */
export interface WhoHas {
	readonly code: string;
	readonly emblem: string;
	readonly atHand: boolean;
}

/** So many wishes are shown, the latest: drawings weigh. */
const MOST_WANTED = 8;

/**
 * All that a hall's page says of those who live there: of the households that want to be named, each thing once, what is at hand
 * first, in the catalogue's order. How many lend it, and since when, is nowhere.
 * `wished` begins with the latest.
 */
export function whatAHallShows(neighbours: readonly Neighbour[], wished: readonly string[]): HallView {
	const offered = neighbours.flatMap(offersOf);
	const atHand = new Set(offered.filter((one) => one.atHand).map(({ pictogram }) => pictogram));
	const lent = new Set(offered.map(({ pictogram }) => pictogram));
	return {
		things: inOrder([...lent])
			.map((pictogram) => ({ pictogram, atHand: atHand.has(pictogram) }))
			.sort((a, b) => Number(b.atHand) - Number(a.atHand)),
		wanted: inOrder(wished.filter((pictogram) => !atHand.has(pictogram)).slice(0, MOST_WANTED))
	};
}

/** Which of them have a thing, those at hand first, in the order of their emblems. */
export function whoHasIt(neighbours: readonly Neighbour[], pictogram: string): WhoHas[] {
	return neighbours
		.flatMap((one) =>
			offersOf(one)
				.filter((offered) => offered.pictogram === pictogram)
				.map(({ atHand }) => ({ code: one.code, emblem: one.emblem, atHand }))
		)
		.sort((a, b) => Number(b.atHand) - Number(a.atHand) || compare(a.emblem, b.emblem));
}

/** What a passer-by sees of a household that wants to be named; of any other nothing. */
function offersOf(neighbour: Neighbour) {
	const seen = neighbour.listed ? whatAPasserBySees(neighbour) : null;
	return seen?.kind === 'household' ? seen.items : [];
}

const places = new Map<string, number>(pictograms.map(({ id }, i) => [id, i]));

function inOrder(ids: readonly string[]): string[] {
	return ids.filter((id) => places.has(id)).sort((a, b) => places.get(a)! - places.get(b)!);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

import type { Day } from '#lib/calendar/days.ts';

export interface Point {
	readonly weekDay: Day;
	/** Null: hidden. */
	readonly value: number | null;
}

export interface Frame {
	readonly from: Day;
	readonly until: Day;
	/** The largest number that the drawing must hold. */
	readonly most: number;
	readonly width: number;
	readonly height: number;
}

/**
 * The line of a figure as an SVG path: it keeps its height until it moves, and is broken where the figure is hidden.
 * The last number goes on until the end of the frame.
 */
export function stepPath(points: readonly Point[], frame: Frame): string {
	const across = (day: Day) =>
		rounded((daysFrom(frame.from, day) / Math.max(1, daysFrom(frame.from, frame.until))) * frame.width);
	const down = (value: number) => rounded(frame.height * (1 - value / Math.max(1, frame.most)));
	let isDrawing = false;
	return points
		.map(({ weekDay, value }, i) => {
			const from = across(weekDay);
			const until = across(points[i + 1]?.weekDay ?? frame.until);
			const begin =
				value === null ? '' : isDrawing ? `V${down(value)}H${until}` : `M${from} ${down(value)}H${until}`;
			isDrawing = value !== null;
			return begin;
		})
		.join('');
}

const daysFrom = (from: Day, until: Day) => (Date.parse(until) - Date.parse(from)) / 86_400_000;
const rounded = (length: number) => Math.round(length * 10) / 10;

/** A round number above all of these. */
export function roundedUp(values: readonly (number | null)[]): number {
	const most = Math.max(10, ...values.map((value) => value ?? 0));
	const ten = 10 ** Math.floor(Math.log10(most));
	return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((n) => n * ten).find((n) => n >= most)!;
}

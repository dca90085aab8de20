import { addDays, daysFrom } from '#lib/calendar/days.ts';
import { expect, test } from 'vitest';
import { remindersOn } from './reminders.ts';

test('a loan is spoken of the day before its return, on the day, two days after, and then no more', () => {
	const lastDay = '2027-02-28';
	const spoken = daysFrom(addDays(lastDay, -40), addDays(lastDay, 40)).flatMap((today) =>
		remindersOn(today)
			.filter(({ untilDay }) => untilDay === lastDay)
			.map(({ kind, uselessDay }) => [today, kind, uselessDay])
	);
	expect(spoken).toEqual([
		['2027-02-27', 'due-tomorrow', '2027-02-28'],
		['2027-02-28', 'due-today', '2027-03-01'],
		['2027-03-02', 'late', '2027-03-05']
	]);
});

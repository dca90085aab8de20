import { readEmblem } from '#lib/catalogue/emblems.ts';
import { officeDay } from '#lib/calendar/days.ts';
import type { BoxOfKit, HallOfKits } from '#lib/server/kitLife.ts';
import {
	isKitState,
	isKitStep,
	kitStates,
	kitStepsFrom,
	type KitState,
	type KitStepName
} from '#lib/stickers/kitLife.ts';
import { emblemName } from '#lib/text/emblemName.ts';
import type { Language } from '#lib/text/languages.ts';

/** A mailbox's kit as a line of the page. The mailbox's own code stays off the screen. */
export const kitLine = ({ label, emblem, epoch, state, at, reprints }: BoxOfKit, language: Language) => ({
	...{ label, state, reprints },
	value: boxValue({ label, epoch }),
	day: at === null ? null : officeDay(at),
	steps: state === null ? [] : kitStepsFrom(state),
	drawing: { name: emblemName(language, emblem), paths: readEmblem(emblem).map(({ path }) => path) }
});

/** How a mailbox and its kit are called in a form: a step for a kit that was replaced meanwhile moves no other. */
const boxValue = ({ label, epoch }: Pick<BoxOfKit, 'label' | 'epoch'>) => `${epoch} ${label}`;

/** How many kits of a hall are in each state, and what may be done with them. */
export function summary(boxes: readonly BoxOfKit[]) {
	const counted = new Map<KitState, number>();
	for (const { state } of boxes) if (state) counted.set(state, (counted.get(state) ?? 0) + 1);
	const steps = new Set([...counted.keys()].flatMap(kitStepsFrom));
	return {
		states: kitStates.flatMap((state) => (counted.has(state) ? [{ state, n: counted.get(state)! }] : [])),
		none: boxes.filter(({ state }) => state === null).length,
		/** For a whole hall: the way forward. */
		steps: (['print', 'hand', 'distribute'] as const).filter((step) => steps.has(step))
	};
}

export interface Move {
	readonly step: KitStepName;
	/** Undo says what is undone: twice is once. */
	readonly from: KitState | null;
	readonly mailboxes: string[];
}

/**
 * What a form says: `do` is `<step>` for the boxes that are ticked, `all <step>` for the whole hall, or
 * `one <step> <state> <box>`. Null for anything else.
 */
export function readMove(form: FormData, { boxes }: Pick<HallOfKits, 'boxes'>): Move | null {
	const said = String(form.get('do') ?? '');
	const one = /^one ([a-z]+) ([a-z]+) (.+)$/s.exec(said);
	const isAll = said.startsWith('all ');
	const step = one ? one[1] : said.replace(/^all /, '');
	const from = one ? one[2] : null;
	if (!isKitStep(step) || (one && !isKitState(from))) return null;
	const named = one ? [one[3]!] : form.getAll('box').map(String);
	const meant = boxes.filter((box) => isAll || named.includes(boxValue(box)));
	return { step, from: isKitState(from) ? from : null, mailboxes: meant.map(({ code }) => code) };
}

/** The mailbox that a form names by its label and kit. */
export function boxNamed(value: string, { boxes }: Pick<HallOfKits, 'boxes'>): BoxOfKit | undefined {
	return boxes.find((box) => boxValue(box) === value);
}

/** The life of a kit, as one table. Its state is the furthest instant that it has. */
export const kitStates = ['ordered', 'made', 'printed', 'handed', 'distributed', 'voided'] as const;
export type KitState = (typeof kitStates)[number];

export const kitStepNames = ['print', 'hand', 'distribute', 'reprint', 'void', 'undo'] as const;
export type KitStepName = (typeof kitStepNames)[number];

export interface KitStep {
	readonly name: KitStepName;
	readonly from: readonly KitState[];
	/** Null: the state before. */
	readonly to: KitState | null;
}

/**
 * A step may be left out: whoever prints and puts kits into the boxes at once says so once. A kit that is in its box is not
 * reprinted: who lost the letter gets a new one. A void kit is spoiled, not lost: its letter stays alive, and is the one that
 * is printed again.
 */
export const kitSteps: readonly KitStep[] = [
	{ name: 'print', from: ['made'], to: 'printed' },
	{ name: 'hand', from: ['made', 'printed'], to: 'handed' },
	{ name: 'distribute', from: ['made', 'printed', 'handed'], to: 'distributed' },
	{ name: 'void', from: ['made', 'printed', 'handed'], to: 'voided' },
	{ name: 'reprint', from: ['printed', 'handed', 'voided'], to: 'made' },
	{ name: 'undo', from: ['printed', 'handed', 'distributed', 'voided'], to: null }
];

export function kitStep(name: KitStepName): KitStep {
	return kitSteps.find((step) => step.name === name)!;
}

export function isKitStep(name: unknown): name is KitStepName {
	return kitStepNames.some((known) => known === name);
}

export function isKitState(name: unknown): name is KitState {
	return kitStates.some((known) => known === name);
}

/** What can be done with a kit. */
export function kitStepsFrom(state: KitState): readonly KitStepName[] {
	return kitSteps.filter(({ from }) => from.includes(state)).map(({ name }) => name);
}

/** Instants in ms since 1970; null: not yet. */
export interface KitLife {
	readonly madeAt: number | null;
	readonly printedAt: number | null;
	readonly handedAt: number | null;
	readonly distributedAt: number | null;
	readonly voidedAt: number | null;
}

export function kitStateOf(life: KitLife): KitState {
	if (life.voidedAt !== null) return 'voided';
	if (life.distributedAt !== null) return 'distributed';
	if (life.handedAt !== null) return 'handed';
	if (life.printedAt !== null) return 'printed';
	return life.madeAt === null ? 'ordered' : 'made';
}

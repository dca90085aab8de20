import { keepThisRound, roundsCache } from '#lib/shell/keptRounds.ts';
import { sendTicks } from '#lib/shell/sendingTicks.ts';
import { dropTick, keepTick, keptTicks, type WaitingTick } from '#lib/shell/waitingTicks.ts';
import { lastOfEach } from '#lib/stickers/ticks.ts';
import { dev, version } from '$app/environment';

/** A page without a network tries again after this. */
const AGAIN_MS = 20_000;
const SCOPE = '/landlord/rounds';
const TICKS = 'palier-ticks';

interface Box {
	readonly label: string;
	readonly kit: number;
	readonly hasKit: boolean;
	readonly isIn: boolean;
}

interface Page {
	readonly code: string;
	readonly by: string;
	/** When the server wrote this page. */
	readonly seenAt: number;
	readonly boxes: readonly Box[];
}

const nameOf = ({ kit, label }: Pick<Box, 'kit' | 'label'>) => `${kit} ${label}`;

/** A round on this phone: what the page said, and over it what was ticked here since. */
export class ThisRound {
	/** Without it the page stays a form, as the server wrote it. */
	isAlive = $state(false);
	state = $state<'sent' | 'sending' | 'no-network' | 'signed-out'>('sent');
	/** Ticks of halls that are not this person's any more: they were not taken. */
	refused = $state(0);
	/** Pages and ticks of this phone are there when it is opened without a network. */
	isKept = $state(false);
	/** What was ticked last, to take it back. */
	last = $state<readonly Box[]>([]);
	#ticks = $state<readonly WaitingTick[]>([]);
	readonly #page: Page;
	/** Ticks that are on their way to where this phone keeps them. */
	#beingKept: readonly string[] = [];
	#isSending = false;

	constructor(page: Page) {
		this.#page = page;
	}

	readonly #said = $derived.by(() => {
		const { code, by } = this.#page;
		const here = this.#ticks.filter((tick) => tick.hall === code && tick.by === by);
		return Object.fromEntries(
			lastOfEach(here).map(({ box, kit, isIn }) => [nameOf({ label: box, kit }), isIn])
		);
	});

	/** How many ticks of this person wait on this phone, of all halls. */
	readonly waiting = $derived.by(
		() => this.#ticks.filter(({ sentAt, by }) => sentAt === null && by === this.#page.by).length
	);

	isIn = (box: Box): boolean => box.hasKit && (this.#said[nameOf(box)] ?? box.isIn);

	/** To call once the page stands in a browser, with the boxes that were changed on it before. Gives what undoes it. */
	wake(changed: readonly Box[]): () => void {
		const send = () => void this.#send();
		addEventListener('online', send);
		document.addEventListener('visibilitychange', send);
		const timer = setInterval(() => this.waiting > 0 && send(), AGAIN_MS);
		void this.#begin(changed);
		return () => {
			removeEventListener('online', send);
			document.removeEventListener('visibilitychange', send);
			clearInterval(timer);
		};
	}

	/** A phone that keeps nothing leaves the form as it is. */
	async #begin(changed: readonly Box[]): Promise<void> {
		await this.#look();
		this.isAlive = true;
		for (const box of changed) await this.tick([box], !box.isIn);
		await this.#keepPages().catch(() => undefined);
		await this.#send();
	}

	/** What the server has shown since is not kept any more. */
	async #look(): Promise<void> {
		const ticks = await keptTicks();
		const { code, seenAt } = this.#page;
		const old = ticks.filter(({ hall, sentAt }) => hall === code && sentAt !== null && sentAt < seenAt);
		for (const tick of old) await dropTick(tick);
		this.#ticks = ticks.filter((tick) => !old.includes(tick));
	}

	async #keepPages(): Promise<void> {
		if (!('serviceWorker' in navigator)) return;
		await navigator.serviceWorker.register('/service-worker.js', {
			scope: SCOPE,
			type: dev ? 'module' : 'classic'
		});
		await navigator.serviceWorker.ready;
		this.isKept =
			(await caches.open(roundsCache(version)).then((cache) => cache.match(location.href))) !== undefined;
		await keepThisRound(roundsCache(version));
		this.isKept = true;
	}

	tick = (boxes: readonly Box[], isIn: boolean): Promise<void> => {
		this.last = isIn ? boxes : [];
		return this.#keep(boxes, isIn);
	};

	/** All that have a kit and are not in. */
	tickAll = (): Promise<void> =>
		this.tick(
			this.#page.boxes.filter((box) => box.hasKit && !this.isIn(box)),
			true
		);

	takeBack = (): Promise<void> => this.tick(this.last, false);

	async #keep(boxes: readonly Box[], isIn: boolean): Promise<void> {
		const { code: hall, by } = this.#page;
		const at = Date.now();
		const ticks = boxes.map(({ label: box, kit }, i) => ({
			...{ id: newId(), hall, by, box, kit, isIn, sentAt: null },
			at: at + i / 1_000
		}));
		this.#ticks = [...this.#ticks, ...ticks];
		this.#beingKept = [...this.#beingKept, ...ticks.map(({ id }) => id)];
		for (const tick of ticks) await keepTick(tick);
		this.#beingKept = this.#beingKept.filter((id) => !ticks.some((tick) => tick.id === id));
		await this.#send();
	}

	/** Looks what this phone keeps. What was ticked while it looked is not there yet, and stays: a box must not jump back under a finger. */
	async #lookAgain(): Promise<void> {
		const seen = this.#ticks.filter(({ id }) => !this.#beingKept.includes(id));
		const kept = await keptTicks();
		const known = [...seen, ...kept].map(({ id }) => id);
		this.#ticks = [...kept, ...this.#ticks.filter(({ id }) => !known.includes(id))];
	}

	async #send(): Promise<void> {
		if (this.#isSending || this.waiting === 0) return;
		this.#isSending = true;
		this.state = 'sending';
		const { how, refused } = await sendTicks().catch(() => ({ how: 'no-network' as const, refused: 0 }));
		this.#isSending = false;
		this.refused += refused;
		this.state = how;
		await this.#lookAgain();
		if (how === 'no-network') return syncLater();
		if (how === 'signed-out') return;
		if (this.waiting > 0) return this.#send();
		if (this.isKept) await keepThisRound(roundsCache(version)).catch(() => undefined);
	}
}

/** Where the browser has no such thing, the next visit sends it. */
async function syncLater(): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration(SCOPE);
	const { sync } = (registration ?? {}) as { sync?: { register(tag: string): Promise<void> } };
	await sync?.register(TICKS).catch(() => undefined);
}

const newId = () =>
	[...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

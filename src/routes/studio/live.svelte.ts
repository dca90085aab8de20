import { findThings, searchWordsOf, type SearchWords } from './choices.ts';
import { readDesk, sentForm, type Desk } from './desk.ts';
import {
	nothingKept,
	readKept,
	withOwnSheet,
	withPrinter,
	writeKept,
	type Kept,
	type Printer
} from './kept.ts';
import { stickersIn } from '#lib/stickers/order.ts';
import type { Picture } from './picture.ts';
import type { Thing } from './things.ts';

const KEPT_AS = 'palier-studio';
const STILL_MS = 150;
const MOST_STEPS = 100;

/** How the latest picture does: here, on its way, or not to be had for now. */
export type Wait = 'none' | 'waiting' | 'offline' | 'failed';

interface Addresses {
	readonly preview: string;
	/** Told after each change: what it was before, and now. */
	readonly changed: (before: Desk, now: Desk) => void;
}

/** What the server sent: the form, its picture, and what it found for a question. */
interface First {
	readonly desk: Desk;
	readonly picture: Picture;
	readonly found: readonly string[];
}

/** The studio while its page is open: the same form, read again at each change, with its picture, its past, and what this device keeps. */
export class LiveStudio {
	desk: Desk = $state.raw()!;
	picture: Picture = $state.raw()!;
	isAlive = $state(false);
	wait: Wait = $state('none');
	/** The picture is of an earlier order. */
	isStale = $state(false);
	file: 'none' | 'waiting' | 'done' | 'offline' | 'failed' | 'refused' = $state('none');
	/** Why there is no file, as the server says it. */
	fileRefusal = $state('');
	kept: Kept = $state.raw(nothingKept);
	private past: readonly Desk[] = $state.raw([]);
	private future: readonly Desk[] = $state.raw([]);
	private typing = '';
	private asked: AbortController | undefined;
	private pause: ReturnType<typeof setTimeout> | undefined;

	/** Nothing can be kept here: the store is full or closed. */
	isForgetful = $state(false);
	private readonly names: Readonly<Record<string, string>>;
	private readonly ownWords: SearchWords;
	private allWords: SearchWords | undefined = $state.raw();

	constructor(
		private readonly first: First,
		readonly things: readonly Thing[],
		private readonly addresses: Addresses
	) {
		this.desk = first.desk;
		this.picture = first.picture;
		this.names = Object.fromEntries(things.map(({ id, name }) => [id, name]));
		this.ownWords = searchWordsOf(things);
	}

	/** What a thing is called; undefined for what is no thing. */
	readonly nameOfThing = (id: string) => (this.isThing(id) ? this.names[id] : undefined);
	private readonly isThing = (id: string) => Object.prototype.hasOwnProperty.call(this.names, id);

	/** The things that are looked for, as the server found them until the other languages are here. */
	get found(): readonly string[] {
		const { query } = this.desk;
		if (query.trim() === '') return [];
		if (!this.allWords && query === this.first.desk.query) return this.first.found;
		return findThings(query, this.ownWords, this.allWords);
	}

	/** Fetches the names in the other languages: only whoever looks for something needs them. */
	async learnNames() {
		try {
			this.allWords ??= (await import('./inAllLanguages.ts')).inAllLanguages;
		} catch {
			// Without network the reader's own language will do.
		}
	}

	/** What is printed; until the picture of the order is here, what it asks for. */
	get printed(): number {
		const isKnown = !this.isStale && this.picture.problem === null;
		return isKnown ? this.picture.printed : stickersIn(this.desk.order);
	}

	get canUndo() {
		return this.past.length > 0;
	}
	get canRedo() {
		return this.future.length > 0;
	}

	/** Whether this browser knows all that reading the form takes (toSorted, Intl.Segmenter...); an old one has the form without life. */
	private get canLive(): boolean {
		const joker = [['line', 'joker'] as const, ['text', 'é'] as const, ['used', '1'] as const];
		try {
			return readDesk(joker, this.isThing).order.lines.length === 1;
		} catch {
			return false;
		}
	}

	/** Takes up what this device kept; an order that came with a link goes before, and undoing brings the kept one back. */
	wake(isOfLink: boolean) {
		if (!this.canLive) return;
		this.isAlive = true;
		this.kept = readKept(fromDevice(), this.isThing);
		const { desk } = this.kept;
		if (desk && isOfLink) this.past = [desk];
		if (desk && !isOfLink) this.desk = desk;
		if (this.desk.query !== '') void this.learnNames();
		this.keep();
		this.draw();
	}

	/** Another tab kept something: its printers and sheets are ours too, its order is not. */
	heard({ key, newValue }: StorageEvent) {
		if (key !== KEPT_AS || newValue === null) return;
		const { ownSheets, printers } = readKept(newValue, this.isThing);
		this.kept = { ...this.kept, ownSheets, printers };
	}

	/** The form was changed: read it again. `field` is what was typed in, so that a word is one step back and not ten. */
	readForm(
		form: HTMLFormElement,
		{ field = '', button }: { field?: string; button?: HTMLButtonElement } = {}
	) {
		const pressed = button?.name ? [[button.name, button.value] as const] : [];
		const next = readDesk([...new FormData(form), ...pressed], this.isThing);
		this.change(button ? next : withProblemsOf(this.desk, next), field);
	}

	change(next: Desk, field = '') {
		const before = this.desk;
		this.desk = next;
		if (next.order.sheet !== before.order.sheet)
			this.kept = { ...this.kept, ownSheets: withOwnSheet(this.kept.ownSheets, next.order.sheet) };
		if (isSame(before, next)) return this.keep();
		if (field === '' || field !== this.typing) this.past = [...this.past, before].slice(-MOST_STEPS);
		this.typing = field;
		this.future = [];
		this.follow(before);
	}

	undo() {
		this.step(this.past, (rest, before) => {
			this.past = rest;
			this.future = [...this.future, before];
		});
	}

	redo() {
		this.step(this.future, (rest, before) => {
			this.future = rest;
			this.past = [...this.past, before];
		});
	}

	private step(from: readonly Desk[], moved: (rest: readonly Desk[], before: Desk) => void) {
		const next = from.at(-1);
		if (!next) return;
		const before = this.desk;
		moved(from.slice(0, -1), before);
		this.desk = next;
		this.typing = '';
		this.follow(before);
	}

	private follow(before: Desk) {
		this.file = 'none';
		this.keep();
		this.addresses.changed(before, this.desk);
		this.draw();
	}

	keepPrinter(printer: Printer) {
		this.kept = { ...this.kept, printers: withPrinter(this.kept.printers, printer) };
		this.keep();
	}

	forgetPrinter(name: string) {
		this.kept = { ...this.kept, printers: this.kept.printers.filter((one) => one.name !== name) };
		this.keep();
	}

	private keep() {
		this.kept = { ...this.kept, desk: this.desk };
		try {
			localStorage.setItem(KEPT_AS, writeKept(this.kept));
			this.isForgetful = false;
		} catch {
			this.isForgetful = true;
		}
	}

	/** Asks for the picture once nobody has changed anything for a moment; an older question is dropped. */
	draw() {
		clearTimeout(this.pause);
		this.asked?.abort();
		this.isStale = true;
		this.pause = setTimeout(() => void this.fetchPicture(), STILL_MS);
	}

	private async fetchPicture() {
		const asked = (this.asked = new AbortController());
		const slow = setTimeout(() => (this.wait = this.wait === 'none' ? 'waiting' : this.wait), 400);
		try {
			const answer = await fetch(this.addresses.preview, {
				method: 'POST',
				body: sentForm(this.desk),
				signal: asked.signal
			});
			if (asked !== this.asked) return;
			this.wait = answer.ok ? 'none' : 'failed';
			if (answer.ok) this.picture = (await answer.json()) as Picture;
			this.isStale = !answer.ok;
		} catch {
			if (asked === this.asked && !asked.signal.aborted) this.wait = 'offline';
		} finally {
			clearTimeout(slow);
		}
	}

	/** Makes a file and hands it over; the page stays, and says so when it cannot. */
	async download(address: string) {
		this.file = 'waiting';
		try {
			const answer = await fetch(address, {
				method: 'POST',
				body: sentForm(this.desk),
				headers: { accept: 'application/pdf, text/plain' }
			});
			if (!answer.ok) {
				const isSaid = answer.headers.get('content-type')?.startsWith('text/plain') ?? false;
				this.fileRefusal = isSaid ? await answer.text() : '';
				this.file = isSaid ? 'refused' : 'failed';
				return;
			}
			save(await answer.blob(), nameIn(answer));
			this.file = 'done';
		} catch {
			this.file = 'offline';
		}
	}
}

function fromDevice(): string | null {
	try {
		return localStorage.getItem(KEPT_AS);
	} catch {
		return null;
	}
}

/** A problem stays beside its field until that is changed. */
function withProblemsOf(before: Desk, now: Desk): Desk {
	const left = before.ownProblems.filter(({ field }) => (before.own[field] ?? '') === (now.own[field] ?? ''));
	return { ...now, ownProblems: left };
}

/** What is looked for changes nothing. */
function isSame(a: Desk, b: Desk): boolean {
	const essence = (desk: Desk) => JSON.stringify({ ...desk, query: '', box: '' });
	return essence(a) === essence(b);
}

function nameIn(answer: Response): string {
	return /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'palier.pdf';
}

function save(file: Blob, name: string) {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(file);
	link.download = name;
	document.body.append(link);
	link.click();
	link.remove();
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

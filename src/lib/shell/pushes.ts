/** What a push says, in the household's language, as the server put it together. */
export interface PushedMessage {
	readonly title: string;
	readonly body: string;
	readonly tag: string;
	/** A path of the resident's pages, for a tap. */
	readonly url: string;
	/** The request that the buttons answer. */
	readonly request?: string;
	readonly actions: readonly { action: Answer; title: string }[];
	/** What is said once an answer was given, or could not be. */
	readonly answered: Readonly<Partial<Record<Answer | 'failed', string>>>;
}

export const answers = ['accept', 'decline'] as const;
export type Answer = (typeof answers)[number];
export const isAnswer = (action: string): action is Answer => (answers as readonly string[]).includes(action);

/** A push as it came; null when it is not one of ours. It never leads elsewhere than to the resident's pages. */
export function readPush(text: string | undefined): PushedMessage | null {
	const said = asRecord(parsed(text ?? ''));
	const [title, body] = [textOf(said['title']), textOf(said['body'])];
	if (title === '' || body === '') return null;
	const [request, url] = [textOf(said['request']), textOf(said['url'])];
	return {
		...{ title, body, tag: textOf(said['tag']) || 'palier' },
		url: /^\/home(?:[/?#]|$)/.test(url) ? url : '/home',
		...(request === '' ? {} : { request }),
		actions: request === '' ? [] : listOf(said['actions']).flatMap(buttonOf),
		answered: textsOf(asRecord(said['answered']), [...answers, 'failed'])
	};
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

function buttonOf(said: unknown): { action: Answer; title: string }[] {
	const { action, title } = asRecord(said);
	return typeof action === 'string' && isAnswer(action) && textOf(title) !== ''
		? [{ action, title: textOf(title) }]
		: [];
}

function textsOf<Name extends string>(said: Record<string, unknown>, names: readonly Name[]) {
	const texts = names.map((name) => [name, textOf(said[name])] as const).filter(([, text]) => text !== '');
	return Object.fromEntries(texts) as Partial<Record<Name, string>>;
}

const asRecord = (said: unknown) =>
	typeof said === 'object' && said ? (said as Record<string, unknown>) : {};
const listOf = (said: unknown): unknown[] => (Array.isArray(said) ? said : []);
const textOf = (said: unknown) => (typeof said === 'string' ? said : '');

import type { Answer, PushedMessage } from './pushes.ts';
import { storeOn } from './store.ts';

/** Answers that were given where there was no network, kept on the phone until they are sent: one for each request. */
export interface WaitingAnswer {
	readonly request: string;
	readonly step: Answer;
	readonly push: PushedMessage;
}

const inStore = storeOn('palier-home', 'answers', 'request');

export const keepAnswer = (answer: WaitingAnswer) =>
	inStore('readwrite', (store) => store.put(answer)).then(() => undefined);

export const keptAnswers = (): Promise<WaitingAnswer[]> => inStore('readonly', (store) => store.getAll());

export const dropAnswer = ({ request }: WaitingAnswer) =>
	inStore('readwrite', (store) => store.delete(request)).then(() => undefined);

export const dropAnswers = () => inStore('readwrite', (store) => store.clear()).then(() => undefined);

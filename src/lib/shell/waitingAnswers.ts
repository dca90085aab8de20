import type { Answer, PushedMessage } from './pushes.ts';

/** Answers that were given where there was no network, kept on the phone until they are sent: one for each request. */
export interface WaitingAnswer {
	readonly request: string;
	readonly step: Answer;
	readonly push: PushedMessage;
}

const [NAME, STORE] = ['palier-home', 'answers'];

export const keepAnswer = (answer: WaitingAnswer) =>
	inStore('readwrite', (store) => store.put(answer)).then(() => undefined);

export const keptAnswers = (): Promise<WaitingAnswer[]> => inStore('readonly', (store) => store.getAll());

export const dropAnswer = ({ request }: WaitingAnswer) =>
	inStore('readwrite', (store) => store.delete(request)).then(() => undefined);

export const dropAnswers = () => inStore('readwrite', (store) => store.clear()).then(() => undefined);

async function inStore<Result>(
	mode: IDBTransactionMode,
	work: (store: IDBObjectStore) => IDBRequest<Result>
): Promise<Result> {
	const db = await opened();
	try {
		return await settled(work(db.transaction(STORE, mode).objectStore(STORE)));
	} finally {
		db.close();
	}
}

function opened(): Promise<IDBDatabase> {
	const opening = indexedDB.open(NAME, 1);
	opening.onupgradeneeded = () => void opening.result.createObjectStore(STORE, { keyPath: 'request' });
	return settled(opening);
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('The phone keeps nothing'));
	});
}

/** A store of its own on the phone (IndexedDB). Gives what does one thing in it. */
export function storeOn(name: string, store: string, keyPath: string) {
	return async <Result>(
		mode: IDBTransactionMode,
		work: (store: IDBObjectStore) => IDBRequest<Result>
	): Promise<Result> => {
		const db = await opened(name, store, keyPath);
		try {
			return await settled(work(db.transaction(store, mode).objectStore(store)));
		} finally {
			db.close();
		}
	};
}

function opened(name: string, store: string, keyPath: string): Promise<IDBDatabase> {
	const opening = indexedDB.open(name, 1);
	opening.onupgradeneeded = () => void opening.result.createObjectStore(store, { keyPath });
	return settled(opening);
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('The phone keeps nothing'));
	});
}

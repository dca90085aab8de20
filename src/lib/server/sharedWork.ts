/**
 * Work that is asked for twice at once is done once: whoever asks while it is under way, under the same name, gets the
 * same answer. Within one process; across processes the database's own conditions hold.
 */
export function sharedWork<T>(): (name: string, work: () => Promise<T>) => Promise<T> {
	const underWay = new Map<string, Promise<T>>();
	return (name, work) => {
		const answer = underWay.get(name) ?? work().finally(() => underWay.delete(name));
		underWay.set(name, answer);
		return answer;
	};
}

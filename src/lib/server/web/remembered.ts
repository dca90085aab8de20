/** A thousand phones send the same few headers: what one means is found out once. */
export function remembered<Meaning>(read: (header: string) => Meaning): (header: string) => Meaning {
	const known = new Map<string, Meaning>();
	return (header) => {
		const found = known.get(header);
		if (found !== undefined) return found;
		const meaning = read(header);
		if (known.size < MOST_HEADERS && header.length < LONGEST) known.set(header, meaning);
		return meaning;
	};
}

const MOST_HEADERS = 500;
const LONGEST = 200;

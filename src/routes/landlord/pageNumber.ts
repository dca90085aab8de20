/** Which page of a list an address asks for, from 1. */
export function pageNumber({ searchParams }: URL): number {
	const page = Number(searchParams.get('page'));
	return Number.isInteger(page) && page > 1 && page <= 10_000 ? page : 1;
}

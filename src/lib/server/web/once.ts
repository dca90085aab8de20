import { newId } from '../keys.ts';

const ONCE = /^[0-9a-f]{32}$/;

/** A random value for a form: the same form sent again, after a lost answer or a double tap, acts once. */
export function newOnce(): string {
	return newId();
}

/** What a form sent; a new one when it is not of ours. */
export function onceOf(typed: string | undefined): string {
	return typed !== undefined && ONCE.test(typed) ? typed : newOnce();
}

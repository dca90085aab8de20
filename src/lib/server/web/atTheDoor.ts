import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers a request by itself and gives true; or lets it through, at once or by `otherwise` once it tried. */
export type FrontDoor = (
	request: IncomingMessage,
	response: ServerResponse,
	otherwise: () => void
) => boolean;

/** The built server and the command that listens are bundled apart: they meet at this name. */
const PLACE = Symbol.for('palier.frontDoor');
const place = globalThis as { [PLACE]?: FrontDoor };

export function putAtTheDoor(door: FrontDoor): void {
	place[PLACE] = door;
}

/** Who stands before Kit; nobody lets everything through. */
export function atTheDoor(): FrontDoor {
	return place[PLACE] ?? (() => false);
}

import { Server } from 'node:http';

/**
 * Loaded into the servers of the journeys when PALIER_JOURNEYS_SLOW says so many milliseconds: each POST waits that
 * long before it is heard. A journey that looks at what a button did before the button did it then fails every time,
 * not once in a hundred.
 */
const wait = Number(process.env.PALIER_JOURNEYS_SLOW);
const { emit } = Server.prototype;

/** @this {Server} @param {string | symbol} event @param {any[]} rest */
Server.prototype.emit = function (event, ...rest) {
	if (event !== 'request' || rest[0].method !== 'POST') return emit.call(this, event, ...rest);
	setTimeout(() => emit.call(this, event, ...rest), wait);
	return true;
};

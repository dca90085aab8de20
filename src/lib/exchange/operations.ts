import type { TokenScope } from '#lib/access/tokenScopes.ts';
import type * as v from 'valibot';
import * as shapes from './shapes.ts';

export type Method = 'GET' | 'POST' | 'PATCH';

export interface Operation {
	readonly method: Method;
	/** As OpenAPI writes it: `/api/v1/halls/{code}`. */
	readonly path: string;
	readonly scope: TokenScope;
	readonly summary: string;
	readonly query?: v.GenericSchema;
	readonly body?: v.GenericSchema;
	/** The status and the shape of what it gives; a file has no shape. */
	readonly status: 200 | 201 | 202;
	readonly answer: v.GenericSchema | 'file';
	/** With `Idempotency-Key` the same request twice acts once. */
	readonly once?: true;
}

/** Everything that a landlord's software can do: the routes, the guards and `openapi.json` follow this table. */
export const operations = {
	listResidences: {
		method: 'GET',
		path: '/api/v1/residences',
		scope: 'places:read',
		summary: 'The residences',
		query: shapes.pageQuery,
		status: 200,
		answer: shapes.residencePage
	},
	listHalls: {
		method: 'GET',
		path: '/api/v1/halls',
		scope: 'places:read',
		summary: 'The halls, in walking order',
		query: shapes.hallQuery,
		status: 200,
		answer: shapes.hallPage
	},
	readHall: {
		method: 'GET',
		path: '/api/v1/halls/{code}',
		scope: 'places:read',
		summary: 'One hall',
		status: 200,
		answer: shapes.hall
	},
	changeHall: {
		method: 'PATCH',
		path: '/api/v1/halls/{code}',
		scope: 'places:write',
		summary: 'Changes the house rules of a hall',
		body: shapes.hallChange,
		status: 200,
		answer: shapes.hall
	},
	listMailboxes: {
		method: 'GET',
		path: '/api/v1/mailboxes',
		scope: 'places:read',
		summary: 'The mailboxes: places on a wall, never who lives behind them',
		query: shapes.mailboxQuery,
		status: 200,
		answer: shapes.mailboxPage
	},
	bringPlaces: {
		method: 'POST',
		path: '/api/v1/places',
		scope: 'places:write',
		summary: 'Adds and changes places, all or nothing; the same rows twice change nothing',
		body: shapes.placesBrought,
		status: 200,
		answer: shapes.placesReport
	},
	listKitOrders: {
		method: 'GET',
		path: '/api/v1/kit-orders',
		scope: 'kits:read',
		summary: 'The latest orders of kits',
		status: 200,
		answer: shapes.kitOrders
	},
	orderKits: {
		method: 'POST',
		path: '/api/v1/kit-orders',
		scope: 'kits:write',
		summary:
			'Orders kits; they are made soon. The same order given again before it has ended is the one that is there',
		body: shapes.kitsWanted,
		status: 202,
		answer: shapes.kitOrder,
		once: true
	},
	readKitOrder: {
		method: 'GET',
		path: '/api/v1/kit-orders/{key}',
		scope: 'kits:read',
		summary: 'How far an order is',
		status: 200,
		answer: shapes.kitOrder
	},
	takeKitFile: {
		method: 'GET',
		path: '/api/v1/kit-orders/{key}/file',
		scope: 'kits:write',
		summary:
			'The file of an order. It holds the secret codes of the letters: each time is written in the journal',
		status: 200,
		answer: 'file'
	},
	moveKits: {
		method: 'POST',
		path: '/api/v1/kit-steps',
		scope: 'kits:write',
		summary: 'Says that kits were printed, handed to the caretaker or put in the mailboxes',
		body: shapes.kitsMoved,
		status: 200,
		answer: shapes.kitsMovedReport,
		once: true
	},
	readFigures: {
		method: 'GET',
		path: '/api/v1/figures',
		scope: 'figures:read',
		summary: 'The figures of the last frozen week',
		query: shapes.figuresQuery,
		status: 200,
		answer: shapes.figures
	}
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

/** The id of its route: `/api/v1/halls/[code=code]`. */
export function routeOf({ path }: Pick<Operation, 'path'>): string {
	return path.replace('{code}', '[code=code]').replace('{key}', '[key]');
}

/** What a method of a route does; undefined when there is no such thing. HEAD asks what GET asks. */
export function operationOf(routeId: string, method: string): Operation | undefined {
	const asked = method === 'HEAD' ? 'GET' : method;
	return Object.values<Operation>(operations).find((one) => one.method === asked && routeOf(one) === routeId);
}

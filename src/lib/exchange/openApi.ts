import { tokenScopes } from '#lib/access/tokenScopes.ts';
import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { operations, type Operation } from './operations.ts';
import * as shapes from './shapes.ts';

const named = {
	Residence: shapes.residence,
	Hall: shapes.hall,
	Mailbox: shapes.mailbox,
	PlaceRow: shapes.placeRow,
	KitOrder: shapes.kitOrder,
	Problem: shapes.problem
};

/** The description of the API as OpenAPI 3.1, made of the shapes that read its requests. `origin`: PALIER_PUBLIC_URL. */
export function openApi(origin: string): object {
	const paths: Record<string, Record<string, object>> = {};
	for (const [name, operation] of Object.entries<Operation>(operations))
		paths[operation.path] = {
			...paths[operation.path],
			[operation.method.toLowerCase()]: described(name, operation)
		};
	return {
		openapi: '3.1.0',
		info: {
			title: 'Palier',
			version: '1',
			description:
				'Places, kits and figures of one landlord. Nothing here says anything about a household, not even whether a mailbox is claimed.'
		},
		servers: [{ url: origin }],
		security: [{ token: [] }],
		paths,
		components: {
			securitySchemes: {
				token: {
					type: 'http',
					scheme: 'bearer',
					description: `A key from the office, with scopes: ${tokenScopes.join(', ')}.`
				}
			},
			schemas: Object.fromEntries(Object.entries(named).map(([name, shape]) => [name, jsonOf(shape, false)]))
		}
	};
}

function described(name: string, operation: Operation): object {
	const { scope, summary, body, status, answer } = operation;
	const parameters = [...inPath(operation), ...inQuery(operation), ...(operation.once ? [ONCE] : [])];
	return {
		operationId: name,
		summary,
		description: `Needs the scope \`${scope}\`.`,
		...(parameters.length > 0 && { parameters }),
		...(body && { requestBody: { required: true, content: json(body) } }),
		responses: {
			[status]: {
				description: summary,
				content: answer === 'file' ? FILES : json(answer)
			},
			default: {
				description: 'A refusal (RFC 9457); `code` says which.',
				content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
			}
		}
	};
}

const FILES = { 'application/pdf': {}, 'application/zip': {} };

const ONCE = {
	name: 'Idempotency-Key',
	in: 'header',
	required: false,
	description:
		'Random. A second request with the same key within a day is answered with 409 and does nothing.',
	schema: { type: 'string', minLength: 8, maxLength: 200 }
};

function inPath({ path }: Operation): object[] {
	return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
		name,
		in: 'path',
		required: true,
		schema: { type: 'string' }
	}));
}

function inQuery({ query }: Operation): object[] {
	if (!query) return [];
	const { properties = {} } = jsonOf(query, true) as { properties?: Record<string, object> };
	return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }));
}

const json = (shape: v.GenericSchema) => ({ 'application/json': { schema: jsonOf(shape, true) } });

function jsonOf(shape: v.GenericSchema, mayPoint: boolean): object {
	const known = Object.entries(named).find(([, one]) => one === shape);
	if (known && mayPoint) return { $ref: pointer(known[0]) };
	const definitions = Object.fromEntries(Object.entries(named).filter(([, one]) => one !== shape));
	const made = toJsonSchema(shape, {
		target: 'draft-2020-12',
		definitions,
		overrideRef: ({ referenceId }) => pointer(referenceId)
	});
	const { $schema: _, $defs: __, ...rest } = made as Record<string, unknown>;
	return rest;
}

const pointer = (name: string) => `#/components/schemas/${name}`;

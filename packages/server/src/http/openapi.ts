// SPDX-License-Identifier: Apache-2.0
import { API, type Operation, Problem } from '@stillwatch/core/api';
import { z } from 'zod';

type Json = Record<string, unknown>;

/** OpenAPI 3.1 description of the whole API, written from its contract. */
export function describeApi(): Json {
  const paths: Record<string, Json> = {};
  for (const [id, operation] of Object.entries(API) as [string, Operation][]) {
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: describeOperation(id, operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Stillwatch',
      version: '1',
      description:
        'Errors are RFC 9457 problem details. Lists are paged by cursor. Changes by people need X-CSRF-Token; POST takes Idempotency-Key.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      responses: {
        Problem: {
          description: 'What went wrong, with a stable code.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-stillwatch',
          description: '`stillwatch-<port>` where people come by http, on the node’s own machine.',
        },
        key: { type: 'http', scheme: 'bearer', description: 'An API key: `swk_…`.' },
      },
    },
  };
}

function describeOperation(id: string, operation: Operation): Json {
  const { access } = operation;
  const body = schemaOf(operation.body, 'input');
  const media = operation.accepts ?? ['application/json'];
  const takesBody = operation.accepts !== undefined || body['type'] !== 'null';
  return {
    operationId: id,
    summary: operation.summary,
    tags: [operation.tag],
    'x-permission': access,
    security: access === 'public' ? [] : access === 'session' ? [{ session: [] }] : [{ session: [] }, { key: [] }],
    parameters: [...parametersOf(operation.params, 'path'), ...parametersOf(operation.query, 'query'), ...headersOf(operation)],
    ...(takesBody
      ? { requestBody: { required: true, content: Object.fromEntries(media.map((type) => [type, { schema: body }])) } }
      : {}),
    responses: { [operation.status]: answerOf(operation), default: { $ref: '#/components/responses/Problem' } },
  };
}

function answerOf(operation: Operation): Json {
  if (operation.status === 204) return { description: 'Done.' };
  const type = operation.media ?? 'application/json';
  return {
    description: operation.summary,
    ...(operation.ifMatch ? { headers: { ETag: { schema: { type: 'string' } } } } : {}),
    content: { [type]: { schema: schemaOf(operation.response, 'output') } },
  };
}

function parametersOf(schema: z.ZodType, place: 'path' | 'query'): Json[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, shape]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: shape,
  }));
}

function headersOf({ method, access, ifMatch, accepts }: Operation): Json[] {
  const header = (name: string, required: boolean, description: string): Json => ({
    name,
    in: 'header',
    required,
    description,
    schema: { type: 'string' },
  });
  return [
    ...(ifMatch ? [header('If-Match', true, 'Entity tag of what is changed.')] : []),
    ...(method !== 'GET' && access !== 'public' ? [header('X-CSRF-Token', false, 'Required of people, not of keys.')] : []),
    ...(method === 'POST' && access !== 'public' && accepts === undefined
      ? [header('Idempotency-Key', false, 'Sent again, the request has the same answer and is done once.')]
      : []),
  ];
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}

// SPDX-License-Identifier: Apache-2.0
/** Anything at all sent to every operation: never a defect, always a problem document, and nothing of it in the log. */
import { API, type Operation, type OperationId, PERMISSIONS, Problem, ROLES } from '@stillwatch/core/api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openTestNode, PROMPT_CANARY, storeHunt, type TestNode } from './node.fixture.ts';

/** In everything that is sent. */
const CANARY = 'canary-sent-0815';
const CREDENTIAL_CANARY = `swk_0badcafe_${'canary'.padEnd(43, 'x')}`;

let node: TestNode;
let person: Record<string, string>;
let key: Record<string, string>;
/** Ids that are known only when the node runs. */
let real: Record<string, string | undefined>;

beforeAll(async () => {
  node = await openTestNode();
  await storeHunt(node.records);
  person = await node.asPerson([...ROLES]);
  key = await node.asKey([...PERMISSIONS]);
  const [review] = (await node.records.reviews.list(undefined, { limit: 1 })).items;
  const listed = await node.http.app.inject({ method: 'GET', url: '/v1/exchanges?limit=1', headers: person });
  const other = await node.records.people.addUser({ name: 'other', email: null, roles: ['admin'] });
  real = Object.assign(Object.create(null), { $review: review!.id, $user: other.id, $exchange: listed.json().items[0].ref });
});
afterAll(async () => await node.close());

const OPERATIONS = (Object.entries(API) as [OperationId, Operation][]).filter(([id]) => id !== 'events' && id !== 'signOut');

const word = fc.oneof(
  fc.constantFrom(
    'camp-1',
    'hunt-1',
    'c-0',
    'user-1',
    '0-0-0',
    'zz-zz-zz',
    '__proto__',
    'constructor',
    'a..b',
    '%',
    "'; DROP TABLE x --",
    '\0',
  ),
  fc.constantFrom(
    '2026-05-31T00:00:00.000Z',
    '1970-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    'true',
    '1',
    '-1',
    '1e9',
    'NaN',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.toWellFormed()),
  fc.constant(CANARY),
  fc.string({ minLength: 500, maxLength: 1_500 }),
);
type Schema = { [key: string]: unknown } & {
  type?: string;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
};

/** What a JSON schema allows, more or less; texts are also of `word`, so that much of it is refused. */
function madeTo(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(madeTo));
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  switch (schema.type) {
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, madeTo(inner)])),
        {
          requiredKeys: schema.required ?? [],
        },
      );
    case 'array':
      return fc.array(madeTo((schema['items'] ?? {}) as Schema), { minLength: Number(schema['minItems'] ?? 0), maxLength: 4 });
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return fc.integer({ min: 1, max: 1_000 });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return word;
  }
}

function textOf({ format }: Schema): fc.Arbitrary<string> {
  if (format === 'email') return fc.emailAddress();
  if (format === 'date-time')
    return fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true }).map((date) => date.toISOString());
  return fc.oneof(
    { weight: 2, arbitrary: word },
    { weight: 2, arbitrary: fc.constantFrom('a good reason', 'https://hooks.example/x', 'identity,template') },
  );
}

const spoilt = fc.oneof(
  {
    weight: 2,
    arbitrary: fc
      .dictionary(word, fc.oneof(word, fc.integer(), fc.constant(null), fc.constant([])))
      .map((json) => Buffer.from(JSON.stringify(json))),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.constantFrom(Buffer.from(`"${CANARY}`), Buffer.from('{"__proto__": {"admin": true}}'), null) },
);
const spoiltHeader: fc.Arbitrary<Record<string, string>> = fc.constantFrom<Record<string, string>[]>(
  { 'if-match': '"1"' },
  { 'if-match': CANARY },
  { 'idempotency-key': CANARY },
  { 'content-encoding': 'gzip' },
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/json; charset=utf-16' },
  { cookie: `stillwatch-4780=${CANARY}` },
  { authorization: `Bearer ${CREDENTIAL_CANARY}` },
  { authorization: `Basic ${CANARY}` },
  { 'last-event-id': CANARY, 'x-request-id': CANARY, referer: CANARY, 'user-agent': CANARY },
  { 'accept-encoding': '*;q=0', accept: '\t', 'x-forwarded-for': CANARY },
);

interface Sent {
  readonly params: string[];
  readonly query: Record<string, unknown>;
  readonly body: Buffer | null;
  readonly headers: Record<string, string>;
  readonly who: 'person' | 'key' | 'nobody';
}
/** Half of the requests for an operation are such as it might take. */
function sentTo(operation: Operation): fc.Arbitrary<Sent> {
  const schemaOf = (schema: typeof operation.body): Schema =>
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  const goodBody = madeTo(schemaOf(operation.body)).map((json) => (json === null ? null : Buffer.from(JSON.stringify(json))));
  // A cursor of chance is refused, and nothing else would be seen.
  const query = madeTo(schemaOf(operation.query)).map((made) => {
    const { cursor: _, ...rest } = made as Record<string, unknown>;
    return rest;
  });
  const spoiltQuery = fc.dictionary(fc.oneof(word, fc.constantFrom('limit', 'cursor', 'q', 'from')), word, { maxKeys: 4 });
  return fc.record({
    params: fc.array(fc.oneof(fc.constantFrom('camp-1', 'c-0', 'hunt-1', '$review', '$user', '$exchange'), word), {
      minLength: 1,
      maxLength: 1,
    }),
    query: fc.oneof({ weight: 4, arbitrary: query }, { weight: 1, arbitrary: spoiltQuery }),
    body: fc.oneof({ weight: 4, arbitrary: goodBody }, { weight: 1, arbitrary: spoilt }),
    headers: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom({}, { 'if-match': '"1"' }) as fc.Arbitrary<Record<string, string>> },
      { weight: 1, arbitrary: spoiltHeader },
    ),
    who: fc.constantFrom('person', 'person', 'person', 'key', 'key', 'key', 'nobody'),
  });
}

async function send(operation: Operation, { params, query, body, headers, who }: Sent) {
  let next = 0;
  const path = operation.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(real[params[next]!] ?? params[next++]!) || '-');
  const search = new URLSearchParams(Object.entries(query).map(([name, given]): [string, string] => [name, String(given)]));
  const type = operation.accepts?.[0] ?? 'application/json';
  const withBody = body !== null && operation.method !== 'GET';
  return await node.http.app.inject({
    method: operation.method,
    url: `${path}?${search.toString()}`,
    headers: {
      ...(who === 'person' ? person : who === 'key' ? key : {}),
      ...(withBody ? { 'content-type': type } : {}),
      ...headers,
    },
    ...(withBody ? { payload: body } : {}),
  });
}

function checkAnswer(answer: Awaited<ReturnType<typeof send>>): void {
  if (answer.statusCode < 400) return;
  expect(answer.headers['content-type']).toContain('application/problem+json');
  const problem = Problem.parse(answer.json());
  expect(problem.status).toBe(answer.statusCode);
  expect(problem.requestId).toBe(answer.headers['x-request-id']);
  expect(answer.body).not.toContain(CANARY);
  expect(answer.body).not.toMatch(/\s+at .+:\d+:\d+/);
  if (answer.statusCode >= 500) expect([answer.statusCode, node.log().split('\n').at(-3)]).toEqual([503, expect.anything()]);
}

describe('whatever is sent', () => {
  it.each(OPERATIONS)('to %s, is answered or refused in order', async (id, operation) => {
    const asksTraffic = ['viewTraffic', 'listExchanges', 'listAccounts', 'getAccount', 'previewAllowed', 'overview'].includes(id);
    await fc.assert(
      fc.asyncProperty(sentTo(operation), async (request) => checkAnswer(await send(operation, request))),
      { numRuns: asksTraffic ? 15 : 40 },
    );
  });

  it('to no operation, is refused in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD' as const),
        fc.oneof(
          fc.webPath(),
          fc.string({ unit: 'binary-ascii' }).map((text) => `/v1/${text}`),
          fc.constant('/v1/%E0%A4%A'),
        ),
        spoiltHeader,
        async (method, path, headers) => {
          const url = /^[\x21-\x7e]+$/.test(path) ? path : `/${encodeURIComponent(path)}`;
          const answer = await node.http.app.inject({ method: method as 'GET', url, headers });
          if (method === 'HEAD') expect(answer.statusCode).toBeLessThan(500);
          else checkAnswer(answer);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('and whatever is revealed, is not in the log', async () => {
    const listed = await node.http.app.inject({ method: 'GET', url: '/v1/exchanges?limit=10', headers: person });
    const refs = listed.json().items.map((row: { ref: string }) => row.ref) as string[];
    const texts: string[] = [];
    for (const ref of refs) {
      const payload = { reason: `${CANARY} for a case` };
      const answer = await node.http.app.inject({
        method: 'POST',
        url: `/v1/exchanges/${ref}/reveal`,
        headers: { ...person, 'idempotency-key': ref },
        payload,
      });
      expect(answer.statusCode).toBe(200);
      texts.push(answer.json().user);
    }
    expect(texts).toContain(PROMPT_CANARY);
    const log = node.log();
    expect(log.split('\n').length).toBeGreaterThan(1_500);
    for (const canary of [
      CANARY,
      PROMPT_CANARY,
      CREDENTIAL_CANARY,
      person['cookie']!.split('=')[1]!,
      person['x-csrf-token']!,
      key['authorization']!.slice(7),
    ]) {
      expect(log.includes(canary), canary).toBe(false);
    }
    expect(log).not.toContain('user-1');
    // Nor in the records: a revealed text is shown and not kept.
    for (const file of node.recordFiles()) expect(file.includes(PROMPT_CANARY)).toBe(false);
  });
});

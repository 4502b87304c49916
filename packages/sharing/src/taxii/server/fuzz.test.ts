// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BASIC, indicator, optionsFor } from '../conformance/node.fixture.ts';
import { MAIN, MAIN_ALIAS, SEED, THREE_VERSIONS, WRITABLE } from '../conformance/seed.fixture.ts';
import { seedTaxii } from '../seed.ts';
import { openSqliteCollections, type SqliteCollections } from '../store/sqlite.fixture.ts';
import { TAXII_MEDIA_TYPE } from '../wire/media.ts';
import { createTaxii, type Taxii } from './create-taxii.ts';

let collections: SqliteCollections;
let taxii: Taxii;
const errors: unknown[] = [];

beforeAll(async () => {
  collections = await openSqliteCollections();
  await seedTaxii(collections.store, SEED, { label: 'green' });
  taxii = createTaxii({ ...optionsFor(collections.store, errors), limits: { pageObjects: 20, bodyMs: 200 } });
});
afterAll(async () => {
  await collections.close();
});

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ maxLength: 20 }),
  fc.constantFrom('', '.', '..', '%', '%00', "'", '"', '\\'),
);
const segment = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      'trust',
      'collections',
      'objects',
      'manifest',
      'versions',
      'status',
      MAIN,
      MAIN_ALIAS,
      WRITABLE,
      THREE_VERSIONS,
      'taxii2',
    ),
  },
  { weight: 1, arbitrary: odd },
);
const known = fc.constantFrom(
  '/taxii2/',
  '/trust/',
  '/trust/collections/',
  `/trust/collections/${MAIN}/objects/`,
  `/trust/collections/${MAIN}/manifest/`,
  `/trust/collections/${MAIN}/objects/${THREE_VERSIONS}/`,
  `/trust/collections/${MAIN}/objects/${THREE_VERSIONS}/versions/`,
  `/trust/collections/${WRITABLE}/objects/`,
);
const path = fc.oneof(
  known,
  fc.array(segment, { maxLength: 7 }).map((parts) => `/${parts.join('/')}`),
  odd,
);
const parameter = fc.constantFrom(
  'limit',
  'next',
  'added_after',
  'match[id]',
  'match[type]',
  'match[version]',
  'match[spec_version]',
);
const value = fc.oneof(
  odd,
  fc.constantFrom(
    '1',
    '0',
    '-1',
    '99999999999999999999',
    'first',
    'last',
    'all',
    'all,first',
    'first,last',
    '2.0',
    '2.1,2.0',
    'indicator',
    'indicator,malware',
  ),
  fc.constantFrom(
    '2021-03-02T10:20:30.444Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:60.999999999Z',
    '2021-03-02T10:20:30.444Z,last',
    ',',
  ),
  fc.integer().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);
const query = fc.oneof(
  odd,
  fc
    .array(fc.tuple(parameter, value), { maxLength: 4 })
    .map((pairs) => pairs.map(([name, one]) => `${name}=${encodeURIComponent(one.toWellFormed())}`).join('&')),
);
const headers = fc.record({
  authorization: fc.oneof({ weight: 6, arbitrary: fc.constant(BASIC) }, { weight: 1, arbitrary: odd }),
  accept: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(TAXII_MEDIA_TYPE, '*/*') }, { weight: 1, arbitrary: odd }),
  'content-type': fc.oneof({ weight: 6, arbitrary: fc.constant(TAXII_MEDIA_TYPE) }, { weight: 1, arbitrary: odd }),
  'content-length': fc.option(fc.oneof(odd, fc.integer().map(String)), { nil: undefined }),
});
const id = fc.integer({ min: 0, max: 20 }).map((n) => `indicator--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
const posted = fc.oneof(
  fc.dictionary(fc.constantFrom('modified', 'created', 'spec_version', 'name', 'type', 'id', '__proto__', 'x'), fc.jsonValue()),
  fc
    .tuple(id, fc.dictionary(fc.constantFrom('modified', 'created', 'spec_version', 'name'), fc.jsonValue()))
    .map(([one, changes]) => indicator(one, changes)),
);
const encoder = new TextEncoder();
const body = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.json().map((text) => encoder.encode(text)),
  fc.array(posted, { maxLength: 4 }).map((objects) => encoder.encode(JSON.stringify({ objects }))),
  // Good JSON with one byte changed or cut off.
  fc.tuple(fc.array(posted, { maxLength: 2 }), fc.nat(), fc.nat(255)).map(([objects, at, byte]) => {
    const bytes = encoder.encode(JSON.stringify({ objects }));
    bytes[at % bytes.length] = byte;
    return bytes.subarray(0, at % 3 === 0 ? at % bytes.length : bytes.length);
  }),
);

it('answers whatever comes, with an answer of TAXII, and never that something went wrong here', { timeout: 60_000 }, async () => {
  const method = fc.oneof(fc.constantFrom('GET', 'POST', 'DELETE', 'HEAD'), odd);
  const request = fc.record({ method, path, query, headers, body });
  await fc.assert(
    fc.asyncProperty(request, async (one) => {
      const { status, headers, body } = await taxii.handle(one);
      expect(errors).toEqual([]);
      expect(status).toBeLessThan(500);
      expect(headers['content-type']).toBe(TAXII_MEDIA_TYPE);
      expect(Object.values(headers).every((value) => /^[\x20-\x7e]*$/.test(value))).toBe(true);
      if (status === 308) return;
      const value = JSON.parse(Buffer.from(body).toString()) as Record<string, unknown>;
      if (status >= 400) expect(value).toMatchObject({ title: expect.any(String), http_status: String(status) });
    }),
    { numRuns: 3_000 },
  );
  // And the store is as sound as it was.
  const whole = await taxii.handle({
    method: 'GET',
    path: `/trust/collections/${WRITABLE}/objects/`,
    query: 'match[version]=all',
    headers: { authorization: BASIC, accept: TAXII_MEDIA_TYPE },
    body: new Uint8Array(),
  });
  expect(whole.status).toBe(200);
});

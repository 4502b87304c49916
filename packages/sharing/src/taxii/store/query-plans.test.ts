// SPDX-License-Identifier: Apache-2.0
import { CompiledQuery } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PageRequest } from './collection-store.ts';
import { openCollectionStore } from './open.store.ts';
import { COLLECTION, idOf, pageOf, sample, START } from './samples.fixture.ts';
import { openSqliteKysely } from './sqlite.fixture.ts';

let db: ReturnType<typeof openSqliteKysely>;
let store: Awaited<ReturnType<typeof openCollectionStore>>;
let queries: CompiledQuery[] = [];

beforeEach(async () => {
  db = openSqliteKysely(':memory:', (query) => queries.push(query));
  store = await openCollectionStore({ db, dialect: 'sqlite', now: 0 });
  await store.putCollection(COLLECTION);
  await store.add(
    COLLECTION,
    Array.from({ length: 200 }, (_, n) => sample(n, { label: n % 2 === 0 ? 'green' : 'red' })),
    START,
  );
});
afterEach(async () => {
  await db.destroy();
});

/** How SQLite goes about the statements of a page that read objects. */
async function plansOf(request: PageRequest): Promise<string[]> {
  queries = [];
  await store.page(request);
  const reads = queries.filter(({ sql }) => sql.includes('from taxii_objects'));
  expect(reads.length).toBeGreaterThan(0);
  const plans: string[] = [];
  for (const { sql, parameters } of reads) {
    const { rows } = await db.executeQuery<{ detail: string }>(CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]));
    plans.push(...rows.map(({ detail }) => detail));
  }
  return plans;
}

const after = { added: START + 5, seq: 6 };
const exact = { first: false, last: false, exact: ['2026-01-01T00:00:00Z'] };

describe('a page is one walk along an index', () => {
  it.each<[string, Partial<PageRequest>, RegExp]>([
    ['everything that is current', {}, /SEARCH o USING INDEX taxii_objects_current \(collection=\? AND added>/],
    ['all versions', { versions: 'all' }, /SEARCH o USING INDEX taxii_objects_added \(collection=\? AND added>/],
    [
      'one type',
      { types: ['tool'], versions: 'all' },
      /SEARCH o USING INDEX taxii_objects_type \(collection=\? AND type=\? AND added>/,
    ],
    [
      'two types',
      { types: ['tool', 'x'], versions: 'all' },
      /SEARCH o USING INDEX taxii_objects_type \(collection=\? AND type=\? AND added>/,
    ],
    [
      'one version',
      { versions: exact },
      /SEARCH o USING INDEX taxii_objects_version \(collection=\? AND version_key=\? AND added/,
    ],
    [
      'some objects',
      { ids: [idOf(1), idOf(2)], versions: 'all' },
      /SEARCH o USING INDEX taxii_objects_versions \(collection=\? AND id=\?/,
    ],
    [
      'what a reader may see',
      { isVisible: (label) => label === 'green' },
      /SEARCH o USING INDEX taxii_objects_added \(collection=\? AND added>/,
    ],
  ])('%s', async (_, changes, index) => {
    const plans = await plansOf(pageOf({ ...changes, after }));
    expect(plans.some((plan) => index.test(plan))).toBe(true);
    expect(plans.filter((plan) => /^SCAN (?!\()/.test(plan) && !/^SCAN (part|parts)\b/.test(plan))).toEqual([]);
    // Other versions are looked for by the object's id.
    for (const plan of plans.filter((plan) => plan.startsWith('SEARCH n')))
      expect(plan).toMatch(/taxii_objects_versions \(collection=\? AND id=\?/);
  });

  it('without sorting anything, but for objects that are asked for by id', async () => {
    for (const changes of [{}, { versions: 'all' as const }, { types: ['tool'], versions: 'all' as const }]) {
      expect(await plansOf(pageOf({ ...changes, after }))).not.toContain('USE TEMP B-TREE FOR ORDER BY');
    }
  });

  it('looks at so many rows at a time where a filter leaves hardly any', async () => {
    queries = [];
    await store.page(pageOf({ specs: ['2.0'] }));
    expect(queries.filter(({ sql }) => /limit 1 offset/.test(sql))).toHaveLength(1);
  });
});

// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAIN, SEED, TWO_SPECS } from './conformance/seed.fixture.ts';
import { seedTaxii } from './seed.ts';
import { openSqliteCollections, type SqliteCollections } from './store/sqlite.fixture.ts';
import { pageOf } from './store/samples.fixture.ts';

let collections: SqliteCollections;

beforeEach(async () => {
  collections = await openSqliteCollections();
});
afterEach(async () => {
  await collections.close();
});

describe('data of another server', () => {
  it('comes with its dates, equal ones too, and once however often it is loaded', async () => {
    const { store } = collections;
    expect(await seedTaxii(store, SEED)).toBe(8);
    expect(await seedTaxii(store, SEED)).toBe(0);
    const collection = (await store.collection('trust', MAIN))!;
    const { objects } = await store.page(pageOf({ collection, ids: [TWO_SPECS], specs: ['2.0', '2.1'], versions: 'all' }));
    expect(objects.map(({ spec }) => spec)).toEqual(['2.1', '2.0']);
    expect(objects[0]!.added).toBe(objects[1]!.added);
  });

  it.each([
    ['a list', []],
    ['a root without information', { root: {} }],
    [
      'an object that the manifest does not have',
      {
        root: {
          information: { title: 'T', max_content_length: 1 },
          collections: [{ id: 'c', title: 'C', can_read: true, can_write: true, objects: [{ id: 'tool--1', type: 'tool' }] }],
        },
      },
    ],
  ])('is refused where it is %s', async (_, document) => {
    await expect(seedTaxii(collections.store, document)).rejects.toThrowWithCode('RECORD_INVALID');
  });
});

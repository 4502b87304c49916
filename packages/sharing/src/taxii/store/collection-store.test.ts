// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { collectionStoreContract } from './collection-store.contract.fixture.ts';
import { COLLECTION, OTHER, pageOf, sample, START } from './samples.fixture.ts';
import { openSqliteCollections, type SqliteCollections } from './sqlite.fixture.ts';

let collections: SqliteCollections;

beforeEach(async () => {
  collections = await openSqliteCollections();
  await collections.store.putCollection(COLLECTION);
  await collections.store.putCollection(OTHER);
});
afterEach(async () => {
  await collections.close();
});

describe('collections in SQLite', () => {
  collectionStoreContract(() => collections.store);

  it('opens again what is there', async () => {
    await collections.store.add(COLLECTION, [sample(1)], START);
    const again = await collections.again();
    expect((await again.page(pageOf())).objects).toHaveLength(1);
  });

  it('refuses what a newer version made', async () => {
    await collections.db.insertInto('taxii_migrations').values({ version: 99, name: 'later', at: 0 }).execute();
    await expect(collections.again()).rejects.toThrowWithCode('DATA_VERSION');
  });
});

// SPDX-License-Identifier: Apache-2.0
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { collectionStoreContract } from '../store/collection-store.contract.fixture.ts';
import { openCollectionStore } from '../store/open.store.ts';
import { findPostgres, type PostgresCollections, type PostgresServer, startPostgres } from '../store/postgres.fixture.ts';
import { COLLECTION, OTHER } from '../store/samples.fixture.ts';
import { conformanceContract } from './conformance.contract.fixture.ts';
import { type Node, startNode } from './node.fixture.ts';

const bin = findPostgres();

describe.skipIf(bin === null)('TAXII in PostgreSQL (skipped where /usr/lib/postgresql has none)', () => {
  let server: PostgresServer;
  let collections: PostgresCollections;

  beforeAll(async () => {
    server = await startPostgres(bin!);
    collections = await server.collections();
  });
  afterAll(async () => {
    await collections.close();
    await server.stop();
  });
  beforeEach(async () => {
    await collections.clear();
  });

  describe('collections', () => {
    beforeEach(async () => {
      await collections.store.putCollection(COLLECTION);
      await collections.store.putCollection(OTHER);
    });

    collectionStoreContract(() => collections.store);

    it('can be opened by several nodes at once', async () => {
      const open = () => openCollectionStore({ db: collections.db, dialect: 'postgres', now: 0 });
      await expect(Promise.all([open(), open(), open()])).resolves.toHaveLength(3);
    });
  });

  describe('conformance', () => {
    let node: Node;
    beforeEach(async () => {
      node = await startNode(collections.store);
    });
    afterEach(async () => {
      expect(node.errors).toEqual([]);
      await node.stop();
    });

    conformanceContract(() => node);
  });
});

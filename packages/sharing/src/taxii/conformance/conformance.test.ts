// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect } from 'vitest';
import { openSqliteCollections, type SqliteCollections } from '../store/sqlite.fixture.ts';
import { conformanceContract } from './conformance.contract.fixture.ts';
import { type Node, startNode } from './node.fixture.ts';

let collections: SqliteCollections;
let node: Node;

beforeEach(async () => {
  collections = await openSqliteCollections();
  node = await startNode(collections.store);
});
afterEach(async () => {
  expect(node.errors).toEqual([]);
  await node.stop();
  await collections.close();
});

describe('conformance over SQLite', () => conformanceContract(() => node));

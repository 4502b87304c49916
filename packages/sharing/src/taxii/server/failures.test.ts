// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, indicator, type Node, startNode } from '../conformance/node.fixture.ts';
import { MAIN, WRITABLE } from '../conformance/seed.fixture.ts';
import { openSqliteCollections, type SqliteCollections } from '../store/sqlite.fixture.ts';

const OBJECTS = `/trust/collections/${WRITABLE}/objects/`;
let collections: SqliteCollections;
let node: Node;

beforeEach(async () => {
  collections = await openSqliteCollections();
});
afterEach(async () => {
  await node.stop();
  await collections.close();
});

describe('TAXII 2.1 §3.6, when something is wrong here', () => {
  it('answers 503 while the store cannot be reached, and says when to come again', async () => {
    const store = {
      ...collections.store,
      page: async () => {
        throw new AppError('RECORDS_UNAVAILABLE', 'the database at 10.0.0.7 is gone');
      },
    };
    node = await startNode(store);
    const { status, headers, text } = await ask(node, `/trust/collections/${MAIN}/objects/`);
    expect([status, headers.get('retry-after')]).toEqual([503, '5']);
    expect(text).not.toContain('10.0.0.7');
  });

  it('answers 429 to who asks too often', async () => {
    node = await startNode(collections.store, {
      authenticate: async () => {
        throw new AppError('RATE_LIMITED', 'slowly');
      },
    });
    const { status, json, headers } = await ask(node, '/taxii2/');
    expect([status, json['http_status'], headers.has('retry-after')]).toEqual([429, '429', true]);
  });

  it('answers 500 to what nobody thought of, with the id that the log has and nothing else', async () => {
    const told: [unknown, string][] = [];
    const defect = new TypeError('secret');
    node = await startNode(collections.store, {
      validate: () => {
        throw defect;
      },
      onError: (error, id) => told.push([error, id]),
    });
    const { status, json, text } = await ask(node, OBJECTS, {
      body: { objects: [indicator('indicator--00000000-0000-4000-8000-000000000001')] },
    });
    expect(status).toBe(500);
    expect(told).toEqual([[defect, json['error_id']]]);
    expect(text).not.toContain('secret');
  });

  it('tells the node of what is new, once', async () => {
    const events: number[] = [];
    node = await startNode(collections.store, { onAdded: ({ count }) => events.push(count) });
    const body = { objects: [indicator('indicator--00000000-0000-4000-8000-000000000001')] };
    await ask(node, OBJECTS, { body });
    await ask(node, OBJECTS, { body });
    expect(events).toEqual([1]);
  });
});

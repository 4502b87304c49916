// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { indicator, type Node, startNode } from '../conformance/node.fixture.ts';
import { CLOSED, MAIN, MAIN_ALIAS, READ_ONLY, THREE_VERSIONS, VERSIONS, WRITABLE } from '../conformance/seed.fixture.ts';
import { openSqliteCollections, type SqliteCollections } from '../store/sqlite.fixture.ts';
import { createTaxiiClient, type TaxiiClient } from './create-client.ts';
import type { PulledPage } from './pull-page.ts';
import type { PullCursor } from './pull-cursor.ts';

let collections: SqliteCollections;
let node: Node;
let client: TaxiiClient;
let root: string;

const auth = { kind: 'basic', user: 'admin', password: 'Password0' } as const;
const id = (n: number): string => `indicator--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const texts = (count: number): string[] => Array.from({ length: count }, (_, n) => JSON.stringify(indicator(id(n))));

beforeEach(async () => {
  collections = await openSqliteCollections();
  node = await startNode(collections.store);
  await collections.store.setDiscovery({ title: 'T', description: null, contact: null, default: 'trust', apiRoots: null });
  client = createTaxiiClient({ url: `${node.url}/taxii2/`, auth });
  root = `${node.url}/trust/`;
});
afterEach(async () => {
  await node.stop();
  await collections.close();
});

async function pullAll(
  collection: string,
  cursor: PullCursor | null,
  pageSize = 7,
): Promise<{ ids: string[]; cursor: PullCursor | null }> {
  const ids: string[] = [];
  let reached = cursor;
  const onPage = async (page: PulledPage): Promise<void> => {
    ids.push(...page.objects.map(({ object }) => object.id));
    reached = page.cursor;
  };
  await client.pull({ root, collection, cursor, pageSize, onPage });
  return { ids, cursor: reached };
}

describe('a client and a server', () => {
  it('agree on what there is', async () => {
    expect(await client.discovery()).toEqual({ title: 'T', default: root, apiRoots: [`${node.url}/empty/`, root] });
    expect(await client.root(root)).toMatchObject({ title: 'Trust group' });
    expect(await client.collections(root)).toHaveLength(5);
    expect(await client.collections(`${node.url}/empty`)).toEqual([]);
    expect(await client.collection(root, MAIN_ALIAS)).toMatchObject({ id: MAIN });
    expect(await client.versions(root, MAIN, THREE_VERSIONS)).toEqual(VERSIONS);
    expect(await client.versions(root, MAIN, id(1))).toEqual([]);
  });

  it('delete', async () => {
    expect(await client.remove(root, MAIN, THREE_VERSIONS, ['first'])).toBe(true);
    expect(await client.versions(root, MAIN, THREE_VERSIONS)).toEqual(VERSIONS.slice(1));
    expect(await client.remove(root, MAIN, id(1))).toBe(false);
  });

  it('push in chunks that the server takes, and pull back the same bytes', async () => {
    const pushed = texts(130);
    const steps: number[] = [];
    const result = await client.push({
      root,
      collection: WRITABLE,
      objects: pushed,
      onProgress: ({ done }) => void steps.push(done),
    });
    expect(result).toEqual({ done: 130, successes: 130, failures: [], pending: 0 });
    // The root takes 20,000 bytes at once.
    expect(steps.length).toBeGreaterThan(1);
    const pulled: string[] = [];
    await client.pull({
      root,
      collection: WRITABLE,
      cursor: null,
      onPage: async ({ objects }) => void pulled.push(...objects.map(({ text }) => text)),
    });
    expect(pulled).toEqual(pushed);
  });

  it('tell what was not taken', async () => {
    const wrong = JSON.stringify(indicator(id(1), { name: 'wrong' }));
    const huge = JSON.stringify(indicator(id(2), { description: 'x'.repeat(30_000) }));
    const result = await client.push({ root, collection: WRITABLE, objects: [wrong, huge, ...texts(1)] });
    expect(result).toMatchObject({ done: 3, successes: 1 });
    expect(result.failures).toMatchObject([{ id: id(1), message: 'name: is wrong' }, { id: id(2) }]);
  });

  it('go on where they stopped, again and again, without losing or repeating anything', async () => {
    const seen: string[] = [];
    let cursor: PullCursor | null = null;
    for (let round = 0; round < 4; round++) {
      await client.push({ root, collection: WRITABLE, objects: texts(round * 25 + 25) });
      const pulled = await pullAll(WRITABLE, cursor);
      seen.push(...pulled.ids);
      // As it is stored and read again.
      cursor = JSON.parse(JSON.stringify(pulled.cursor)) as PullCursor;
      expect((await pullAll(WRITABLE, cursor)).ids).toEqual([]);
    }
    expect(seen).toEqual(Array.from({ length: 100 }, (_, n) => id(n)));
    expect(cursor!.recent.length).toBeLessThan(30);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('lose and repeat nothing when storing page %i fails', async (failing) => {
    await client.push({ root, collection: WRITABLE, objects: texts(50) });
    const stored: string[] = [];
    let cursor: PullCursor | null = null;
    let calls = 0;
    const pullOnce = (): Promise<unknown> =>
      client.pull({
        root,
        collection: WRITABLE,
        cursor,
        pageSize: 7,
        async onPage(page) {
          if (++calls === failing) throw new Error('the disk is full');
          stored.push(...page.objects.map(({ object }) => object.id));
          cursor = page.cursor;
        },
      });
    await expect(pullOnce()).rejects.toThrow('the disk is full');
    await pullOnce();
    expect(stored).toEqual(Array.from({ length: 50 }, (_, n) => id(n)));
  });

  it('go on although the server has another key since', async () => {
    await client.push({ root, collection: WRITABLE, objects: texts(30) });
    const stored: string[] = [];
    let cursor: PullCursor | null = null;
    const stop = new Error('stop');
    const onPage = async (page: PulledPage): Promise<void> => {
      stored.push(...page.objects.map(({ object }) => object.id));
      cursor = page.cursor;
      if (stored.length === 14) throw stop;
    };
    await expect(client.pull({ root, collection: WRITABLE, cursor, pageSize: 7, onPage })).rejects.toBe(stop);
    await node.stop();
    node = await startNode(collections.store, { cursorKey: new Uint8Array(32).fill(9) });
    client = createTaxiiClient({ url: `${node.url}/taxii2/`, auth });
    await client.pull({ root: `${node.url}/trust/`, collection: WRITABLE, cursor, pageSize: 7, onPage });
    expect(stored).toEqual(Array.from({ length: 30 }, (_, n) => id(n)));
  });

  it('say why something may not be done', async () => {
    await expect(pullAll(CLOSED, null)).rejects.toThrowWithCode('TAXII_FAILED');
    await expect(client.push({ root, collection: READ_ONLY, objects: texts(1) })).rejects.toThrow(/403.*You may not write/);
    const stranger = createTaxiiClient({ url: `${node.url}/taxii2/` });
    await expect(stranger.discovery()).rejects.toThrow(/401/);
    const bearer = createTaxiiClient({ url: `${node.url}/taxii2/`, auth: { kind: 'bearer', token: () => 'a-token' }, fetch });
    expect((await bearer.discovery()).title).toBe('T');
  });

  it('refuse a URL that is none', () => {
    expect(() => createTaxiiClient({ url: 'peer' })).toThrowWithCode('CONFIG_INVALID');
    expect(() => createTaxiiClient({ url: 'file:///etc/passwd' })).toThrowWithCode('CONFIG_INVALID');
  });
});

// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewObject, StoredObject } from '../model.ts';
import { toMicros, versionKey } from '../wire/timestamps.ts';
import type { CollectionStore, PageRequest, Selection, VersionMatch } from './collection-store.ts';
import { COLLECTION, idOf, OTHER, pageOf, sample, selection, START } from './samples.fixture.ts';

const v = (day: number): string => `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`;

/** Every page of a question, in order. */
async function walk(store: CollectionStore, request: PageRequest): Promise<StoredObject[][]> {
  const pages: StoredObject[][] = [];
  let after = request.after;
  for (;;) {
    const { objects, more } = await store.page({ ...request, after });
    pages.push([...objects]);
    if (!more) return pages;
    expect(objects.length).toBeGreaterThan(0);
    after = objects.at(-1)!;
  }
}

/**
 * What a store of collections promises, over whichever database.
 * @param given an empty store, made before each test, with `COLLECTION` and `OTHER` in it
 */
export function collectionStoreContract(given: () => CollectionStore): void {
  const add = (objects: NewObject[], now = START) => given().add(COLLECTION, objects, now);

  describe('directory', () => {
    it('finds a collection by id and by alias, within its root only', async () => {
      const store = given();
      expect(await store.collection('intel', COLLECTION.id)).toEqual(COLLECTION);
      expect(await store.collection('intel', 'main')).toEqual(COLLECTION);
      expect(await store.collection('elsewhere', COLLECTION.id)).toBeNull();
      expect(await store.collections('intel')).toEqual([COLLECTION, OTHER]);
    });

    it('replaces what is known, and keeps discovery and roots', async () => {
      const store = given();
      await store.putCollection({ ...COLLECTION, title: 'New' });
      expect((await store.collection('intel', 'main'))?.title).toBe('New');
      const root = { name: 'intel', title: 'A', description: null, maxContentLength: 5 };
      await store.putRoot(root);
      await store.putRoot({ ...root, title: 'B' });
      expect(await store.root('intel')).toEqual({ ...root, title: 'B' });
      expect(await store.roots()).toHaveLength(1);
      expect(await store.discovery()).toBeNull();
      const discovery = { title: 'T', description: null, contact: null, default: null, apiRoots: null };
      await store.setDiscovery(discovery);
      expect(await store.discovery()).toEqual(discovery);
    });
  });

  describe('adding', () => {
    it('gives every object its own, growing date_added, also where the clock stands or goes back', async () => {
      const store = given();
      await add([sample(1), sample(2)]);
      await add([sample(3)], START);
      await add([sample(4)], START - 5_000_000);
      await store.add(OTHER, [sample(1)], START);
      const { objects } = await store.page(pageOf());
      expect(objects.map(({ id }) => id)).toEqual([1, 2, 3, 4].map((n) => idOf(n)));
      expect(objects.map(({ added }) => added - START)).toEqual([0, 1, 2, 3]);
    });

    it('takes the same version again as a success that changes nothing', async () => {
      const first = await add([sample(1)]);
      const again = await add([sample(1, { body: '{"changed":true}' }), sample(1)], START + 10);
      expect(first).toEqual([{ id: idOf(1), version: v(1), isNew: true }]);
      expect(again).toEqual([
        { id: idOf(1), version: v(1), isNew: false },
        { id: idOf(1), version: v(1), isNew: false },
      ]);
      expect((await given().page(pageOf())).objects).toMatchObject([{ body: sample(1).body, added: START }]);
    });

    it('compares versions as moments, not as text', async () => {
      await add([sample(1, { version: '2026-01-01T00:00:00Z' })]);
      expect(await add([sample(1, { version: '2026-01-01T00:00:00.000000Z' })])).toMatchObject([{ isNew: false }]);
    });

    it('lets date_added stand for the version of what has none, and keeps that as one version', async () => {
      const observable = sample(1, { type: 'ipv4-addr', version: null });
      const [outcome] = await add([observable]);
      expect(outcome).toEqual({ id: observable.id, version: '2026-01-01T00:00:00.000000Z', isNew: true });
      expect(await add([observable], START + 9e6)).toEqual([{ ...outcome, isNew: false }]);
      const matches: VersionMatch[] = [
        'all',
        { first: true, last: false, exact: [] },
        { first: false, last: true, exact: [] },
        { first: false, last: false, exact: [outcome!.version] },
      ];
      for (const versions of matches) expect((await given().page(pageOf({ versions }))).objects).toHaveLength(1);
    });

    it('keeps the same id and version apart where the versions of STIX differ', async () => {
      expect(await add([sample(1, { spec: '2.0' }), sample(1, { spec: '2.1' })])).toMatchObject([
        { isNew: true },
        { isNew: true },
      ]);
    });

    it('loses and repeats nothing for a reader who pages while others add', async () => {
      const store = given();
      const writers = [1, 2, 3].map(async (writer) => {
        for (let i = 0; i < 20; i++) await store.add(COLLECTION, [sample(writer * 1000 + i)], START);
      });
      let done = false;
      void Promise.all(writers).then(() => (done = true));
      const seen: string[] = [];
      let after: PageRequest['after'] = null;
      for (let last = false; ; ) {
        const { objects } = await store.page(pageOf({ after, limit: 7 }));
        seen.push(...objects.map(({ id }) => id));
        after = objects.at(-1) ?? after;
        if (objects.length === 0 && last) break;
        last = done;
      }
      await Promise.all(writers);
      expect(seen).toHaveLength(60);
      expect(new Set(seen).size).toBe(60);
    });
  });

  describe('paging', () => {
    it('says that there is more when, and only when, there is', async () => {
      await add(Array.from({ length: 10 }, (_, n) => sample(n)));
      for (const limit of [1, 3, 5, 9, 10, 11]) {
        const pages = await walk(given(), pageOf({ limit }));
        expect(pages.flat().map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, n) => idOf(n)));
        expect(pages).toHaveLength(Math.ceil(10 / limit));
      }
    });

    it('ends a page early that grows too large, but never empty', async () => {
      const body = 'x'.repeat(100);
      await add(Array.from({ length: 5 }, (_, n) => sample(n, { body })));
      expect((await walk(given(), pageOf({ maxSize: 250 }))).map((page) => page.length)).toEqual([2, 2, 1]);
      expect((await walk(given(), pageOf({ maxSize: 1 }))).map((page) => page.length)).toEqual([1, 1, 1, 1, 1]);
    });

    it('gives what was added after a moment, not at it', async () => {
      await add([sample(1), sample(2), sample(3)]);
      const { objects } = await given().page(pageOf({ addedAfter: START }));
      expect(objects.map(({ id }) => id)).toEqual([idOf(2), idOf(3)]);
    });

    it('pages through what another server gave equal times', async () => {
      const store = given();
      const dated = Array.from({ length: 7 }, (_, n) => ({ ...sample(n), added: START }));
      expect(await store.load(COLLECTION, dated)).toBe(7);
      expect(await store.load(COLLECTION, dated)).toBe(0);
      expect((await walk(store, pageOf({ limit: 2 }))).flat().map(({ id }) => id)).toEqual(dated.map(({ id }) => id));
      await store.add(COLLECTION, [sample(99)], START - 1);
      expect((await store.page(pageOf())).objects.at(-1)).toMatchObject({ id: idOf(99) });
    });
  });

  describe('what a reader may not see', () => {
    const green = (label: string): boolean => label === 'green';

    it('is not there: pages are as long and as exact without it', async () => {
      await add(Array.from({ length: 40 }, (_, n) => sample(n, { label: n % 4 === 0 ? 'green' : 'red' })));
      const pages = await walk(given(), pageOf({ limit: 5, isVisible: green }));
      expect(pages.map((page) => page.length)).toEqual([5, 5]);
      expect((await given().page(pageOf({ isVisible: () => false }))).objects).toEqual([]);
    });

    it('does not hide an earlier version that may be seen', async () => {
      await add([sample(1, { version: v(1) }), sample(1, { version: v(2), label: 'red' })]);
      expect((await given().page(pageOf({ isVisible: green }))).objects).toMatchObject([{ version: v(1) }]);
      expect((await given().page(pageOf())).objects).toMatchObject([{ version: v(2) }]);
      expect(await given().has(COLLECTION, idOf(1), (label) => label === 'amber')).toBe(false);
      expect(await given().has(COLLECTION, idOf(1), green)).toBe(true);
    });

    it('is not deleted either', async () => {
      await add([sample(1, { version: v(1) }), sample(1, { version: v(2), label: 'red' })]);
      expect(await given().remove(selection({ ids: [idOf(1)], versions: 'all', isVisible: green }))).toBe(1);
      expect((await given().page(pageOf({ versions: 'all' }))).objects).toMatchObject([{ version: v(2) }]);
    });
  });

  describe('deleting', () => {
    it('makes the version before the current one', async () => {
      await add([sample(1, { version: v(1) }), sample(1, { version: v(3) }), sample(1, { version: v(2) })]);
      const last = selection({ ids: [idOf(1)] });
      expect(await given().remove(last)).toBe(1);
      expect((await given().page(pageOf())).objects).toMatchObject([{ version: v(2) }]);
      expect(await given().remove(last)).toBe(1);
      expect(await given().remove(last)).toBe(1);
      expect(await given().remove(last)).toBe(0);
      expect((await given().page(pageOf({ versions: 'all' }))).objects).toEqual([]);
    });

    it('leaves other collections alone, and a version can come again', async () => {
      await add([sample(1)]);
      await given().add(OTHER, [sample(1)], START);
      await given().remove(selection({ ids: [idOf(1)] }));
      expect((await given().page(pageOf({ collection: OTHER }))).objects).toHaveLength(1);
      expect(await add([sample(1)], START)).toMatchObject([{ isNew: true }]);
      expect((await given().page(pageOf())).objects[0]!.added).toBeGreaterThan(START);
    });
  });

  describe('statuses', () => {
    const status = { id: 's', status: 'complete', request_timestamp: v(1), total_count: 0, success_count: 0 } as const;
    const whole = { ...status, failure_count: 0, pending_count: 0 };

    it('are told to whoever asked, and forgotten', async () => {
      const store = given();
      await store.putStatus('intel', whole, 'me', 10);
      await store.putStatus('intel', { ...whole, id: 'seeded' }, null, 10);
      expect(await store.status('intel', 's', 'me')).toEqual(whole);
      expect(await store.status('intel', 's', 'you')).toBeNull();
      expect(await store.status('other', 's', 'me')).toBeNull();
      expect(await store.status('intel', 'seeded', 'you')).not.toBeNull();
      await store.forgetStatuses(10);
      expect(await store.status('intel', 's', 'me')).not.toBeNull();
      await store.forgetStatuses(11);
      expect(await store.status('intel', 's', 'me')).toBeNull();
    });
  });

  it('answers every filter as a plain reading of them does', async () => {
    const store = given();
    const types = ['indicator', 'malware', 'tool'];
    const object = fc.record({
      n: fc.integer({ min: 0, max: 5 }),
      type: fc.constantFrom(...types),
      spec: fc.constantFrom('2.0', '2.1'),
      version: fc.constantFrom(v(1), v(2), v(3)),
      label: fc.constantFrom('green', 'red'),
    });
    const objects = fc.sample(object, { numRuns: 120, seed: 7 }).map(({ n, type, ...rest }) => sample(n, { type, ...rest }));
    await store.add(COLLECTION, objects, START);
    const held = (await store.page(pageOf({ versions: 'all', specs: ['2.0', '2.1'], limit: 1000 }))).objects;
    const labels = new Map(objects.toReversed().map((one) => [`${one.id} ${one.spec} ${one.version}`, one.label]));
    const versions = fc.oneof(
      fc.constant('all' as const),
      fc.record({ first: fc.boolean(), last: fc.boolean(), exact: fc.subarray([v(1), v(2), v(9)]) }),
    );
    const question = fc.record({
      ids: fc.option(fc.subarray(held.map(({ id }) => id)), { nil: null }),
      types: fc.option(fc.subarray(types), { nil: null }),
      specs: fc.option(fc.subarray(['2.0', '2.1', '3.0']), { nil: null }),
      versions,
      red: fc.boolean(),
      addedAfter: fc.option(fc.integer({ min: START, max: START + 60 }), { nil: null }),
      limit: fc.integer({ min: 1, max: 40 }),
    });
    await fc.assert(
      fc.asyncProperty(question, async ({ red, addedAfter, limit, ...rest }) => {
        const asked = selection({ ...rest, isVisible: (label) => red || label === 'green' });
        const pages = await walk(store, pageOf({ ...asked, addedAfter, limit }));
        const seen = held.filter((one) => asked.isVisible(labels.get(`${one.id} ${one.spec} ${one.version}`)!));
        const expected = plainly(seen, asked).filter(({ added }) => addedAfter === null || added > addedAfter);
        expect(pages.flat().map(({ seq }) => seq)).toEqual(expected.map(({ seq }) => seq));
        expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
}

/** The filters of TAXII 2.1 §3.4 over a list, without any thought of speed. */
function plainly(seen: readonly StoredObject[], { ids, types, specs, versions }: Selection): StoredObject[] {
  const typed = seen.filter(({ id }) => (ids?.includes(id) ?? true) && (types?.includes(id.slice(0, id.indexOf('--'))) ?? true));
  const newest = (id: string): string =>
    typed.filter((one) => one.id === id).reduce((best, { spec }) => (spec > best ? spec : best), '');
  const specced = typed.filter(({ id, spec }) => (specs === null ? spec === newest(id) : specs.includes(spec)));
  if (versions === 'all') return specced;
  return specced.filter((one) => {
    const keys = specced
      .filter(({ id }) => id === one.id)
      .map(({ version }) => versionKey(version)!)
      .sort();
    const key = versionKey(one.version)!;
    const named = versions.exact.some((exact) => toMicros(exact) === toMicros(one.version));
    return named || (versions.first && key === keys[0]) || (versions.last && key === keys.at(-1));
  });
}

// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import type { Assertion } from './assertion.ts';
import { type AssertionDatabase, type AssertionStore, assertionStore } from './assertions.store.ts';
import { project } from './projection.ts';
import { assertion, day, NOW, objectId, pairOf } from './samples.fixture.ts';
import { passOn, verifyAssertion } from './sign.ts';

/**
 * What the store of assertions promises, over whichever database.
 * @param given an empty database with its tables, made before each test.
 */
export function assertionContract(given: () => AssertionDatabase): void {
  const store = (): AssertionStore => assertionStore(given());
  const many = (count: number, changes: (n: number) => Partial<Assertion> = () => ({})): Assertion[] =>
    Array.from({ length: count }, (_, n) =>
      assertion({ object: { type: 'indicator', id: objectId('indicator', n) }, ...changes(n) }),
    );

  it('gives back what was added, so that its signature still holds', async () => {
    const object = { type: 'x-thing', id: objectId('x-thing'), text: 'a\0b “ü” 😀', list: [1.5, null, { deep: true }] };
    const one = assertion({ object, group: 'g', licence: 'CC0-1.0' });
    expect(await store().add([one], NOW)).toEqual([one.id]);
    const back = await store().get(one.id);
    expect(back).toEqual(one);
    expect(verifyAssertion(back, [pairOf(one.source).registered], NOW).ok).toBe(true);
    expect(await store().get(assertion({ confidence: 1 }).id)).toBeNull();
  });

  it('takes the same assertion once, also within one call, and keeps the shortest way that it came', async () => {
    const one = assertion();
    const far = passOn(passOn(one));
    expect(await store().add([far, far], NOW)).toEqual([one.id]);
    expect(await store().add([passOn(one)], NOW)).toEqual([]);
    expect((await store().get(one.id))?.hops).toBe(1);
    expect(await store().add([far], NOW)).toEqual([]);
    expect((await store().get(one.id))?.hops).toBe(1);
  });

  it('pages through hundreds in the order of arrival, also while more arrive', async () => {
    const all = many(230, (n) => ({ source: n % 2 === 0 ? 'identity--acme' : 'identity--beta' }));
    await store().add(all.slice(0, 200), NOW);
    const seen: string[] = [];
    let after = 0;
    for (let more = true; more; ) {
      const { items, next } = await store().list({}, { limit: 70, after });
      seen.push(...items.map(({ id }) => id));
      if (seen.length === 70) await store().add(all.slice(200), NOW);
      more = next !== null;
      after = next ?? after;
    }
    expect(seen).toEqual(all.map(({ id }) => id));
    const { items, next } = await store().list({ source: 'identity--beta', type: 'indicator' }, { limit: 500 });
    expect([items.length, next]).toEqual([115, null]);
    expect((await store().list({ type: 'campaign' }, { limit: 1 })).items).toEqual([]);
    await expect(store().list({}, { limit: 0 })).rejects.toThrowWithCode('REQUEST_INVALID');
  });

  it('finds what everybody says of some objects', async () => {
    const all = many(180);
    const other = assertion({ source: 'identity--beta', object: all[3]!.object });
    await store().add([...all, other], NOW);
    const found = await store().ofObjects([all[3]!.object.id, all[170]!.object.id, objectId('campaign')]);
    expect(found.map(({ id }) => id).sort()).toEqual([all[3]!.id, other.id, all[170]!.id].sort());
    expect(await store().ofObjects([])).toEqual([]);
  });

  it('removes what has expired with what that had replaced, and never takes it again', async () => {
    const at = (days: number, changes: object = {}): Assertion =>
      assertion({ object: { type: 'indicator', id: objectId('indicator'), modified: day(days), ...changes }, at: day(days) });
    const older = at(-5);
    const ended = at(-3, { valid_until: day(-1) });
    const grouped = assertion({ group: 'g' });
    const theirs = assertion({ source: 'identity--beta' });
    await store().add([older, ended, grouped, theirs], NOW);
    expect((await store().removeExpired(NOW)).sort()).toEqual([older.id, ended.id].sort());
    expect(await store().removeExpired(NOW)).toEqual([]);
    expect(await store().add([older, ended, at(-4)], NOW)).toEqual([]);
    const newer = at(-1);
    expect(await store().add([newer], NOW)).toEqual([newer.id]);
    const left = await store().ofObjects([newer.object.id]);
    expect(left.map(({ id }) => id)).toEqual([grouped.id, theirs.id, newer.id]);
  });

  it('keeps withdrawals when they expire, so that what they took back stays away', async () => {
    const said = assertion();
    const revoked = { ...said.object, revoked: true, modified: day(-1) };
    const withdrawal = assertion({ object: revoked, at: day(-1), expiresAt: day(-0.5) });
    await store().add([withdrawal], NOW);
    expect(await store().removeExpired(NOW)).toEqual([]);
    await store().add([said], NOW);
    const reader = { organisation: 'identity--me', memberships: [], clearanceTo: () => 'recipient' as const };
    const seen = project(await store().ofObjects([said.object.id]), reader, NOW);
    expect(seen.map(({ revoked }) => revoked)).toEqual([true]);
  });

  it('adds all or none', async () => {
    const { db } = given();
    const [first, second] = many(2);
    const broken = { ...second!, hops: Number.NaN };
    await expect(store().add([first!, broken], NOW)).rejects.toThrow();
    expect(await db.selectFrom('assertions').selectAll().execute()).toEqual([]);
  });

  it('says so where a row is not what was written', async () => {
    const one = assertion();
    await store().add([one], NOW);
    for (const body of ['{', '{}']) {
      await given().db.updateTable('assertions').set({ body }).execute();
      await expect(store().get(one.id)).rejects.toThrowWithCode('RECORDS_CORRUPT');
    }
  });
}

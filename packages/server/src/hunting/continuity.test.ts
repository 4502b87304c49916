// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareHunts } from './continuity.ts';
import { before, names, seen } from './hunting.fixture.ts';

const kindsOf = (changes: ReturnType<typeof compareHunts>, id: string): string[] => changes.seen.get(id)!.map(({ kind }) => kind);

describe('what happened between two hunts', () => {
  it('a campaign that nobody knew was found', () => {
    const changes = compareHunts([], [seen({ id: 'c-1', accounts: names(40) })]);
    expect(changes.seen.get('c-1')).toEqual([{ kind: 'found', statement: 'Found: 40 accounts, 30 bits, confirmed.' }]);
    expect(changes.gone).toEqual([]);
  });

  it('nothing is said of one that goes on as it was', () => {
    const changes = compareHunts([before({ id: 'c-1', accounts: names(40) })], [seen({ id: 'c-1', accounts: names(41) })]);
    expect(kindsOf(changes, 'c-1')).toEqual([]);
  });

  it.each([
    { was: 100, is: 110, kinds: ['grew'] },
    { was: 100, is: 109, kinds: [] },
    { was: 10, is: 12, kinds: ['grew'] },
    { was: 10, is: 11, kinds: [] },
    { was: 100, is: 90, kinds: ['shrank'] },
    { was: 10, is: 8, kinds: ['shrank'] },
  ])('from $was to $is accounts: $kinds', ({ was, is, kinds }) => {
    const changes = compareHunts([before({ id: 'c-1', accounts: names(was) })], [seen({ id: 'c-1', accounts: names(is) })]);
    expect(kindsOf(changes, 'c-1')).toEqual(kinds);
  });

  it('small steps add up against what was told last', () => {
    const old = { ...before({ id: 'c-1', accounts: names(58) }), told: 50 };
    expect(kindsOf(compareHunts([old], [seen({ id: 'c-1', accounts: names(60) })]), 'c-1')).toEqual(['grew']);
  });

  it('tells a tier that rose or fell', () => {
    const old = before({ id: 'c-1', accounts: names(40), tier: 'probable', bits: 20 });
    const up = compareHunts([old], [seen({ id: 'c-1', accounts: names(40), tier: 'confirmed' })]);
    expect(up.seen.get('c-1')).toEqual([{ kind: 'tier', statement: 'Tier rose from probable to confirmed (20 → 30 bits).' }]);
    const down = compareHunts([old], [seen({ id: 'c-1', accounts: names(40), tier: 'watch', bits: 13 })]);
    expect(down.seen.get('c-1')![0]!.statement).toContain('fell from probable to watch');
  });

  it('one that continues as two has split', () => {
    const old = before({ id: 'c-1', accounts: names(40) });
    const changes = compareHunts(
      [old],
      [seen({ id: 'c-1', accounts: names(25) }), seen({ id: 'c-2', accounts: names(15, 25), grams: [90, 91, 92] })],
    );
    expect(kindsOf(changes, 'c-1')).toEqual(['split']);
    expect(kindsOf(changes, 'c-2')).toEqual(['found']);
    expect(changes.seen.get('c-2')![0]!.statement).toContain('split off');
    expect(changes.gone).toEqual([]);
  });

  it('two known ones in one have merged', () => {
    const one = before({ id: 'c-1', accounts: names(30) });
    const two = before({ id: 'c-2', accounts: names(10, 30), grams: [90, 91, 92] });
    const changes = compareHunts([one, two], [seen({ id: 'c-1', accounts: names(40) })]);
    expect(kindsOf(changes, 'c-1')).toEqual(['merged']);
    expect(changes.gone.map(({ before, change }) => [before.id, change.kind])).toEqual([['c-2', 'merged']]);
  });

  it('one that is not seen any more fell silent, once', () => {
    const old = before({ id: 'c-1', accounts: names(40) });
    expect(compareHunts([old], []).gone.map(({ change }) => change.kind)).toEqual(['silent']);
    expect(compareHunts([{ ...old, current: false }], []).gone).toEqual([]);
  });

  it('of a dismissed one nobody needs to know that it is gone', () => {
    expect(compareHunts([before({ id: 'c-1', accounts: names(40), status: 'dismissed' })], []).gone).toEqual([]);
  });

  it('one that was silent and is back with new accounts has respawned', () => {
    const old = before({ id: 'c-1', accounts: names(40), current: false });
    const changes = compareHunts([old], [seen({ id: 'c-1', accounts: names(40, 38) })]);
    expect(changes.seen.get('c-1')).toEqual([
      { kind: 'respawned', statement: 'Back with new accounts: 38 of 40 were never seen in it before.' },
    ]);
  });

  it('one that was silent and is back as it was is seen again', () => {
    const old = before({ id: 'c-1', accounts: names(40), current: false });
    expect(kindsOf(compareHunts([old], [seen({ id: 'c-1', accounts: names(40) })]), 'c-1')).toEqual(['grew']);
  });

  it('names no account, and says something of each campaign that came or went', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 6 });
    fc.assert(
      fc.property(ids, ids, fc.integer({ min: 4, max: 60 }), (was, is, size) => {
        const of = (n: number) => ({ id: `c-${n}`, accounts: names(size, 100 * n), grams: [n] });
        const changes = compareHunts(
          was.map((n) => before(of(n))),
          is.map((n) => seen(of(n))),
        );
        for (const n of is) expect(kindsOf(changes, `c-${n}`)).toEqual(was.includes(n) ? [] : ['found']);
        expect(changes.gone.map(({ before }) => before.id)).toEqual(was.filter((n) => !is.includes(n)).map((n) => `c-${n}`));
        const text = JSON.stringify([...changes.seen.values(), ...changes.gone.map(({ change }) => change)]);
        expect(text).not.toContain('account-');
      }),
    );
  });
});

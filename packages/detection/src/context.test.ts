// SPDX-License-Identifier: Apache-2.0
import { ATTRIBUTE_FIELDS } from '@stillwatch/traffic/schema';
import { describe, expect, it } from 'vitest';
import { createContext, repeatedTexts, shareOfTraffic } from './context.ts';
import { type AccountSpec, createUniform, customers, dispatch, makeTable, START } from './testing.ts';
import { TECHNIQUE_COUNT } from './traffic-table.ts';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const account = (texts: readonly string[], more: Partial<AccountSpec> = {}): AccountSpec => ({
  exchanges: texts.map((text, i) => ({ ts: START + i * 3_600, text })),
  ...more,
});

describe('createContext', () => {
  it('takes the accounts of a declared organisation as one owner, and nobody else', () => {
    const orgs = [undefined, 'a', 'b', 'a', undefined, 'b', 'a'];
    const { ownerOf } = createContext(makeTable(orgs.map((org) => account(['x'], org === undefined ? {} : { org }))));
    expect([...ownerOf]).toEqual([0, 1, 2, 1, 4, 2, 1]);
  });

  it('measures what share of its exchanges shows a technique, per account', () => {
    const exchanges = [1, 1, 4, 0].map((techniques, i) => ({ ts: START + i, text: `${i}`, techniques }));
    const { techniqueShares } = createContext(makeTable([{ exchanges: [] }, { exchanges }]));
    expect(Array.from(techniqueShares.subarray(TECHNIQUE_COUNT, TECHNIQUE_COUNT + 3))).toEqual([0.5, 0, 0.25]);
    expect(techniqueShares.slice(0, TECHNIQUE_COUNT).every((share) => share === 0)).toBe(true);
  });

  it('counts who carries a field and who shares it with another owner', () => {
    const payment = ATTRIBUTE_FIELDS.indexOf('payment');
    const of = (cards: readonly string[], org?: string): AccountSpec =>
      account(['x'], { identity: { payment: cards }, ...(org === undefined ? {} : { org }) });
    const context = createContext(makeTable([of(['p']), of(['p', 'q']), of(['r']), of(['s'], 'one'), of(['s'], 'one'), of([])]));
    expect([context.fieldAccounts[payment], context.fieldSharers[payment]]).toEqual([5, 2]);
    expect(Array.from(context.valueUsers.toSorted())).toEqual([1, 1, 2, 2]);
    const rowsOf = (a: number): number => context.attributeStart[a + 1]! - context.attributeStart[a]!;
    expect(range(6).map(rowsOf)).toEqual([1, 2, 1, 1, 1, 0]);
  });

  it('learns how often strangers of the window meet: not at all beyond their rhythm, more when all are woken at once', () => {
    expect(createContext(makeTable(customers(createUniform(1), 60))).meeting).toEqual([1, 1]);
    const woken = dispatch(createUniform(2), { workers: 60, awake: 20, batches: 200, days: 7 });
    const outage = woken.map((list, a) => account([], { exchanges: list.map((ts, i) => ({ ts, text: `${a}/${i}` })) }));
    const { meeting } = createContext(makeTable([...customers(createUniform(1), 60), ...outage]));
    expect(Math.max(...meeting)).toBeGreaterThan(1.5);
    expect(Math.max(...meeting)).toBeLessThanOrEqual(3);
  });

  it('lists the families of every account', () => {
    const users = range(6).map((a) => ({
      exchanges: range(4).map((i) => ({ ts: START + i, text: `${a}/${i}`, template: 'w' })),
    }));
    const context = createContext(makeTable([...customers(createUniform(1), 20), ...users]));
    expect(context.familiesOf.map((list) => list.length)).toEqual([...range(20).map(() => 0), ...range(6).map(() => 1)]);
  });

  it('takes an empty window and accounts that did nothing', () => {
    for (const specs of [[], [{ exchanges: [] }], [account(['x'])]]) {
      const context = createContext(makeTable(specs));
      expect(context.families).toEqual([]);
      expect(context.repeatedShare).toBeGreaterThan(0);
    }
  });
});

describe('shareOfTraffic', () => {
  const context = createContext(makeTable([account(range(10).map(String))]));

  it('is the share of exchanges within the hours that a stretch touches', () => {
    expect(shareOfTraffic(context, START, START + 9 * 3_600)).toBe(1);
    expect(shareOfTraffic(context, START + 2 * 3_600, START + 2 * 3_600 + 100)).toBeCloseTo(0.1, 9);
    expect(shareOfTraffic(context, START + 2 * 3_600 + 3_000, START + 4 * 3_600)).toBeCloseTo(0.3, 9);
  });

  it('does not leave the window', () => {
    expect(shareOfTraffic(context, START - 10 * 3_600, START + 99 * 3_600)).toBe(1);
  });
});

describe('repeatedTexts', () => {
  it('counts the uses of texts that another account used too: repeating oneself is none', () => {
    const table = makeTable([account(['a', 'a', 'b']), account(['b', 'c', 'b']), account(['d'])]);
    expect(repeatedTexts(table, Uint32Array.from(range(7)))).toEqual({ different: 4, share: 3 / 7, uses: 3 });
    expect(repeatedTexts(table, Uint32Array.from(range(3)))).toEqual({ different: 2, share: 0, uses: 0 });
    expect(repeatedTexts(table, new Uint32Array(0))).toEqual({ different: 0, share: 0, uses: 0 });
  });
});

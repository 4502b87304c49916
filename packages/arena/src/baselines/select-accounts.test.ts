// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { selectAccounts } from './select-accounts.ts';
import { buildTable, lockstep, people, shuffled } from './tables.fixture.ts';

const holders = [...people(5, 1, 6), ...lockstep(4, 2, { requests: 5 })].map((holder, a) => ({
  ...holder,
  org: a % 3,
  hosted: a > 6,
}));
const table = buildTable(holders);

describe('selecting accounts', () => {
  it('keeps everything of those chosen, in the order chosen', () => {
    const chosen = [7, 2, 4];
    const part = selectAccounts(table, chosen);
    expect(part.accounts.count).toBe(3);
    expect([...part.accounts.org]).toEqual([1, 2, 1]);
    expect([...part.accounts.hosted]).toEqual([1, 0, 0]);
    chosen.forEach((old, a) => {
      const { rowStart, ts, grams, words, account } = part.exchanges;
      const from = table.exchanges.rowStart[old]!;
      const to = table.exchanges.rowStart[old + 1]!;
      expect(rowStart[a + 1]! - rowStart[a]!).toBe(to - from);
      expect(ts.subarray(rowStart[a], rowStart[a + 1])).toEqual(table.exchanges.ts.subarray(from, to));
      expect(words.subarray(rowStart[a], rowStart[a + 1])).toEqual(table.exchanges.words.subarray(from, to));
      expect(grams.subarray(rowStart[a]! * 16, rowStart[a + 1]! * 16)).toEqual(
        table.exchanges.grams.subarray(from * 16, to * 16),
      );
      expect(new Set(account.subarray(rowStart[a], rowStart[a + 1]))).toEqual(new Set([a]));
      const valuesOf = (of: typeof part, who: number) =>
        Array.from(of.attributes.value).filter((_, i) => of.attributes.account[i] === who);
      expect(valuesOf(part, a)).toEqual(valuesOf(table, old));
    });
    expect(part.attributes.count).toBe(part.attributes.account.length);
  });

  it('is undone by the opposite order', () => {
    const order = shuffled(9, 4);
    const back = order.map((_, old) => order.indexOf(old));
    expect(order).not.toEqual(order.toSorted((a, b) => a - b));
    expect(selectAccounts(selectAccounts(table, order), back)).toEqual(table);
  });
});

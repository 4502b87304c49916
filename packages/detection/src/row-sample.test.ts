// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { countBy } from './count.ts';
import { sampleOwners, sampleRows, sampleTexts } from './row-sample.ts';
import { makeTable, START } from './testing.ts';

const sizes = fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 20 });

function exchangesOf(counts: readonly number[]) {
  return makeTable(
    counts.map((count) => ({ exchanges: Array.from({ length: count }, (_, i) => ({ ts: START + i, text: `${i}` })) })),
  ).exchanges;
}

it('sampleRows takes every row within the budget, and evenly many of the busiest accounts above it', () => {
  fc.assert(
    fc.property(sizes, fc.integer({ min: 20, max: 400 }), (counts, budget) => {
      const exchanges = exchangesOf(counts);
      const rows = sampleRows(exchanges, budget);
      expect([...rows]).toEqual([...new Set(rows)].toSorted((a, b) => a - b));
      if (exchanges.count <= budget) {
        expect(rows).toHaveLength(exchanges.count);
        return;
      }
      expect(rows.length).toBeLessThanOrEqual(Math.max(budget, counts.length));
      const kept = countBy(rows, (row) => exchanges.account[row]!);
      const cap = Math.max(...kept.values());
      counts.forEach((count, a) => expect(kept.get(a) ?? 0).toBe(Math.min(count, cap)));
      // One more of each would be too many.
      expect(counts.reduce((sum, count) => sum + Math.min(count, cap + 1), 0)).toBeGreaterThan(budget);
    }),
  );
});

it('sampleRows spreads over all of an account, not over its first hours', () => {
  const rows = sampleRows(exchangesOf([60, 2]), 14);
  expect([...rows]).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 61]);
});

it('sampleTexts takes all exchanges of a text or none, sampleOwners all of an owner, about as many as wanted', () => {
  const texts = Array.from({ length: 2_000 }, (_, i) => `text ${i}`);
  const table = makeTable([0, 1, 2, 3].map((a) => ({ exchanges: texts.map((text, i) => ({ ts: START + i * 4 + a, text })) })));
  const all = Uint32Array.from({ length: table.exchanges.count }, (_, row) => row);
  const some = sampleTexts(table.exchanges, all, 2_000);
  expect(some.length).toBeGreaterThan(1_600);
  expect(some.length).toBeLessThan(2_400);
  expect(new Set(countBy(some, (row) => table.exchanges.text[row]!).values())).toEqual(new Set([4]));
  expect(sampleTexts(table.exchanges, all, all.length)).toBe(all);

  const many = makeTable(
    Array.from({ length: 400 }, (_, a) => ({ exchanges: [0, 1, 2].map((i) => ({ ts: START + i, text: `${a}` })) })),
  );
  const rows = Uint32Array.from({ length: many.exchanges.count }, (_, row) => row);
  // Two accounts to an owner.
  const ownerOf = Uint32Array.from({ length: 400 }, (_, a) => a >> 1);
  const owners = sampleOwners(many.exchanges, ownerOf, rows, 600);
  expect(owners.length).toBeGreaterThan(450);
  expect(owners.length).toBeLessThan(750);
  expect(new Set(countBy(owners, (row) => ownerOf[many.exchanges.account[row]!]!).values())).toEqual(new Set([6]));
  expect(sampleOwners(many.exchanges, ownerOf, rows, rows.length)).toBe(rows);
});

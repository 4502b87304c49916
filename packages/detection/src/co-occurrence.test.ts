// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { type Gram, groupByExchange } from './co-occurrence.ts';
import { createUniform, makeTable, START } from './testing.ts';
import { GRAMS } from './traffic-table.ts';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** A table whose exchanges are in one of two wrappers or in none; of a wrapper, each place shows by chance. */
function makeMixed(shown: number) {
  const table = makeTable([{ exchanges: range(3_000).map((i) => ({ ts: START + i, text: `text ${i}` })) }]);
  const uniform = createUniform(3);
  const places = range(GRAMS - 2);
  const wrappers: Gram[][] = [100, 200].map((base) => places.map((slot) => ({ slot, value: base + slot })));
  // Common words: anywhere, whoever wraps it.
  const words: Gram[] = range(30).map((i) => ({ slot: i % GRAMS, value: 1_000 + i }));
  for (let row = 0; row < table.exchanges.count; row++) {
    for (const { slot, value } of words) if (uniform() < 0.03) table.exchanges.grams[row * GRAMS + slot] = value;
    const wrapper = wrappers[row % 3];
    for (const { slot, value } of wrapper ?? []) if (uniform() < shown) table.exchanges.grams[row * GRAMS + slot] = value;
  }
  return { table, wrappers, words, rows: range(table.exchanges.count) };
}

const byPlace = (grams: readonly Gram[]): Gram[] => grams.toSorted((a, b) => a.slot - b.slot);

it('groupByExchange puts the words of one wrapper together, and common words into no group', () => {
  for (const shown of [1, 0.8, 0.55]) {
    const { table, wrappers, words, rows } = makeMixed(shown);
    const found = groupByExchange(table, [...words, ...wrappers.flat()], rows);
    expect(found.map(byPlace).toSorted((a, b) => a[0]!.value - b[0]!.value)).toEqual(wrappers);
  }
});

it('groupByExchange looks at a sample of many exchanges, and sees system prompts too', () => {
  const table = makeTable(
    range(3).map(() => ({
      exchanges: range(4_000).map((i) => ({
        ts: START + i,
        text: `text ${i}`,
        system: i % 2 === 0 ? 'Grade this.' : 'Be kind.',
      })),
    })),
  );
  const { system, systemGrams, count } = table.exchanges;
  const gramsOf = (row: number): Gram[] =>
    range(GRAMS).map((g) => ({ slot: GRAMS + g, value: systemGrams[system[row]! * GRAMS + g]! }));
  const found = groupByExchange(table, [...gramsOf(0), ...gramsOf(1)], range(count));
  expect(found.map(byPlace)).toEqual([gramsOf(0), gramsOf(1)]);
});

it('groupByExchange finds nothing in nothing', () => {
  const table = makeTable([]);
  expect(groupByExchange(table, [], [])).toEqual([]);
  expect(groupByExchange(table, [{ slot: 0, value: 1 }], [])).toEqual([]);
});

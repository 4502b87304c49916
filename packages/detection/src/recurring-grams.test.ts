// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRecurringGrams, type GramPostings, GrowingUint32, sortByKey, TEXT_CAP } from './recurring-grams.ts';
import { type AccountSpec, makeTable, START } from './testing.ts';
import { GRAMS } from './traffic-table.ts';

function account(texts: readonly string[], more: { template?: string; system?: string } = {}): AccountSpec {
  return { exchanges: texts.map((text, i) => ({ ts: START + i, text, ...more })) };
}

/** Users and their numbers of different texts, for every gram of a slot. */
function ofSlot(postings: GramPostings, slot: number): [number, number][][] {
  const found: [number, number][][] = [];
  for (let g = 0; g < postings.count; g++) {
    if (postings.slot[g] !== slot) continue;
    const list: [number, number][] = [];
    for (let i = postings.start[g]!; i < postings.start[g + 1]!; i++) list.push([postings.account[i]!, postings.texts[i]!]);
    found.push(list);
  }
  return found;
}

describe('findRecurringGrams', () => {
  it('tells who uses a gram and on how many different texts: a text sent twice is no habit', () => {
    const table = makeTable([
      account(['a', 'b', 'c'], { template: 'w' }),
      account(['d', 'd', 'd'], { template: 'w' }),
      account(['e', 'f', 'e'], { template: 'w' }),
      account(['g', 'h']),
    ]);
    const postings = findRecurringGrams(table, 3);
    expect(postings.count).toBe(11);
    for (let slot = 0; slot < 11; slot++) {
      expect(ofSlot(postings, slot)).toEqual([
        [
          [0, 3],
          [1, 1],
          [2, 2],
        ],
      ]);
    }
  });

  it('leaves out what fewer accounts use', () => {
    const table = makeTable([account(['a', 'b'], { template: 'w' }), account(['c', 'd'], { template: 'w' })]);
    expect(findRecurringGrams(table, 3).count).toBe(0);
    expect(findRecurringGrams(table, 2).count).toBe(11);
  });

  it('sees system prompts in slots of their own', () => {
    const table = makeTable(['x', 'y', 'z'].map((name) => account([`${name}1`, `${name}2`], { system: 'You are s.' })));
    const postings = findRecurringGrams(table, 3);
    expect(new Set(postings.slot)).toEqual(new Set(Array.from({ length: GRAMS }, (_, i) => GRAMS + i)));
    expect(ofSlot(postings, GRAMS)[0]).toEqual([
      [0, 2],
      [1, 2],
      [2, 2],
    ]);
  });

  it('counts texts up to a cap', () => {
    const many = Array.from({ length: TEXT_CAP + 5 }, (_, i) => `t${i}`);
    const table = makeTable(
      [1, 2, 3].map((n) =>
        account(
          many.map((text) => `${text}/${n}`),
          { template: 'w' },
        ),
      ),
    );
    expect(ofSlot(findRecurringGrams(table, 3), 0)[0]!.map(([, texts]) => texts)).toEqual([TEXT_CAP, TEXT_CAP, TEXT_CAP]);
  });

  it('agrees with counting them one by one', () => {
    const spec = fc.array(
      fc.array(fc.record({ text: fc.constantFrom('', 'a', 'b', 'c', 'd'), template: fc.constantFrom('v', 'w') }), {
        maxLength: 5,
      }),
      { maxLength: 7 },
    );
    fc.assert(
      fc.property(spec, fc.integer({ min: 1, max: 3 }), (accounts, least) => {
        const table = makeTable(accounts.map((list) => ({ exchanges: list.map((one, i) => ({ ts: START + i, ...one })) })));
        const users = new Map<string, Map<number, Set<number>>>();
        const { exchanges } = table;
        for (let row = 0; row < exchanges.count; row++) {
          for (let slot = 0; slot < GRAMS; slot++) {
            const value = exchanges.grams[row * GRAMS + slot]!;
            if (value === 0) continue;
            const gram = users.get(`${slot} ${value}`) ?? new Map<number, Set<number>>();
            users.set(`${slot} ${value}`, gram);
            const texts = gram.get(exchanges.account[row]!) ?? new Set();
            gram.set(exchanges.account[row]!, texts.add(exchanges.text[row]!));
          }
        }
        const expected = [...users].filter(([, gram]) => gram.size >= least);
        const found = findRecurringGrams(table, least);
        expect(found.count).toBe(expected.length);
        for (let g = 0; g < found.count; g++) {
          const gram = users.get(`${found.slot[g]!} ${found.value[g]!}`)!;
          const [from, to] = [found.start[g]!, found.start[g + 1]!];
          expect([...found.account.subarray(from, to)]).toEqual([...gram.keys()]);
          expect([...found.texts.subarray(from, to)]).toEqual([...gram.values()].map((texts) => texts.size));
        }
      }),
    );
  });
});

it('sortByKey sorts by all 32 bits and keeps the order of equals', () => {
  const key = fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 0xffff_ffff }));
  fc.assert(
    fc.property(fc.array(key, { maxLength: 80 }), (keys) => {
      const rows = Uint32Array.from(keys, (_, i) => i);
      const sorted = sortByKey(rows, (row) => keys[row]!);
      expect([...sorted]).toEqual([...rows].sort((a, b) => keys[a]! - keys[b]! || a - b));
    }),
  );
});

it('GrowingUint32 keeps what it was given as it grows, and forgets from its end', () => {
  const list = new GrowingUint32();
  for (let i = 0; i < 5_000; i++) list.push(i * 3);
  expect(list.view()).toEqual(Uint32Array.from({ length: 5_000 }, (_, i) => i * 3));
  list.length = 2;
  list.push(9);
  expect([...list.view()]).toEqual([0, 3, 9]);
});

// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHashTable } from './hash-table.ts';

/** Few different values, so that hashes share halves and slots. */
const half = fc.oneof(fc.constantFrom(0, 1, 0x8000_0000, 0xffff_ffff), fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }));

describe('hash table', () => {
  it('answers like a Map', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(half, half, fc.nat()), { maxLength: 60 }),
        fc.integer({ min: 1, max: 40 }),
        (entries, most) => {
          const table = createHashTable(most);
          const map = new Map<string, number>();
          for (const [low, high, number] of entries) {
            const name = `${low >>> 0} ${high >>> 0}`;
            expect(table.find(low, high)).toBe(map.get(name) ?? -1);
            if (map.has(name)) continue;
            expect(table.add(low, high, number)).toBe(map.size < most);
            if (map.size < most) map.set(name, number);
          }
          table.clear();
          for (const [low, high] of entries) expect(table.find(low, high)).toBe(-1);
        },
      ),
    );
  });
});

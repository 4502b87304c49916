// SPDX-License-Identifier: Apache-2.0

/** Numbers by 64-bit hash in one flat table: a look-up costs one cache line, whatever is in it. */
export interface HashTable {
  /** The number of a hash, or -1. */
  find(low: number, high: number): number;
  /** Adds a hash that is not there; false when the table is full. @param number 0 … 2³¹−1. */
  add(low: number, high: number, number: number): boolean;
  clear(): void;
}

/** Words of a slot: low, high, number + 1 (0 = free), unused. */
const SLOT = 4;

/** @param most hashes held; memory is 32 to 64 bytes for each. */
export function createHashTable(most: number): HashTable {
  const slots = 2 ** Math.ceil(Math.log2(most * 2));
  const table = new Uint32Array(slots * SLOT);
  const mask = slots - 1;
  let count = 0;

  /** Where a hash is, or else the free slot where it belongs. */
  const locate = (low: number, high: number): number => {
    let slot = (low ^ (high >>> 15)) & mask;
    for (;;) {
      const at = slot * SLOT;
      if (table[at + 2] === 0 || (table[at] === low >>> 0 && table[at + 1] === high >>> 0)) return at;
      slot = (slot + 1) & mask;
    }
  };

  return {
    find: (low, high) => table[locate(low, high) + 2]! - 1,
    add(low, high, number) {
      if (count === most) return false;
      const at = locate(low, high);
      table[at] = low;
      table[at + 1] = high;
      table[at + 2] = number + 1;
      count++;
      return true;
    },
    clear() {
      table.fill(0);
      count = 0;
    },
  };
}

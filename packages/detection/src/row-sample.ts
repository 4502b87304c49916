// SPDX-License-Identifier: Apache-2.0
import { mix32 } from './stats.ts';
import type { ExchangeColumns } from './traffic-table.ts';

/**
 * Rows to look at where not every exchange is needed to see what an account does: all of them while there are no more than
 * `budget`, else evenly many of the busiest accounts. Ascending. An account with fewer keeps each.
 */
export function sampleRows({ count, rowStart }: ExchangeColumns, budget: number): Uint32Array {
  if (count <= budget) return Uint32Array.from({ length: count }, (_, row) => row);
  const cap = capFor(rowStart, budget);
  const rows = new Uint32Array(sumCapped(rowStart, cap));
  let n = 0;
  for (let a = 0; a + 1 < rowStart.length; a++) {
    const from = rowStart[a]!;
    const size = rowStart[a + 1]! - from;
    const kept = Math.min(size, cap);
    for (let i = 0; i < kept; i++) rows[n++] = from + Math.floor((i * size) / kept);
  }
  return rows;
}

/** The largest number of rows for each account that stays within the budget; at least one. */
function capFor(rowStart: Uint32Array, budget: number): number {
  let low = 1;
  let high = budget;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (sumCapped(rowStart, middle) <= budget) low = middle;
    else high = middle - 1;
  }
  return low;
}

function sumCapped(rowStart: Uint32Array, cap: number): number {
  let sum = 0;
  for (let a = 0; a + 1 < rowStart.length; a++) sum += Math.min(cap, rowStart[a + 1]! - rowStart[a]!);
  return sum;
}

/**
 * Some of a large number of rows, by their texts: every exchange of a text is in or none is, so that a sample shows as much
 * repetition as the whole. All rows while there are no more than `budget`. Order as given.
 */
export function sampleTexts({ text }: ExchangeColumns, rows: Uint32Array, budget: number): Uint32Array {
  return sampleBy(rows, budget, (row) => text[row]! ^ 0x5bd1e995);
}

/** The same by owner: every row of an owner is in or none is. */
export function sampleOwners({ account }: ExchangeColumns, ownerOf: Uint32Array, rows: Uint32Array, budget: number): Uint32Array {
  return sampleBy(rows, budget, (row) => ownerOf[account[row]!]! ^ 0x9747b28c);
}

function sampleBy(rows: Uint32Array, budget: number, keyOf: (row: number) => number): Uint32Array {
  if (rows.length <= budget) return rows;
  const limit = (budget / rows.length) * 0x1_0000_0000;
  return rows.filter((row) => mix32(keyOf(row)) < limit);
}

// SPDX-License-Identifier: Apache-2.0
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

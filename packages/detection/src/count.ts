// SPDX-License-Identifier: Apache-2.0
/** How many of the rows fall to each key. */
export function countBy(rows: ArrayLike<number>, keyOf: (row: number) => number): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < rows.length; i++) {
    const key = keyOf(rows[i]!);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

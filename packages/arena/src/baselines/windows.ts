// SPDX-License-Identifier: Apache-2.0
import type { TrafficTable } from '@stillwatch/detection';

/** Rows of an account, at most `most`, spread evenly over its own. */
export function windowOf({ exchanges }: TrafficTable, account: number, most: number): number[] {
  const from = exchanges.rowStart[account]!;
  return spread(
    Array.from({ length: exchanges.rowStart[account + 1]! - from }, (_, i) => from + i),
    most,
  );
}

/** At most `most` of the items, spread evenly. */
export function spread<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return items.slice();
  return Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)]!);
}

// SPDX-License-Identifier: Apache-2.0
import type { TrafficTable } from '@stillwatch/detection';

/** Accounts that make a second a burst. */
const BURST = 5;

/** Seconds since 1970 UTC in which at least five accounts sent something, with the number of accounts. */
export function findBursts({ accounts, exchanges }: TrafficTable): Map<number, number> {
  const senders = new Map<number, number>();
  for (let a = 0; a < accounts.count; a++) {
    let last = -1;
    for (let row = exchanges.rowStart[a]!; row < exchanges.rowStart[a + 1]!; row++) {
      const second = exchanges.ts[row]!;
      if (second !== last) senders.set(second, (senders.get(second) ?? 0) + 1);
      last = second;
    }
  }
  for (const [second, count] of senders) if (count < BURST) senders.delete(second);
  return senders;
}

/** An account's first exchange with a model, other than the one it began with. */
export interface Switch {
  readonly ts: number;
  readonly model: number;
}

export function switchesOf({ exchanges }: TrafficTable, account: number): Switch[] {
  const known = new Set<number>();
  const switches: Switch[] = [];
  for (let row = exchanges.rowStart[account]!; row < exchanges.rowStart[account + 1]!; row++) {
    const model = exchanges.model[row]!;
    if (known.has(model)) continue;
    if (known.size > 0) switches.push({ ts: exchanges.ts[row]!, model });
    known.add(model);
  }
  return switches;
}

/** Rows [from, to) of the account's fullest window of this many seconds; the first of equal ones. */
export function busiest({ exchanges }: TrafficTable, account: number, seconds: number): { from: number; to: number } {
  let from = exchanges.rowStart[account]!;
  let best = { from, to: from };
  for (let row = from; row < exchanges.rowStart[account + 1]!; row++) {
    while (exchanges.ts[row]! - exchanges.ts[from]! >= seconds) from++;
    if (row + 1 - from > best.to - best.from) best = { from, to: row + 1 };
  }
  return best;
}

/** Standard deviation divided by mean; infinite for fewer than two numbers, 0 where all are zero. */
export function variation(values: readonly number[]): number {
  if (values.length < 2) return Infinity;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (mean === 0) return 0;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) / mean;
}

/** Seconds between the exchanges of rows [from, to). */
export function gapsOf({ exchanges }: TrafficTable, from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from - 1) }, (_, i) => exchanges.ts[from + i + 1]! - exchanges.ts[from + i]!);
}

// SPDX-License-Identifier: Apache-2.0
import type { TrafficTable } from './traffic-table.ts';

/** Who stops or begins around a moment does so within a day of it. */
const AROUND_SECONDS = 86_400;
/** Accounts with fewer exchanges begin and end by chance wherever one looks. */
const MIN_EXCHANGES = 4;
/** … and so do those that are there for less than a day and a half. */
const MIN_SPAN_SECONDS = 1.5 * AROUND_SECONDS;
/** Moments of a window at which a handover is looked for. */
const MOMENTS = 24;

export interface Sides {
  /** Accounts active before the moment, and those of them that fell silent on the day before it. */
  before: number;
  stopped: number;
  /** Accounts active after it, and those of them that were first seen on the day after it. */
  after: number;
  began: number;
}

/**
 * Seconds of the moments, evenly over the window without its first and its last day: who has been silent for
 * less than a day may only have done the day's job, and who is first seen on the first day has not begun there.
 */
export function momentsOf({ from, to }: { readonly from: number; readonly to: number }): number[] {
  const first = from + AROUND_SECONDS;
  const span = to - AROUND_SECONDS - first;
  return span < 0 ? [] : Array.from({ length: MOMENTS }, (_, k) => first + (k * span) / (MOMENTS - 1));
}

/** How many of all accounts stop and begin around every moment: what is usual. */
export function measureTurnover(table: TrafficTable, window: { readonly from: number; readonly to: number }): Sides[] {
  const everybody = Uint32Array.from({ length: table.accounts.count }, (_, a) => a);
  return momentsOf(window).map((moment) => countSides(table.exchanges, everybody, moment));
}

export function countSides({ rowStart, ts }: TrafficTable['exchanges'], accounts: Uint32Array, moment: number): Sides {
  const sides: Sides = { before: 0, stopped: 0, after: 0, began: 0 };
  for (const a of accounts) {
    const first = rowStart[a]!;
    const last = rowStart[a + 1]! - 1;
    // A batch of one day begins and ends wherever one looks, by itself; who lives for days and stops was stopped.
    if (last - first + 1 < MIN_EXCHANGES || ts[last]! - ts[first]! < MIN_SPAN_SECONDS) continue;
    const early = ts[first]! < moment;
    const late = ts[last]! >= moment;
    if (early) sides.before++;
    if (early && !late && ts[last]! >= moment - AROUND_SECONDS) sides.stopped++;
    if (late) sides.after++;
    if (late && !early && ts[first]! < moment + AROUND_SECONDS) sides.began++;
  }
  return sides;
}

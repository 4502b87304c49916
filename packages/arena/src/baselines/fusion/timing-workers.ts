// SPDX-License-Identifier: Apache-2.0
import { firstAtLeast } from '@stillwatch/detection';
import { busiest, gapsOf, variation } from './moments.ts';
import { opinion, step, type Worker } from './worker.ts';

const HOUR = 3600;
const DAY = 86_400;

/** Requests and their regularity in the account's fullest hour. Its rule on the hour of the day is left out. */
const velocity: Worker = {
  name: 'velocity',
  weight: 0.1,
  judge({ table }, account) {
    const { from, to } = busiest(table, account, HOUR);
    const requests = to - from;
    if (requests < 5) return null;
    const tokens = Array.from(table.exchanges.inputTokens.subarray(from, to));
    const score =
      (requests > 200 ? 0.45 : requests > 60 ? 0.25 : 0) +
      step(1 - variation(gapsOf(table, from, to)), [
        [0.7, 0.3],
        [0.5, 0.15],
      ]) +
      (variation(tokens) < 0.15 ? 0.15 : 0);
    const confidence = Math.min(1, requests / 50);
    return opinion(score * (0.5 + 0.5 * confidence), confidence);
  },
};

/** Seconds in which many accounts send at once, and how evenly the account itself sends. */
const timingCluster: Worker = {
  name: 'timing-cluster',
  weight: 0.07,
  judge({ table, bursts }, account) {
    const { exchanges } = table;
    const [first, end] = [exchanges.rowStart[account]!, exchanges.rowStart[account + 1]!];
    const seconds = [...new Set(exchanges.ts.subarray(first, end))].filter((second) => bursts.has(second));
    const most = seconds.reduce((top, second) => Math.max(top, bursts.get(second)!), 0);
    if (most === 0) return null;
    const { from, to } = busiest(table, account, HOUR);
    const cadence = variation(gapsOf(table, from, to));
    const score =
      0.5 * Math.min(1, most / 12) +
      (seconds.some((second, i) => (seconds[i + 2] ?? Infinity) - second <= 300) ? 0.3 : 0) +
      (cadence < 0.15 ? 0.2 : cadence < 0.35 ? 0.1 : 0);
    return opinion(score, Math.min(1, most / 12));
  },
};

/** Sessions, split where nothing came for two minutes, that follow each other too evenly. */
const sessionGap: Worker = {
  name: 'session-gap',
  weight: 0.04,
  judge({ table }, account) {
    const { exchanges } = table;
    const starts: number[] = [];
    const gaps: number[] = [];
    for (let row = exchanges.rowStart[account]!; row < exchanges.rowStart[account + 1]!; row++) {
      const gap = starts.length === 0 ? Infinity : exchanges.ts[row]! - exchanges.ts[row - 1]!;
      if (gap <= 120) continue;
      if (starts.length > 0) gaps.push(gap);
      starts.push(row);
    }
    if (starts.length < 4) return null;
    const sizes = starts.map((start, i) => (starts[i + 1] ?? exchanges.rowStart[account + 1]!) - start);
    const regularity = variation(gaps);
    const score =
      (regularity < 0.05 ? 0.55 : regularity < 0.08 ? 0.4 : regularity < 0.15 ? 0.2 : 0) +
      (regularity < 0.15 && variation(sizes) < 0.1 ? 0.25 : 0) +
      (starts.some((start, i) => i + 20 < starts.length && exchanges.ts[starts[i + 20]!]! - exchanges.ts[start]! < DAY)
        ? 0.1
        : 0);
    const confidence = step(starts.length, [
      [20, 0.88],
      [10, 0.75],
      [4, 0.55],
    ]);
    return opinion(score, confidence);
  },
};

/** A first use of another model, more so when the linked accounts take it up within six hours. */
const pivot: Worker = {
  name: 'pivot',
  weight: 0.05,
  judge({ switches, clusterOf }, account) {
    const own = switches[account]!;
    if (own.length === 0) return null;
    const { switchTimes } = clusterOf(account);
    const followers = own.map(({ ts, model }) => countBetween(switchTimes.get(model)!, ts - 6 * HOUR, ts + 6 * HOUR));
    const most = Math.max(...followers);
    return opinion(0.2 + (most >= 5 ? 0.8 * Math.min(1, most / 30) : 0), 0.85);
  },
};

/** Ascending numbers within [from, to]. */
function countBetween(ascending: readonly number[], from: number, to: number): number {
  return firstAtLeast(ascending, to + 1) - firstAtLeast(ascending, from);
}

export const TIMING_WORKERS: readonly Worker[] = [velocity, timingCluster, sessionGap, pivot];

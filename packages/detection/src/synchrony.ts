// SPDX-License-Identifier: Apache-2.0
import { median } from './stats.ts';
import type { ExchangeColumns } from './traffic-table.ts';

/** Two events of different owners closer than this are simultaneous. Seconds. */
export const NEAR_SECONDS = 30;
/** The same pair of owners, this far apart, is the null: same rhythm, same burst of work, no common clock. */
export const LAG_FROM = 120;
export const LAG_TO = 480;

/** Events in time order. */
export interface EventSeries {
  readonly ts: Uint32Array;
  /** Unit that counts as one (account or organisation). */
  readonly owner: Uint32Array;
}

export interface SynchronyResult {
  /** Pairs of events of different owners within {@link NEAR_SECONDS}. */
  readonly near: number;
  /** What the lagged pairs lead one to expect. */
  readonly expected: number;
  /** near / expected. */
  readonly ratio: number;
  /** Excess over its own spread across hours (block jackknife): bursts in many separate hours are needed. */
  readonly z: number;
  /** Hours with at least one simultaneous pair. */
  readonly hours: number;
  readonly bits: number;
}

/**
 * Do these owners act at the same moments more often than their own rhythm explains? Compares pairs
 * within 30 s with pairs 2–8 minutes apart: working hours, busy evenings and a class that starts at ten
 * raise both alike; a dispatcher that deals out work raises only the first.
 */
export function testSynchrony(series: EventSeries): SynchronyResult {
  const { ts } = series;
  const scale = NEAR_SECONDS / (LAG_TO - LAG_FROM);
  const byHour = new Map<number, { near: number; lagged: number }>();
  let near = 0;
  let lagged = 0;
  // Counts over all pairs first, then the same within each owner are taken off.
  const add = (times: ArrayLike<number>, sign: number): void => {
    let a = 0;
    let b = 0;
    let c = 0;
    for (let i = 0; i < times.length; i++) {
      const t = times[i]!;
      if (a < i + 1) a = i + 1;
      while (a < times.length && times[a]! <= t + NEAR_SECONDS) a++;
      while (b < times.length && times[b]! <= t + LAG_FROM) b++;
      while (c < times.length && times[c]! <= t + LAG_TO) c++;
      const n = a - i - 1;
      const l = c - b;
      if (n === 0 && l === 0) continue;
      const hour = Math.floor(t / 3600);
      let block = byHour.get(hour);
      if (block === undefined) byHour.set(hour, (block = { near: 0, lagged: 0 }));
      block.near += sign * n;
      block.lagged += sign * l;
      near += sign * n;
      lagged += sign * l;
    }
  };
  add(ts, 1);
  for (const times of groupByOwner(series).values()) add(times, -1);
  let squares = 0;
  let hours = 0;
  for (const block of byHour.values()) {
    const difference = block.near - block.lagged * scale;
    squares += difference * difference;
    if (block.near > 0) hours++;
  }
  const expected = lagged * scale;
  const z = squares === 0 ? 0 : (near - expected) / Math.sqrt(squares);
  const ratio = near / Math.max(expected, 1);
  // z² / 2 nats is the log-likelihood ratio of the excess; an effect size is asked for as well.
  const bits = z <= 2 || ratio < 1.4 || near < 6 ? 0 : Math.min(24, (z * z) / 2 / Math.LN2);
  return { near, expected, ratio, z, hours, bits };
}

/** Times of each owner, in order. */
export function groupByOwner(series: EventSeries): Map<number, number[]> {
  const byOwner = new Map<number, number[]>();
  for (let i = 0; i < series.ts.length; i++) {
    const list = byOwner.get(series.owner[i]!);
    if (list === undefined) byOwner.set(series.owner[i]!, [series.ts[i]!]);
    else list.push(series.ts[i]!);
  }
  return byOwner;
}

/**
 * Moments of the hour (10-second steps) at which far more accounts act than usual: schedules that
 * everybody writes (`0 * * * *`). Two strangers who meet there share a habit, not an operator.
 */
export function findCronPhases(exchanges: ExchangeColumns): Uint8Array {
  const users = new Uint32Array(360);
  const last = new Uint32Array(360);
  for (let row = 0; row < exchanges.count; row++) {
    const phase = Math.floor((exchanges.ts[row]! % 3600) / 10);
    const account = exchanges.account[row]! + 1;
    if (last[phase] !== account) {
      last[phase] = account;
      users[phase]!++;
    }
  }
  const usual = Math.max(3, median(users));
  const cron = new Uint8Array(360);
  for (let phase = 0; phase < 360; phase++) if (users[phase]! > 1.6 * usual + 3) cron[phase] = 1;
  return cron;
}

/**
 * Events of some rows for a synchrony test: cron moments left out, an owner's burst within 30 s counted
 * once, and no owner with more than `cap` events (evenly thinned), so that one heavy account cannot speak for many.
 */
export function seriesOf(
  exchanges: ExchangeColumns,
  rows: ArrayLike<number>,
  ownerOf: Uint32Array,
  cron: Uint8Array,
  cap: number,
): EventSeries {
  const byOwner = new Map<number, number[]>();
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    const t = exchanges.ts[row]!;
    if (cron[Math.floor((t % 3600) / 10)] === 1) continue;
    const owner = ownerOf[exchanges.account[row]!]!;
    const list = byOwner.get(owner);
    if (list === undefined) byOwner.set(owner, [t]);
    else list.push(t);
  }
  const events: [number, number][] = [];
  for (const [owner, times] of byOwner) {
    times.sort((a, b) => a - b);
    const kept: number[] = [];
    for (const t of times) if (kept.length === 0 || t - kept.at(-1)! > NEAR_SECONDS) kept.push(t);
    const step = Math.max(1, kept.length / cap);
    for (let i = 0; i < kept.length; i += step) events.push([kept[Math.floor(i)]!, owner]);
  }
  events.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return {
    ts: Uint32Array.from(events, (event) => event[0]),
    owner: Uint32Array.from(events, (event) => event[1]),
  };
}

// SPDX-License-Identifier: Apache-2.0
import type { ExchangeColumns } from './traffic-table.ts';

/** Moments in time order, with the owner (account or organisation) of each. Seconds since 1970 UTC. */
export interface EventSeries {
  readonly ts: Uint32Array;
  readonly owner: Uint32Array;
}

export interface EventOptions {
  /** Moments kept per owner, about; an owner with more keeps those of some hours of the day only. */
  readonly cap: number;
  /**
   * Requests of one owner that follow the one before by no more than this are one session, which begins at
   * one moment: two people who work through the same ten minutes meet once, not twenty times. Seconds.
   */
  readonly session: number;
  /** Moments of the hour (10-second steps) that are left out. */
  readonly cron: Uint8Array;
  readonly ownerOf: Uint32Array;
}

/**
 * Moments of some rows for a synchrony test: cron moments left out, an owner's session counted once, heavy
 * owners thinned so that one of them cannot speak for many.
 * @param rows sorted by account and, within one, by time.
 */
export function seriesOf(exchanges: ExchangeColumns, rows: ArrayLike<number>, options: EventOptions): EventSeries {
  const { cap, session, cron, ownerOf } = options;
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
  let size = 0;
  for (const [owner, times] of byOwner) {
    const kept = thin(startsOfSessions(times, session), cap);
    byOwner.set(owner, kept);
    size += kept.length;
  }
  return sortEvents(byOwner, size);
}

/** Sorts times (in place) and keeps the first of every session. */
function startsOfSessions(times: number[], session: number): number[] {
  times.sort((a, b) => a - b);
  return times.filter((t, i) => i === 0 || t - times[i - 1]! > session);
}

/**
 * Keeps the hours of the day from midnight UTC on until `cap` moments are reached. As every owner's hours
 * begin at the same one, moments in common stay in common, and so do those hours or days apart.
 */
function thin(times: number[], cap: number): number[] {
  if (times.length <= cap) return times;
  const byHour = new Uint32Array(24);
  for (const t of times) byHour[Math.floor(t / 3600) % 24]!++;
  let hours = 0;
  for (let sum = 0; sum < cap; hours++) sum += byHour[hours]!;
  const kept = times.filter((t) => Math.floor(t / 3600) % 24 < hours);
  if (kept.length <= 2 * cap) return kept;
  // One crowded hour: every nth moment has to do.
  const step = kept.length / cap;
  return Array.from({ length: cap }, (_, i) => kept[Math.floor(i * step)]!);
}

function sortEvents(byOwner: ReadonlyMap<number, readonly number[]>, size: number): EventSeries {
  const keys = new Float64Array(size);
  let n = 0;
  for (const [owner, times] of byOwner) for (const t of times) keys[n++] = t * 0x20_0000 + owner;
  keys.sort();
  const ts = new Uint32Array(size);
  const owners = new Uint32Array(size);
  for (let i = 0; i < size; i++) {
    ts[i] = Math.floor(keys[i]! / 0x20_0000);
    owners[i] = keys[i]! - ts[i]! * 0x20_0000;
  }
  return { ts, owner: owners };
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

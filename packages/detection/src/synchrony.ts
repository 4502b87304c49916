// SPDX-License-Identifier: Apache-2.0
import { type EventSeries, groupByOwner } from './events.ts';
import { median } from './stats.ts';

/** A scale at which "at the same moment" is looked for. Seconds. */
export interface Scale {
  /** Two events of different owners closer than this are simultaneous. */
  readonly near: number;
  /** The same owners, this far apart, share rhythm and burst of work but no common clock. */
  readonly lagFrom: number;
  readonly lagTo: number;
  /** Gap that ends a session of one owner; see `events.ts`. */
  readonly session: number;
}

/** A dispatcher that wakes its workers at once, and one that smears a burst over minutes. */
export const SCALES: readonly Scale[] = [
  { near: 30, lagFrom: 120, lagTo: 480, session: 90 },
  { near: 240, lagFrom: 900, lagTo: 3_600, session: 720 },
];

export const HOUR_SECONDS = 3_600;
export const DAY_SECONDS = 86_400;

export interface SynchronyResult {
  readonly scale: Scale;
  /** Pairs of events of different owners within `scale.near`. */
  readonly near: number;
  /** What the strictest of the nulls leads one to expect. */
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
 * Do these owners act at the same moments more often than their own rhythm explains? The pairs of moments
 * within `near` are held against three nulls, and the one that explains most counts:
 *
 * - a few minutes apart: working hours, busy evenings, a class that starts at ten;
 * - whole hours apart: jobs on the hour;
 * - whole days apart: nightly jobs that happen to start together every night.
 *
 * A dispatcher that deals out work as it comes raises none of them. Pure. O(n · offsets).
 * @param baseline how much more often strangers of this window meet than the nulls say (release days, outages); at least 1.
 */
export function testSynchrony(series: EventSeries, scale: Scale, baseline = 1): SynchronyResult {
  const { ts } = series;
  const span = ts.length === 0 ? 0 : ts.at(-1)! - ts[0]!;
  const perOwner = [...groupByOwner(series).values()];
  /** Pairs of different owners whose distance lies within [from, to], by the hour of the earlier event. */
  const count = (from: number, to: number): Map<number, number> => {
    const blocks = new Map<number, number>();
    addPairs(ts, from, to, 1, blocks);
    for (const times of perOwner) addPairs(times, from, to, -1, blocks);
    return blocks;
  };
  const near = count(0, scale.near);
  const total = sumOf(near);
  const none: SynchronyResult = { scale, near: total, expected: total, ratio: 1, z: 0, hours: 0, bits: 0 };
  if (total < 6) return none;
  let expected = total + 1;
  let strictest = near;
  let factor = 0;
  const consider = (blocks: Map<number, number>, scaleBy: number): void => {
    const value = sumOf(blocks) * scaleBy;
    if (factor !== 0 && value <= expected) return;
    expected = value;
    strictest = blocks;
    factor = scaleBy;
  };
  consider(count(scale.lagFrom, scale.lagTo), scale.near / (scale.lagTo - scale.lagFrom));
  for (const [unit, most] of [
    [HOUR_SECONDS, 3],
    [DAY_SECONDS, 3],
  ] as const) {
    const offsets: number[] = [];
    for (let k = 1; k <= most && k * unit < 0.6 * span; k++) offsets.push(k * unit);
    if (offsets.length === 0) continue;
    const blocks = new Map<number, number>();
    for (const offset of offsets) {
      // Both sides of the offset, and only a part of the window has a partner that far away.
      const weight = span / (span - offset) / 2 / offsets.length;
      for (const [hour, n] of count(offset - scale.near, offset + scale.near))
        blocks.set(hour, (blocks.get(hour) ?? 0) + n * weight);
    }
    consider(blocks, 1);
  }
  let squares = 0;
  let hours = 0;
  for (const hour of new Set([...near.keys(), ...strictest.keys()])) {
    const seen = near.get(hour) ?? 0;
    const difference = seen - (strictest.get(hour) ?? 0) * factor * baseline;
    squares += difference * difference;
    if (seen > 0) hours++;
  }
  expected *= baseline;
  const z = squares === 0 ? 0 : (total - expected) / Math.sqrt(squares);
  const ratio = total / Math.max(expected, 1);
  // z² / 2 nats is the log-likelihood ratio of the excess; an effect size is asked for as well, more of it from few pairs.
  const excess = z <= 2 || ratio < 1.4 + 8 / Math.sqrt(total) ? 0 : Math.min(24, (z * z) / 2 / Math.LN2);
  // A few who meet say something about those few, not about the many beside them.
  // … and a timetable brings people together in a few hours; a dispatcher does it in many.
  const often = Math.min(1, hours / MEETING_HOURS);
  const bits = excess * often * Math.min(1, countMeeting(series, scale.near) / perOwner.length / MEETING_SHARE);
  return { scale, near: total, expected, ratio, z, hours, bits };
}

/** Separate hours in which owners must meet for the clock to count in full. */
const MEETING_HOURS = 8;
/** Share of the owners that must meet somebody for the clock to speak for all of them. */
const MEETING_SHARE = 0.5;

/** Owners with at least one moment within `near` seconds of another owner's. */
function countMeeting({ ts, owner }: EventSeries, near: number): number {
  const meeting = new Set<number>();
  for (let i = 0; i < ts.length; i++) {
    for (let j = i + 1; j < ts.length && ts[j]! <= ts[i]! + near; j++) {
      if (owner[j] === owner[i]) continue;
      meeting.add(owner[i]!);
      meeting.add(owner[j]!);
      break;
    }
  }
  return meeting.size;
}

function addPairs(times: ArrayLike<number>, from: number, to: number, sign: number, blocks: Map<number, number>): void {
  let low = 0;
  let high = 0;
  for (let i = 0; i < times.length; i++) {
    const t = times[i]!;
    const first = from === 0 ? i + 1 : i;
    if (low < first) low = first;
    while (low < times.length && times[low]! < t + from) low++;
    if (high < low) high = low;
    while (high < times.length && times[high]! <= t + to) high++;
    if (high === low) continue;
    const hour = Math.floor(t / HOUR_SECONDS);
    blocks.set(hour, (blocks.get(hour) ?? 0) + sign * (high - low));
  }
}

function sumOf(blocks: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const n of blocks.values()) sum += n;
  return sum;
}

/**
 * Moments of the hour (10-second steps) at which far more accounts act than usual: schedules that
 * everybody writes (`0 * * * *`). Two strangers who meet there share a habit, not an operator.
 * @param account ascending runs (rows sorted by account).
 */
export function findCronPhases(ts: Uint32Array, account: Uint32Array): Uint8Array {
  const users = new Uint32Array(360);
  const last = new Uint32Array(360);
  for (let row = 0; row < ts.length; row++) {
    const phase = Math.floor((ts[row]! % 3600) / 10);
    const number = account[row]! + 1;
    if (last[phase] !== number) {
      last[phase] = number;
      users[phase]!++;
    }
  }
  const usual = Math.max(3, median(users));
  const cron = new Uint8Array(360);
  for (let phase = 0; phase < 360; phase++) if (users[phase]! > 1.6 * usual + 3) cron[phase] = 1;
  return cron;
}

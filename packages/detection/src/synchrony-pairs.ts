// SPDX-License-Identifier: Apache-2.0
import type { EventSeries } from './events.ts';
import { MomentBits } from './moment-bits.ts';
import { Partners } from './partners.ts';
import { poissonExcessBits } from './stats.ts';
import { DAY_SECONDS, HOUR_SECONDS, type Scale } from './synchrony.ts';

/** Two owners who act at the same moments far more often than their rhythms explain. */
export interface SynchronyPair {
  readonly a: number;
  readonly b: number;
  /** Moments of one with a moment of the other within the scale's `near`. */
  readonly near: number;
  readonly expected: number;
  readonly bits: number;
}

export interface PairOptions {
  readonly scale: Scale;
  /** See `testSynchrony`. */
  readonly baseline: number;
  /** Fewest simultaneous moments of a pair that is looked at. */
  readonly minNear: number;
  /** Evidence from which a pair is kept, in bits; all pairs are looked at, which this pays for. */
  readonly minBits: number;
  /** Most pairs of moments to count; `near` is narrowed to stay below. Bounds the time. */
  readonly maxPairs: number;
}

/** Pairs that are tested, about: of a larger group, each with those that all of it have in common. Bounds the time. */
const MAX_CANDIDATES = 300_000;

/** Seconds of a window up to which there is a bit for each: eight years and 32 MB. A wrong clock can make it longer. */
const MOST_BITS = 2 ** 28;

/**
 * Pairs of owners with a common clock, whatever they say: the only trace of a campaign without templates. Who meets whom how
 * often is counted for one owner after the other; pairs that meet more often than their rates explain are then tested on
 * their own moments against their meetings minutes, hours and days apart. Pure; memory bounded.
 */
export function findSynchronousPairs(series: EventSeries, options: PairOptions): SynchronyPair[] {
  const { ts } = series;
  if (ts.length < 2) return [];
  const span = Math.max(1, ts.at(-1)! - ts[0]!);
  let near = options.scale.near;
  while (near > 2 && countNear(ts, near) > options.maxPairs) near = Math.floor(near / 2);
  const momentsOf = groupMoments(series);
  const candidates = findCandidates(series, momentsOf, { near, span, options });
  return testCandidates(candidates, momentsOf, { ...options.scale, near }, span, options);
}

interface CandidateSearch {
  readonly near: number;
  readonly span: number;
  readonly options: PairOptions;
}

function findCandidates({ ts, owner }: EventSeries, momentsOf: OwnerMoments, { near, span, options }: CandidateSearch): Partners {
  const { start, at } = momentsOf;
  const owners = start.length - 1;
  const candidates = new Partners(owners, MAX_CANDIDATES);
  const rate = (2 * options.baseline * near) / span;
  // Of one owner at a time: a row that stays in the processor's cache, where a table of all pairs would not.
  const meetings = new Uint16Array(owners);
  const met = new Uint32Array(owners);
  for (let a = 0; a < owners; a++) {
    const moments = start[a + 1]! - start[a]!;
    if (moments < options.minNear) continue;
    let others = 0;
    for (let k = start[a]!; k < start[a + 1]!; k++) {
      const i = at[k]!;
      const until = ts[i]! + near;
      for (let j = i + 1; j < ts.length && ts[j]! <= until; j++) {
        const b = owner[j]!;
        if (b > a && meetings[b]!++ === 0) met[others++] = b;
      }
      const from = ts[i]! - near;
      for (let j = i - 1; j >= 0 && ts[j]! >= from; j--) {
        const b = owner[j]!;
        if (b > a && meetings[b]!++ === 0) met[others++] = b;
      }
    }
    for (let m = 0; m < others; m++) {
      const b = met[m]!;
      const seen = meetings[b]!;
      meetings[b] = 0;
      // Two busy owners meet by chance: what the rates of people who are awake explain is not looked at further.
      const expected = 2 * rate * moments * (start[b + 1]! - start[b]!);
      if (seen >= options.minNear && poissonExcessBits(seen, expected) >= options.minBits) candidates.add(a, b);
    }
  }
  return candidates;
}

/** Pairs of moments at most `near` seconds apart: many more than an even spread would have, where moments come in bursts. */
function countNear(ts: Uint32Array, near: number): number {
  let count = 0;
  for (let i = 0, j = 0; i < ts.length; i++) {
    while (j < ts.length && ts[j]! <= ts[i]! + near) j++;
    count += j - i - 1;
  }
  return count;
}

/** Moments of each owner, in time order. */
interface OwnerMoments {
  /** Owner o has entries start[o] … start[o+1]−1. */
  readonly start: Uint32Array;
  /** Place in the series. */
  readonly at: Uint32Array;
  /** Seconds since the first moment of all. */
  readonly times: Uint32Array;
}

function timesOf({ start, times }: OwnerMoments, owner: number): Uint32Array {
  return times.subarray(start[owner], start[owner + 1]);
}

function groupMoments({ ts, owner }: EventSeries): OwnerMoments {
  const owners = owner.reduce((most, o) => Math.max(most, o), 0) + 1;
  const start = new Uint32Array(owners + 1);
  for (const o of owner) start[o + 1]!++;
  for (let o = 0; o < owners; o++) start[o + 1]! += start[o]!;
  const at = new Uint32Array(owner.length);
  const next = start.slice();
  for (let i = 0; i < owner.length; i++) at[next[owner[i]!]!++] = i;
  return { start, at, times: Uint32Array.from(at, (i) => ts[i]! - ts[0]!) };
}

function testCandidates(
  candidates: Partners,
  momentsOf: OwnerMoments,
  scale: Scale,
  span: number,
  options: PairOptions,
): SynchronyPair[] {
  const found: SynchronyPair[] = [];
  const bits = span <= MOST_BITS ? new MomentBits(span, scale.near) : null;
  let marked = -1;
  // Those with the same second owner together, whose moments are then marked once.
  const pairs = [...candidates.pairs()].sort(([a, b], [c, d]) => b - d || a - c);
  for (const [a, b] of pairs) {
    const ofA = timesOf(momentsOf, a);
    const ofB = timesOf(momentsOf, b);
    if (b !== marked) bits?.mark(ofB);
    marked = b;
    const pair =
      bits === null
        ? testPair(ofA, ofB, scale, span, options)
        : testMeetings((offset) => bits.count(ofA, offset), ofA.length * ofB.length, scale, span, options);
    if (pair.near >= options.minNear && pair.bits >= options.minBits) found.push({ a, b, ...pair });
  }
  return found.sort((x, y) => y.bits - x.bits || x.a - y.a || x.b - y.b);
}

/** One pair against all nulls; the one that explains most counts. Times ascending, bursts merged. */
export function testPair(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  scale: Scale,
  span: number,
  options: { readonly baseline: number; readonly minBits: number },
): { near: number; expected: number; bits: number } {
  return testMeetings((offset) => countMeetings(a, b, offset, scale.near), a.length * b.length, scale, span, options);
}

/**
 * @param meetingsAt moments of the one with a moment of the other, moved by an offset, within the scale's `near`.
 * @param chances moments of the one times those of the other.
 */
function testMeetings(
  meetingsAt: (offset: number) => number,
  chances: number,
  scale: Scale,
  span: number,
  { baseline, minBits }: { readonly baseline: number; readonly minBits: number },
): { near: number; expected: number; bits: number } {
  const near = meetingsAt(0);
  // People work a third of the day: their mean rate while awake is well above the rate over all hours.
  let expected = (2 * baseline * chances * 2 * scale.near) / span;
  const tooMany = (meetings: number): boolean => poissonExcessBits(near, meetings) < minBits;
  const lags: number[] = [];
  const width = (scale.lagTo - scale.lagFrom) / 6;
  for (let lag = scale.lagFrom + width / 2; lag < scale.lagTo; lag += width) lags.push(lag, -lag);
  for (const offsets of [lags, multiplesOf(DAY_SECONDS, 3, span), multiplesOf(HOUR_SECONDS, 3, span)]) {
    // The nulls only take away, and a mean only grows with every offset: a pair that is too weak already needs no more of them.
    if (tooMany(expected)) break;
    const mean = meanMeetings(meetingsAt, offsets, { span, stop: (least) => tooMany(baseline * least) });
    expected = Math.max(expected, baseline * mean);
  }
  return { near, expected, bits: poissonExcessBits(near, expected) };
}

function multiplesOf(unit: number, most: number, span: number): number[] {
  const offsets: number[] = [];
  for (let k = 1; k <= most && k * unit < 0.6 * span; k++) offsets.push(k * unit, -k * unit);
  return offsets;
}

interface Meetings {
  readonly span: number;
  /** Is a mean of at least so many already enough to know? Then it is returned. */
  readonly stop: (least: number) => boolean;
}

/** Mean meetings over the offsets, with half a meeting added where there were none. */
function meanMeetings(meetingsAt: (offset: number) => number, offsets: readonly number[], { span, stop }: Meetings): number {
  if (offsets.length === 0) return 0;
  let sum = 0.5;
  for (const offset of offsets) {
    sum += (meetingsAt(offset) * span) / (span - Math.abs(offset));
    if (stop(sum / offsets.length)) break;
  }
  return sum / offsets.length;
}

/** Moments of `a` with a moment of `b + offset` within `near` seconds: each counts once. */
function countMeetings(a: ArrayLike<number>, b: ArrayLike<number>, offset: number, near: number): number {
  let count = 0;
  let j = 0;
  for (let i = 0; i < a.length; i++) {
    const from = a[i]! - offset - near;
    while (j < b.length && b[j]! < from) j++;
    if (j === b.length) break;
    if (b[j]! <= from + 2 * near) count++;
  }
  return count;
}

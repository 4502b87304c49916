// SPDX-License-Identifier: Apache-2.0
import { mix32, poissonExcessBits } from './stats.ts';
import { type EventSeries, groupByOwner, LAG_FROM, LAG_TO, NEAR_SECONDS } from './synchrony.ts';

/** Two owners who act at the same moments far more often than a few minutes apart. */
export interface SynchronyPair {
  readonly a: number;
  readonly b: number;
  readonly near: number;
  readonly expected: number;
  readonly bits: number;
}

export interface PairOptions {
  /** Width of "simultaneous" in seconds; narrowed when traffic is so dense that chance would fill it. */
  readonly near: number;
  /** Fewest simultaneous moments of a pair that is looked at. */
  readonly minNear: number;
  /** Evidence from which a pair is kept, in bits, before the price of looking at all pairs. */
  readonly minBits: number;
  /** Most pair events to count; bounds time and memory. */
  readonly maxPairs: number;
}

export const PAIR_OPTIONS: PairOptions = { near: NEAR_SECONDS, minNear: 4, minBits: 14, maxPairs: 400_000_000 };

/**
 * Pairs of owners with a common clock, whatever they say: the only trace of a campaign without templates.
 * A counting filter over hashed pairs finds candidates in one pass; each is then tested on its own events
 * against its own lagged co-occurrence and its mean rate.
 */
export function findSynchronousPairs(series: EventSeries, options: PairOptions = PAIR_OPTIONS): SynchronyPair[] {
  const { ts, owner } = series;
  if (ts.length < 2) return [];
  let near = options.near;
  const span = Math.max(1, ts.at(-1)! - ts[0]!);
  while (near > 2 && (ts.length * ts.length * near) / span > options.maxPairs) near = Math.floor(near / 2);
  const bits = Math.min(27, Math.max(16, Math.ceil(Math.log2((ts.length * ts.length * near) / span + 1)) + 1));
  const counts = new Uint8Array(1 << bits);
  const mask = (1 << bits) - 1;
  for (let i = 0; i < ts.length; i++) {
    for (let j = i + 1; j < ts.length && ts[j]! <= ts[i]! + near; j++) {
      if (owner[i] === owner[j]) continue;
      const slot = hashPair(owner[i]!, owner[j]!) & mask;
      if (counts[slot]! < 255) counts[slot]!++;
    }
  }
  const candidates = new Set<number>();
  for (let i = 0; i < ts.length; i++) {
    for (let j = i + 1; j < ts.length && ts[j]! <= ts[i]! + near; j++) {
      if (owner[i] === owner[j]) continue;
      if (counts[hashPair(owner[i]!, owner[j]!) & mask]! < options.minNear) continue;
      const [a, b] = owner[i]! < owner[j]! ? [owner[i]!, owner[j]!] : [owner[j]!, owner[i]!];
      candidates.add(a * 0x4000000 + b);
      if (candidates.size > 4_000_000) return testCandidates(candidates, series, near, span, options);
    }
  }
  return testCandidates(candidates, series, near, span, options);
}

function testCandidates(
  candidates: Set<number>,
  series: EventSeries,
  near: number,
  span: number,
  options: PairOptions,
): SynchronyPair[] {
  const byOwner = groupByOwner(series);
  const pairs: SynchronyPair[] = [];
  for (const key of candidates) {
    const a = Math.floor(key / 0x4000000);
    const b = key % 0x4000000;
    const timesA = byOwner.get(a)!;
    const timesB = byOwner.get(b)!;
    const seen = countMoments(timesA, timesB, near);
    if (seen < options.minNear) continue;
    const lagged = countWithin(timesA, timesB, LAG_TO) - countWithin(timesA, timesB, LAG_FROM);
    const fromLag = ((lagged + 0.5) * near) / (LAG_TO - LAG_FROM);
    // People work a third of the day: their mean rate while awake is three times the rate over all hours.
    const fromRate = (3 * timesA.length * timesB.length * 2 * near) / span;
    const expected = Math.max(fromLag, fromRate);
    const found = poissonExcessBits(seen, expected);
    if (found >= options.minBits) pairs.push({ a, b, near: seen, expected, bits: found });
  }
  return pairs.sort((x, y) => y.bits - x.bits || x.a - y.a || x.b - y.b);
}

/** Events of `a` with an event of `b` within `width` seconds: each moment counts once. */
function countMoments(a: readonly number[], b: readonly number[], width: number): number {
  let count = 0;
  let j = 0;
  for (const t of a) {
    while (j < b.length && b[j]! < t - width) j++;
    if (j < b.length && b[j]! <= t + width) count++;
  }
  return count;
}

/** Pairs (x of a, y of b) with |x − y| ≤ width. */
function countWithin(a: readonly number[], b: readonly number[], width: number): number {
  let count = 0;
  let low = 0;
  let high = 0;
  for (const t of a) {
    while (low < b.length && b[low]! < t - width) low++;
    while (high < b.length && b[high]! <= t + width) high++;
    count += high - low;
  }
  return count;
}

function hashPair(a: number, b: number): number {
  return a < b ? mix32(Math.imul(a, 0x9e3779b1) ^ mix32(b)) : mix32(Math.imul(b, 0x9e3779b1) ^ mix32(a));
}

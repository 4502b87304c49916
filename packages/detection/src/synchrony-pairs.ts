// SPDX-License-Identifier: Apache-2.0
import { type EventSeries, groupByOwner } from './events.ts';
import { mix32, poissonExcessBits } from './stats.ts';
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
  /** Most pairs of events to count; `near` is narrowed to stay below. Bounds the time. */
  readonly maxPairs: number;
}

/** Owners fit into this many numbers, so that a pair is one exact number. */
const OWNERS = 0x20_0000;
const MAX_CANDIDATES = 3_000_000;

/**
 * Pairs of owners with a common clock, whatever they say: the only trace of a campaign without templates.
 * A counting filter over hashed pairs finds candidates in two passes; each is then tested on its own
 * moments against its co-occurrence minutes, hours and days apart. Pure; memory bounded.
 */
export function findSynchronousPairs(series: EventSeries, options: PairOptions): SynchronyPair[] {
  const { ts, owner } = series;
  if (ts.length < 2) return [];
  const span = Math.max(1, ts.at(-1)! - ts[0]!);
  let near = options.scale.near;
  while (near > 2 && (ts.length * ts.length * near) / span > options.maxPairs) near = Math.floor(near / 2);
  const moments = countMoments(series);
  const pairs = (ts.length * ts.length * near) / span;
  const shift = 32 - Math.min(26, Math.max(16, Math.ceil(Math.log2(pairs + 1))));
  const counts = new Uint8Array(2 ** (32 - shift));
  // The exclusive or of two owners' random numbers stands for the pair, in either order.
  const random = Uint32Array.from(owner, (o) => mix32(o + 0x9e3779b9));
  for (let i = 0; i < ts.length; i++) {
    const a = owner[i]!;
    const ra = random[i]!;
    for (let j = i + 1, end = ts[i]! + near; j < ts.length && ts[j]! <= end; j++) {
      if (owner[j] === a) continue;
      const slot = Math.imul(ra ^ random[j]!, 0x9e3779b1) >>> shift;
      if (counts[slot]! < 255) counts[slot]!++;
    }
  }
  // Two busy owners meet by chance; their own rates say how often, and only more is looked at.
  const rate = (2 * near) / span;
  const least = Math.max(options.minNear, 3 + Math.ceil(pairs / counts.length));
  const candidates = new Set<number>();
  for (let i = 0; i < ts.length && candidates.size < MAX_CANDIDATES; i++) {
    const a = owner[i]!;
    const ra = random[i]!;
    const own = 2 * rate * moments[a]!;
    for (let j = i + 1, end = ts[i]! + near; j < ts.length && ts[j]! <= end; j++) {
      const b = owner[j]!;
      if (b === a) continue;
      const seen = counts[Math.imul(ra ^ random[j]!, 0x9e3779b1) >>> shift]!;
      if (seen < least || (seen < 250 && seen < own * moments[b]! + 3)) continue;
      candidates.add(a < b ? a * OWNERS + b : b * OWNERS + a);
    }
  }
  return testCandidates(candidates, series, { ...options.scale, near }, span, options);
}

function countMoments(series: EventSeries): Uint32Array {
  let most = 0;
  for (const owner of series.owner) if (owner > most) most = owner;
  const moments = new Uint32Array(most + 1);
  for (const owner of series.owner) moments[owner]!++;
  return moments;
}

function testCandidates(
  candidates: ReadonlySet<number>,
  series: EventSeries,
  scale: Scale,
  span: number,
  options: PairOptions,
): SynchronyPair[] {
  const byOwner = groupByOwner(series);
  const found: SynchronyPair[] = [];
  for (const key of candidates) {
    const a = Math.floor(key / OWNERS);
    const b = key % OWNERS;
    const pair = testPair(byOwner.get(a)!, byOwner.get(b)!, scale, span, options);
    if (pair.near >= options.minNear && pair.bits >= options.minBits) found.push({ a, b, ...pair });
  }
  return found.sort((x, y) => y.bits - x.bits || x.a - y.a || x.b - y.b);
}

/** One pair against all nulls; the one that explains most counts. Times ascending, bursts merged. */
export function testPair(
  a: readonly number[],
  b: readonly number[],
  scale: Scale,
  span: number,
  { baseline, minBits }: { readonly baseline: number; readonly minBits: number },
): { near: number; expected: number; bits: number } {
  const near = countMeetings(a, b, 0, scale.near);
  // People work a third of the day: their mean rate while awake is well above the rate over all hours.
  let expected = (2 * baseline * a.length * b.length * 2 * scale.near) / span;
  const lags: number[] = [];
  const width = (scale.lagTo - scale.lagFrom) / 6;
  for (let lag = scale.lagFrom + width / 2; lag < scale.lagTo; lag += width) lags.push(lag, -lag);
  for (const offsets of [lags, multiplesOf(DAY_SECONDS, 3, span), multiplesOf(HOUR_SECONDS, 3, span)]) {
    // The nulls only take away: a pair that is too weak already need not be held against the next one.
    if (poissonExcessBits(near, expected) < minBits) break;
    expected = Math.max(expected, baseline * meanMeetings(a, b, offsets, scale.near, span));
  }
  return { near, expected, bits: poissonExcessBits(near, expected) };
}

function multiplesOf(unit: number, most: number, span: number): number[] {
  const offsets: number[] = [];
  for (let k = 1; k <= most && k * unit < 0.6 * span; k++) offsets.push(k * unit, -k * unit);
  return offsets;
}

/** Mean meetings after `b` was moved by each offset, with half a meeting added where there were none. */
function meanMeetings(
  a: readonly number[],
  b: readonly number[],
  offsets: readonly number[],
  near: number,
  span: number,
): number {
  if (offsets.length === 0) return 0;
  let sum = 0.5;
  for (const offset of offsets) sum += (countMeetings(a, b, offset, near) * span) / (span - Math.abs(offset));
  return sum / offsets.length;
}

/** Moments of `a` with a moment of `b + offset` within `near` seconds: each counts once. */
function countMeetings(a: readonly number[], b: readonly number[], offset: number, near: number): number {
  let count = 0;
  let j = 0;
  for (const t of a) {
    const from = t - offset - near;
    while (j < b.length && b[j]! < from) j++;
    if (j === b.length) break;
    if (b[j]! <= from + 2 * near) count++;
  }
  return count;
}

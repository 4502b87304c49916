// SPDX-License-Identifier: Apache-2.0
import type { TrafficTable } from '@stillwatch/detection';
import { type FeatureSum, sumFeatures, unbiasedMmd } from './mean-discrepancy.ts';
import { createUniform, FEATURES, type RandomFeatures } from './random-features.ts';
import { spread, windowOf } from './windows.ts';

/** What the discrepancy of benign windows is, by their size. */
export interface NullTable {
  /** Mean discrepancy of benign windows of about this size. */
  mean(size: number): number;
  /** Standard deviations by which a discrepancy exceeds that of benign windows of about this size (≥ 2 exchanges). */
  standardise(discrepancy: number, size: number): number;
}

export interface NullOptions {
  readonly features: RandomFeatures;
  readonly reference: FeatureSum;
  /** Largest window, exchanges. */
  readonly window: number;
  /** Whose windows: each of one account, or drawn from the exchanges of all. */
  readonly windows: 'accounts' | 'pooled';
  readonly seed: number;
}

/** Windows drawn for each size, where they are drawn. */
const DRAWS = 1000;
/** Exchanges that windows are drawn from: a power of two, so that every odd step visits each once. */
const POOL = 2 ** 14;
/** With fewer windows of a size, those of the sizes beside it help. */
const LEAST_WINDOWS = 30;

/** @param accounts calibration accounts of the table; none of them is in the reference. */
export function createNullTable(benign: TrafficTable, accounts: readonly number[], options: NullOptions): NullTable {
  const bySize = options.windows === 'pooled' ? drawWindows(benign, accounts, options) : ownWindows(benign, accounts, options);
  const moments = bySize.map((_, size) => momentsOf(widen(bySize, size)));
  const of = (size: number) => moments[Math.min(moments.length - 1, sizeClass(size))] ?? momentsOf([]);
  return {
    mean: (size) => of(size).mean,
    standardise: (discrepancy, size) => (discrepancy - of(size).mean) / of(size).deviation,
  };
}

/** Sizes are told apart by powers of two. */
function sizeClass(size: number): number {
  return Math.floor(Math.log2(size));
}

function emptySizes(window: number): number[][] {
  return Array.from({ length: sizeClass(window) + 1 }, () => []);
}

function ownWindows(benign: TrafficTable, accounts: readonly number[], { features, reference, window }: NullOptions): number[][] {
  const bySize = emptySizes(window);
  if (reference.count < 2) return bySize;
  for (const account of accounts) {
    const sample = sumFeatures(benign, windowOf(benign, account, window), features);
    if (sample.count >= 2) bySize[sizeClass(sample.count)]!.push(unbiasedMmd(sample, reference));
  }
  return bySize;
}

/** Windows of 2, 4, 8 … exchanges without repetition; one draw's windows grow out of each other. */
function drawWindows(
  benign: TrafficTable,
  accounts: readonly number[],
  { features, reference, window, seed }: NullOptions,
): number[][] {
  const bySize = emptySizes(window);
  const rows = accounts.flatMap((account) => windowOf(benign, account, Infinity));
  const points = spread(rows, POOL)
    .map((row) => sumFeatures(benign, [row], features))
    .filter((point) => point.count === 1);
  if (points.length < 2 || reference.count < 2) return bySize;
  const size = 2 ** sizeClass(points.length);
  const uniform = createUniform(seed + 1);
  for (let draw = 0; draw < DRAWS; draw++) {
    let at = Math.floor(uniform() * size);
    const step = 1 + 2 * Math.floor((uniform() * size) / 2);
    const sums = new Float64Array(FEATURES);
    for (let count = 1; count <= Math.min(window, size); count++) {
      const point = points[at]!.sums;
      for (let f = 0; f < FEATURES; f++) sums[f]! += point[f]!;
      at = (at + step) % size;
      if (count >= 2 && (count & (count - 1)) === 0) bySize[sizeClass(count)]!.push(unbiasedMmd({ sums, count }, reference));
    }
  }
  return bySize;
}

/** The values of a size, with those of the sizes around it while they are too few. */
function widen(bySize: readonly number[][], size: number): number[] {
  let values: number[] = bySize[size]!;
  for (let reach = 1; values.length < LEAST_WINDOWS && reach < bySize.length; reach++) {
    values = [...values, ...(bySize[size - reach] ?? []), ...(bySize[size + reach] ?? [])];
  }
  return values;
}

function momentsOf(values: readonly number[]): { mean: number; deviation: number } {
  if (values.length < 2) return { mean: 0, deviation: 1 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.max(1e-9, Math.sqrt(squares / (values.length - 1))) };
}

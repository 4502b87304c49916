// SPDX-License-Identifier: Apache-2.0
import { median, type TrafficTable } from '@stillwatch/detection';
import type { Baseline } from '../detector.ts';
import { dot, type FeatureSum, sumFeatures, unbiasedMmd } from './mean-discrepancy.ts';
import { createNullTable, type NullTable } from './mmd-null.ts';
import { createRandomFeatures, createUniform, DIMENSIONS, embed, type RandomFeatures } from './random-features.ts';
import { spread, windowOf } from './windows.ts';

/** What is learned from benign traffic: the kernel, the reference, and how far benign windows of each size are from it. */
export interface MmdModel {
  readonly features: RandomFeatures;
  readonly reference: FeatureSum;
  readonly nulls: NullTable;
}

const SEED = 20_260_605;
const MEDIAN_POINTS = 1000;
/** The reference is one and the same for every window, calibrated or tested; more exchanges would change nothing. */
const REFERENCE_ROWS = 50_000;

/**
 * Benign-calibrated maximum mean discrepancy (arXiv 2606.05725) of an account's exchanges and benign ones, standardised
 * by what benign windows of its size show. Re-implemented from the description, with its null repaired: calibration
 * and test windows meet the same reference, so that neither is averaged more than the other; reference and calibration
 * windows come from different accounts, of tuning traffic and not of what is scored; and the threshold is an account
 * score that tuning calibrates on further benign accounts, none of them seen here.
 *
 * Settings: `window`, exchanges of an account that are looked at, spread evenly over its own; `null`, 0 for windows of
 * benign accounts, as tested, 1 for windows drawn from all benign exchanges, as published.
 */
export const mmd: Baseline<MmdModel> = {
  name: 'mmd',
  about: "distance of an account's texts from benign ones, as benign windows of its size have it (arXiv 2606.05725)",
  settings: [100, 500, 1500].flatMap((window) => [0, 1].map((pooled) => ({ window, null: pooled }))),
  fit(benign, setting) {
    const accounts = Array.from({ length: benign.accounts.count }, (_, a) => a);
    const referenceRows = spread(
      accounts.filter((a) => a % 2 === 0).flatMap((a) => windowOf(benign, a, Infinity)),
      REFERENCE_ROWS,
    );
    const features = createRandomFeatures(medianDistance(benign, referenceRows), SEED);
    const reference = sumFeatures(benign, referenceRows, features);
    const others = accounts.filter((a) => a % 2 === 1);
    const { window = 100 } = setting;
    const windows = setting.null === 1 ? 'pooled' : 'accounts';
    return { features, reference, nulls: createNullTable(benign, others, { features, reference, window, windows, seed: SEED }) };
  },
  score(table, { window = 100 }, { features, reference, nulls }) {
    return Float64Array.from({ length: table.accounts.count }, (_, a) => {
      const sample = sumFeatures(table, windowOf(table, a, window), features);
      // A single exchange has no pair within; without a reference there is nothing to be far from.
      if (sample.count < 2 || reference.count < 2) return 0;
      return nulls.standardise(unbiasedMmd(sample, reference), sample.count);
    });
  },
};

/** Median distance of pairs of random reference points, the bandwidth that the kernels are multiples of. */
function medianDistance(table: TrafficTable, rows: readonly number[]): number {
  const uniform = createUniform(SEED);
  const points: Float64Array[] = [];
  for (let i = 0; i < MEDIAN_POINTS && rows.length > 0; i++) {
    const x = new Float64Array(DIMENSIONS);
    if (embed(table, rows[Math.floor(uniform() * rows.length)]!, x)) points.push(x);
  }
  const distances: number[] = [];
  for (let i = 0; i < points.length; i++) {
    for (let j = i + 1; j < points.length; j += 8) {
      // Both have length 1.
      const product = dot(points[i]!, points[j]!);
      distances.push(Math.sqrt(Math.max(0, 2 - 2 * product)));
    }
  }
  return median(distances) || 1;
}

// SPDX-License-Identifier: Apache-2.0
import type { TrafficTable } from '@stillwatch/detection';
import { DIMENSIONS, embed, FEATURES, type RandomFeatures } from './random-features.ts';

/** Some exchanges as the sum of their random features; sums of disjoint windows add. */
export interface FeatureSum {
  readonly sums: Float64Array;
  /** Exchanges with text in it. */
  readonly count: number;
}

/** @param rows exchanges of the table; those without text are left out. */
export function sumFeatures(table: TrafficTable, rows: ArrayLike<number>, features: RandomFeatures): FeatureSum {
  const sums = new Float64Array(FEATURES);
  const x = new Float64Array(DIMENSIONS);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    if (!embed(table, rows[i]!, x)) continue;
    features.addTo(sums, x);
    count++;
  }
  return { sums, count };
}

/**
 * Unbiased estimate of the squared maximum mean discrepancy of two samples (Gretton et al., JMLR 2012, lemma 6), linear
 * in their sizes: as ‖φ(x)‖ = 1, the pairs i ≠ j within a sample of m sum to ‖S‖² − m. Both need at least two members.
 */
export function unbiasedMmd(x: FeatureSum, y: FeatureSum): number {
  return withinTerm(x) + withinTerm(y) - (2 * dot(x.sums, y.sums)) / (x.count * y.count);
}

function withinTerm({ sums, count }: FeatureSum): number {
  return (dot(sums, sums) - count) / (count * (count - 1));
}

export function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

// SPDX-License-Identifier: Apache-2.0

/**
 * q-values of Benjamini and Hochberg (1995): the smallest false discovery rate at which each hypothesis is
 * rejected. Valid for conformal p-values that share one calibration set, which depend on each other
 * positively (Bates et al., arXiv 2104.08279, theorem 2).
 * @param pValues one per hypothesis, 0 < p ≤ 1. @returns as many, in the same order.
 */
export function qValues(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[b]! - pValues[a]!);
  const q = Array.from(pValues, () => 1);
  let least = 1;
  order.forEach((i, position) => {
    least = Math.min(least, (pValues[i]! * pValues.length) / (pValues.length - position));
    q[i] = least;
  });
  return q;
}

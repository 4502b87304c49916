// SPDX-License-Identifier: Apache-2.0
/**
 * Exact 95 % interval of a proportion (Clopper and Pearson, Biometrika 1934), by bisection on the binomial
 * distribution.
 */
export function clopperPearson(hits: number, total: number, alpha = 0.05): [number, number] {
  if (total === 0) return [0, 1];
  const low = hits === 0 ? 0 : bisect((p) => 1 - binomialBelow(hits - 1, total, p) - alpha / 2);
  const high = hits === total ? 1 : bisect((p) => alpha / 2 - binomialBelow(hits, total, p));
  return [low, high];
}

/** Root of an increasing function on 0 … 1. */
function bisect(f: (p: number) => number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (f(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(X ≤ k) of a binomial, summed in logarithms. */
function binomialBelow(k: number, n: number, p: number): number {
  if (p <= 0) return 1;
  if (p >= 1) return k >= n ? 1 : 0;
  let logTerm = n * Math.log1p(-p);
  let sum = Math.exp(logTerm);
  for (let i = 1; i <= k; i++) {
    logTerm += Math.log((n - i + 1) / i) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
}

// SPDX-License-Identifier: Apache-2.0
/** Small statistics used as nulls; all pure. */

/** ln Γ(x), x > 0; Lanczos approximation (g = 7, n = 9), relative error below 1e-13. */
export function lnGamma(x: number): number {
  const c = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
  const z = x - 1;
  let sum = c[0]!;
  for (let i = 1; i < 9; i++) sum += c[i]! / (z + i);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Regularised incomplete beta I_x(a, b) by continued fraction (Lentz). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  let f = 1;
  let c = 1;
  let d = 0;
  for (let i = 0; i <= 300; i++) {
    const m = i >> 1;
    const numerator =
      i === 0
        ? 1
        : i % 2 === 0
          ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
          : -((a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 + numerator * d;
    d = 1 / (Math.abs(d) < 1e-300 ? 1e-300 : d);
    c = 1 + numerator / c;
    if (Math.abs(c) < 1e-300) c = 1e-300;
    f *= c * d;
    if (Math.abs(1 - c * d) < 1e-12) break;
  }
  return front * (f - 1);
}

/** Two-sided Clopper–Pearson interval for k of n at confidence 1 − alpha. */
export function clopperPearson(k: number, n: number, alpha = 0.05): [number, number] {
  if (n === 0) return [0, 1];
  const low = k === 0 ? 0 : invertBeta(alpha / 2, k, n - k + 1);
  const high = k === n ? 1 : invertBeta(1 - alpha / 2, k + 1, n - k);
  return [low, high];
}

function invertBeta(p: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 100; i++) {
    const mid = (low + high) / 2;
    if (incompleteBeta(mid, a, b) < p) low = mid;
    else high = mid;
  }
  return (low + high) / 2;
}

/** Bits by which a Poisson count `observed` speaks for a rate above `expected` (log-likelihood ratio, 0 if below). */
export function poissonExcessBits(observed: number, expected: number): number {
  const mean = Math.max(expected, 1e-9);
  if (observed <= mean) return 0;
  return (observed * Math.log(observed / mean) - (observed - mean)) / Math.LN2;
}

/** Bits by which k of n speaks for a rate above q (binomial log-likelihood ratio, 0 if below). */
export function binomialExcessBits(k: number, n: number, q: number): number {
  if (n === 0 || k / n <= q) return 0;
  const p = Math.min(1 - 1e-9, k / n);
  return (k * Math.log(p / q) + (n - k) * Math.log((1 - p) / (1 - q))) / Math.LN2;
}

/** Median of numbers (copies); 0 when empty. */
export function median(values: ArrayLike<number>): number {
  if (values.length === 0) return 0;
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** 32-bit finaliser of MurmurHash3; a bijection. */
export function mix32(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Place of the first of `length` ascending numbers that is not below `least`; `length` where none is. */
export function firstAtLeast(numbers: ArrayLike<number>, least: number, length = numbers.length): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialExcessBits, clopperPearson, incompleteBeta, lnGamma, median, mix32, poissonExcessBits } from './stats.ts';

const shape = fc.double({ min: 0.1, max: 400, noNaN: true });
const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });

/** P(X ≥ k) for X ~ Binomial(n, p), summed term by term. */
function upperTail(k: number, n: number, p: number): number {
  let sum = 0;
  for (let i = k; i <= n; i++) {
    sum += Math.exp(lnGamma(n + 1) - lnGamma(i + 1) - lnGamma(n - i + 1) + i * Math.log(p) + (n - i) * Math.log1p(-p));
  }
  return sum;
}

describe('lnGamma', () => {
  it('is the logarithm of factorials and of Γ(½) = √π', () => {
    let lnFactorial = 0;
    for (let n = 1; n <= 100; n++) {
      expect(lnGamma(n)).toBeCloseTo(lnFactorial, 9);
      lnFactorial += Math.log(n);
    }
    expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
    expect(lnGamma(0.1)).toBeCloseTo(2.252712651734206, 10);
  });

  it('follows Γ(x + 1) = x Γ(x)', () => {
    fc.assert(
      fc.property(shape, (x) => {
        expect(lnGamma(x + 1)).toBeCloseTo(lnGamma(x) + Math.log(x), 8);
      }),
    );
  });
});

describe('incompleteBeta', () => {
  it('is known in closed form for small shapes', () => {
    fc.assert(
      fc.property(share, (x) => {
        expect(incompleteBeta(x, 1, 1)).toBeCloseTo(x, 10);
        expect(incompleteBeta(x, 3, 1)).toBeCloseTo(x ** 3, 10);
        expect(incompleteBeta(x, 1, 4)).toBeCloseTo(1 - (1 - x) ** 4, 10);
        expect(incompleteBeta(x, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(x)), 9);
      }),
    );
  });

  it('is a distribution: symmetric, within [0, 1], rising from 0 to 1', () => {
    fc.assert(
      fc.property(share, share, shape, shape, (x, y, a, b) => {
        const [low, high] = [incompleteBeta(Math.min(x, y), a, b), incompleteBeta(Math.max(x, y), a, b)];
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1 + 1e-9);
        expect(low).toBeLessThanOrEqual(high + 1e-9);
        expect(incompleteBeta(1 - x, b, a)).toBeCloseTo(1 - incompleteBeta(x, a, b), 8);
      }),
    );
    expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1]);
  });

  it('is the tail of the binomial', () => {
    for (const [k, n, p] of [
      [1, 10, 0.05],
      [7, 20, 0.3],
      [60, 200, 0.25],
      [200, 200, 0.97],
    ] as const) {
      expect(incompleteBeta(p, k, n - k + 1)).toBeCloseTo(upperTail(k, n, p), 9);
    }
  });
});

describe('clopperPearson', () => {
  it('has the known values', () => {
    // None of n: 1 − (α/2)^(1/n). The others are in tables of the binomial.
    expect(clopperPearson(0, 100)).toEqual([0, expect.closeTo(1 - 0.025 ** (1 / 100), 9)]);
    expect(clopperPearson(30, 30)).toEqual([expect.closeTo(0.025 ** (1 / 30), 9), 1]);
    expect(clopperPearson(1, 10)).toEqual([expect.closeTo(0.0025286, 6), expect.closeTo(0.4450161, 6)]);
    expect(clopperPearson(5, 10)).toEqual([expect.closeTo(0.187086, 6), expect.closeTo(0.812914, 6)]);
    expect(clopperPearson(0, 0)).toEqual([0, 1]);
  });

  it('ends where the tails are α/2, and holds the share that was seen', () => {
    const trials = fc.integer({ min: 1, max: 300 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(trials, fc.constantFrom(0.01, 0.05, 0.2), ([k, n], alpha) => {
        const [low, high] = clopperPearson(k, n, alpha);
        expect(low).toBeLessThanOrEqual(k / n);
        expect(high).toBeGreaterThanOrEqual(k / n);
        if (k > 0) expect(upperTail(k, n, low)).toBeCloseTo(alpha / 2, 6);
        if (k < n) expect(1 - upperTail(k + 1, n, high)).toBeCloseTo(alpha / 2, 6);
      }),
      { numRuns: 60 },
    );
  });
});

describe('excess bits', () => {
  it('are the log-likelihood ratio of the count against its mean', () => {
    expect(poissonExcessBits(8, 2)).toBeCloseTo(16 - 6 / Math.LN2, 10);
    expect(binomialExcessBits(5, 10, 0.25)).toBeCloseTo(5 * Math.log2(2) + 5 * Math.log2(0.5 / 0.75), 10);
    expect(binomialExcessBits(10, 10, 0.5)).toBeCloseTo(10, 4);
  });

  it('are nothing at or below what is expected, and rise with the excess', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.double({ min: 0.01, max: 200, noNaN: true }), (seen, expected) => {
        const bits = poissonExcessBits(seen, expected);
        // Where the two are all but equal, rounding decides.
        if (Math.abs(seen - expected) > 1e-3) expect(bits > 0).toBe(seen > expected);
        expect(poissonExcessBits(seen + 1, expected)).toBeGreaterThanOrEqual(bits - 1e-9);
        expect(poissonExcessBits(seen, expected * 1.1)).toBeLessThanOrEqual(bits + 1e-9);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 60 }), share, (k, more, q) => {
        const n = k + more;
        const bits = binomialExcessBits(k, n, q);
        expect(bits).toBeGreaterThanOrEqual(-1e-9);
        if (k / n <= q) expect(bits).toBe(0);
        expect(binomialExcessBits(k + 1, n, q)).toBeGreaterThanOrEqual(bits - 1e-9);
      }),
    );
    expect([poissonExcessBits(0, 0), binomialExcessBits(0, 0, 0.5)]).toEqual([0, 0]);
  });

  it('of a count are never worth more than the tail they stand for (Chernoff)', () => {
    for (const [k, n, q] of [
      [4, 10, 0.1],
      [30, 200, 0.05],
      [9, 9, 0.3],
    ] as const) {
      expect(upperTail(k, n, q)).toBeLessThanOrEqual(2 ** -binomialExcessBits(k, n, q));
    }
  });
});

it('median is the middle one, or the mean of the two in the middle, and leaves its input alone', () => {
  const values = [9, 1, 5];
  expect([median(values), median([4, 1, 3, 2]), median([]), median(Uint8Array.of(7))]).toEqual([5, 2.5, 0, 7]);
  expect(values).toEqual([9, 1, 5]);
});

it('mix32 mixes one to one', () => {
  expect(new Set(Array.from({ length: 50_000 }, (_, i) => mix32(i))).size).toBe(50_000);
  expect(new Set(Array.from({ length: 50_000 }, (_, i) => mix32(i * 65_536))).size).toBe(50_000);
});

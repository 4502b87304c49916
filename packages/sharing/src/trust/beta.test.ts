// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaCdf, betaQuantile } from './beta.ts';

/** For whole a and b, I_x(a, b) is the chance of at least a successes in a + b − 1 trials. */
function binomialTail(x: number, a: number, b: number): number {
  const n = a + b - 1;
  let term = (1 - x) ** n;
  let below = 0;
  for (let k = 0; k < a; k++) {
    below += term;
    term *= ((n - k) / (k + 1)) * (x / (1 - x));
  }
  return 1 - below;
}

describe('the Beta distribution', () => {
  it('agrees with the binomial distribution', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        (x, a, b) => {
          expect(betaCdf(x, a, b)).toBeCloseTo(binomialTail(x, a, b), 9);
        },
      ),
    );
  });

  it('has the quantiles that follow from closed forms', () => {
    expect(betaQuantile(0.05, 1, 1)).toBeCloseTo(0.05, 9);
    // Beta(n, 1) has the distribution x^n.
    expect(betaQuantile(0.05, 10, 1)).toBeCloseTo(0.05 ** 0.1, 9);
    expect(betaQuantile(0.95, 1, 20)).toBeCloseTo(1 - 0.05 ** 0.05, 9);
    expect(betaQuantile(0.5, 5000, 5000)).toBeCloseTo(0.5, 9);
    expect(betaCdf(0, 2, 2)).toBe(0);
    expect(betaCdf(1, 2, 2)).toBe(1);
  });
});

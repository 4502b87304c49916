// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qValues } from './false-discovery.ts';
import { createUniform } from './testing.ts';

const pValues = fc.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { maxLength: 30 });

describe('qValues', () => {
  it('are those of the example of Benjamini and Hochberg (1995, section 3.2)', () => {
    const p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];
    // At 5 % the paper rejects the four smallest.
    expect(qValues(p).map((q) => q <= 0.05)).toEqual(p.map((_, i) => i < 4));
  });

  it('reject at every rate what the step-up procedure rejects', () => {
    fc.assert(
      fc.property(pValues, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (p, rate) => {
        const sorted = p.toSorted((a, b) => a - b);
        const k = sorted.findLastIndex((value, i) => value <= ((i + 1) * rate) / p.length);
        const rejected = qValues(p).filter((q) => q <= rate).length;
        // Equal up to the rounding of p·n/k against k·rate/n.
        const near = sorted.some((value, i) => Math.abs((value * p.length) / (i + 1) - rate) < 1e-9);
        if (!near) expect(rejected).toBe(k + 1);
      }),
    );
  });

  it('keep the order, are at least the p-value, at most 1, and do not depend on positions', () => {
    fc.assert(
      fc.property(pValues, (p) => {
        const q = qValues(p);
        expect(q).toHaveLength(p.length);
        q.forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(p[i]! * (1 - 1e-12));
          expect(value).toBeLessThanOrEqual(1);
          q.forEach((other, j) => p[i]! < p[j]! && expect(value).toBeLessThanOrEqual(other));
        });
        expect(qValues(p.toReversed())).toEqual(q.toReversed());
      }),
    );
  });

  it('hold the family-wise rate when nothing is there', () => {
    const uniform = createUniform(5);
    let wrong = 0;
    for (let i = 0; i < 2_000; i++) {
      const p = Array.from({ length: 20 }, () => 1 - uniform());
      if (qValues(p).some((q) => q <= 0.05)) wrong++;
    }
    expect(wrong / 2_000).toBeGreaterThan(0.03);
    expect(wrong / 2_000).toBeLessThan(0.07);
  });
});

// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitsOf, capBits, formatBits } from './bits.ts';

const probability = fc.double({ min: 0, max: 1, noNaN: true });

describe('bitsOf', () => {
  it('is the binary logarithm of the likelihood ratio', () => {
    expect(bitsOf(0.5, 0.125)).toBe(2);
    expect(bitsOf(0.125, 0.5)).toBe(-2);
    expect(bitsOf(0.3, 0.3)).toBe(0);
  });

  it('changes its sign when the two are exchanged, and adds over independent facts', () => {
    fc.assert(
      fc.property(probability, probability, probability, (a, b, c) => {
        expect(bitsOf(a, b)).toBeCloseTo(-bitsOf(b, a), 9);
        expect(bitsOf(a, b) + bitsOf(b, c)).toBeCloseTo(bitsOf(a, c), 9);
      }),
    );
  });

  it('never lets one fact decide, however certain it looks', () => {
    expect(bitsOf(1, 0)).toBeCloseTo(Math.log2(1e6), 9);
    expect(bitsOf(0, 1)).toBeCloseTo(-Math.log2(1e6), 9);
    expect(bitsOf(1, 0, 0.25)).toBe(2);
    fc.assert(fc.property(probability, probability, (a, b) => Number.isFinite(bitsOf(a, b))));
  });
});

describe('capBits', () => {
  it('keeps evidence within the limit on both sides and otherwise as it is', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ min: 0, max: 100, noNaN: true }), (bits, most) => {
        const capped = capBits(bits, most);
        expect(Math.abs(capped)).toBeLessThanOrEqual(most);
        if (Math.abs(bits) <= most) expect(capped).toBe(bits);
        else expect(Math.sign(capped)).toBe(most === 0 ? Math.sign(capped) : Math.sign(bits));
      }),
    );
  });
});

describe('formatBits', () => {
  it.each([
    [14.24, '+14.2 bits'],
    [-3.06, '−3.1 bits'],
    [0, '+0.0 bits'],
    [-0, '+0.0 bits'],
    [-0.04, '+0.0 bits'],
  ])('writes %d as %s', (bits, text) => expect(formatBits(bits)).toBe(text));
});

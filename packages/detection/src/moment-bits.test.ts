// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MomentBits } from './moment-bits.ts';

describe('moments as bits', () => {
  it('meet those that a comparison of every two finds', () => {
    const span = 4_000;
    const moments = fc.array(fc.nat(span), { maxLength: 40 }).map((list) => Uint32Array.from(list).sort());
    const owner = new MomentBits(span, 30);
    fc.assert(
      fc.property(moments, moments, fc.integer({ min: -span - 100, max: span + 100 }), (a, b, offset) => {
        owner.mark(b);
        const expected = a.filter((x) => b.some((y) => Math.abs(x - (y + offset)) <= 30)).length;
        expect(owner.count(a, offset)).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([0, 1, 15, 16, 31, 32, 240])('reach %i seconds to either side, whatever the place of the bit', (near) => {
    const owner = new MomentBits(200, near);
    for (let at = 0; at <= 200; at++) {
      owner.mark([at]);
      const met = Array.from({ length: 201 }, (_, second) => owner.count(Uint32Array.of(second), 0));
      expect(met).toEqual(Array.from({ length: 201 }, (_, second) => (Math.abs(second - at) <= near ? 1 : 0)));
    }
  });
});

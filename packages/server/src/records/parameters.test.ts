// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCount, toParameter } from './parameters.ts';

describe('toParameter', () => {
  it('passes what both databases take, and makes booleans numbers', () => {
    const bytes = new Uint8Array([1]);
    for (const value of [null, 0, -1.5, 1n, 'text', bytes]) expect(toParameter(value)).toBe(value);
    expect([toParameter(true), toParameter(false)]).toEqual([1, 0]);
  });

  it('refuses what a driver would misread', () => {
    for (const value of [undefined, new Date(), {}, [], Number.NaN, Number.POSITIVE_INFINITY, Symbol('x'), () => 1]) {
      expect(() => toParameter(value)).toThrowWithCode('INTERNAL');
    }
  });

  it('gives text that has a place in UTF-8 and no NUL, and leaves the rest as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parameter = String(toParameter(text));
        expect(parameter.isWellFormed() && !parameter.includes('\0')).toBe(true);
        if (text.isWellFormed() && !text.includes('\0')) expect(parameter).toBe(text);
      }),
    );
    expect(toParameter('\ud800a\0')).toBe('\ufffda\ufffd');
  });
});

describe('toCount', () => {
  it('reads integers however a driver gives them', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (count) => {
        expect([toCount(count), toCount(String(count)), toCount(BigInt(count))]).toEqual([count, count, count]);
      }),
    );
  });

  it('refuses what is no integer, or too large', () => {
    for (const value of [null, undefined, 1.5, '', '1.5', 'x', '9007199254740993', 2n ** 53n]) {
      expect(() => toCount(value)).toThrowWithCode('RECORDS_CORRUPT');
    }
  });
});

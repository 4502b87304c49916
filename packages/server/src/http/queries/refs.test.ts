// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRef, writeRef } from './exchanges.ts';

describe('a reference', () => {
  it('stands for its exchange', () => {
    const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    fc.assert(
      fc.property(u64, fc.nat(0xffff_ffff), u64, (account, second, id) => {
        expect(readRef(writeRef({ account, second, id }))).toEqual({ account, second, id });
      }),
    );
  });

  it('is nothing else', () => {
    for (const text of [
      '',
      '1-2',
      '1-2-3-4',
      'A-1-1',
      '1--1',
      '3w5e11264sgsg-1-1',
      '1-1z141z5-1',
      '1-1-zzzzzzzzzzzzz',
      '１-1-1',
    ]) {
      expect(readRef(text), text).toBeNull();
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        const key = readRef(text);
        if (key !== null) expect(key.account < 2n ** 64n && key.id < 2n ** 64n && key.second < 2 ** 32).toBe(true);
      }),
    );
  });
});

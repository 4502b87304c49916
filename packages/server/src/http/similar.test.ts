// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CampaignTrace } from '../parts.ts';
import { compare } from './similar.ts';

const trace = (accounts: string[], grams: number[], values: string[]): CampaignTrace => ({
  firstSeen: '',
  accounts,
  grams,
  values,
});

describe('two campaigns', () => {
  it('are as alike as what they have most in common', () => {
    const one = trace(['a', 'b'], [1, 2, 3, 4], ['v']);
    expect(compare(one, trace(['c'], [1, 2, 3, 5], ['w']))).toEqual({
      similarity: 0.6,
      because: '60 % of the wording of both is the same',
    });
    expect(compare(one, trace(['a', 'b'], [1, 2], []))).toEqual({
      similarity: 1,
      because: '100 % of the accounts of both are the same',
    });
    expect(compare(one, trace([], [], [])).similarity).toBe(0);
  });

  it('are as alike either way, and wholly themselves', () => {
    const some = fc.tuple(fc.array(fc.string()), fc.array(fc.nat(9)), fc.array(fc.string())).map((parts) => trace(...parts));
    fc.assert(
      fc.property(some, some, (a, b) => {
        const { similarity } = compare(a, b);
        expect(similarity).toBe(compare(b, a).similarity);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1);
        if (a.accounts.length + a.grams.length + a.values.length > 0) expect(compare(a, a).similarity).toBe(1);
      }),
    );
  });
});

// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureBCubed } from './b-cubed.ts';

/** Accounts 0–3 of campaign 0, 4–5 of campaign 1, the others benign. */
const campaignOf = (account: number): number => (account < 4 ? 0 : account < 6 ? 1 : -1);

describe('measureBCubed', () => {
  it('is 1 for groups that are the campaigns', () => {
    expect(
      measureBCubed(
        [
          [0, 1, 2, 3],
          [4, 5],
        ],
        campaignOf,
        [4, 2],
      ),
    ).toEqual({ precision: 1, recall: 1, f: 1 });
  });

  it('averages over accounts: a group of three of one campaign, one of another and two benign', () => {
    // Precision: three accounts at 3/6, one at 1/6, two at 0. Recall: three at 3/4, one at 1/2, two of six at 0.
    const { precision, recall, f } = measureBCubed([[0, 1, 2, 4, 6, 7]], campaignOf, [4, 2]);
    expect(precision).toBeCloseTo((3 * 0.5 + 1 / 6) / 6);
    expect(recall).toBeCloseTo((3 * 0.75 + 0.5) / 6);
    expect(f).toBeCloseTo((2 * precision * recall) / (precision + recall));
  });

  it('counts a campaign in two groups as half whole and still pure', () => {
    const { precision, recall } = measureBCubed(
      [
        [0, 1],
        [2, 3],
      ],
      campaignOf,
      [4, 0],
    );
    expect([precision, recall]).toEqual([1, 0.5]);
  });

  it('is pure without accusations and whole without campaigns', () => {
    expect(measureBCubed([], campaignOf, [4, 2])).toEqual({ precision: 1, recall: 0, f: 0 });
    expect(measureBCubed([], () => -1, [])).toEqual({ precision: 1, recall: 1, f: 1 });
    expect(measureBCubed([[8, 9]], campaignOf, [4, 2])).toEqual({ precision: 0, recall: 0, f: 0 });
  });

  it('stays between 0 and 1 and does not depend on the order', () => {
    const groups = fc
      .uniqueArray(fc.integer({ min: 0, max: 11 }))
      .map((all) => [all.filter((a) => a % 2 === 0), all.filter((a) => a % 2 === 1)]);
    fc.assert(
      fc.property(groups, (some) => {
        const score = measureBCubed(some, campaignOf, [4, 2]);
        for (const value of Object.values(score)) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
        }
        const turned = measureBCubed(
          some.toReversed().map((group) => group.toReversed()),
          campaignOf,
          [4, 2],
        );
        expect(turned.f).toBeCloseTo(score.f, 12);
      }),
    );
  });
});

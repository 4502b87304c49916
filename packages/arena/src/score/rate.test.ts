// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { measureFairness } from './fairness.ts';
import { measureRate } from './rate.ts';

describe('measureRate', () => {
  it('is the share of accounts, with an interval around it', () => {
    const { rate, interval, method } = measureRate([
      [1, 1, 100],
      [1, 0, 9_900],
    ]);
    expect(rate).toBe(0.01);
    expect(method).toBe('bootstrap');
    // Binomial: 100 ± 1.96 × √99.
    expect(interval[0]).toBeGreaterThan(0.0075);
    expect(interval[0]).toBeLessThan(0.0085);
    expect(interval[1]).toBeGreaterThan(0.0115);
    expect(interval[1]).toBeLessThan(0.0125);
  });

  it('is less sure when the same accounts stand or fall together', () => {
    const alone = measureRate([
      [1, 1, 100],
      [1, 0, 9_900],
    ]);
    const together = measureRate([
      [25, 25, 4],
      [25, 0, 396],
    ]);
    const width = ({ interval }: { interval: readonly [number, number] }): number => interval[1] - interval[0];
    expect(together.rate).toBe(alone.rate);
    expect(width(together)).toBeGreaterThan(3 * width(alone));
  });

  it('bounds by clusters, not by accounts, when nobody was accused', () => {
    const { rate, interval, method } = measureRate([[25, 0, 400]]);
    expect([rate, interval[0], method]).toEqual([0, 0, 'clopper-pearson']);
    // 1 − 0.025^(1/400).
    expect(interval[1]).toBeCloseTo(1 - 0.025 ** (1 / 400), 6);
    expect(measureRate([]).interval).toEqual([0, 1]);
  });

  it('gives the same interval for the same seed, and another for another', () => {
    const tally = [
      [3, 2, 7],
      [1, 0, 900],
    ] as const;
    expect(measureRate(tally, 4)).toEqual(measureRate(tally, 4));
    expect(measureRate(tally, 4)).not.toEqual(measureRate(tally, 5));
  });
});

describe('measureFairness', () => {
  it('is 1 without false accusations, and where they fall evenly', () => {
    expect(measureFairness({ eu: [[1, 0, 500]], na: [[1, 0, 5]] })).toBe(1);
    expect(measureFairness({ eu: [[10, 1, 50]], na: [[10, 1, 10]] })).toBeCloseTo(1);
  });

  it('says little after one accusation, and much after many on one side', () => {
    expect(
      measureFairness({
        eu: [
          [1, 1, 1],
          [1, 0, 4_999],
        ],
        na: [[1, 0, 5_000]],
      }),
    ).toBeLessThan(1.25);
    expect(
      measureFairness({
        eu: [
          [1, 1, 100],
          [1, 0, 4_900],
        ],
        na: [[1, 0, 5_000]],
      }),
    ).toBeGreaterThan(10);
  });
});

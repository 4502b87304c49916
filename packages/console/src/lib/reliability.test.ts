// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { describeReliability } from './reliability.ts';

const bin = (predicted: number, observed: number, count: number, half = 0.1) => ({
  from: predicted - 0.05,
  to: predicted + 0.05,
  count,
  predicted,
  observed,
  low: observed - half,
  high: observed + half,
});

it('tells who is surer than they should be, who is better than they say, and who is as good', () => {
  expect(describeReliability([bin(0.9, 0.3, 12), bin(0.7, 0.2, 6)])).toMatch(/surer than it should be/);
  expect(describeReliability([bin(0.6, 0.95, 30)])).toMatch(/better than it says/);
  expect(describeReliability([bin(0.6, 0.62, 30), bin(0.8, 0.79, 30)])).toMatch(
    /70 % on average, and 71 % of 60 reports.*at its word/,
  );
});

it('says of few that they are few, and of none that there is none', () => {
  expect(describeReliability([bin(0.6, 0.62, 3, 0.4)])).toMatch(/3 reports were right: too few/);
  expect(describeReliability([])).toMatch(/yet/);
});

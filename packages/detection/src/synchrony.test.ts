// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { SCALES, type SynchronyResult, testSynchrony } from './synchrony.ts';
import { createUniform, dispatch, seriesOfOwners, START, workday } from './testing.ts';

type Uniform = () => number;
const OWNERS = 12;

/** Results over many seeds at both scales, for owners who are independent given the way they live. */
function overSeeds(live: (uniform: Uniform) => number[], seeds = 100): SynchronyResult[] {
  return Array.from({ length: seeds }, (_, seed) => {
    const uniform = createUniform(seed);
    const times = Array.from({ length: OWNERS }, () => live(uniform).sort((a, b) => a - b));
    return SCALES.map((scale) => testSynchrony(seriesOfOwners(times, scale.session), scale));
  }).flat();
}

/** Share of results that claim at least 3 bits; by their own account that is one in eight or less. */
const claims = (results: readonly SynchronyResult[]): number =>
  results.filter((result) => result.bits >= 3).length / results.length;

const days = (which: readonly number[], of: (midnight: number) => number[]): number[] =>
  which.flatMap((day) => of(START + day * 86_400));
const times = (n: number, one: () => number): number[] => Array.from({ length: n }, one);
const WEEK = [0, 1, 2, 3, 4, 5, 6];

describe('independent people', () => {
  it('do not look like a dispatcher, quiet or busy', () => {
    expect(claims(overSeeds((u) => workday(u, { days: 7, perDay: 8 })))).toBeLessThan(0.01);
    expect(claims(overSeeds((u) => workday(u, { days: 7, perDay: 50 }), 40))).toBeLessThan(0.02);
    expect(claims(overSeeds((u) => workday(u, { days: 1, perDay: 60 })))).toBeLessThan(0.01);
  });

  it('meet as often as the nulls say, on average', () => {
    const results = overSeeds((u) => workday(u, { days: 7, perDay: 30 }), 40).filter(({ scale }) => scale.near === 30);
    const sum = (of: (result: SynchronyResult) => number): number => results.reduce((total, result) => total + of(result), 0);
    // The strictest of three nulls counts, so that a little more is expected than is seen.
    expect(sum(({ near }) => near) / sum(({ expected }) => expected)).toBeGreaterThan(0.85);
    expect(sum(({ near }) => near) / sum(({ expected }) => expected)).toBeLessThan(1.02);
  });

  it('do not in a class that works through one hour, once or three times', () => {
    const lesson = (u: Uniform, midnight: number): number[] => times(12, () => midnight + 36_000 + Math.floor(u() * 3_600));
    expect(claims(overSeeds((u) => days([2], (midnight) => lesson(u, midnight))))).toBe(0);
    expect(claims(overSeeds((u) => days([0, 2, 4], (midnight) => lesson(u, midnight))))).toBeLessThan(0.01);
  });

  it('do not in a class that begins with the bell, and thins out', () => {
    const lesson = (u: Uniform, midnight: number): number[] =>
      times(10, () => midnight + 36_000 + Math.floor(-Math.log(1 - u()) * 600));
    expect(claims(overSeeds((u) => days([0, 2, 4], (midnight) => lesson(u, midnight))))).toBeLessThan(0.01);
  });

  it('do not to the second in bursts of a quarter of an hour that all have in common', () => {
    const bursts = dispatch(createUniform(5), { workers: 1, awake: 1, batches: 40, days: 7 })[0]!;
    const results = overSeeds((u) => bursts.flatMap((at) => times(3, () => at + Math.floor(u() * 900))), 40);
    expect(claims(results.filter(({ scale }) => scale.near === 30))).toBeLessThan(0.03);
  });

  it('do not through jobs at full hours, nor through jobs in the night', () => {
    const hours = Array.from({ length: 24 }, (_, h) => h);
    const hourly = overSeeds((u) => days(WEEK, (midnight) => hours.map((h) => midnight + h * 3_600 + Math.floor(u() * 20))), 30);
    const nightly = overSeeds((u) =>
      days(WEEK, (midnight) => [0, 700, 1_800, 3_100].map((t) => midnight + 7_200 + t + Math.floor(u() * 20))),
    );
    const oneDay = overSeeds((u) => hours.map((h) => START + h * 3_600 + 900 + Math.floor(u() * 20)), 30);
    expect([claims(hourly), claims(nightly), claims(oneDay)]).toEqual([0, 0, 0]);
  });
});

describe('a dispatcher', () => {
  const plan = { workers: OWNERS, awake: 4, batches: 80, days: 7 };
  const bitsOf = (lists: readonly (readonly number[])[]): number =>
    Math.max(...SCALES.map((scale) => testSynchrony(seriesOfOwners(lists, scale.session), scale).bits));

  it('is found, also when every worker lives a life beside', () => {
    for (let seed = 0; seed < 20; seed++) {
      const u = createUniform(seed);
      const work = dispatch(u, plan);
      expect(bitsOf(work)).toBeGreaterThan(15);
      const mixed = work.map((list) => [...list, ...workday(u, { days: 7, perDay: 5 })].sort((a, b) => a - b));
      expect(bitsOf(mixed)).toBeGreaterThan(10);
    }
  });

  it('is no longer found when each worker is moved by whole days of its own: the day stays, the moment goes', () => {
    const results = Array.from({ length: 40 }, (_, seed) => {
      const u = createUniform(seed);
      const work = dispatch(u, plan).map((list, worker) =>
        list.map((t) => START + ((t - START + 86_400 * (worker % 7)) % (7 * 86_400))).sort((a, b) => a - b),
      );
      return bitsOf(work);
    });
    expect(results.filter((bits) => bits >= 3).length).toBeLessThanOrEqual(1);
  });

  it('of a few says little about the many beside them, and one burst says nothing', () => {
    const work = dispatch(createUniform(3), plan);
    const loners = times(60, () => 0).map((_, i) => [START + 7 * 86_400 + i * 1_000, START + 8 * 86_400 + i * 1_000]);
    expect(bitsOf([...work, ...loners])).toBeLessThan(bitsOf(work) / 2);
    expect(bitsOf(times(OWNERS, () => 0).map((_, i) => [START + 40_000 + i]))).toBe(0);
  });
});

describe('testSynchrony', () => {
  const u = createUniform(9);
  const lists = dispatch(u, { workers: 8, awake: 3, batches: 60, days: 4 });
  const whole = testSynchrony(seriesOfOwners(lists), SCALES[0]!);

  it('does not depend on who is called what, nor on the hour at which the log begins', () => {
    expect(testSynchrony(seriesOfOwners(lists.toReversed()), SCALES[0]!)).toEqual(whole);
    const later = lists.map((list) => list.map((t) => t + 5 * 3_600));
    expect(testSynchrony(seriesOfOwners(later), SCALES[0]!)).toEqual(whole);
  });

  it('counts pairs of different owners only', () => {
    expect(whole.near).toBe(60 * 3);
    expect(testSynchrony(seriesOfOwners([lists.flat().sort((a, b) => a - b)]), SCALES[0]!).near).toBe(0);
  });

  it('takes off what strangers of the window meet anyway', () => {
    const held = testSynchrony(seriesOfOwners(lists), SCALES[0]!, 3);
    expect(held.expected).toBeCloseTo(3 * whole.expected, 9);
    expect(held.bits).toBeLessThanOrEqual(whole.bits);
  });

  it('finds nothing in nothing', () => {
    for (const nobody of [[], [[]], [[START]], [[START], [START]]]) {
      expect(testSynchrony(seriesOfOwners(nobody), SCALES[0]!)).toMatchObject({ bits: 0, ratio: 1, z: 0 });
    }
  });
});

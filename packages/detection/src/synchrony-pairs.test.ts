// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { findSynchronousPairs, type PairOptions, type SynchronyPair, testPair } from './synchrony-pairs.ts';
import { SCALES } from './synchrony.ts';
import { createUniform, dispatch, seriesOfOwners, START, workday } from './testing.ts';

const [NARROW, WIDE] = [SCALES[0]!, SCALES[1]!];
const OPTIONS: PairOptions = { scale: NARROW, baseline: 1, minNear: 4, minBits: 14, maxPairs: 400_000_000 };
const WEEK_SECONDS = 7 * 86_400;

type Live = (uniform: () => number) => number[];

/** Shares of independent pairs that reach 4, 6 and 10 bits, at both scales. */
function levels(live: Live, span = WEEK_SECONDS): number[] {
  const bits: number[] = [];
  for (let seed = 0; seed < 10; seed++) {
    const uniform = createUniform(seed);
    const lives = Array.from({ length: 20 }, () => live(uniform).sort((a, b) => a - b));
    for (const scale of SCALES) {
      const merged = lives.map((list) => [...seriesOfOwners([list], scale.session).ts]);
      merged.forEach((a, i) => {
        for (const b of merged.slice(i + 1)) bits.push(testPair(a, b, scale, span, { baseline: 1, minBits: 0 }).bits);
      });
    }
  }
  return [4, 6, 10].map((least) => bits.filter((value) => value >= least).length / bits.length);
}

/** A pair's bits are a log-likelihood ratio, so that a share of 2^−bits at most may reach them by chance. */
function expectLevel([four, six, ten]: readonly number[]): void {
  expect(four).toBeLessThan(2 ** -4);
  expect(six).toBeLessThan(2 ** -6);
  expect(ten).toBeLessThan(2 ** -10);
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

describe('two independent people', () => {
  it('reach no more bits than chance allows: working days, a class at one hour, a class with a bell', () => {
    expectLevel(levels((u) => workday(u, { days: 7, perDay: 8 })));
    expectLevel(levels((u) => workday(u, { days: 7, perDay: 25 })));
    const lessons = [0, 2, 4].map((day) => START + day * 86_400 + 36_000);
    expectLevel(levels((u) => lessons.flatMap((at) => range(12).map(() => at + Math.floor(u() * 3_600)))));
    expectLevel(levels((u) => lessons.flatMap((at) => range(10).map(() => at + Math.floor(-Math.log(1 - u()) * 900)))));
  });

  it('reach none with jobs at full hours or every night', () => {
    expect(levels((u) => range(168).map((h) => START + h * 3_600 + Math.floor(u() * 20)))).toEqual([0, 0, 0]);
    expect(levels((u) => range(7).map((d) => START + d * 86_400 + 7_200 + Math.floor(u() * 20)))).toEqual([0, 0, 0]);
  });

  it('reach no more where the window is short: all that lies beyond its edges is unseen, not empty', () => {
    for (const hours of [1, 2, 6, 30]) {
      const span = hours * 3_600;
      expectLevel(levels((u) => range(20).map(() => START + Math.floor(u() * span)), span));
    }
  });
});

describe('testPair', () => {
  const uniform = createUniform(4);
  const [a, b] = dispatch(uniform, { workers: 2, awake: 2, batches: 25, days: 7 }) as [number[], number[]];

  it('finds two who are woken together, in either order', () => {
    const pair = testPair(a, b, NARROW, WEEK_SECONDS, OPTIONS);
    expect(pair.near).toBe(25);
    expect(pair.bits).toBeGreaterThan(60);
    expect(testPair(b, a, NARROW, WEEK_SECONDS, OPTIONS)).toEqual(pair);
  });

  it('loses them when one is moved by whole hours or days: then a schedule explains as much', () => {
    for (const moved of [3_600, 2 * 3_600, 86_400, 3 * 86_400]) {
      const later = a.map((t) => t + moved);
      expect(testPair(later, b, NARROW, WEEK_SECONDS, { baseline: 1, minBits: 0 }).bits).toBeLessThan(4);
    }
    // The same moments every night, however well they agree.
    const nights = range(7).flatMap((d) => [3, 5, 9].map((k) => START + d * 86_400 + k * 997));
    expect(testPair(nights, nights, NARROW, WEEK_SECONDS, { baseline: 1, minBits: 0 }).bits).toBe(0);
  });

  it('sees a habit of every night in a short window, too: a night beyond its edge is made up for', () => {
    const nights = range(4).map((d) => START + d * 86_400);
    expect(testPair(nights, nights, NARROW, 3 * 86_400, { baseline: 1, minBits: 0 }).bits).toBe(0);
  });

  it('counts a moment within `near`, and none a second further away', () => {
    const at = range(6).map((i) => START + i * 5_000);
    const near = (by: number): number =>
      testPair(
        at,
        at.map((t) => t + by),
        NARROW,
        WEEK_SECONDS,
        OPTIONS,
      ).near;
    expect([near(-31), near(-30), near(0), near(30), near(31)]).toEqual([0, 6, 6, 6, 0]);
  });
});

describe('findSynchronousPairs', () => {
  const search = (lists: readonly (readonly number[])[], options: Partial<PairOptions> = {}): SynchronyPair[] => {
    const all = { ...OPTIONS, ...options };
    return findSynchronousPairs(seriesOfOwners(lists, all.scale.session), all);
  };

  it('finds the same pairs as trying all of them', () => {
    for (const scale of [NARROW, WIDE]) {
      const uniform = createUniform(7);
      const workers = dispatch(uniform, { workers: 12, awake: 5, batches: 60, days: 7 });
      const lists = [...workers, ...range(60).map(() => workday(uniform, { days: 7, perDay: 8 }))];
      const series = seriesOfOwners(lists, scale.session);
      const own = lists.map((_, o) => [...series.ts].filter((_, i) => series.owner[i] === o));
      const span = series.ts.at(-1)! - series.ts[0]!;
      const expected = own.flatMap((a, i) =>
        own.slice(i + 1).flatMap((b, k) => {
          const pair = testPair(a, b, scale, span, OPTIONS);
          return pair.near >= 4 && pair.bits >= 14 ? [{ a: i, b: i + 1 + k, ...pair }] : [];
        }),
      );
      const found = search(lists, { scale });
      expect(found.toSorted((x, y) => x.a - y.a || x.b - y.b)).toEqual(expected);
      expect(found.filter(({ a, b }) => a < 12 && b < 12).length).toBeGreaterThan(30);
      expect(found.every(({ a, b }) => a < 12 && b < 12)).toBe(true);
    }
  });

  it('finds no pair among independent people', () => {
    for (let seed = 0; seed < 5; seed++) {
      const uniform = createUniform(seed);
      expect(search(range(150).map(() => workday(uniform, { days: 7, perDay: 8 })))).toEqual([]);
    }
  });

  it('narrows its look when there is too much to count, and still finds those who agree to the second', () => {
    const uniform = createUniform(2);
    const lists = dispatch(uniform, { workers: 4, awake: 4, batches: 40, days: 7 }).map((list, i, all) =>
      i < 2 ? all[0]! : list,
    );
    const pairs = search(lists, { maxPairs: 1 });
    expect(pairs[0]).toMatchObject({ a: 0, b: 1 });
    expect(pairs[0]!.near).toBeGreaterThan(30);
  });

  it('finds them beside a moment whose clock was decades off', () => {
    const uniform = createUniform(2);
    const lists = dispatch(uniform, { workers: 4, awake: 4, batches: 40, days: 7 });
    for (const stray of [START - 300_000_000, START + 2_400_000_000]) {
      const pairs = search([...lists, [stray]]);
      expect(pairs).toHaveLength(6);
      expect(pairs.every(({ near }) => near >= 40)).toBe(true);
    }
  });

  it('finds nothing in nothing', () => {
    for (const nobody of [[], [[START]], [[START], []], [[START], [START]]]) expect(search(nobody)).toEqual([]);
  });
});

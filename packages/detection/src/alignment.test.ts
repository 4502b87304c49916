// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { createAligner } from './alignment.ts';
import { createContext } from './context.ts';
import { createUniform, dispatch, makeTable, START, workday } from './testing.ts';

type Uniform = () => number;
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const plan = { workers: 10, awake: 4, batches: 60, days: 7 };

/** Bits of every account against the first `count`, whose moments are the cohort's. */
function align(times: readonly (readonly number[])[], count: number, org?: string): number[] {
  const context = createContext(
    makeTable(
      times.map((list, a) => ({
        exchanges: list.map((ts, i) => ({ ts, text: `${a}/${i}` })),
        ...(org !== undefined && a < count ? { org } : {}),
      })),
    ),
  );
  const { rowStart } = context.table.exchanges;
  const score = createAligner(context, Uint32Array.from(range(rowStart[count]!)));
  return times.map((list, a) =>
    score(
      list.map((_, i) => rowStart[a]! + i),
      context.ownerOf[a]!,
    ),
  );
}

const people = (uniform: Uniform, count: number, perDay: number): number[][] =>
  range(count).map(() => workday(uniform, { days: 7, perDay }));
const reach = (bits: readonly number[], least: number): number => bits.filter((value) => value >= least).length / bits.length;

describe('createAligner', () => {
  it('tells the workers of a dispatcher, and the one among them who works beside it', () => {
    for (let seed = 0; seed < 5; seed++) {
      const uniform = createUniform(seed);
      const workers = dispatch(uniform, plan);
      const camouflaged = [...workers[0]!, ...workday(uniform, { days: 7, perDay: 4 })].sort((a, b) => a - b);
      const bits = align([camouflaged, ...workers.slice(1), ...people(uniform, 60, 8)], 10);
      expect(Math.min(...bits.slice(1, 10))).toBeGreaterThan(9);
      expect(bits[0]).toBeGreaterThan(2);
    }
  });

  it('holds its level for outsiders, quiet or busy, whatever the cohort does', () => {
    for (const perDay of [4, 20]) {
      const bits = range(4).flatMap((seed) => {
        const uniform = createUniform(seed);
        const outsiders = people(uniform, 80, perDay);
        return [dispatch(uniform, plan), people(uniform, 10, 8)].flatMap((cohort) =>
          align([...cohort, ...outsiders], 10).slice(10),
        );
      });
      expect(reach(bits, 2)).toBeLessThan(2 ** -2);
      expect(reach(bits, 4)).toBeLessThan(2 ** -4);
      expect(reach(bits, 7)).toBeLessThan(2 ** -7);
    }
  });

  it('does not take a schedule for a clock: jobs every hour, every night, or a lesson', () => {
    const lives: Record<string, (uniform: Uniform) => number[]> = {
      hourly: (u) => range(168).map((h) => START + h * 3_600 + 300 + Math.floor(u() * 20)),
      nightly: (u) => range(7).flatMap((d) => [0, 900, 2_000].map((t) => START + d * 86_400 + 7_200 + t + Math.floor(u() * 20))),
      lesson: (u) => range(12).map(() => START + 86_400 + 36_000 + Math.floor(u() * 3_600)),
    };
    for (const [name, live] of Object.entries(lives)) {
      const uniform = createUniform(3);
      const lists = range(12).map(() => live(uniform).sort((a, b) => a - b));
      const bits = align([...lists, ...people(uniform, 60, 8)], 6);
      // From nine bits on a clock makes a member by itself.
      expect(reach(bits, 9), name).toBe(0);
      expect(bits.slice(12).filter((value) => value >= 4).length, name).toBeLessThan(4);
    }
  });

  it('does not let a cohort meet itself: the accounts of one owner are nobody else', () => {
    const workers = dispatch(createUniform(1), plan);
    expect(align(workers, 10, 'one')).toEqual(range(10).map(() => 0));
    expect(align([workers[0]!], 1)).toEqual([0]);
  });

  it('says nothing of an account that acts once, or of a cohort that never does', () => {
    const workers = dispatch(createUniform(1), plan);
    expect(align([...workers, [workers[0]![0]!]], 10).at(-1)).toBe(0);
    expect(align([...workers, []], 10).at(-1)).toBe(0);
    expect(align([[], ...workers], 1)).toEqual(range(11).map(() => 0));
  });

  it('is capped', () => {
    const workers = dispatch(createUniform(2), { workers: 6, awake: 6, batches: 100, days: 7 });
    expect(align([...workers, ...people(createUniform(2), 30, 8)], 6).slice(0, 6)).toEqual(range(6).map(() => 14));
  });
});

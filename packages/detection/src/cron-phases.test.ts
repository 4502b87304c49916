// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { findCronPhases } from './synchrony.ts';
import { createUniform, START, workday } from './testing.ts';

const days = (which: readonly number[], of: (midnight: number) => number[]): number[] =>
  which.flatMap((day) => of(START + day * 86_400));
const times = <T>(n: number, one: () => T): T[] => Array.from({ length: n }, one);
const WEEK = [0, 1, 2, 3, 4, 5, 6];

describe('findCronPhases', () => {
  const mark = (lists: readonly (readonly number[])[]): number[] => {
    const cron = findCronPhases(
      Uint32Array.from(lists.flat()),
      Uint32Array.from(lists.flatMap((list, account) => list.map(() => account))),
    );
    return [...cron.keys()].filter((phase) => cron[phase] === 1);
  };

  it('marks the full and the half hour where many have jobs, and nothing among people', () => {
    const worlds = Array.from({ length: 20 }, (_, seed) => {
      const u = createUniform(seed);
      return times(150, () => workday(u, { days: 7, perDay: 8 }));
    });
    const jobs = times(60, () => days(WEEK, (midnight) => [midnight + 3_605, midnight + 5_402]));
    // Ten-second steps scatter; what is lost by it is a few of 20 × 360.
    expect(worlds.flatMap((people) => mark(people)).length).toBeLessThan(15);
    for (const people of worlds) expect(mark([...people, ...jobs])).toEqual(expect.arrayContaining([0, 180]));
  });

  it('counts accounts, not exchanges: one who polls every hour marks nothing', () => {
    expect(mark([Array.from({ length: 500 }, (_, h) => START + h * 3_600)])).toEqual([]);
  });
});

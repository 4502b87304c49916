// SPDX-License-Identifier: Apache-2.0
import { assert, constantFrom, integer, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { DAY } from '../rhythm.ts';
import { makeSets } from '../sets.fixture.ts';
import { dispatch, type Timing } from './dispatch.ts';

const { traces } = makeSets();
const window = { from: Date.UTC(2026, 0, 5), until: Date.UTC(2026, 0, 12) };
const TIMINGS: readonly Timing[] = ['ticks', 'queue', 'jitter', 'slow', 'fan-out', 'steady'];

describe('dispatch', () => {
  it('keeps every job within the window, in order, on a worker that exists', () => {
    assert(
      property(
        constantFrom(...TIMINGS),
        integer({ min: 5, max: 80 }),
        integer({ min: 2, max: 30 }),
        nat(),
        (timing, workers, each, seed) => {
          const jobs = dispatch({ timing, workers, jobs: workers * each, window, traces }, createRandom(seed));
          expect(jobs.length).toBeGreaterThan(0);
          for (const [i, { time, worker }] of jobs.entries()) {
            expect(time).toBeGreaterThanOrEqual(i === 0 ? window.from : jobs[i - 1]!.time);
            expect(Number.isInteger(worker) && worker >= 0 && worker < workers).toBe(true);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives an account at most five jobs on a day when slow', () => {
    const jobs = dispatch({ timing: 'slow', workers: 30, jobs: 30 * 60, window, traces }, createRandom(1));
    const perDay = new Map<string, number>();
    for (const { time, worker } of jobs) {
      const key = `${worker}/${Math.floor(time / DAY)}`;
      perDay.set(key, (perDay.get(key) ?? 0) + 1);
    }
    expect(Math.max(...perDay.values())).toBeLessThanOrEqual(5);
  });

  it('has every account come within two days when fanning out', () => {
    const jobs = dispatch({ timing: 'fan-out', workers: 500, jobs: 2_000, window, traces }, createRandom(2));
    const first = new Map<number, number>();
    for (const { time, worker } of jobs) if (!first.has(worker)) first.set(worker, time);
    expect(first.size).toBe(500);
    expect(Math.max(...first.values()) - Math.min(...first.values())).toBeLessThanOrEqual(2 * DAY);
  });
});

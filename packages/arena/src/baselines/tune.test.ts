// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Baseline } from '../detector.ts';
import { BASELINES } from './index.ts';
import { rateLimit } from './rate-limit.ts';
import { synchroTrap } from './synchrotrap.ts';
import { buildTable, type Holder, lockstep, people } from './tables.fixture.ts';
import { chooseThreshold, fitBaseline, MOST_FALSE, type Validation } from './tune.ts';

function validation(benign: readonly Holder[], ...campaigns: (readonly Holder[])[]): Validation {
  const campaign = [...benign.map(() => -1), ...campaigns.flatMap((members, c) => members.map(() => c))];
  return {
    table: buildTable([...benign, ...campaigns.flat()]),
    benign: Uint8Array.from(campaign, (number) => Number(number === -1)),
    campaign: Int32Array.from(campaign),
  };
}

/** Requests at these seconds. */
const at = (...times: number[]): Holder => ({ said: times.map((time, i) => ({ at: time, text: `t${i}` })) });

/** Scores an account by its number of exchanges, times the setting. */
const counting: Baseline<number> = {
  name: 'counting',
  about: '',
  settings: [{ sign: -1 }, { sign: 1 }, { sign: 2 }],
  fit: (benign) => benign.accounts.count,
  score: (table, { sign = 1 }) =>
    Float64Array.from(
      { length: table.accounts.count },
      (_, a) => sign * (table.exchanges.rowStart[a + 1]! - table.exchanges.rowStart[a]!),
    ),
};

describe('threshold', () => {
  it('is the smallest that at most one benign account of 10,000 exceeds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25_000 }), fc.integer({ min: 1, max: 1000 }), (count, levels) => {
        const scores = Array.from({ length: count }, (_, i) => (i * 7919) % levels);
        const { threshold, fpr } = chooseThreshold(scores);
        const above = (limit: number) => scores.filter((score) => score > limit).length;
        expect(above(threshold)).toBeLessThanOrEqual(MOST_FALSE * count);
        expect(fpr).toBe(above(threshold) / count);
        // Any smaller one accuses the accounts that stand at it.
        expect(above(threshold - 1e-9)).toBeGreaterThan(MOST_FALSE * count);
      }),
      { numRuns: 50 },
    );
  });

  it('lets no benign account above it where there are fewer than 10,000', () => {
    expect(chooseThreshold([1, 5, 3])).toEqual({ threshold: 5, fpr: 0 });
    const scores = Array.from({ length: 10_000 }, (_, i) => i);
    expect(chooseThreshold(scores)).toEqual({ threshold: 9998, fpr: 1e-4 });
  });
});

describe('fitting a baseline', () => {
  it('takes the first setting of the largest recall, a mean over campaigns', () => {
    const quiet = Array.from({ length: 8 }, () => at(0, 1, 2));
    const loud = validation(quiet, [at(0, 1, 2, 3), at(0, 1, 2, 3)], [at(0, 1, 2, 3), at(0), at(0), at(0)]);
    const { setting, threshold, recall, fpr } = fitBaseline(counting, [loud]);
    expect(setting).toEqual({ sign: 1 });
    // 2 of 2 and 1 of 4, as under 2; under −1 it is 0 of 2 and 3 of 4, no fewer accounts in all.
    expect({ threshold, recall, fpr }).toEqual({ threshold: 3, recall: 0.625, fpr: 0 });
  });

  it('counts none of the benign accounts that it taught with, whatever the baseline', () => {
    // Of 8 benign accounts, numbers 0 and 4 teach: their many requests set no threshold.
    const benign = Array.from({ length: 8 }, (_, a) => at(...Array(a % 4 === 0 ? 90 : 3).keys()));
    let taught = -1;
    const watched: Baseline<number> = { ...counting, settings: [{ sign: 1 }], fit: (table) => (taught = table.exchanges.count) };
    const { threshold, recall } = fitBaseline(watched, [validation(benign, [at(...Array(10).keys())])]);
    expect({ taught, threshold, recall }).toEqual({ taught: 180, threshold: 3, recall: 1 });
  });

  it('uses all tables', () => {
    const first = validation([at(0, 1), at(0, 1)], [at(0, 1, 2)]);
    const second = validation([at(0, 1, 2, 3, 4)], [at(0, 1, 2)]);
    expect(fitBaseline(counting, [first]).recall).toBe(1);
    expect(fitBaseline({ ...counting, settings: [{ sign: 1 }] }, [first, second])).toMatchObject({ recall: 0, threshold: 5 });
  });

  it('returns a detector for other traffic', () => {
    const fitted = fitBaseline(synchroTrap, [validation(people(60, 1), lockstep(8, 2))]);
    expect(fitted).toMatchObject({ recall: 1, fpr: 0 });
    const table = buildTable([...people(60, 3), ...lockstep(8, 4), ...lockstep(9, 5)]);
    const members = Array.from({ length: 17 }, (_, i) => 60 + i);
    const { groups } = fitted.detector.detect({ table });
    expect(groups).toEqual([members.slice(0, 8), members.slice(8)]);
    expect(fitted.detector.detect({ table: buildTable(people(60, 3)) })).toEqual({ groups: [] });
  });

  it('takes the accused as one group where a baseline knows no groups', () => {
    const flood = at(...Array.from({ length: 50 }, (_, i) => i));
    const { detector } = fitBaseline(rateLimit, [validation(people(20, 1), [flood])]);
    expect(detector.detect({ table: buildTable([flood, at(1), flood]) })).toEqual({ groups: [[0, 2]] });
  });

  it('refuses validation without benign accounts', () => {
    expect(() => fitBaseline(counting, [])).toThrow(RangeError);
    expect(() => fitBaseline(counting, [validation([], [at(1)])])).toThrow(RangeError);
  });

  it.each(BASELINES)('fits $name', (baseline) => {
    const fitted = fitBaseline(baseline, [
      validation(people(60, 1, 10), lockstep(10, 2)),
      validation(people(40, 3, 10), lockstep(10, 4)),
    ]);
    expect(baseline.settings).toContain(fitted.setting);
    expect(fitted.fpr).toBe(0);
    // These campaigns are naive in every respect but identity, which is all that fusion weighs heavily.
    if (baseline.name !== 'fusion') expect(fitted.recall).toBeGreaterThan(0.5);
  });
});

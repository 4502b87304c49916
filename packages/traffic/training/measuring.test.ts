// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Alarm, fitPlatt, holdBack } from './calibrate.ts';
import { clopperPearson } from './intervals.ts';
import { groupNearDuplicates } from './near-duplicates.ts';
import { createRandom } from './random.ts';
import { formatTable } from './tables.ts';

describe('Clopper–Pearson intervals', () => {
  // Reference values: R 4.3, binom.test(x, n)$conf.int.
  it.each([
    [0, 10, 0, 0.30849710781876083],
    [10, 10, 0.691502892181239, 1],
    [5, 10, 0.187086028447398, 0.812913971552602],
    [1, 100, 0.000253146032977429, 0.0544593853920806],
    [16, 384, 0.023996, 0.066775],
  ])('of %i in %i', (hits, total, low, high) => {
    const [l, h] = clopperPearson(hits, total);
    expect(l).toBeCloseTo(low, 4);
    expect(h).toBeCloseTo(high, 4);
  });

  it('hold the share and lie between nothing and everything', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (a, b) => {
        const [hits, total] = [Math.min(a, b), Math.max(a, b, 1)];
        const [low, high] = clopperPearson(hits, total);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(hits / total + 1e-9);
        expect(high).toBeGreaterThanOrEqual(hits / total - 1e-9);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('of nothing is everything', () => {
    expect(clopperPearson(0, 0)).toEqual([0, 1]);
  });
});

/** Roughly normal numbers: the sum of twelve uniform ones. */
function createNormal(seed: number): () => number {
  const random = createRandom(seed);
  return () => Array.from({ length: 12 }, () => random.next()).reduce((a, b) => a + b, -6);
}

describe('Platt calibration', () => {
  it('finds the log2 likelihood ratio of two normal distributions, whatever the class sizes', () => {
    const normal = createNormal(4);
    for (const [positives, negatives] of [
      [4_000, 4_000],
      [400, 8_000],
    ]) {
      const scored = [
        ...Array.from({ length: positives! }, () => ({ margin: 1 + normal(), positive: true, weight: 1 })),
        ...Array.from({ length: negatives! }, () => ({ margin: -1 + normal(), positive: false, weight: 1 })),
      ];
      // ln(N(x; 1, 1) / N(x; −1, 1)) = 2x.
      const { slope, offset } = fitPlatt(scored);
      expect(slope * Math.LN2).toBeGreaterThan(1.75);
      expect(slope * Math.LN2).toBeLessThan(2.25);
      expect(Math.abs(offset)).toBeLessThan(0.3);
    }
  });

  it('stays finite where the classes do not overlap', () => {
    const { slope, offset } = fitPlatt([
      { margin: 5, positive: true, weight: 1 },
      { margin: -5, positive: false, weight: 1 },
    ]);
    expect(Number.isFinite(slope) && Number.isFinite(offset)).toBe(true);
    expect(slope).toBeGreaterThan(0);
  });
});

describe('holding back', () => {
  it('lets at most the given share of ordinary texts reach the mark, sources counting alike', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ margin: fc.double({ min: -5, max: 5, noNaN: true }), source: fc.constantFrom('a', 'b', 'c') }), {
          minLength: 5,
        }),
        (alarms) => {
          const platt = holdBack({ slope: 2, offset: 4 }, alarms, 3, 0.05);
          expect(platt.slope).toBe(2);
          expect(platt.offset).toBeLessThanOrEqual(4);
          const sizes = Map.groupBy(alarms, ({ source }: Alarm) => source);
          const alarmed = alarms.filter(({ margin }) => platt.slope * margin + platt.offset >= 3);
          const share = alarmed.reduce((sum, { source }) => sum + 1 / sizes.get(source)!.length / sizes.size, 0);
          expect(share).toBeLessThanOrEqual(0.05 + 1e-9);
        },
      ),
    );
  });

  it('changes nothing where few texts reach the mark', () => {
    expect(holdBack({ slope: 1, offset: 0 }, [{ margin: -3, source: 'a' }], 3, 0.01)).toEqual({ slope: 1, offset: 0 });
  });
});

describe('near-duplicates', () => {
  it('are one group when a few words differ, and other groups when the text is another', () => {
    const words = Array.from(
      { length: 80 },
      (_, i) => `word${String.fromCharCode(97 + (i % 26))}${String.fromCharCode(97 + Math.floor(i / 26))}`,
    );
    const edited = words.map((word, i) => (i % 30 === 7 ? 'changed' : word));
    const groups = groupNearDuplicates([
      words.join(' '),
      edited.join(' '),
      words.toReversed().join(' '),
      'a short one',
      'a short one',
    ]);
    expect(groups[0]).toBe(groups[1]);
    expect(groups[2]).not.toBe(groups[0]);
    expect(groups[3]).toBe(groups[4]);
    expect(new Set(groups).size).toBe(3);
  });
});

describe('tables', () => {
  it('are Markdown with as many cells a row as heads', () => {
    expect(formatTable(['a', 'b'], [['1', '2']])).toBe('| a | b |\n| --- | ---: |\n| 1 | 2 |');
  });
});

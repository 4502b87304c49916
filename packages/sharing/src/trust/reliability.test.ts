// SPDX-License-Identifier: Apache-2.0
import { TRUST_DEFAULTS } from '@stillwatch/core/trust';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bestReliabilityOf,
  type Outcome,
  reliabilityOf,
  reliabilityPlot,
  resultOfOpinion,
  trackKey,
  trackRecords,
} from './reliability.ts';

const outcome = (changes: Partial<Outcome> = {}): Outcome => ({
  reporter: 'acme',
  detector: null,
  object: 'o1',
  by: 'me',
  result: 'confirmed',
  at: 1,
  ...changes,
});
const of = (outcomes: readonly Outcome[], weight = 0.5) =>
  trackRecords(outcomes, { own: 'me', parents: new Map([['acme-eu', 'acme']]), weightOf: () => weight }).get(
    trackKey('acme', null),
  );

describe('a track record', () => {
  it('counts the last word of each lineage on an object, others’ by their weight, and nobody’s own', () => {
    expect(of([outcome(), outcome()])).toEqual({ confirmed: 1, refuted: 0 });
    // An appeal was upheld: the confirmation is turned over.
    expect(of([outcome({ result: 'refuted', at: 2 }), outcome()])).toEqual({ confirmed: 0, refuted: 1 });
    expect(of([outcome(), outcome({ by: 'beta' }), outcome({ object: 'o2', by: 'beta' })])).toEqual({ confirmed: 2, refuted: 0 });
    expect(of([outcome({ by: 'beta' })], 7)).toEqual({ confirmed: 1, refuted: 0 });
    expect(of([outcome({ by: 'acme' }), outcome({ by: 'acme-eu' })])).toBeUndefined();
  });

  it('is read out of opinions', () => {
    expect(['strongly-agree', 'agree', 'neutral', 'disagree', 'strongly-disagree', 5].map(resultOfOpinion)).toEqual([
      'confirmed',
      'confirmed',
      null,
      'refuted',
      'refuted',
      null,
    ]);
  });

  it('makes a reliability that newcomers do not have', () => {
    expect(reliabilityOf()).toBeCloseTo(0.05, 9);
    expect(reliabilityOf({ confirmed: 10, refuted: 0 })).toBeCloseTo(0.05 ** (1 / 11), 9);
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (confirmed, refuted) => {
        const here = reliabilityOf({ confirmed, refuted });
        expect(reliabilityOf({ confirmed: confirmed + 1, refuted })).toBeGreaterThan(here);
        expect(reliabilityOf({ confirmed, refuted: refuted + 1 })).toBeLessThan(here);
        // Below what was seen, always.
        expect(here).toBeLessThan((confirmed + 1) / (confirmed + refuted + 1));
      }),
    );
  });

  it('is at best high for newcomers, and only refuted reports bring it down', () => {
    expect(bestReliabilityOf()).toBeCloseTo(0.95, 9);
    const after = (refuted: number): number => bestReliabilityOf({ confirmed: 0, refuted });
    expect(after(8)).toBeCloseTo(1 - 0.05 ** (1 / 9), 9);
    expect([after(7) >= TRUST_DEFAULTS.review, after(8) >= TRUST_DEFAULTS.review]).toEqual([true, false]);
    fc.assert(
      fc.property(fc.nat(200), fc.nat(200), (confirmed, refuted) => {
        const here = bestReliabilityOf({ confirmed, refuted });
        expect(here).toBeGreaterThan(reliabilityOf({ confirmed, refuted }));
        expect(bestReliabilityOf({ confirmed: confirmed + 1, refuted })).toBeGreaterThan(here);
        expect(bestReliabilityOf({ confirmed, refuted: refuted + 1 })).toBeLessThan(here);
      }),
    );
  });
});

describe('the reliability plot', () => {
  it('shows what was predicted against what came, in bins', () => {
    const predictions = [0.05, 0.72, 0.78, 0.71, 1].map((predicted, i) => ({ predicted, isConfirmed: i > 1 }));
    const plot = reliabilityPlot(predictions);
    expect(plot.map(({ from, count }) => [from, count])).toEqual([
      [0, 1],
      [0.7, 3],
      [0.9, 1],
    ]);
    expect(plot[1]!.predicted).toBeCloseTo(0.7367, 3);
    expect(plot[1]!.observed).toBeCloseTo(2 / 3, 9);
    for (const { low, observed, high } of plot) expect(low <= observed && observed <= high).toBe(true);
    // Clopper and Pearson, 90 %: 2 of 3.
    expect(plot[1]!.low).toBeCloseTo(0.1354, 3);
    expect(plot[1]!.high).toBeCloseTo(0.983, 3);
  });
});

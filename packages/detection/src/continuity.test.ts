// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CampaignTrace, continueCampaigns, extendTrace, likeness } from './continuity.ts';

const range = (from: number, count: number): string[] => Array.from({ length: count }, (_, i) => `a${from + i}`);
const trace = (over: Partial<CampaignTrace> = {}): CampaignTrace => ({ accounts: [], grams: [], values: [], ...over });

describe('a campaign is known again', () => {
  const known = [
    { id: 'c-1', ...trace({ accounts: range(0, 40), grams: [1, 2, 3, 4, 5, 6], values: ['card', 'exit', 'device'] }) },
  ];

  test('by half of its accounts', () => {
    expect(continueCampaigns(known, [trace({ accounts: range(20, 40) })])).toEqual(['c-1']);
    expect(continueCampaigns(known, [trace({ accounts: range(25, 40) })])).toEqual([null]);
  });

  test('by its templates when the pool was banned and replaced', () => {
    expect(continueCampaigns(known, [trace({ accounts: range(100, 60), grams: [1, 2, 3, 4, 9] })])).toEqual(['c-1']);
    expect(continueCampaigns(known, [trace({ accounts: range(100, 60), grams: [1, 2, 9, 10, 11] })])).toEqual([null]);
  });

  test('by three cards or devices that it goes on using', () => {
    expect(continueCampaigns(known, [trace({ accounts: range(100, 60), values: ['card', 'exit', 'device', 'x'] })])).toEqual([
      'c-1',
    ]);
    expect(continueCampaigns(known, [trace({ accounts: range(100, 60), values: ['card', 'exit'] })])).toEqual([null]);
  });

  test('by a little of each', () => {
    expect(continueCampaigns(known, [trace({ accounts: range(30, 40), grams: [1, 2, 7, 8, 9, 10] })])).toEqual(['c-1']);
  });

  test('once only: of two parts the likest keeps the id', () => {
    expect(continueCampaigns(known, [trace({ accounts: range(0, 25) }), trace({ accounts: range(0, 38) })])).toEqual([
      'c-1',
      null,
    ]);
    expect(continueCampaigns(known, [trace({ accounts: range(20, 40) }), trace({ accounts: range(0, 38) })])).toEqual([
      null,
      'c-1',
    ]);
  });

  test('not by a single shingle of a template', () => {
    expect(continueCampaigns(known, [trace({ accounts: range(100, 9), grams: [1] })])).toEqual([null]);
  });
});

const traces = fc.record({
  accounts: fc.uniqueArray(fc.constantFrom(...range(0, 12))),
  grams: fc.uniqueArray(fc.nat(12)),
  values: fc.uniqueArray(fc.constantFrom('v1', 'v2', 'v3', 'v4')),
});

test('likeness does not depend on who is asked first, and a campaign with any trace is itself', () => {
  fc.assert(
    fc.property(traces, traces, (a, b) => {
      expect(likeness(a, b)).toBeCloseTo(likeness(b, a), 12);
    }),
  );
  fc.assert(
    fc.property(
      traces.filter((t) => t.accounts.length > 0),
      (t) => {
        expect(likeness(t, t)).toBeGreaterThanOrEqual(1);
      },
    ),
  );
});

test('every id is given at most once, and the campaign that got it is known again afterwards', () => {
  fc.assert(
    fc.property(fc.array(traces, { maxLength: 5 }), fc.array(traces, { maxLength: 5 }), (old, found) => {
      const known = old.map((one, i) => ({ id: `c-${i}`, ...one }));
      const ids = continueCampaigns(known, found).filter((id) => id !== null);
      expect(new Set(ids).size).toBe(ids.length);
      continueCampaigns(known, found).forEach((id, f) => {
        if (id === null) return;
        const extended = extendTrace(known.find((one) => one.id === id)!, found[f]!);
        expect(likeness(extended, found[f]!)).toBeGreaterThanOrEqual(1);
      });
    }),
  );
});

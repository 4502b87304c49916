// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAMILIES, type Family } from './families.ts';
import { keepLedger, sumFamilies, toNextTier, toTenths } from './ledger.ts';

const family = fc.constantFrom(...(Object.keys(FAMILIES) as Family[]).filter((name) => name !== 'benign'));
const bits = fc.integer({ min: -300, max: 300 }).map((tenths) => tenths / 10);
const evidence = fc.array(fc.record({ family, bits, statement: fc.string() }), { maxLength: 20 });
const benign = fc.array(fc.record({ kind: fc.string(), bits: bits.map((value) => -Math.abs(value)), statement: fc.string() }), {
  maxLength: 8,
});

describe('keepLedger', () => {
  it('is a running sum: each line begins where the one before it ended, and the last ends at the sum', () => {
    fc.assert(
      fc.property(evidence, benign, bits, (lines, excuses, total) => {
        const ledger = keepLedger({ evidence: lines, benign: excuses, bits: total });
        let at = 0;
        for (const line of ledger.lines) {
          expect(line.from).toBe(at);
          at = line.from + line.tenths;
          expect(line.to).toBe(at);
          expect(line.from).toBeGreaterThanOrEqual(ledger.low);
          expect(line.to).toBeLessThanOrEqual(ledger.high);
        }
        expect(ledger.sum).toBe(at);
        expect(ledger.sum + ledger.difference).toBe(toTenths(total));
      }),
    );
  });

  it('leaves no line out but excuses that were worth nothing', () => {
    fc.assert(
      fc.property(evidence, benign, (lines, excuses) => {
        const worth = excuses.filter((excuse) => toTenths(excuse.bits) !== 0).length;
        expect(keepLedger({ evidence: lines, benign: excuses, bits: 0 }).lines).toHaveLength(lines.length + worth);
      }),
    );
  });

  it('keeps the lines of a family together, the family with most bits first', () => {
    const line = (name: Family, value: number) => ({ family: name, bits: value, statement: `${name} ${value}` });
    const ledger = keepLedger({
      evidence: [line('template', 10), line('identity', 6), line('identity', 8)],
      benign: [],
      bits: 24,
    });
    expect(ledger.lines.map(({ statement }) => statement)).toEqual(['identity 8', 'identity 6', 'template 10']);
  });

  it('adds tenths exactly where floating point does not', () => {
    const tenth = { family: 'intent' as const, bits: 0.1, statement: '' };
    expect(keepLedger({ evidence: [tenth, tenth, tenth], benign: [], bits: 0.3 })).toMatchObject({ sum: 3, difference: 0 });
  });

  it('shows what a cap took off as a difference', () => {
    const lines = [{ family: 'identity' as const, bits: 40, statement: '' }];
    expect(keepLedger({ evidence: lines, benign: [], bits: 30 }).difference).toBe(-100);
  });
});

it('sums families, the largest first', () => {
  const line = (name: Family, value: number) => ({ family: name, bits: value, statement: '' });
  expect(sumFamilies([line('intent', 5.8), line('identity', 11.5), line('intent', 1.2)])).toEqual([
    { family: 'identity', bits: 11.5 },
    { family: 'intent', bits: 7 },
  ]);
});

it('tells how far the next tier is, and that there is none above the top', () => {
  const thresholds = { watch: 12, probable: 18, confirmed: 26 };
  expect(toNextTier(17.9, thresholds)).toEqual({ tier: 'probable', bits: 0.1 });
  expect(toNextTier(18, thresholds)).toEqual({ tier: 'confirmed', bits: 8 });
  expect(toNextTier(26, thresholds)).toBeNull();
});

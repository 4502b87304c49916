// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { createContext } from '../context.ts';
import { type AccountSpec, createUniform, customers, makeTable, START } from '../testing.ts';
import { weighTemplates } from './template.ts';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** Bits for the first `count` accounts, of whom `inside` use a wrapper that `outside` of 200 others use too. */
function weigh(count: number, inside: number, outside: number, org?: string): number {
  const use = (a: number): AccountSpec['exchanges'] =>
    range(4).map((i) => ({ ts: START + a * 60 + i, text: `${a}/${i}`, template: 'wrapper' }));
  const specs = customers(createUniform(1), count + 200).map((spec, a) => ({
    ...spec,
    exchanges: a < inside || (a >= count && a < count + outside) ? use(a) : spec.exchanges.slice(0, 5),
    ...(org !== undefined && a < count ? { org } : {}),
  }));
  const context = createContext(makeTable(specs));
  expect(context.families).toHaveLength(1);
  const cohort = { accounts: Uint32Array.from(range(count)), families: [0], seed: 'template' } as const;
  return weighTemplates(context, cohort).reduce((sum, line) => sum + line.bits, 0);
}

describe('weighTemplates', () => {
  it('gives a wrapper that nobody else uses the log of how rare it is, but never carries a case alone', () => {
    expect(weigh(12, 12, 0)).toBeCloseTo(Math.log2(1 / (0.5 / 200)), 9);
    expect(weigh(12, 6, 0)).toBeCloseTo(Math.log2(0.5 / (0.5 / 200)) * (6 / 8), 9);
    expect(weigh(12, 12, 0)).toBeLessThanOrEqual(10);
  });

  it('gives less the more others use it, down to nothing', () => {
    const bits = [0, 2, 10, 50, 90].map((outside) => weigh(12, 12, outside));
    expect(bits).toEqual(bits.toSorted((a, b) => b - a));
    expect(bits.at(-1)).toBeLessThan(1.5);
  });

  it('counts owners: the accounts of one organisation say it once', () => {
    expect(weigh(12, 12, 0, 'one')).toBeCloseTo(weigh(12, 12, 0) / 8, 9);
  });

  it('says nothing without templates', () => {
    const context = createContext(makeTable(customers(createUniform(1), 5)));
    expect(weighTemplates(context, { accounts: Uint32Array.of(0, 1), families: [], seed: 'identity' })).toEqual([]);
  });
});

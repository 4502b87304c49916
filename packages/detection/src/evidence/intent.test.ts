// SPDX-License-Identifier: Apache-2.0
import { TECHNIQUE_IDS } from '@stillwatch/core';
import { describe, expect, it } from 'vitest';
import { createContext, type DetectionContext } from '../context.ts';
import { createUniform, customers, type ExchangeSpec, makeTable, START } from '../testing.ts';
import { countTechniqueRows, weighHarvestShape, weighIntent } from './intent.ts';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const COHORT = 8;

/** Eight accounts of `each` exchanges that `of` describes, among customers of whom each asks so in `usual` of a hundred. */
function world(each: number, of: (i: number, account: number) => Partial<ExchangeSpec>, usual = 0): DetectionContext {
  const cohort = range(COHORT).map((account) => ({
    exchanges: range(each).map((i) => ({ ts: START + 60 * i, text: `task ${account}/${i}`, ...of(i, account) })),
  }));
  const others = customers(createUniform(1), 60).map((spec) => ({
    ...spec,
    exchanges: spec.exchanges.map((one, i) => ({ ...one, techniques: i % 100 < usual ? 1 : 0 })),
  }));
  return createContext(makeTable([...cohort, ...others]));
}

const ACCOUNTS = Uint32Array.from(range(COHORT));
const rowsOf = (context: DetectionContext): Uint32Array => Uint32Array.from(range(context.table.exchanges.rowStart[COHORT]!));
const intent = (context: DetectionContext): number[] => weighIntent(context, ACCOUNTS, rowsOf(context)).map((line) => line.bits);
const harvest = (context: DetectionContext, owners = COHORT): number =>
  weighHarvestShape(context, rowsOf(context), owners).reduce((sum, line) => sum + line.bits, 0);

describe('weighIntent', () => {
  it('weighs the share of exchanges that show a technique against everybody else', () => {
    expect(intent(world(20, () => ({})))).toEqual([]);
    expect(intent(world(20, () => ({ techniques: 1 })))).toEqual([6]);
    const half = intent(world(20, (i) => ({ techniques: i % 4 === 0 ? 1 : 0 })));
    expect(half).toEqual([expect.closeTo(Math.log2(25), 6)]);
  });

  it('finds nothing in what everybody asks', () => {
    expect(intent(world(20, (i) => ({ techniques: i % 2 }), 50))).toEqual([]);
    expect(intent(world(20, () => ({ techniques: 1 }), 20))[0]).toBeLessThan(3);
  });

  it('takes no notice of a technique in less than a tenth, and little of a few exchanges', () => {
    expect(intent(world(24, (i) => ({ techniques: i < 2 ? 1 : 0 })))).toEqual([]);
    expect(intent(world(1, () => ({ techniques: 1 })))[0]).toBeLessThan(2);
  });

  it('counts further techniques of the same prompts half, and never more than nine bits together', () => {
    const all = (1 << TECHNIQUE_IDS.length) - 1;
    const two = intent(world(20, () => ({ techniques: 3 })));
    expect(two).toEqual([6, 3]);
    const seldom = intent(world(20, (i) => ({ techniques: [1, 2][i % 8] ?? 0 })));
    expect(seldom[0]).toBeCloseTo(2 * seldom[1]!, 0);
    expect(intent(world(20, () => ({ techniques: all }))).reduce((a, b) => a + b)).toBe(9);
  });

  it('counts techniques row by row', () => {
    const context = world(4, (i) => ({ techniques: [0, 1, 5, 4][i]! }));
    expect(Array.from(countTechniqueRows(context, rowsOf(context))).slice(0, 4)).toEqual([2 * COHORT, 0, 2 * COHORT, 0]);
  });
});

describe('weighHarvestShape', () => {
  it('sees many different one-turn tasks with nothing around them', () => {
    const bits = harvest(world(30, () => ({})));
    expect(bits).toBeGreaterThan(2.5);
    expect(bits).toBeLessThanOrEqual(6);
    expect(harvest(world(100, () => ({})))).toBeGreaterThan(bits);
  });

  it('sees less under a system prompt or with follow-ups, and nothing in the same text again and again', () => {
    expect(harvest(world(100, () => ({ system: 'You are an assistant.' })))).toBeLessThanOrEqual(3);
    expect(harvest(world(100, (i) => ({ turns: 1 + (i % 2) })))).toBeLessThanOrEqual(3);
    expect(harvest(world(100, (i) => ({ text: `exercise ${i % 10}` })))).toBe(0);
  });

  it('sees nothing in conversations, in a few exchanges, or of a few owners', () => {
    expect(harvest(world(30, () => ({ turns: 3 })))).toBe(0);
    expect(harvest(world(7, () => ({})))).toBe(0);
    expect(
      harvest(
        world(30, () => ({})),
        4,
      ),
    ).toBe(0);
  });
});

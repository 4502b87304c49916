// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { createContext, type DetectionContext } from '../context.ts';
import { type AccountSpec, createUniform, customers, makeTable, START } from '../testing.ts';
import { weighActivity, weighCreation } from './lifecycle.ts';

const DAY = 86_400;
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const born = (created: readonly number[]): AccountSpec[] =>
  created.map((at, i) => ({ created: at, exchanges: [{ ts: START + i, text: `hello ${i}` }] }));
const sum = (lines: readonly { bits: number }[]): number => lines.reduce((total, line) => total + line.bits, 0);

/** Bits of the birthdays of a cohort among customers whose birthdays lie over two years. */
function creation(created: readonly number[], others: readonly AccountSpec[] = customers(createUniform(1), 200)): number {
  const context = createContext(makeTable([...born(created), ...others]));
  return sum(weighCreation(context, Uint32Array.from(created.keys())));
}

describe('weighCreation', () => {
  it('speaks for accounts that were opened within days, most of all for those opened in one', () => {
    const season = creation(range(20).map((i) => START - 140 * DAY + i * 6 * DAY));
    const days = creation(range(20).map((i) => START - 40 * DAY + i * 3_600));
    expect(days).toBe(6);
    expect(season).toBeLessThan(days);
  });

  it('still does when a third was bought and is old', () => {
    const old = range(6).map((i) => START - (300 + 50 * i) * DAY);
    expect(creation([...range(14).map((i) => START - 9 * DAY + i * 3_600), ...old])).toBeGreaterThan(3);
    expect(creation([...range(6).map((i) => START - 9 * DAY + i * 3_600), ...old, ...old])).toBeLessThan(1);
  });

  it('holds its level: random customers hardly ever look born together', () => {
    const everybody = customers(createUniform(2), 600);
    const context = createContext(makeTable(everybody.map((spec) => ({ ...spec, exchanges: spec.exchanges.slice(0, 1) }))));
    const bits = range(400).map((seed) => {
      const uniform = createUniform(seed);
      return sum(weighCreation(context, Uint32Array.from(new Set(range(12).map(() => Math.floor(uniform() * 600))))));
    });
    expect(bits.filter((value) => value >= 3).length / bits.length).toBeLessThan(2 ** -3);
    expect(bits.filter((value) => value >= 5).length / bits.length).toBeLessThan(2 ** -5);
  });

  it('says nothing where most customers came in the same days, or where birthdays are unknown', () => {
    const launch = born(range(200).map((i) => START - 9 * DAY + i * 600));
    expect(
      creation(
        range(20).map((i) => START - 9 * DAY + i * 3_600),
        launch,
      ),
    ).toBe(0);
    expect(creation(range(20).map((i) => (i < 9 ? START - 9 * DAY : 0)))).toBe(0);
    expect(creation(range(4).map(() => START - 9 * DAY))).toBe(0);
  });
});

describe('weighActivity', () => {
  const others = customers(createUniform(1), 100);
  function active(times: readonly number[], owners = 20): number {
    const specs = range(owners).map((a) => ({
      exchanges: times.filter((_, i) => i % owners === a).map((ts) => ({ ts, text: `${ts}` })),
    }));
    const context: DetectionContext = createContext(makeTable([...specs, ...others]));
    return sum(weighActivity(context, Uint32Array.from(times.keys()), owners));
  }

  it('speaks for work that is done within hours, and not for work all week', () => {
    expect(active(range(400).map((i) => START + 3 * DAY + 10 * 3_600 + i * 15))).toBeGreaterThan(2);
    expect(active(range(400).map((i) => START + Math.floor((i * 7 * DAY) / 400)))).toBe(0);
  });

  it('finds the stretch in the middle of stray exchanges', () => {
    const burst = range(380).map((i) => START + 3 * DAY + 10 * 3_600 + i * 15);
    expect(active([...burst, ...range(20).map((i) => START + i * 0.3 * DAY)])).toBeGreaterThan(2);
  });

  it('says less of few owners, and nothing of a few exchanges or where everybody was there', () => {
    const burst = range(400).map((i) => START + 3 * DAY + 10 * 3_600 + i * 15);
    expect(active(burst, 8)).toBeLessThan(active(burst));
    expect([active(burst, 4), active(burst.slice(0, 19))]).toEqual([0, 0]);
    const context = createContext(
      makeTable(range(60).map(() => ({ exchanges: range(10).map((i) => ({ ts: burst[i]!, text: `${i}` })) }))),
    );
    expect(weighActivity(context, Uint32Array.from(range(300)), 30)).toEqual([]);
  });
});

// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { createContext, type DetectionContext } from '../context.ts';
import { type AccountSpec, createUniform, makeTable, START } from '../testing.ts';
import { evennessBits, weighEvenness, weighPartition } from './partition.ts';

type Uniform = () => number;
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

function account(texts: readonly string[], template: string, org?: string): AccountSpec {
  return { exchanges: texts.map((text, i) => ({ ts: START + i * 60, text, template })), ...(org === undefined ? {} : { org }) };
}

/** A window in which other templates are used too, by people who repeat each other's texts in one case of ten. */
function windowWith(uniform: Uniform, cohort: readonly AccountSpec[]): { context: DetectionContext; rows: Uint32Array } {
  const others = range(4).flatMap((t) =>
    range(12).map((a) =>
      account(
        range(20).map((i) => (uniform() < 0.2 ? `${t} common ${Math.floor(uniform() * 20)}` : `${t}/${a}/${i}`)),
        `usual ${t}`,
      ),
    ),
  );
  const context = createContext(makeTable([...cohort, ...others]));
  const end = context.table.exchanges.rowStart[cohort.length]!;
  return { context, rows: Uint32Array.from(range(end)) };
}

/** Items 0…M−1 that workers take from one list, with or without putting them back. */
function draw(
  uniform: Uniform,
  { workers, each, items, putBack }: { workers: number; each: number; items: number; putBack: boolean },
): string[][] {
  const list = range(items)
    .map((item) => ({ item, key: uniform() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => `item ${item}`);
  return range(workers).map((w) =>
    range(each).map((i) => (putBack ? list[Math.floor(uniform() * items)]! : list[w * each + i]!)),
  );
}

const unrepeated = (context: DetectionContext, rows: Uint32Array, hasTemplate = true): number =>
  weighPartition(context, rows, hasTemplate)
    .filter((line) => line.statement.includes('different texts'))
    .reduce((sum, line) => sum + line.bits, 0);

describe('nothing sent twice', () => {
  it('speaks for a queue that deals a list out, and not for people who pick from it', () => {
    for (let seed = 0; seed < 8; seed++) {
      const uniform = createUniform(seed);
      const bits = [false, true].map((putBack) => {
        const texts = draw(uniform, { workers: 10, each: 15, items: 200, putBack });
        const { context, rows } = windowWith(
          uniform,
          texts.map((list) => account(list, 'cohort')),
        );
        return unrepeated(context, rows);
      });
      expect(bits[0]).toBeGreaterThan(1);
      expect(bits[1]).toBe(0);
    }
  });

  it('abstains without a template: free text never repeats', () => {
    const uniform = createUniform(1);
    const texts = draw(uniform, { workers: 10, each: 15, items: 200, putBack: false });
    const { context, rows } = windowWith(
      uniform,
      texts.map((list) => account(list, 'cohort')),
    );
    expect(unrepeated(context, rows, false)).toBe(0);
  });

  it('is worth little, however long the list', () => {
    const uniform = createUniform(2);
    const texts = draw(uniform, { workers: 20, each: 100, items: 5_000, putBack: false });
    const { context, rows } = windowWith(
      uniform,
      texts.map((list) => account(list, 'cohort')),
    );
    expect(unrepeated(context, rows)).toBeLessThanOrEqual(3);
  });
});

describe('even shares', () => {
  const geometric = (uniform: Uniform, mean: number): number => 1 + Math.floor(Math.log(1 - uniform()) / Math.log(1 - 1 / mean));

  it('speak for a balancer and not for people, of whom a few use a template all day', () => {
    const people = Array.from({ length: 300 }, (_, seed) => {
      const uniform = createUniform(seed);
      return evennessBits(range(15).map(() => geometric(uniform, 8))).bits;
    });
    // 8 bits are the cap; a share of 2^−3 at most may reach three.
    expect(people.filter((bits) => bits >= 3).length / people.length).toBeLessThan(2 ** -3);
    expect(evennessBits(range(15).map(() => 20)).bits).toBeGreaterThan(2);
    const uniform = createUniform(5);
    expect(evennessBits(range(40).map(() => 35 + Math.floor(10 * uniform()))).bits).toBe(8);
  });

  it('say nothing of accounts that use a template once', () => {
    expect(evennessBits(range(50).map(() => 1)).bits).toBe(0);
  });

  it('say little where people try something out once to four times, and all where each has the same number', () => {
    const tried = evennessBits(range(400).map((i) => 1 + (i % 4)));
    expect(tried).toMatchObject({ quota: false });
    expect(tried.bits).toBeLessThanOrEqual(2);
    expect(evennessBits(range(400).map((i) => (i % 10 === 0 ? 3 : 4)))).toMatchObject({ quota: true, bits: 8 });
    // A balancer's shares are as even as chance, and no quota.
    expect(evennessBits([9, 14, 12, 17, 11, 8, 15, 10, 13, 16, 7, 12, 18, 9, 14])).toMatchObject({ quota: false });
  });

  it('grow with the number of accounts and do not depend on their order', () => {
    const counts = [18, 22, 20, 25, 16, 19, 21, 20];
    const { bits, mean, dispersion } = evennessBits(counts);
    expect(evennessBits(counts.toReversed()).bits).toBeCloseTo(bits, 9);
    expect(evennessBits([...counts, ...counts]).bits).toBeGreaterThan(bits);
    expect([mean, dispersion]).toEqual([expect.closeTo(20.125, 9), expect.closeTo(0.3611, 3)]);
  });

  it('are counted per owner: an organisation with a queue is one owner', () => {
    const uniform = createUniform(3);
    const texts = draw(uniform, { workers: 10, each: 20, items: 400, putBack: false });
    const apart = windowWith(
      uniform,
      texts.map((list) => account(list, 'cohort')),
    );
    const one = windowWith(
      uniform,
      texts.map((list) => account(list, 'cohort', 'org')),
    );
    expect(weighEvenness(apart.context, apart.rows).bits).toBeGreaterThan(1);
    expect(weighEvenness(one.context, one.rows)).toEqual({ bits: 0, few: 0, quota: false });
    expect(weighPartition(one.context, one.rows, true)).toEqual([]);
  });
});

// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkAccounts } from './bipartite.ts';
import { columnWeight, findDenseBlocks } from './dense-blocks.ts';
import { fraudar } from './fraudar.ts';
import { createPriorityTree } from './priority-tree.ts';
import { assignTemplates } from './shared-templates.ts';
import { buildTable, type Holder, lockstep, people } from './tables.fixture.ts';

const SETTING = { width: 0, blocks: 10, system: 0, band: 2 };

function blocksOf(holders: readonly Holder[], count = 10) {
  const table = buildTable(holders);
  return findDenseBlocks(linkAccounts(table, assignTemplates(table, { band: 2, system: 0 })), count);
}

/** Every account says every one of these texts. */
const everybody = (accounts: number, texts: readonly string[]): Holder[] =>
  Array.from({ length: accounts }, () => ({ said: texts.map((text, i) => ({ at: i, text })) }));

const texts = (name: string, count: number) => range(0, count).map((i) => `${name} ${i}`);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

describe('FRAUDAR', () => {
  it('weighs an edge by 1 / log(degree + 5) of its column', () => {
    expect(columnWeight(10)).toBeCloseTo(0.36927, 5);
    // 6 accounts × 4 columns of degree 6, over ten nodes.
    const [block] = blocksOf(everybody(6, ['a', 'b', 'c', 'd']));
    expect(block?.accounts).toEqual(range(0, 6));
    expect(block?.density).toBeCloseTo(24 / Math.log(11) / 10, 6);
  });

  it('finds several blocks, the densest first', () => {
    const blocks = blocksOf([...people(40, 1), ...everybody(8, texts('a', 12)), ...everybody(12, texts('b', 20))]);
    expect(blocks[0]?.accounts).toEqual(range(48, 60));
    expect(blocks[1]?.accounts).toEqual(range(40, 48));
    expect(blocks[1]!.density).toBeLessThan(blocks[0]!.density);
  });

  it('is not thinned out by camouflage', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 25 }), fc.nat(1000), (camouflage, seed) => {
        const plain = [...people(50, seed), ...lockstep(15, seed, { wrappers: 8, requests: 60 })];
        const hidden = [...people(50, seed), ...lockstep(15, seed, { wrappers: 8, requests: 60, camouflage })];
        const before = blocksOf(plain, 1)[0]!;
        const after = blocksOf(hidden, 1)[0]!;
        expect(after.density).toBeGreaterThanOrEqual(before.density - 1e-9);
        expect(after.accounts).toEqual(expect.arrayContaining(range(50, 65)));
      }),
      { numRuns: 15 },
    );
  });

  it('scores by the densest block and groups by it', () => {
    const table = buildTable([
      ...people(40, 1),
      ...lockstep(10, 2, { wrappers: 8 }),
      ...lockstep(14, 3, { wrappers: 16, requests: 120 }),
    ]);
    const scores = fraudar.score(table, SETTING, undefined);
    expect(Math.min(...scores.subarray(40))).toBeGreaterThan(Math.max(...scores.subarray(0, 40)));
    const groups = fraudar.group!(table, range(40, 64), SETTING);
    expect(groups).toEqual([range(40, 50), range(50, 64)]);
  });

  it('says nothing where no two accounts say the same', () => {
    const table = buildTable(range(0, 9).map((a) => ({ said: range(0, 9).map((i) => ({ at: i, text: `${a} ${i}` })) })));
    expect(Math.max(...fraudar.score(table, SETTING, undefined))).toBe(0);
  });
});

describe('priority tree', () => {
  it('takes the least, as a sorted list would', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1 }), fc.array(fc.tuple(fc.nat(), fc.nat(9))), (values, changes) => {
        const tree = createPriorityTree(Float64Array.from(values));
        const plain = new Map(values.entries());
        for (const [place, by] of changes) {
          const at = place % values.length;
          tree.lower(at, by);
          plain.set(at, plain.get(at)! - by);
        }
        while (plain.size > 0) {
          const [at, value] = [...plain].reduce((least, entry) => (entry[1] < least[1] ? entry : least));
          expect(tree.takeLeast()).toEqual({ at, value });
          plain.delete(at);
        }
      }),
    );
  });
});

// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createUnionFind } from './union-find.ts';

const COUNT = 24;
const node = fc.nat(COUNT - 1);
const unions = fc.array(fc.tuple(node, node), { maxLength: 40 });

/** Components by repainting: slow and obvious. */
function paint(pairs: readonly (readonly [number, number])[]): number[] {
  const colour = Array.from({ length: COUNT }, (_, i) => i);
  for (const [a, b] of pairs) {
    const [from, to] = [colour[a]!, colour[b]!];
    for (let i = 0; i < COUNT; i++) if (colour[i] === from) colour[i] = to;
  }
  return colour;
}

function join(pairs: readonly (readonly [number, number])[]): ReturnType<typeof createUnionFind> {
  const sets = createUnionFind(COUNT);
  for (const [a, b] of pairs) sets.union(a, b);
  return sets;
}

describe('createUnionFind', () => {
  it('joins exactly what is connected, and knows the sizes', () => {
    fc.assert(
      fc.property(unions, (pairs) => {
        const colour = paint(pairs);
        const sets = join(pairs);
        for (let a = 0; a < COUNT; a++) {
          expect(sets.size(a)).toBe(colour.filter((other) => other === colour[a]).length);
          for (let b = 0; b < COUNT; b++) expect(sets.find(a) === sets.find(b)).toBe(colour[a] === colour[b]);
        }
      }),
    );
  });

  it('lists groups of a least size, ascending, whatever the order of the unions', () => {
    fc.assert(
      fc.property(unions, fc.integer({ min: 1, max: 5 }), (pairs, least) => {
        const groups = join(pairs).groups(least);
        const reversed = pairs.map(([a, b]) => [b, a] as const).toReversed();
        expect(join(reversed).groups(least)).toEqual(groups);
        expect(groups.every((group) => group.length >= least)).toBe(true);
        expect(groups.map((group) => group.toSorted((a, b) => a - b))).toEqual(groups);
        expect(groups.map((group) => group[0]!).toSorted((a, b) => a - b)).toEqual(groups.map((group) => group[0]!));
        if (least === 1) expect(groups.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, i) => i));
      }),
    );
  });

  it('of nothing holds nothing', () => {
    expect(createUnionFind(0).groups(1)).toEqual([]);
  });
});

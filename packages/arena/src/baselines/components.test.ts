// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createComponents } from './components.ts';

const COUNT = 12;
const edge = fc.tuple(fc.nat(COUNT - 1), fc.nat(COUNT - 1));

/** Components by spreading the smallest number until nothing changes. */
function plainGroups(edges: readonly (readonly [number, number])[]): number[][] {
  const label = Array.from({ length: COUNT }, (_, x) => x);
  for (let round = 0; round < COUNT; round++) {
    for (const [x, y] of edges) label[x] = label[y] = Math.min(label[x]!, label[y]!);
  }
  const groups = Map.groupBy(label.keys(), (x) => label[x]!);
  return [...groups.values()].filter((group) => group.length >= 2);
}

describe('components', () => {
  it('are those of the graph', () => {
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 15 }), (edges) => {
        const components = createComponents(COUNT);
        edges.forEach(([x, y]) => components.join(x, y));
        expect(components.groups()).toEqual(plainGroups(edges));
      }),
    );
  });

  it('tell of every member once, with the edge that made its component large enough', () => {
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 15 }), (edges) => {
        const reached = new Map<number, number>();
        let now = 0;
        const components = createComponents(COUNT, 3, (member) => {
          expect(reached.has(member)).toBe(false);
          reached.set(member, now);
        });
        edges.forEach(([x, y], i) => {
          now = i;
          components.join(x, y);
          const large = plainGroups(edges.slice(0, i + 1)).filter((group) => group.length >= 3);
          expect([...reached.keys()].sort((a, b) => a - b)).toEqual(large.flat().sort((a, b) => a - b));
        });
      }),
    );
  });
});

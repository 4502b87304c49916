// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Edge, findCommunities } from './communities.ts';
import { createUniform } from './testing.ts';

/** Groups of a size, dense inside, with some chance edges between them. */
function plant(
  seed: number,
  { groups, size, inside, across }: Readonly<Record<'groups' | 'size' | 'inside' | 'across', number>>,
): Edge[] {
  const uniform = createUniform(seed);
  const edges: Edge[] = [];
  for (let a = 0; a < groups * size; a++) {
    for (let b = a + 1; b < groups * size; b++) {
      const same = Math.floor(a / size) === Math.floor(b / size);
      if (uniform() < (same ? inside : across)) edges.push({ a, b, weight: 1 });
    }
  }
  return edges;
}

function clique(first: number, size: number, weight = 1): Edge[] {
  const edges: Edge[] = [];
  for (let a = first; a < first + size; a++) for (let b = a + 1; b < first + size; b++) edges.push({ a, b, weight });
  return edges;
}

const run = (first: number, size: number): number[] => Array.from({ length: size }, (_, i) => first + i);

const graph = fc.array(fc.record({ a: fc.nat(15), b: fc.nat(15), weight: fc.integer({ min: 1, max: 20 }) }), { maxLength: 60 });

describe('findCommunities', () => {
  it('recovers a planted partition', () => {
    for (let seed = 0; seed < 20; seed++) {
      const found = findCommunities(plant(seed, { groups: 6, size: 12, inside: 0.7, across: 0.03 }), 4);
      expect(found).toEqual(run(0, 6).map((group) => run(group * 12, 12)));
    }
  });

  it('does not chain groups through a node that knows everybody, nor through single edges', () => {
    const groups = [clique(0, 10), clique(10, 10), clique(20, 10)].flat();
    const hub = run(0, 30).map((node) => ({ a: node, b: 30, weight: 1 }));
    const ring = [
      { a: 9, b: 10, weight: 1 },
      { a: 19, b: 20, weight: 1 },
      { a: 29, b: 0, weight: 1 },
    ];
    const found = findCommunities([...groups, ...hub, ...ring], 4);
    expect(found).toHaveLength(3);
    for (const [i, group] of found.entries()) expect(group.filter((node) => node < 30)).toEqual(run(i * 10, 10));
  });

  it('goes by weight: a heavy pair of groups stays one, a light bridge parts them', () => {
    const halves = [...clique(0, 6), ...clique(6, 6)];
    const bridges = run(0, 6).flatMap((a) => run(6, 6).map((b) => ({ a, b, weight: 1 })));
    expect(findCommunities([...halves, ...bridges], 4)).toEqual([run(0, 12)]);
    const light = bridges.map((edge) => ({ ...edge, weight: 0.05 }));
    expect(findCommunities([...halves, ...light], 4)).toEqual([run(0, 6), run(6, 6)]);
  });

  it('gives smaller communities at a higher resolution', () => {
    const edges = plant(3, { groups: 4, size: 10, inside: 0.9, across: 0.2 });
    expect(findCommunities(edges, 1, 4).length).toBeGreaterThan(findCommunities(edges, 1, 0.5).length);
  });

  it('holds every node of an edge exactly once, ascending, and joins no two components', () => {
    fc.assert(
      fc.property(graph, (edges) => {
        const found = findCommunities(edges, 1);
        const nodes = [...new Set(edges.flatMap(({ a, b }) => [a, b]))].sort((x, y) => x - y);
        expect(found.flat().toSorted((x, y) => x - y)).toEqual(nodes);
        for (const group of found) {
          expect(group.toSorted((x, y) => x - y)).toEqual(group);
          const reached = new Set([group[0]!]);
          for (let grew = -1; grew !== reached.size; ) {
            grew = reached.size;
            for (const { a, b } of edges) if (reached.has(a) || reached.has(b)) reached.add(a).add(b);
          }
          expect(group.every((node) => reached.has(node))).toBe(true);
        }
        expect(found.map((group) => group[0]!)).toEqual(found.map((group) => group[0]!).toSorted((x, y) => x - y));
      }),
    );
  });

  it('does not depend on the order or the direction of the edges', () => {
    fc.assert(
      fc.property(graph, fc.integer(), (edges, seed) => {
        const uniform = createUniform(seed);
        const shuffled = edges
          .map((edge) => ({ edge: uniform() < 0.5 ? edge : { ...edge, a: edge.b, b: edge.a }, key: uniform() }))
          .sort((x, y) => x.key - y.key)
          .map(({ edge }) => edge);
        // Whole weights, so that sums are exact in any order.
        expect(findCommunities(shuffled, 1)).toEqual(findCommunities(edges, 1));
      }),
    );
  });

  it('recovers the same partition whatever the nodes are called', () => {
    const edges = plant(1, { groups: 5, size: 10, inside: 0.8, across: 0.03 });
    for (let seed = 0; seed < 10; seed++) {
      const uniform = createUniform(seed);
      const names = run(0, 50)
        .map((node) => ({ node, key: uniform() }))
        .sort((x, y) => x.key - y.key)
        .map(({ node }) => node);
      const back = new Map(names.map((name, node) => [name, node]));
      const found = findCommunities(
        edges.map(({ a, b, weight }) => ({ a: names[a]!, b: names[b]!, weight })),
        4,
      );
      const named = found.map((group) => group.map((name) => back.get(name)!).sort((x, y) => x - y));
      expect(named.sort((x, y) => x[0]! - y[0]!)).toEqual(run(0, 5).map((group) => run(group * 10, 10)));
    }
  });

  it('leaves out what is too small, and of nothing finds nothing', () => {
    expect(findCommunities([...clique(0, 5), ...clique(5, 3)], 4)).toEqual([run(0, 5)]);
    expect(findCommunities([], 1)).toEqual([]);
    expect(findCommunities([{ a: 3, b: 3, weight: 1 }], 1)).toEqual([[3]]);
  });
});

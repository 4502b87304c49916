// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { buildGraph, linksOf, placeStart } from './graph.ts';

const LINKS = [
  { a: 0, b: 7, bits: 23.9, families: ['identity', 'synchrony'] as const },
  { a: 7, b: 3, bits: 10, families: ['synchrony'] as const },
  { a: 0, b: 3, bits: 2, families: ['synchrony'] as const },
].map((link) => ({ ...link, families: [...link.families] }));

it('has the accounts that links name, with what they hang on', () => {
  const graph = buildGraph(LINKS);
  expect(graph.nodes).toEqual([
    { index: 0, bits: 25.9, links: 2 },
    { index: 3, bits: 12, links: 2 },
    { index: 7, bits: 33.9, links: 2 },
  ]);
  expect(graph.families).toEqual([
    { family: 'synchrony', links: 3 },
    { family: 'identity', links: 1 },
  ]);
});

it('colours an edge by the family that is rarest in the graph', () => {
  expect(buildGraph(LINKS).edges.map(({ family }) => family)).toEqual(['identity', 'synchrony', 'synchrony']);
});

it('lists what one account is linked with, the strongest first', () => {
  expect(linksOf(buildGraph(LINKS), 3).map(({ other }) => other)).toEqual([7, 0]);
});

it('is empty without links', () => {
  expect(buildGraph([])).toEqual({ nodes: [], edges: [], families: [] });
});

it('starts every node at its own place, always the same', () => {
  const places = placeStart(500);
  const seen = new Set(Array.from({ length: 500 }, (_, i) => `${places[2 * i]} ${places[2 * i + 1]}`));
  expect(seen.size).toBe(500);
  expect(placeStart(500)).toEqual(places);
});

// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { findGroups } from './graph-groups.ts';
import { GRAPH_HEIGHT, GRAPH_WIDTH, layoutGraph } from './graph-layout.ts';
import { buildSampleReport } from './sample-report.fixture.ts';

const pick = (accounts: number, links: number) => buildSampleReport({ campaigns: 1, accounts, links }).campaigns[0]!;

test('the same campaign gets the same picture', () => {
  for (const campaign of [pick(40, 90), pick(900, 1_200)])
    expect(layoutGraph(campaign)).toEqual(layoutGraph(structuredClone(campaign)));
});

test('every account is in the picture once, and inside it', () => {
  for (const campaign of [pick(4, 3), pick(400, 700), pick(401, 700), pick(3_000, 2_000)]) {
    const { nodes, edges } = layoutGraph(campaign);
    expect(nodes.flatMap((node) => node.members).sort((a, b) => a - b)).toEqual(campaign.accounts.map((_, i) => i));
    for (const { x, y, r } of nodes) {
      expect(x).toBeGreaterThan(r / 2);
      expect(y).toBeGreaterThan(r / 2);
      expect(x).toBeLessThan(GRAPH_WIDTH - r / 2);
      expect(y).toBeLessThan(GRAPH_HEIGHT - r / 2);
    }
    for (const { a, b } of edges) expect(nodes[a] !== undefined && nodes[b] !== undefined && a !== b).toBe(true);
  }
});

test('links are neither lost nor doubled by grouping', () => {
  const campaign = pick(2_000, 1_500);
  const { nodes, edges, grouped } = layoutGraph(campaign);
  expect(grouped).toBe(true);
  const inside = nodes.flatMap((node) => [...node.inner.values()]).reduce((sum, count) => sum + count, 0);
  expect(inside + edges.reduce((sum, edge) => sum + edge.links, 0)).toBe(campaign.links.length);
});

test('two cells without a link between them become two groups, and an account without any stands aside', () => {
  const link = (a: number, b: number) => ({ a, b, bits: 9, families: ['identity' as const] });
  const { groups, loose } = findGroups(7, [link(0, 1), link(1, 2), link(0, 2), link(3, 4), link(4, 5)]);
  expect(groups.map((members) => members.toSorted((a, b) => a - b))).toEqual([
    [0, 1, 2],
    [3, 4, 5],
  ]);
  expect(loose).toEqual([6]);
});

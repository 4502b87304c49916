// SPDX-License-Identifier: Apache-2.0
import type { CampaignDetail } from '@stillwatch/core/api';
import type { Family } from './families.ts';

type Link = CampaignDetail['finding']['links'][number];

export interface GraphNode {
  /** Index into the finding’s accounts. */
  readonly index: number;
  /** Sum of the bits of its links: how strongly it hangs on the rest. */
  readonly bits: number;
  readonly links: number;
}
export interface GraphEdge {
  readonly a: number;
  readonly b: number;
  readonly bits: number;
  /** The family that gives the edge its colour: the one that fewest edges have, since it tells most. */
  readonly family: Family;
  readonly families: readonly Family[];
}
export interface AccountGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Families with the number of links that have them, the commonest first. */
  readonly families: readonly { family: Family; links: number }[];
}

/** Links of a campaign as a graph; accounts without a link are not in it. */
export function buildGraph(links: readonly Link[]): AccountGraph {
  const counts = new Map<Family, number>();
  const nodes = new Map<number, { bits: number; links: number }>();
  for (const { a, b, bits, families } of links) {
    for (const family of families) counts.set(family, (counts.get(family) ?? 0) + 1);
    for (const end of [a, b]) {
      const node = nodes.get(end) ?? { bits: 0, links: 0 };
      nodes.set(end, { bits: node.bits + bits, links: node.links + 1 });
    }
  }
  return {
    nodes: [...nodes].map(([index, node]) => ({ index, ...node })).toSorted((x, y) => x.index - y.index),
    edges: links.map(({ a, b, bits, families }) => ({
      a,
      b,
      bits,
      families,
      family: families.toSorted((x, y) => (counts.get(x) ?? 0) - (counts.get(y) ?? 0))[0] ?? 'identity',
    })),
    families: [...counts].map(([family, count]) => ({ family, links: count })).toSorted((x, y) => y.links - x.links),
  };
}

/** What one account is linked with, the strongest first. */
export function linksOf(graph: AccountGraph, index: number): { other: number; bits: number; families: readonly Family[] }[] {
  return graph.edges
    .filter(({ a, b }) => a === index || b === index)
    .map(({ a, b, bits, families }) => ({ other: a === index ? b : a, bits, families }))
    .toSorted((x, y) => y.bits - x.bits);
}

/** Where each node starts: evenly on a spiral, so that the same campaign is always drawn the same. */
export function placeStart(count: number): Float32Array {
  const places = new Float32Array(count * 2);
  const golden = Math.PI * (3 - Math.sqrt(5));
  for (let i = 0; i < count; i++) {
    places[2 * i] = Math.sqrt(i + 0.5) * Math.cos(i * golden);
    places[2 * i + 1] = Math.sqrt(i + 0.5) * Math.sin(i * golden);
  }
  return places;
}

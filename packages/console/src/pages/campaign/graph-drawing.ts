// SPDX-License-Identifier: Apache-2.0
// The library's types know only its default export.
// oxlint-disable-next-line import/no-named-as-default
import Graph from 'graphology';
import type { Family } from '../../lib/families.ts';
import { type AccountGraph, placeStart } from '../../lib/graph.ts';

export type NodeLook = { x: number; y: number; size: number; color: string; label: string };
export type EdgeLook = { size: number; color: string; label: string };
type Drawing = Graph<NodeLook, EdgeLook>;
type Color = (name: string) => string;

/** The accounts, where the placing of them starts. */
export function drawNodes(graph: AccountGraph, nameOf: (index: number) => string, color: Color): Drawing {
  const drawing: Drawing = new Graph<NodeLook, EdgeLook>({ type: 'undirected' });
  const start = placeStart(graph.nodes.length);
  const most = Math.max(1, ...graph.nodes.map(({ bits }) => bits));
  const base = graph.nodes.length > 300 ? 2 : 3.5;
  const ink = color('--ink');
  graph.nodes.forEach(({ index, bits }, i) =>
    drawing.addNode(index, {
      x: start[2 * i]!,
      y: start[2 * i + 1]!,
      size: base + 5 * Math.sqrt(bits / most),
      color: ink,
      label: nameOf(index),
    }),
  );
  return drawing;
}

/** The links of which at least one family is not hidden. A colour is asked for once: each asking goes to the style. */
export function drawEdges(drawing: Drawing, graph: AccountGraph, hidden: ReadonlySet<Family>, color: Color): void {
  const colors = new Map(graph.families.map(({ family }) => [family, color(`--f-${family}`)]));
  for (const { a, b, bits, family, families } of graph.edges) {
    if (a === b || families.every((name) => hidden.has(name))) continue;
    const look = { size: 0.5 + Math.min(2.5, bits / 6), color: colors.get(family) ?? '', label: families.join(', ') };
    drawing.mergeEdge(a, b, look);
  }
}

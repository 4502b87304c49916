// SPDX-License-Identifier: Apache-2.0
/** Places the accounts of a graph by ForceAtlas2, away from the page, so that it stays responsive. */
// The library's types know only its default export.
// oxlint-disable-next-line import/no-named-as-default
import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import { placeStart } from '../../lib/graph.ts';

export interface LayoutRequest {
  readonly nodes: number;
  /** Ends as positions among the nodes, with a weight. */
  readonly edges: readonly (readonly [number, number, number])[];
}

globalThis.addEventListener('message', (event: MessageEvent<LayoutRequest>) => {
  const { nodes, edges } = event.data;
  const graph = new Graph({ type: 'undirected' });
  const start = placeStart(nodes);
  for (let i = 0; i < nodes; i++) graph.addNode(i, { x: start[2 * i], y: start[2 * i + 1] });
  for (const [a, b, weight] of edges) if (a !== b) graph.mergeEdge(a, b, { weight });
  const found = forceAtlas2(graph, {
    iterations: nodes > 1_000 ? 150 : 400,
    getEdgeWeight: 'weight',
    settings: {
      ...forceAtlas2.inferSettings(graph),
      barnesHutOptimize: nodes > 500,
      edgeWeightInfluence: 0.5,
      gravity: 1,
      adjustSizes: false,
    },
  });
  const places = new Float32Array(nodes * 2);
  for (let i = 0; i < nodes; i++) {
    places[2 * i] = found[i]!.x;
    places[2 * i + 1] = found[i]!.y;
  }
  postMessage(places);
});

// SPDX-License-Identifier: Apache-2.0
/** A weighted, undirected edge between two nodes. */
export interface Edge {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

const MAX_PASSES = 20;
const MAX_LEVELS = 8;

/**
 * Communities of a sparse weighted graph by the Louvain method (Blondel et al. 2008, arXiv 0803.0476):
 * local moving, then aggregation, until nothing moves. Connected components would chain through chance
 * edges; communities do not. Deterministic: nodes in ascending order, ties to the lower community.
 * @param resolution above 1 gives smaller communities (Reichardt and Bornholdt 2006).
 * @returns communities of at least `least` nodes, each ascending, ordered by their first node.
 */
export function findCommunities(edges: readonly Edge[], least: number, resolution = 1): number[][] {
  const nodes = [...new Set(edges.flatMap(({ a, b }) => [a, b]))].sort((x, y) => x - y);
  const position = new Map(nodes.map((node, i) => [node, i]));
  let graph = buildGraph(
    nodes.length,
    edges.map(({ a, b, weight }) => ({ a: position.get(a)!, b: position.get(b)!, weight })),
  );
  let communityOf = Int32Array.from(nodes, (_, i) => i);
  for (let level = 0; level < MAX_LEVELS; level++) {
    const moved = moveNodes(graph, resolution);
    const count = renumber(moved);
    communityOf = communityOf.map((community) => moved[community]!);
    if (count === graph.size) break;
    graph = aggregate(graph, moved, count);
  }
  const groups = new Map<number, number[]>();
  communityOf.forEach((community, i) => {
    const group = groups.get(community);
    if (group === undefined) groups.set(community, [nodes[i]!]);
    else group.push(nodes[i]!);
  });
  return [...groups.values()].filter((group) => group.length >= least).sort((x, y) => x[0]! - y[0]!);
}

/** Compressed sparse rows; a self-loop holds the weight inside an aggregated node, counted twice. */
interface Graph {
  readonly size: number;
  readonly start: Uint32Array;
  readonly target: Uint32Array;
  readonly weight: Float64Array;
  readonly loops: Float64Array;
}

function buildGraph(size: number, edges: readonly Edge[]): Graph {
  const start = new Uint32Array(size + 1);
  const loops = new Float64Array(size);
  for (const { a, b, weight } of edges) {
    if (a === b) loops[a]! += 2 * weight;
    else {
      start[a + 1]!++;
      start[b + 1]!++;
    }
  }
  for (let i = 0; i < size; i++) start[i + 1]! += start[i]!;
  const at = start.slice();
  const target = new Uint32Array(start[size]!);
  const weights = new Float64Array(start[size]!);
  for (const { a, b, weight } of edges) {
    if (a === b) continue;
    target[at[a]!] = b;
    weights[at[a]!++] = weight;
    target[at[b]!] = a;
    weights[at[b]!++] = weight;
  }
  return { size, start, target, weight: weights, loops };
}

function moveNodes(graph: Graph, resolution: number): Int32Array {
  const { size, start, target, weight, loops } = graph;
  const community = Int32Array.from({ length: size }, (_, i) => i);
  const degree = new Float64Array(size);
  let total = 0;
  for (let i = 0; i < size; i++) {
    degree[i] = loops[i]!;
    for (let e = start[i]!; e < start[i + 1]!; e++) degree[i]! += weight[e]!;
    total += degree[i]!;
  }
  const sum = degree.slice();
  const toward = new Float64Array(size);
  const touched: number[] = [];
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    let moves = 0;
    for (let i = 0; i < size; i++) {
      const home = community[i]!;
      sum[home]! -= degree[i]!;
      touched.length = 0;
      touched.push(home);
      for (let e = start[i]!; e < start[i + 1]!; e++) {
        const c = community[target[e]!]!;
        if (toward[c] === 0 && c !== home) touched.push(c);
        toward[c]! += weight[e]!;
      }
      let best = home;
      let gain = toward[home]! - (resolution * sum[home]! * degree[i]!) / total;
      for (const c of touched) {
        const other = toward[c]! - (resolution * sum[c]! * degree[i]!) / total;
        if (other > gain + 1e-12 || (other > gain - 1e-12 && c < best && c !== home)) {
          gain = other;
          best = c;
        }
        toward[c] = 0;
      }
      sum[best]! += degree[i]!;
      community[i] = best;
      if (best !== home) moves++;
    }
    if (moves < size / 1000) break;
  }
  return community;
}

/** Numbers communities 0…n−1 in place. @returns n */
function renumber(community: Int32Array): number {
  const numbers = new Map<number, number>();
  for (let i = 0; i < community.length; i++) {
    const known = numbers.get(community[i]!);
    const number = known ?? numbers.size;
    if (known === undefined) numbers.set(community[i]!, number);
    community[i] = number;
  }
  return numbers.size;
}

function aggregate(graph: Graph, community: Int32Array, size: number): Graph {
  const weights = new Map<number, number>();
  const loops = new Float64Array(size);
  for (let i = 0; i < graph.size; i++) {
    const a = community[i]!;
    loops[a]! += graph.loops[i]!;
    for (let e = graph.start[i]!; e < graph.start[i + 1]!; e++) {
      const b = community[graph.target[e]!]!;
      if (a === b) loops[a]! += graph.weight[e]!;
      else if (a < b) weights.set(a * size + b, (weights.get(a * size + b) ?? 0) + graph.weight[e]!);
    }
  }
  const edges = [...weights].map(([key, weight]) => ({ a: Math.floor(key / size), b: key % size, weight }));
  const built = buildGraph(size, edges);
  return { ...built, loops };
}

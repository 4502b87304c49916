// SPDX-License-Identifier: Apache-2.0
import { mix32 } from '@stillwatch/detection';
import type { Bipartite } from './bipartite.ts';
import { createPriorityTree } from './priority-tree.ts';

export interface DenseBlock {
  readonly accounts: readonly number[];
  readonly columns: readonly number[];
  /** Sum of the weights of the edges within, divided by the number of accounts and columns. */
  readonly density: number;
}

/** Weights are whole multiples of 2^−24: sums of them are exact, and no result depends on the order of adding. */
const UNIT = 2 ** -24;

/** Weight of an edge to a column of this degree: what everybody uses counts little. */
export function columnWeight(degree: number): number {
  return 1 / Math.log(degree + 5);
}

/**
 * FRAUDAR (Hooi, Song, Beutel, Shah, Shin, Faloutsos, KDD 2016): again and again removes the account or column of
 * least weighted degree and keeps the densest set met on the way; then takes that block's edges out and starts again.
 * Camouflage, edges of the block's accounts to other columns, changes nothing in the density of the block.
 * Columns of one account are left out: they only ever dilute a block that is shared.
 * @param count of blocks at most, densest of the remaining graph first.
 */
export function findDenseBlocks(graph: Bipartite, count: number): DenseBlock[] {
  const alive = new Uint8Array(graph.columnOf.length);
  for (let edge = 0; edge < alive.length; edge++) {
    const column = graph.columnOf[edge]!;
    alive[edge] = graph.columnStart[column + 1]! - graph.columnStart[column]! >= 2 ? 1 : 0;
  }
  const places = rankByContent(graph);
  const blocks: DenseBlock[] = [];
  while (blocks.length < count) {
    const block = peelOnce(graph, alive, places);
    if (block === null) break;
    blocks.push(block);
    const within = new Set(block.columns);
    for (const a of block.accounts) {
      for (let edge = graph.accountStart[a]!; edge < graph.accountStart[a + 1]!; edge++) {
        if (within.has(graph.columnOf[edge]!)) alive[edge] = 0;
      }
    }
  }
  return blocks;
}

/** Nodes (accounts, then columns) in an order that has nothing to do with their numbers: it breaks ties. */
function rankByContent({ accounts, accountStart, columnOf, columnKey }: Bipartite): Uint32Array {
  const content = new Float64Array(accounts + columnKey.length);
  for (let a = 0; a < accounts; a++) {
    for (let edge = accountStart[a]!; edge < accountStart[a + 1]!; edge++) content[a]! += mix32(columnKey[columnOf[edge]!]!);
  }
  for (let c = 0; c < columnKey.length; c++) content[accounts + c] = columnKey[c]!;
  return Uint32Array.from(content, (_, node) => node).sort((x, y) => content[x]! - content[y]! || x - y);
}

function peelOnce(graph: Bipartite, alive: Uint8Array, nodeAt: Uint32Array): DenseBlock | null {
  const { accounts, columns, accountStart, columnOf, columnStart, accountAt, edgeAt } = graph;
  const degree = new Uint32Array(columns);
  for (let edge = 0; edge < alive.length; edge++) degree[columnOf[edge]!]! += alive[edge]!;
  const weight = Float64Array.from(degree, (d) => Math.round(columnWeight(d) / UNIT));
  const priority = new Float64Array(accounts + columns);
  let sum = 0;
  for (let a = 0; a < accounts; a++) {
    for (let edge = accountStart[a]!; edge < accountStart[a + 1]!; edge++) {
      if (alive[edge] === 0) continue;
      const column = columnOf[edge]!;
      priority[a]! += weight[column]!;
      priority[accounts + column]! += weight[column]!;
      sum += weight[column]!;
    }
  }
  const nodes = nodeAt.filter((node) => priority[node]! > 0);
  if (nodes.length === 0) return null;
  const placeOf = new Int32Array(accounts + columns).fill(-1);
  nodes.forEach((node, place) => (placeOf[node] = place));
  const tree = createPriorityTree(Float64Array.from(nodes, (node) => priority[node]!));
  const removed: number[] = [];
  let bestDensity = sum / nodes.length;
  let best = 0;
  const gone = new Uint8Array(accounts + columns);
  while (removed.length < nodes.length - 1) {
    const place = tree.takeLeast();
    const node = nodes[place.at]!;
    gone[node] = 1;
    removed.push(node);
    sum -= place.value;
    if (node < accounts) {
      for (let edge = accountStart[node]!; edge < accountStart[node + 1]!; edge++) {
        const column = columnOf[edge]!;
        if (alive[edge] === 1 && gone[accounts + column] === 0) tree.lower(placeOf[accounts + column]!, weight[column]!);
      }
    } else {
      const column = node - accounts;
      for (let i = columnStart[column]!; i < columnStart[column + 1]!; i++) {
        if (alive[edgeAt[i]!] === 1 && gone[accountAt[i]!] === 0) tree.lower(placeOf[accountAt[i]!]!, weight[column]!);
      }
    }
    const density = sum / (nodes.length - removed.length);
    if (density <= bestDensity) continue;
    bestDensity = density;
    best = removed.length;
  }
  const outside = new Set(removed.slice(0, best));
  const inside = Array.from(nodes)
    .filter((node) => !outside.has(node))
    .sort((x, y) => x - y);
  return {
    accounts: inside.filter((node) => node < accounts),
    columns: inside.filter((node) => node >= accounts).map((node) => node - accounts),
    density: bestDensity * UNIT,
  };
}

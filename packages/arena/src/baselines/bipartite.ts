// SPDX-License-Identifier: Apache-2.0
import { mix32, type TrafficTable } from '@stillwatch/detection';
import type { SharedTemplates } from './shared-templates.ts';

/** Who did what: accounts × columns, each pair at most once. A column is a template, or a template within a time bin. */
export interface Bipartite {
  readonly accounts: number;
  readonly columns: number;
  /** Edges of account a are accountStart[a] … accountStart[a+1]−1; their columns ascend. */
  readonly accountStart: Uint32Array;
  readonly columnOf: Uint32Array;
  /** The same edges by column: accounts ascend, `edgeAt` is the edge's number in the order by account. */
  readonly columnStart: Uint32Array;
  readonly accountAt: Uint32Array;
  readonly edgeAt: Uint32Array;
  /** Hash that names a column, the same whatever the order of accounts. */
  readonly columnKey: Uint32Array;
}

/**
 * @param width of a time bin, seconds; 0 = whatever the time.
 * @param offset by which the bins' grid is shifted, seconds.
 */
export function linkAccounts(table: TrafficTable, templates: SharedTemplates, width = 0, offset = 0): Bipartite {
  const { accounts, exchanges } = table;
  const number = new Map<number, number>();
  const columnKeys: number[] = [];
  const lastAccount: number[] = [];
  const edges: number[] = [];
  const accountStart = new Uint32Array(accounts.count + 1);
  const bins = width === 0 ? 1 : Math.floor((0xffff_ffff + offset) / width) + 1;
  for (let a = 0; a < accounts.count; a++) {
    for (let row = exchanges.rowStart[a]!; row < exchanges.rowStart[a + 1]!; row++) {
      const template = templates.of[row]!;
      if (template === -1) continue;
      const bin = width === 0 ? 0 : Math.floor((exchanges.ts[row]! + offset) / width);
      const tuple = template * bins + bin;
      let column = number.get(tuple);
      if (column === undefined) {
        column = number.size;
        number.set(tuple, column);
        columnKeys.push(mix32(templates.key[template]! ^ Math.imul(bin + 1, 0x9e3779b1)));
        lastAccount.push(-1);
      }
      if (lastAccount[column] === a) continue;
      lastAccount[column] = a;
      edges.push(column);
    }
    accountStart[a + 1] = edges.length;
  }
  const columnOf = Uint32Array.from(edges);
  for (let a = 0; a < accounts.count; a++) columnOf.subarray(accountStart[a], accountStart[a + 1]).sort();
  return {
    accounts: accounts.count,
    columns: number.size,
    accountStart,
    columnOf,
    columnKey: Uint32Array.from(columnKeys),
    ...transpose(accountStart, columnOf, number.size),
  };
}

function transpose(accountStart: Uint32Array, columnOf: Uint32Array, columns: number) {
  const columnStart = new Uint32Array(columns + 1);
  for (const column of columnOf) columnStart[column + 1]!++;
  for (let c = 0; c < columns; c++) columnStart[c + 1]! += columnStart[c]!;
  const next = columnStart.slice();
  const accountAt = new Uint32Array(columnOf.length);
  const edgeAt = new Uint32Array(columnOf.length);
  for (let a = 0; a + 1 < accountStart.length; a++) {
    for (let edge = accountStart[a]!; edge < accountStart[a + 1]!; edge++) {
      const at = next[columnOf[edge]!]!++;
      accountAt[at] = a;
      edgeAt[at] = edge;
    }
  }
  return { columnStart, accountAt, edgeAt };
}

// SPDX-License-Identifier: Apache-2.0
/** Disjoint sets over 0…count−1 in one Int32Array: −n marks a root of n members, else the parent. */
export interface UnionFind {
  find(x: number): number;
  union(x: number, y: number): void;
  /** Members of the set that holds `x`. */
  size(x: number): number;
  /** Sets of at least `least` members, each ascending, ordered by their first member. */
  groups(least: number): number[][];
}

export function createUnionFind(count: number): UnionFind {
  const parent = new Int32Array(count).fill(-1);
  const find = (x: number): number => {
    let at = x;
    while (parent[at]! >= 0) {
      const up = parent[at]!;
      if (parent[up]! >= 0) parent[at] = parent[up]!; // path halving
      at = up;
    }
    return at;
  };
  return {
    find,
    union(x, y) {
      let a = find(x);
      let b = find(y);
      if (a === b) return;
      if (parent[a]! > parent[b]!) [a, b] = [b, a];
      parent[a]! += parent[b]!;
      parent[b] = a;
    },
    size: (x) => -parent[find(x)]!,
    groups(least) {
      const byRoot = new Map<number, number[]>();
      for (let x = 0; x < count; x++) {
        const root = find(x);
        if (-parent[root]! < least) continue;
        const list = byRoot.get(root);
        if (list === undefined) byRoot.set(root, [x]);
        else list.push(x);
      }
      return [...byRoot.values()];
    },
  };
}

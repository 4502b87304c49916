// SPDX-License-Identifier: Apache-2.0
/** Numbers of which the least is wanted again and again while others fall; O(log n) each. */
export interface PriorityTree {
  /** Lowers the number at this place. */
  lower(place: number, by: number): void;
  /** The least number and its place, the first of equal ones; it is taken out. */
  takeLeast(): { at: number; value: number };
}

/** A complete binary tree in an array; every node holds the smaller of its two children. */
export function createPriorityTree(values: Float64Array): PriorityTree {
  const leaves = 2 ** Math.ceil(Math.log2(Math.max(2, values.length)));
  const tree = new Float64Array(2 * leaves).fill(Infinity);
  tree.set(values, leaves);
  for (let at = leaves - 1; at >= 1; at--) tree[at] = Math.min(tree[2 * at]!, tree[2 * at + 1]!);
  const set = (place: number, value: number): void => {
    let at = leaves + place;
    tree[at] = value;
    for (at >>= 1; at >= 1; at >>= 1) {
      const least = Math.min(tree[2 * at]!, tree[2 * at + 1]!);
      if (tree[at] === least) break;
      tree[at] = least;
    }
  };
  return {
    lower: (place, by) => set(place, tree[leaves + place]! - by),
    takeLeast() {
      let at = 1;
      while (at < leaves) at = tree[2 * at]! <= tree[2 * at + 1]! ? 2 * at : 2 * at + 1;
      const value = tree[at]!;
      set(at - leaves, Infinity);
      return { at: at - leaves, value };
    },
  };
}

// SPDX-License-Identifier: Apache-2.0
/** Connected components that grow by one edge at a time (single linkage). */
export interface Components {
  /** Joins the components of x and y. */
  join(x: number, y: number): void;
  /** Components of at least two members, each ascending, in the order of their first member. */
  groups(): number[][];
}

/**
 * @param least size of a component from which its members count as linked.
 * @param onReached called once for every member, when its component first has `least` members.
 */
export function createComponents(count: number, least = Infinity, onReached: (member: number) => void = () => {}): Components {
  const componentOf = Uint32Array.from({ length: count }, (_, x) => x);
  const members: number[][] = Array.from({ length: count }, (_, x) => [x]);
  return {
    join(x, y) {
      let large = componentOf[x]!;
      let small = componentOf[y]!;
      if (large === small) return;
      if (members[large]!.length < members[small]!.length) [large, small] = [small, large];
      const before = [members[large]!, members[small]!];
      if (before[0]!.length + before[1]!.length >= least) {
        for (const part of before) if (part.length < least) part.forEach(onReached);
      }
      for (const member of members[small]!) {
        componentOf[member] = large;
        members[large]!.push(member);
      }
      members[small] = [];
    },
    groups: () =>
      members
        .filter((list) => list.length >= 2)
        .map((list) => list.slice().sort((a, b) => a - b))
        .sort((a, b) => a[0]! - b[0]!),
  };
}

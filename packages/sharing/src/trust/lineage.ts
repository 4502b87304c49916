// SPDX-License-Identifier: Apache-2.0
/** Firms and the firm that owns them. */
export type Parents = ReadonlyMap<string, string>;

/** The independent voice that somebody belongs to: the owner at the top. Circles end at their smallest member. */
export function lineageOf(identity: string, parents: Parents): string {
  const seen: string[] = [];
  let at = identity;
  for (let parent = parents.get(at); parent !== undefined; parent = parents.get(at)) {
    const again = seen.indexOf(at);
    if (again !== -1) return seen.slice(again).toSorted()[0]!;
    seen.push(at);
    at = parent;
  }
  return at;
}

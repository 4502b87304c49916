// SPDX-License-Identifier: Apache-2.0
/** What a YAML file holds, before it is known to be a configuration. */
export type Tree = { [name: string]: unknown };

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function valueAt(tree: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((node, part) => (isTree(node) && Object.hasOwn(node, part) ? node[part] : undefined), tree);
}

export function removeAt(tree: Tree, path: readonly string[]): void {
  const parent = valueAt(tree, path.slice(0, -1));
  if (isTree(parent)) delete parent[path.at(-1)!];
}

/** @returns false where the file has something else in the way; the schema will name it. */
export function setAt(tree: Tree, path: readonly string[], value: unknown): boolean {
  let node = tree;
  for (const part of path.slice(0, -1)) {
    node[part] ??= {};
    const next = node[part];
    if (!isTree(next)) return false;
    node = next;
  }
  node[path.at(-1)!] = value;
  return true;
}

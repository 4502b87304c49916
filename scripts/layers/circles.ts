// SPDX-License-Identifier: Apache-2.0
import { resolveReference, type Tree, type Violation } from './tree.ts';

/** Files that import each other around a corner, by types too. One violation for each circle found. */
export function findCircles(tree: Tree): Violation[] {
  const found: Violation[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const path: string[] = [];

  const visit = (file: string): void => {
    state.set(file, 'open');
    path.push(file);
    for (const { specifier, line, kind } of tree.files.get(file)!.references) {
      // What another thread or process runs is loaded afresh there.
      if (kind === 'file') continue;
      const target = resolveReference(tree, file, specifier);
      if (target === null || !tree.files.has(target)) continue;
      if (state.get(target) === 'open') {
        const circle = [...path.slice(path.indexOf(target)), target];
        found.push({ file, line, message: `imports in a circle: ${circle.join(' → ')}` });
      } else if (!state.has(target)) visit(target);
    }
    path.pop();
    state.set(file, 'done');
  };

  for (const file of tree.files.keys()) if (!state.has(file)) visit(file);
  return found;
}

// SPDX-License-Identifier: Apache-2.0
/**
 * Checks how the packages hang together: node scripts/check-layers.ts [ROOT]
 * Rules and exceptions are in layers/rules.ts. Exit code 1 when something is wrong, or when nothing was seen.
 */
import { fileURLToPath } from 'node:url';
import { findCircles } from './layers/circles.ts';
import { checkImports, checkManifests } from './layers/imports.ts';
import { checkPurity } from './layers/purity.ts';
import { readTree, type Violation } from './layers/tree.ts';

/** Everything that is wrong below a root, and how much was looked at. */
export function checkLayers(root: string): { violations: Violation[]; files: number; packages: number } {
  const tree = readTree(root);
  const violations = [checkManifests, checkImports, checkPurity, findCircles].flatMap((check) => check(tree));
  return { violations, files: tree.files.size, packages: tree.packages.size };
}

if (import.meta.main) {
  const { violations, files, packages } = checkLayers(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)));
  for (const { file, line, message } of violations) process.stderr.write(`${file}:${line}: ${message}\n`);
  const empty = files === 0 || packages === 0;
  process.stderr.write(
    empty
      ? 'layers: found no modules to check\n'
      : `layers: ${files} files in ${packages} packages, ${violations.length} wrong\n`,
  );
  process.exitCode = violations.length > 0 || empty ? 1 : 0;
}

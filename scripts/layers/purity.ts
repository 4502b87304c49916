// SPDX-License-Identifier: Apache-2.0
import { isDevelopmentFile, PURE_FOLDERS, PURITY_EXCEPTIONS } from './rules.ts';
import { resolveReference, splitSpecifier, type Tree, type Violation } from './tree.ts';

const isPure = (file: string): boolean =>
  PURE_FOLDERS.some((folder) => file.startsWith(`${folder}/`)) && !isDevelopmentFile(file);

/** Clocks, randomness, disk, network and surroundings in folders that must be functions of their input. */
export function checkPurity(tree: Tree): Violation[] {
  const found: Violation[] = [];
  const used = new Set<(typeof PURITY_EXCEPTIONS)[number]>();
  for (const { file, references, ambient } of tree.files.values()) {
    if (!isPure(file)) continue;
    const report = (name: string, line: number, message: string): void => {
      const exception = PURITY_EXCEPTIONS.find((one) => one.file === file && one.name === name);
      if (exception === undefined) found.push({ file, line, message });
      else used.add(exception);
    };
    for (const { name, line } of ambient) report(name, line, `${name} in a pure core; take it as an argument`);
    for (const { specifier, line, kind } of references) {
      if (kind === 'type' || specifier === null) continue;
      const target = resolveReference(tree, file, specifier);
      if (specifier.startsWith('node:')) report(specifier, line, `${specifier} in a pure core`);
      else if (specifier.startsWith('.') && tree.files.has(target!) && !isPure(target!)) {
        report(specifier, line, `'${specifier}' is outside the pure cores`);
      } else if (splitSpecifier(specifier)?.subpath === './testing') report(specifier, line, 'test helpers in a pure core');
    }
  }
  for (const exception of PURITY_EXCEPTIONS) {
    if (used.has(exception) || !tree.files.has(exception.file)) continue;
    found.push({ file: exception.file, line: 1, message: `the exception for ${exception.name} is not needed any more` });
  }
  return found;
}

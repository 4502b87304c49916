// SPDX-License-Identifier: Apache-2.0
import { FOR_TESTS, isDevelopmentFile, LAYERS } from './rules.ts';
import { resolveReference, SCOPE, splitSpecifier, type Tree, type Violation } from './tree.ts';

/** Manifests that name a package of a higher or the same layer, or that have no layer themselves. */
export function checkManifests({ packages, files }: Tree): Violation[] {
  const found: Violation[] = [];
  const inUse = new Set([...files.values()].map((file) => file.inPackage));
  for (const { name, dependencies, devDependencies, exports } of packages.values()) {
    const report = (message: string): number => found.push({ file: `packages/${name}/package.json`, line: 1, message });
    const below = LAYERS[name];
    if (below === undefined) {
      report(`package ${name} has no place in scripts/layers/rules.ts`);
      continue;
    }
    if (!inUse.has(name)) report(`package ${name} has no source files`);
    for (const one of dependencies) if (!below.includes(one)) report(`${name} must not depend on ${one}`);
    for (const one of devDependencies) {
      if (![...below, ...FOR_TESTS].includes(one)) report(`${name} must not depend on ${one}, not even for tests`);
    }
    for (const [subpath, target] of exports) {
      if (/\.tsx?$/.test(target) && !files.has(target)) report(`exports ${subpath}, but there is no ${target}`);
    }
  }
  return found;
}

/** Imports that leave their package by a path, reach past another's exports, or go up. */
export function checkImports(tree: Tree): Violation[] {
  const found: Violation[] = [];
  for (const { file, inPackage, references } of tree.files.values()) {
    if (inPackage === null) continue;
    const own = tree.packages.get(inPackage);
    const below = [...(LAYERS[inPackage] ?? []), ...(isDevelopmentFile(file) ? FOR_TESTS : [])];
    const declared = [...(own?.dependencies ?? []), ...(isDevelopmentFile(file) ? (own?.devDependencies ?? []) : [])];
    for (const { specifier, line } of references) {
      const report = (message: string): number => found.push({ file, line, message });
      if (specifier === null) {
        report('a computed import hides what it needs; write the module out');
      } else if (specifier.startsWith('.')) {
        // Tests and training may read the documents and data around them.
        const target = resolveReference(tree, file, specifier)!;
        const leaves = !target.startsWith(`packages/${inPackage}/`);
        if (leaves && (!isDevelopmentFile(file) || /\.[cm]?[jt]sx?$/.test(target)))
          report(`'${specifier}' leaves package ${inPackage}`);
      } else if (specifier.startsWith('/') || specifier.startsWith('file:')) {
        report(`'${specifier}' is an absolute path`);
      } else {
        const ours = splitSpecifier(specifier);
        if (ours === null) continue;
        if (ours.name === inPackage) report(`'${specifier}' is this package itself; use a relative path`);
        else if (!below.includes(ours.name)) report(`${inPackage} must not import ${SCOPE}${ours.name}`);
        else if (!declared.includes(ours.name)) report(`${SCOPE}${ours.name} is not in packages/${inPackage}/package.json`);
        else if (resolveReference(tree, file, specifier) === null) report(`'${specifier}' is not in the exports of ${ours.name}`);
      }
    }
  }
  return found;
}

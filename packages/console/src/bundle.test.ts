// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const DIST = join(import.meta.dirname, '../dist');
const built = existsSync(join(DIST, 'index.html'));
const MOST = 300_000;

/** Compressed size of a script and of what it imports before it runs. */
function weigh(file: string, seen = new Set<string>()): number {
  if (seen.has(file)) return 0;
  seen.add(file);
  const text = readFileSync(join(DIST, file), 'utf8');
  const imported = [...text.matchAll(/(?:import|from)\s*["']\.\/([\w.-]+\.js)["']/g)].map((found) => `assets/${found[1]!}`);
  return gzipSync(text).length + imported.reduce((sum, next) => sum + weigh(next, seen), 0);
}

describe.skipIf(!built)('the built console (skipped unless `vite build packages/console` has run)', () => {
  const page = built ? readFileSync(join(DIST, 'index.html'), 'utf8') : '';

  it('brings less than 300 kB of compressed script to the first page, its chart included', () => {
    const entry = /<script[^>]+src="\/([^"]+)"/.exec(page)![1]!;
    const chart = /assets\/plot-[\w-]+\.js/.exec(readFileSync(join(DIST, entry), 'utf8'))![0];
    const seen = new Set<string>();
    expect(weigh(entry, seen) + weigh(chart, seen)).toBeLessThan(MOST);
  });

  it('leaves the drawing of graphs, proofs, dossiers and sharing for when they are needed', () => {
    const entry = /<script[^>]+src="\/([^"]+)"/.exec(page)![1]!;
    const seen = new Set<string>();
    weigh(entry, seen);
    expect(
      [...seen].filter((file) =>
        /graph-card|proof-page|leaf-page|dossier|evidence|inbox|outbox|release-page|draft-page|peer|matching-page|node-page/.test(
          file,
        ),
      ),
    ).toEqual([]);
  });

  it('has nothing inline and nothing from elsewhere', () => {
    expect(page).not.toMatch(/<style|<script(?![^>]+src=)|\son\w+=|https?:|data:/);
  });
});

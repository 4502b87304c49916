// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { compressTexts, isFresh } from './build-console.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-build-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('sees a build that is missing, and a source below a folder that is newer than it', () => {
  const [source, page, built] = [join(folder, 'src'), join(folder, 'src/pages/page.tsx'), join(folder, 'index.html')];
  mkdirSync(join(source, 'pages'), { recursive: true });
  writeFileSync(page, '');
  for (const path of [page, join(source, 'pages'), source]) utimesSync(path, 1_000, 1_000);
  expect(isFresh(built, [source])).toBe(false);
  writeFileSync(built, '');
  utimesSync(built, 2_000, 2_000);
  expect(isFresh(built, [source])).toBe(true);
  utimesSync(page, 3_000, 3_000);
  expect(isFresh(built, [source])).toBe(false);
});

it('compresses texts that are worth it, so that they unpack to the same bytes', () => {
  const out = join(folder, 'out');
  mkdirSync(join(out, 'assets'), { recursive: true });
  const text = 'const a = 1;\n'.repeat(200);
  writeFileSync(join(out, 'assets/main.js'), text);
  writeFileSync(join(out, 'assets/tiny.js'), '1');
  compressTexts(out);
  expect(brotliDecompressSync(readFileSync(join(out, 'assets/main.js.br'))).toString()).toBe(text);
  expect(gunzipSync(readFileSync(join(out, 'assets/main.js.gz'))).toString()).toBe(text);
  expect(existsSync(join(out, 'assets/tiny.js.br'))).toBe(false);
});

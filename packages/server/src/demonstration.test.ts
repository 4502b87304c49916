// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeDemonstration } from './demonstration.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-demonstration-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('is written once, ends within the last week, and says nothing of who is who', async () => {
  const now = Date.UTC(2027, 2, 4, 11);
  // An interrupted start leaves a draft behind.
  writeFileSync(`${folder}/demonstration.new`, 'half');
  const first = await writeDemonstration(folder, now);
  expect(first.until).toBeLessThanOrEqual(now);
  expect(first.until).toBeGreaterThan(now - 7 * 86_400_000);
  expect(first.authorisations.length).toBeGreaterThan(0);
  expect(existsSync(join(folder, 'demonstration', 'labels.jsonl'))).toBe(false);
  const lines = readFileSync(join(first.logs, 'native.jsonl'), 'utf8').trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(1_000);
  const written = statSync(join(first.logs, 'native.jsonl')).mtimeMs;
  const second = await writeDemonstration(folder, now + 30 * 86_400_000);
  expect(second).toEqual(first);
  expect(statSync(join(first.logs, 'native.jsonl')).mtimeMs).toBe(written);
});

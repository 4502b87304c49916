// SPDX-License-Identifier: Apache-2.0
/** Apart from the other fixtures, which processes without a test runner use too. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const folders: string[] = [];
// For the file as a whole: within a test it would be too late to ask for it.
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-intake-'));
  folders.push(folder);
  return folder;
}

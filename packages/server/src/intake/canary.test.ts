// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { makeFolder } from './folder.fixture.ts';

const CANARY = 'kQ7canaryZx41vWp';
const script = fileURLToPath(new URL('./intake.child.fixture.ts', import.meta.url));

it.each([0, 3_600_000])(
  'no text leaves the intake in the clear, neither said nor stored, with text kept for %i ms',
  async (keepText) => {
    const folder = join(makeFolder(), 'data');
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, folder, String(keepText), CANARY]);
    // It did take them, and it did refuse some.
    expect(stdout).toContain('"accepted":2,"rejected":5');
    expect(stdout).toContain('FORMAT_UNSUPPORTED');
    expect(stdout + stderr).not.toContain(CANARY);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
    expect(existsSync(join(folder, 'journal'))).toBe(keepText > 0);
    const sizes = files
      .filter((file) => statSync(file).isFile())
      .map((file) => {
        const bytes = readFileSync(file);
        expect(bytes.includes(CANARY), file).toBe(false);
        return [file, bytes.length] as const;
      });
    expect(sizes.some(([file, size]) => file.includes('/engine/') && size > 1_000)).toBe(true);
    expect(sizes.filter(([file, size]) => file.includes('/journal/') && size > 100).length).toBe(keepText > 0 ? 1 : 0);
  },
);

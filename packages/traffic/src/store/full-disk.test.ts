// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';
import { countHandles, makeFolder, openStore } from './store.fixture.ts';
import { openTrafficStore } from './store.ts';

const MB = 1_048_576;
const root = makeFolder();
const mounts: string[] = [];
// Registered after the folder's removal, and therefore run before it.
afterAll(() => {
  for (const path of mounts) execFileSync('umount', ['-l', path]);
});

/** A small file system of its own, or null where this may not be done. */
function mountSmall(name: string, megabytes: number): string | null {
  const path = join(root, name);
  mkdirSync(path);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    return null;
  }
  mounts.push(path);
  return path;
}

const ROWS = 40_000;

/** Rows that do not compress; no two are alike. */
function noise(): Uint8Array {
  return randomFillSync(new Uint8Array(ROWS * 25));
}

const small = mountSmall('small', 48);
const full = small === null ? null : mountSmall('full', 16);

describe.skipIf(small === null)('a full disk (needs the right to mount a tmpfs)', () => {
  it('is DISK_FULL, loses nothing that was stored, and is forgotten when there is space again', async () => {
    const ballast = join(small!, 'ballast');
    writeFileSync(ballast, Buffer.alloc(12 * MB));
    const open = await openStore(join(small!, 'data'));
    let stored = 0;
    let code = '';
    for (let i = 0; i < 100 && code === ''; i++) {
      code = await open.store.insert('handles', noise()).then(
        () => {
          stored += ROWS;
          return '';
        },
        (error: { code: string }) => error.code,
      );
    }
    expect(code).toBe('DISK_FULL');
    expect(stored).toBeGreaterThan(0);
    expect(await countHandles(open.store)).toBe(stored);
    await open.close();

    // Even so it opens, to be looked at.
    const still = await openStore(join(small!, 'data'));
    expect(await countHandles(still.store)).toBe(stored);
    rmSync(ballast);
    await still.store.insert('handles', noise());
    expect(await countHandles(still.store)).toBe(stored + ROWS);
    await still.close();

    const again = await openStore(join(small!, 'data'));
    expect(await countHandles(again.store)).toBe(stored + ROWS);
    await again.close();
  });

  it('under a new data folder is DISK_FULL and leaves nothing locked', async () => {
    writeFileSync(join(full!, 'ballast'), Buffer.alloc(15 * MB));
    try {
      writeFileSync(join(full!, 'rest'), Buffer.alloc(2 * MB));
    } catch {
      // That is the point.
    }
    const start = async (): Promise<void> => {
      const dataFolder = openDataFolder(join(full!, 'data'));
      try {
        await (await openTrafficStore({ dataFolder })).close();
      } finally {
        dataFolder.close();
      }
    };
    await expect(start()).rejects.toThrowWithCode('DISK_FULL');
    await expect(start()).rejects.toThrowWithCode('DISK_FULL');
    rmSync(join(full!, 'ballast'));
    rmSync(join(full!, 'rest'), { force: true });
    await start();
  });
});

// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Free space below which a RAM-backed file system is not used. */
const ROOMY_BYTES = 512 * 1024 * 1024;

/** Folders in which the rows of an insert wait until the engine has read them. */
export interface Spool {
  /** Where the next file should go: in memory where there is room, else on the disk of the data. */
  folder(): string;
  remove(): void;
}

/**
 * Makes the spool of an engine directory. Its place follows from that directory, which one engine holds
 * at a time: whatever an engine that was killed left behind is found and removed.
 */
export function openSpool(directory: string): Spool {
  const inMemory = makeFolder(memoryFolder(directory));
  const onDisk = makeFolder(join(directory, 'spool')) ?? makeFolder(join(tmpdir(), folderName(directory)));
  return {
    folder() {
      if (inMemory !== null && hasRoom(inMemory)) return inMemory;
      if (onDisk !== null) return onDisk;
      if (inMemory !== null) return inMemory;
      throw new Error('there is no folder for temporary files');
    },
    remove() {
      for (const folder of [inMemory, onDisk]) if (folder !== null) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Removes the part of a spool that a killed engine would leave in memory. */
export function removeSpool(directory: string): void {
  rmSync(memoryFolder(directory), { recursive: true, force: true });
}

function memoryFolder(directory: string): string {
  return join('/dev/shm', folderName(directory));
}

function folderName(directory: string): string {
  return `stillwatch-spool-${createHash('sha256').update(resolve(directory)).digest('hex').slice(0, 24)}`;
}

/** Makes an empty private folder; null where that is not possible. */
function makeFolder(path: string): string | null {
  // The engine's `file()` takes these as patterns.
  if (/[*?{}[\]]/.test(path)) return null;
  try {
    rmSync(path, { recursive: true, force: true });
    // Not recursive: a folder that somebody else has put there must not be used.
    mkdirSync(path, { mode: 0o700 });
    return path;
  } catch {
    return null;
  }
}

function hasRoom(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > ROOMY_BYTES;
}

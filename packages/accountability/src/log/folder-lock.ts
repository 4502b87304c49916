// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '@stillwatch/core';

/** SQLite's code for "another connection holds the lock". */
const SQLITE_BUSY = 5;
/** Locks of this process; one that only its holder knew could be collected with it, and the lock would be gone. */
const held = new Set<DatabaseSync>();

/**
 * Takes a folder for one writer. The lock is the operating system's, on an empty SQLite file, and ends with the process
 * however that ends.
 * @returns gives the folder up
 * @throws AppError DATA_LOCKED
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'lock'));
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if ((cause as { errcode?: number }).errcode !== SQLITE_BUSY) throw cause;
    throw new AppError('DATA_LOCKED', 'another process writes this transparency log', { cause, place: { file: folder } });
  }
  held.add(lock);
  return () => {
    if (held.delete(lock)) lock.close();
  };
}

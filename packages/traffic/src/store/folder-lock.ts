// SPDX-License-Identifier: Apache-2.0
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '@stillwatch/core';

/** SQLite's codes for "another connection holds the lock" and "no space left". */
const SQLITE_BUSY = 5;
const SQLITE_FULL = 13;
/** Locks of this process; one that only its holder knew could be collected with it, and the lock would be gone. */
const held = new Set<DatabaseSync>();

/**
 * Takes a folder for this process. The lock is the operating system's (on an empty SQLite file, since
 * Node.js has no other door to file locks): it ends with the process however that ends, so there are no
 * stale locks to judge by pids that may have been given to somebody else. `pid` only names the holder.
 * @returns gives the folder up.
 * @throws AppError DATA_LOCKED naming the holder's pid, DISK_FULL.
 */
export function lockFolder(folder: string): () => void {
  const lock = tryLock(folder);
  const pidFile = join(folder, 'pid');
  if (lock === null) {
    throw new AppError('DATA_LOCKED', `${holderOf(pidFile)} is using this data folder`, {
      place: { file: folder },
      hint: 'Wait for it to end, or give another folder with --data.',
    });
  }
  try {
    writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  } catch (error) {
    lock.close();
    throw error;
  }
  held.add(lock);
  return () => {
    if (!held.delete(lock)) return;
    rmSync(pidFile, { force: true });
    lock.close();
  };
}

/** Does a living process hold this folder? */
export function isLocked(folder: string): boolean {
  const lock = tryLock(folder);
  lock?.close();
  return lock === null;
}

/** An open connection that holds the lock, or null. */
function tryLock(folder: string): DatabaseSync | null {
  const database = new DatabaseSync(join(folder, 'lock'));
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    const code = (error as { errcode?: number }).errcode;
    if (code === SQLITE_BUSY) return null;
    if (code !== SQLITE_FULL) throw error;
    throw new AppError('DISK_FULL', 'there is no space left for the data folder', {
      cause: error,
      place: { file: folder },
      hint: 'Free some space or choose another --data folder.',
    });
  }
}

function holderOf(pidFile: string): string {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8'));
    if (Number.isInteger(pid) && pid > 0) return `process ${pid}`;
  } catch {
    // It has the lock and has not said who it is yet.
  }
  return 'another process';
}

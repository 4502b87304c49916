// SPDX-License-Identifier: Apache-2.0
import * as fs from 'node:fs';
import { dirname, resolve } from 'node:path';
import { systemCodeOf } from '@stillwatch/core';
import { lockFolder } from './folder-lock.ts';

/** An open file, read and written at positions. What is written is durable once a later `sync` has resolved. */
export interface DiskFile {
  size(): number;
  /** Fewer bytes than asked for at the end of the file. */
  read(position: number, length: number): Buffer;
  write(position: number, bytes: Uint8Array): void;
  truncate(size: number): void;
  sync(): Promise<void>;
  close(): void;
}

/** What the log asks of a file system; tests put one in its place that fails or loses power. */
export interface Disk {
  /** Opens a file for reading and writing, made durably when it is not there. */
  open(path: string): DiskFile;
  /** A whole small file, or null when there is none. */
  load(path: string): Buffer | null;
  /** Replaces a whole small file: whatever happens, the old or the new content is there, and the new one once this resolves. */
  replace(path: string, bytes: Uint8Array): Promise<void>;
  remove(path: string): void;
  /** Takes a folder for this process; the answer gives it up. @throws AppError DATA_LOCKED */
  lock(folder: string): () => void;
}

/** The file system of this machine; everything is readable by its owner only. */
export const realDisk: Disk = {
  open(path) {
    const isNew = !fs.existsSync(path);
    const descriptor = fs.openSync(path, fs.constants.O_RDWR + fs.constants.O_CREAT, 0o600);
    if (isNew) syncFolder(dirname(path));
    return openFile(descriptor);
  },
  load(path) {
    try {
      return fs.readFileSync(path);
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return null;
      throw error;
    }
  },
  async replace(path, bytes) {
    const handle = await fs.promises.open(`${path}.tmp`, 'w', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.promises.rename(`${path}.tmp`, path);
    syncFolder(dirname(path));
  },
  remove(path) {
    fs.rmSync(path, { force: true });
  },
  lock(folder) {
    const path = resolve(folder);
    const made = fs.mkdirSync(path, { recursive: true, mode: 0o700 });
    // Each folder that was made has its name in the one above.
    for (let one = path; made !== undefined && one.length >= made.length; one = dirname(one)) syncFolder(dirname(one));
    return lockFolder(path);
  },
};

/** Makes the names of a folder durable: new files and renames. */
function syncFolder(folder: string): void {
  const descriptor = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

function openFile(descriptor: number): DiskFile {
  return {
    size: () => fs.fstatSync(descriptor).size,
    read(position, length) {
      const bytes = Buffer.allocUnsafe(length);
      let filled = 0;
      while (filled < length) {
        const read = fs.readSync(descriptor, bytes, filled, length - filled, position + filled);
        if (read === 0) break;
        filled += read;
      }
      return bytes.subarray(0, filled);
    },
    write(position, bytes) {
      for (let written = 0; written < bytes.length; ) {
        written += fs.writeSync(descriptor, bytes, written, bytes.length - written, position + written);
      }
    },
    truncate: (size) => fs.ftruncateSync(descriptor, size),
    sync: () =>
      new Promise((resolve, reject) => {
        fs.fdatasync(descriptor, (error) => (error ? reject(error) : resolve()));
      }),
    close: () => fs.closeSync(descriptor),
  };
}

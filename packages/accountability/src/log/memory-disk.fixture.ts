// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import type { Disk, DiskFile } from './disk.ts';

interface Content {
  /** What every reader sees. */
  bytes: Buffer;
  /** What would be there after a loss of power, but for the changes below. */
  durable: Buffer;
  /** Changes since the last flush. */
  pending: { at: number; bytes: Buffer | null; size: number }[];
}

export class DiskFault extends Error {}

/**
 * A file system in memory that can fail at any one of its changes, and lose power. Losing power keeps of the changes
 * since the last flush any part, in the manner of a disk that reorders: some wholly, some by half, some not at all.
 */
export class MemoryDisk implements Disk {
  readonly files = new Map<string, Content>();
  /** Changes so far: writes, cuts, flushes, replacements. */
  changes = 0;
  /** The change of this number fails, having been done by half. */
  failAt = Number.POSITIVE_INFINITY;
  /** Does everything after it fail too, as when the process is gone? */
  isFatal = true;
  #locked = false;

  open(path: string): DiskFile {
    const content = this.#content(path);
    return {
      size: () => content.bytes.length,
      read: (position, length) => Buffer.from(content.bytes.subarray(position, position + length)),
      write: (position, bytes) => {
        const half = this.#change();
        const part = half ? bytes.subarray(0, Math.floor(bytes.length / 2)) : bytes;
        apply(content, { at: position, bytes: Buffer.from(part), size: 0 });
        if (half) throw new DiskFault('write');
      },
      truncate: (size) => {
        if (this.#change()) throw new DiskFault('truncate');
        apply(content, { at: 0, bytes: null, size });
      },
      sync: async () => {
        await Promise.resolve();
        if (this.#change()) throw new DiskFault('sync');
        content.durable = Buffer.from(content.bytes);
        content.pending = [];
      },
      close: () => {},
    };
  }

  load(path: string): Buffer | null {
    const content = this.files.get(path);
    return content === undefined ? null : Buffer.from(content.bytes);
  }

  async replace(path: string, bytes: Uint8Array): Promise<void> {
    if (this.#change()) throw new DiskFault('replace, before');
    await Promise.resolve();
    const done = this.#change();
    this.files.set(path, { bytes: Buffer.from(bytes), durable: Buffer.from(bytes), pending: [] });
    if (done) throw new DiskFault('replace, after');
  }

  remove(path: string): void {
    if (this.#change()) throw new DiskFault('remove');
    this.files.delete(path);
  }

  lock(): () => void {
    if (this.#locked) throw new AppError('DATA_LOCKED', 'locked');
    this.#locked = true;
    return () => {
      this.#locked = false;
    };
  }

  /** The same disk after a start. @param random 0 to 1; null when only the process ended, so that nothing is lost */
  restart(random: (() => number) | null): MemoryDisk {
    const disk = new MemoryDisk();
    for (const [path, content] of this.files) {
      const bytes = random === null ? Buffer.from(content.bytes) : afterPowerLoss(content, random);
      disk.files.set(path, { bytes, durable: Buffer.from(bytes), pending: [] });
    }
    return disk;
  }

  #content(path: string): Content {
    const content = this.files.get(path) ?? { bytes: Buffer.alloc(0), durable: Buffer.alloc(0), pending: [] };
    this.files.set(path, content);
    return content;
  }

  #change(): boolean {
    this.changes++;
    return this.isFatal ? this.changes >= this.failAt : this.changes === this.failAt;
  }
}

function apply(content: Content, change: Content['pending'][number]): void {
  content.bytes = changed(content.bytes, change);
  content.pending.push(change);
}

function changed(bytes: Buffer, { at, bytes: written, size }: Content['pending'][number]): Buffer {
  if (written === null) return size <= bytes.length ? Buffer.from(bytes.subarray(0, size)) : grown(bytes, size);
  const result = at + written.length > bytes.length ? grown(bytes, at + written.length) : bytes;
  written.copy(result, at);
  return result;
}

/** Longer by zeroes; what is held is twice as long, so that growing by little costs little. */
function grown(bytes: Buffer, size: number): Buffer {
  const held = bytes.buffer.byteLength;
  if (bytes.byteOffset === 0 && size <= held && held > Buffer.poolSize) {
    return Buffer.from(bytes.buffer, 0, size).fill(0, bytes.length);
  }
  const result = Buffer.alloc(Math.max(2 * size, 2 * Buffer.poolSize)).subarray(0, size);
  bytes.copy(result);
  return result;
}

function afterPowerLoss(content: Content, random: () => number): Buffer {
  let bytes = Buffer.from(content.durable);
  for (const change of content.pending) {
    const fate = random();
    if (fate < 0.3) continue;
    if (change.bytes === null || fate > 0.6) bytes = Buffer.from(changed(bytes, change));
    else {
      // The file has grown, but not all of the data has arrived: the rest reads as zeroes.
      const half = { ...change, bytes: Buffer.from(change.bytes).fill(0, Math.floor(change.bytes.length * random())) };
      bytes = Buffer.from(changed(bytes, half));
    }
  }
  return bytes;
}

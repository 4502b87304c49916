// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { toAppError } from '@stillwatch/core';
import type { Clock } from '../parts.ts';
import { FRAME_HEAD, readFrameHead } from './frame.ts';

const HOUR = 3_600_000;
/** Hours since 1970, and what tells the writers of one hour apart. */
const NAME = /^(\d{1,9})-[0-9a-f]{8}\.sealed$/;

/** Sealed texts of what was delivered, in one file per hour and run, so that an end in the middle of a frame harms no other. */
export interface Journal {
  /** @throws AppError DISK_FULL, INPUT_UNREADABLE. */
  append(frames: readonly Uint8Array[]): Promise<void>;
  /** Frames with an exchange of this second (null: all), the newest file first. */
  frames(second: number | null): AsyncGenerator<Uint8Array>;
  /** Removes files all of whose texts were kept long enough. */
  expire(): void;
  close(): Promise<void>;
}

/** @param keepText milliseconds; 0 removes what an earlier setting had kept. */
export function openJournal(dataFolder: string, keepText: number, clock: Clock): Journal {
  const folder = join(dataFolder, 'journal');
  let file: FileHandle | null = null;
  let hour = -1;
  let last: Promise<void> = Promise.resolve();

  const list = (): { path: string; hour: number }[] => {
    let names: string[];
    try {
      names = readdirSync(folder);
    } catch {
      return [];
    }
    return names
      .flatMap((name) => {
        const found = NAME.exec(name);
        return found === null ? [] : [{ path: join(folder, name), hour: Number(found[1]) }];
      })
      .sort((a, b) => b.hour - a.hour);
  };

  const write = async (frames: readonly Uint8Array[]): Promise<void> => {
    const now = Math.floor(clock.now() / HOUR);
    if (file === null || hour !== now) {
      await file?.close();
      file = null;
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      file = await open(join(folder, `${now}-${randomBytes(4).toString('hex')}.sealed`), 'ax', 0o600);
      hour = now;
    }
    try {
      await file.appendFile(Buffer.concat(frames));
    } catch (error) {
      // Half a frame may be there now: the next ones go into another file.
      hour = -1;
      throw error;
    }
  };

  const expire = (): void => {
    const now = clock.now();
    for (const one of list()) if (keepText === 0 || (one.hour + 1) * HOUR + keepText <= now) rmSync(one.path, { force: true });
  };
  expire();

  return {
    append(frames) {
      const work = last.then(() => write(frames));
      last = work.catch(() => {});
      return work.catch((error: unknown) => {
        throw toAppError(error);
      });
    },
    async *frames(second) {
      for (const { path } of list()) yield* framesOf(path, second);
    },
    expire,
    async close() {
      await last;
      await file?.close();
    },
  };
}

async function* framesOf(path: string, second: number | null): AsyncGenerator<Uint8Array> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch {
    // Expired meanwhile.
    return;
  }
  try {
    const { size } = await file.stat();
    for (let at = 0; at + FRAME_HEAD <= size; ) {
      const head = new Uint8Array(FRAME_HEAD);
      await file.read(head, 0, FRAME_HEAD, at);
      const { length, from, to } = readFrameHead(head);
      const end = at + FRAME_HEAD + length;
      if (end > size) return;
      if (second === null || (from <= second && second <= to)) {
        const frame = new Uint8Array(FRAME_HEAD + length);
        await file.read(frame, 0, frame.length, at);
        yield frame;
      }
      at = end;
    }
  } finally {
    await file.close();
  }
}

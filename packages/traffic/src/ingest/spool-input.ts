// SPDX-License-Identifier: Apache-2.0
import { closeSync, createReadStream, createWriteStream, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError, toAppError } from '@stillwatch/core';
import { openSource, type Source } from '../read/sources.ts';

export interface SpooledSources {
  readonly sources: readonly Source[];
  /** Removes the copies. */
  release(): void;
}

/** What can be read once only is copied, so that it can be sniffed, cut into ranges and read again for examples. */
export async function spoolOnce(listed: readonly Source[], signal?: AbortSignal): Promise<SpooledSources> {
  const removals: (() => void)[] = [];
  const release = (): void => {
    for (const remove of removals.splice(0)) remove();
  };
  try {
    const sources: Source[] = [];
    for (const source of listed) {
      if (!source.once) sources.push(source);
      else {
        const { path, remove } = await copyInput(source, signal);
        removals.push(remove);
        sources.push(openSource(path, source.name));
      }
    }
    return { sources, release };
  } catch (error) {
    release();
    throw error;
  }
}

async function copyInput(source: Source, signal: AbortSignal | undefined): Promise<{ path: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-input-'));
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'copy');
    const input = source.path === '-' ? process.stdin : createReadStream(source.path);
    await pipeline(input, createWriteStream(path, { mode: 0o600 }), signal === undefined ? {} : { signal });
    const file = openSync(path, 'r');
    const open = `/proc/${process.pid}/fd/${file}`;
    if (!existsSync(open)) {
      closeSync(file);
      return { path, remove: removeFolder };
    }
    // The copy holds prompts. Without a name it vanishes with the process, however that ends.
    removeFolder();
    return { path: open, remove: () => closeSync(file) };
  } catch (error) {
    removeFolder();
    signal?.throwIfAborted();
    const known = toAppError(error);
    if (known.code === 'DISK_FULL') throw known;
    throw new AppError('INPUT_UNREADABLE', known.message, { cause: error, place: { file: source.name } });
  }
}

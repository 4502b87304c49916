// SPDX-License-Identifier: Apache-2.0
import { closeSync, openSync, readdirSync, readSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, toAppError } from '@stillwatch/core';

export type Compression = 'none' | 'gzip' | 'zstd';

/** One file (or standard input, path `-`) to read. */
export interface Source {
  readonly path: string;
  /** Bytes on disk; 0 for standard input. */
  readonly size: number;
  readonly compression: Compression;
}

export interface SourceList {
  readonly sources: readonly Source[];
  /** Files and folders below a named folder that could not be opened; the run goes on without them. */
  readonly skipped: readonly AppError[];
}

/**
 * Finds the files that paths name: files themselves, folders with all that is below them (sorted, hidden
 * files left out, each real file once), `-` for standard input.
 * @throws AppError INPUT_NOT_FOUND or INPUT_UNREADABLE for a path that was named itself.
 */
export function listSources(paths: readonly string[]): SourceList {
  const sources: Source[] = [];
  const skipped: AppError[] = [];
  const seen = new Set<string>();
  for (const path of paths) {
    if (path === '-') {
      sources.push({ path, size: 0, compression: 'none' });
      continue;
    }
    const stats = inspect(path);
    if (stats.isDirectory()) walk(path, stats);
    else add(path, stats.size);
  }
  return { sources, skipped };

  function inspect(path: string): Stats {
    try {
      return statSync(path);
    } catch (error) {
      const missing = (error as { code?: string }).code === 'ENOENT';
      throw new AppError(
        missing ? 'INPUT_NOT_FOUND' : 'INPUT_UNREADABLE',
        missing ? 'there is no such file or folder' : toAppError(error).message,
        {
          cause: error,
          place: { file: path },
        },
      );
    }
  }

  function add(path: string, size: number): void {
    const real = realpathSync(path);
    if (seen.has(real)) return;
    seen.add(real);
    sources.push({ path, size, compression: sniffCompression(path) });
  }

  function walk(folder: string, _stats: Stats): void {
    const real = realpathSync(folder);
    if (seen.has(real)) return; // a symbolic link back up
    seen.add(real);
    let names: string[];
    try {
      names = readdirSync(folder).sort();
    } catch (error) {
      const problem = new AppError('INPUT_UNREADABLE', 'the folder cannot be read', { cause: error, place: { file: folder } });
      if (paths.includes(folder)) throw problem;
      skipped.push(problem);
      return;
    }
    for (const name of names) {
      if (name.startsWith('.')) continue;
      const path = join(folder, name);
      try {
        const stats = statSync(path);
        if (stats.isDirectory()) walk(path, stats);
        else if (stats.isFile()) add(path, stats.size);
      } catch (error) {
        if (error instanceof AppError && paths.includes(path)) throw error;
        skipped.push(new AppError('INPUT_UNREADABLE', toAppError(error).message, { cause: error, place: { file: path } }));
      }
    }
  }
}

/** Tells compression by the first bytes, whatever the name says. */
function sniffCompression(path: string): Compression {
  const head = readHead(path, 4);
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return 'zstd';
  return 'none';
}

/** @throws AppError INPUT_UNREADABLE */
export function readHead(path: string, bytes: number): Uint8Array {
  const buffer = new Uint8Array(bytes);
  try {
    const file = openSync(path, 'r');
    try {
      return buffer.subarray(0, readSync(file, buffer, 0, bytes, 0));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new AppError('INPUT_UNREADABLE', toAppError(error).message, { cause: error, place: { file: path } });
  }
}

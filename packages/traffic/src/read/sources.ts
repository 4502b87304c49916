// SPDX-License-Identifier: Apache-2.0
import { type BigIntStats, closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, toAppError } from '@stillwatch/core';

export type Compression = 'none' | 'gzip' | 'zstd';

/** One file to read. */
export interface Source {
  /** Where its bytes are. */
  readonly path: string;
  /** What messages call it: the path as it was named, `-` for standard input. */
  readonly name: string;
  /** Bytes on disk; 0 for what can be read only once. */
  readonly size: number;
  readonly compression: Compression;
  /** Standard input or a pipe: it cannot be looked at twice, and nothing of it has been read yet. */
  readonly once: boolean;
  /** The bytes themselves, where they are in memory already; nothing is at `path` then. */
  readonly bytes?: Uint8Array;
}

export interface SourceList {
  readonly sources: readonly Source[];
  /** Files and folders below a named folder that could not be opened; the run goes on without them. */
  readonly skipped: readonly AppError[];
}

/**
 * Finds the files that paths name: files themselves, folders with all that is below them (sorted, hidden
 * files left out, each real file once), `-` for standard input, pipes.
 * @throws AppError INPUT_NOT_FOUND or INPUT_UNREADABLE for a path that was named itself.
 */
export function listSources(paths: readonly string[]): SourceList {
  const sources: Source[] = [];
  const skipped: AppError[] = [];
  const seen = new Set<string>();
  for (const path of paths) {
    if (path === '-') {
      if (!seen.has(path)) sources.push({ path, name: path, size: 0, compression: 'none', once: true });
      seen.add(path);
      continue;
    }
    const stats = inspect(path);
    if (stats.isDirectory()) walk(path, stats, true);
    else add(path, stats);
  }
  return { sources, skipped };

  function add(path: string, stats: BigIntStats): void {
    if (seen.has(identityOf(stats))) return;
    sources.push(stats.isFile() ? openSource(path) : { path, name: path, size: 0, compression: 'none', once: true });
    seen.add(identityOf(stats));
  }

  function walk(folder: string, stats: BigIntStats, named: boolean): void {
    if (seen.has(identityOf(stats))) return; // a symbolic link back up
    seen.add(identityOf(stats));
    let names: string[];
    try {
      names = readdirSync(folder).sort();
    } catch (error) {
      const problem = unreadable(error, folder);
      if (named) throw problem;
      skipped.push(problem);
      return;
    }
    for (const name of names) {
      if (name.startsWith('.')) continue;
      const path = join(folder, name);
      try {
        const stats = statSync(path, { bigint: true });
        if (stats.isDirectory()) walk(path, stats, false);
        else if (stats.isFile()) add(path, stats);
      } catch (error) {
        skipped.push(unreadable(error, path));
      }
    }
  }
}

/** A regular file as a source. @throws AppError INPUT_UNREADABLE */
export function openSource(path: string, name: string = path): Source {
  const compression = sniffCompression(path);
  return { path, name, size: statSync(path).size, compression, once: false };
}

/** Bytes in memory as a source: what was sent to us, already decompressed. */
export function memorySource(bytes: Uint8Array, name: string): Source {
  return { path: name, name, size: bytes.length, compression: 'none', once: false, bytes };
}

/** The file itself, whatever path leads to it; pipes and unnamed files have no other name. */
function identityOf(stats: BigIntStats): string {
  return `${stats.dev}:${stats.ino}`;
}

function inspect(path: string): BigIntStats {
  try {
    return statSync(path, { bigint: true });
  } catch (error) {
    const code = (error as { code?: string }).code;
    // A path that leads through a file, or holds a NUL character, names nothing either.
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ERR_INVALID_ARG_VALUE') {
      throw new AppError('INPUT_NOT_FOUND', 'there is no such file or folder', { cause: error, place: { file: path } });
    }
    throw unreadable(error, path);
  }
}

function unreadable(error: unknown, path: string): AppError {
  const known = toAppError(error);
  return new AppError('INPUT_UNREADABLE', known.message, { cause: error, place: { file: path } });
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
    throw unreadable(error, path);
  }
}

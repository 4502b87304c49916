// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { AppError, toAppError } from '@stillwatch/core';
import { findAdapter, isLineFile, type Mapping, openSource, parseMapping, sniffMapped, sniffSource } from '@stillwatch/traffic';

/** A file is not given up as unknown while it is smaller and grows: its first line may be half there. */
const UNKNOWN_BYTES = 1 << 20;

/** A file or folder to read as it grows, as the configuration names it. */
export interface FollowSetting {
  readonly path: string;
  readonly format?: string | undefined;
  /** Path of a mapping file. */
  readonly map?: string | undefined;
}

/** The same, ready to be used. */
export interface FollowedPath {
  readonly path: string;
  /** Null = recognised file by file. */
  readonly format: string | null;
  readonly mapping: Mapping | null;
}

/** @throws AppError FORMAT_UNSUPPORTED, MAP_INVALID, INPUT_NOT_FOUND or INPUT_UNREADABLE (the mapping file). */
export function openFollowed({ path, format, map }: FollowSetting): FollowedPath {
  if (format !== undefined) findAdapter(format);
  return { path, format: format ?? null, mapping: map === undefined ? null : parseMapping(readText(map), map) };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = toAppError(error);
    throw new AppError(code, message, { cause: error, place: { file: path } });
  }
}

/** How a file is read: line by line in a format, as a whole (format null = recognised then), or not yet. */
export type Way = { readonly lines: string } | { readonly whole: string | null } | 'later';

/**
 * Compressed files, protobuf, CSV, formats that join records, and single JSON documents are read as a whole.
 * @param still the file has not grown since it was looked at last.
 */
export async function wayOf(path: string, { format, mapping }: FollowedPath, size: number, still: boolean): Promise<Way> {
  const source = openSource(path);
  if (!isLineFile(source)) return { whole: format };
  let named = format ?? (mapping === null ? null : await sniffMapped(source));
  if (named === null) {
    try {
      named = (await sniffSource(source)).name;
    } catch (error) {
      return toAppError(error).code === 'FORMAT_UNKNOWN' && !still && size < UNKNOWN_BYTES ? 'later' : { whole: null };
    }
  }
  const adapter = findAdapter(named);
  return adapter.framing === 'json' && adapter.joins !== true ? { lines: named } : { whole: format };
}

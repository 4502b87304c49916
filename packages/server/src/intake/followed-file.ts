// SPDX-License-Identifier: Apache-2.0
import { type FileHandle, open } from 'node:fs/promises';
import type { NodeKey } from '@stillwatch/core';

/** Bytes read at once. */
const PIECE = 4 << 20;
/** A line longer than this is passed over. */
const MAX_LINE = 32 << 20;
/** First bytes by which a file is known again. */
const HEAD = 256;
const LINE_FEED = 10;

/** How far a growing file was read; kept in the records. Times are seconds since 1970 of what was read. */
export interface FilePosition {
  readonly offset: number;
  /** Keyed hash of the first `headLength` bytes. */
  readonly head: string;
  readonly headLength: number;
  readonly format: string | null;
  readonly from: number;
  readonly to: number;
}

/** Whole lines from `offset` on. */
export interface Piece {
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** Set where a line was too long: nothing but how far to skip. */
  readonly skipped: boolean;
}

export const START: FilePosition = { offset: 0, head: '', headLength: 0, format: null, from: 0, to: 0 };

/** Reads the head of an open file as it is kept in a {@link FilePosition}. */
export async function readHeadHash(
  file: FileHandle,
  length: number,
  key: NodeKey,
): Promise<{ head: string; headLength: number }> {
  const bytes = Buffer.alloc(Math.min(length, HEAD));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
  // Keyed, because it may be the beginning of a prompt.
  return { head: key.pseudonym('head', bytes.toString('latin1', 0, bytesRead)).toString(36), headLength: bytesRead };
}

/** Is it the file that the position was read from, only longer? */
export async function isContinued(file: FileHandle, size: number, position: FilePosition, key: NodeKey): Promise<boolean> {
  if (position.offset === 0) return true;
  if (size < position.offset) return false;
  return (await readHeadHash(file, position.headLength, key)).head === position.head;
}

/**
 * The next whole lines of a file; null when there is none.
 * @param still the file has not grown since it was looked at last: then a last line without its end is taken if it
 *   is a whole JSON value, which no longer line can begin with.
 */
export async function readPiece(file: FileHandle, offset: number, size: number, still: boolean): Promise<Piece | null> {
  for (let length = PIECE; ; length *= 2) {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
    if (bytes.length === 0) return null;
    const { bytesRead } = await file.read(bytes, 0, bytes.length, offset);
    const read = bytes.subarray(0, bytesRead);
    const end = read.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) return { offset, bytes: read.slice(0, end), skipped: false };
    if (bytesRead > MAX_LINE) return { offset, bytes: read, skipped: true };
    if (offset + bytesRead < size && bytesRead === bytes.length) continue;
    return still && isWholeValue(read) ? { offset, bytes: read.slice(), skipped: false } : null;
  }
}

function isWholeValue(bytes: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

/** The bytes [offset, offset + length) of a file, as far as they are there; null when the file is not. */
export async function readSpan(path: string, offset: number, length: number): Promise<Uint8Array | null> {
  try {
    const file = await open(path, 'r');
    try {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await file.read(bytes, 0, length, offset);
      return bytes.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}

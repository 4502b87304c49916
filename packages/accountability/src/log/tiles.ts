// SPDX-License-Identifier: Apache-2.0
/** Paths and contents of tiles and bundles of entries: c2sp.org/tlog-tiles. */
import { AppError } from '@stillwatch/core';
import { invalid } from './encoding.ts';

/** Hashes of a full tile, entries of a full bundle. */
export const TILE_WIDTH = 256;
/** Levels of the tree that one tile spans. */
export const TILE_HEIGHT = 8;
/** What the length of an entry in a bundle, a big-endian uint16, can say. */
export const MAX_ENTRY_BYTES = 65_535;

const MAX_TILE_LEVEL = 63;

export interface TilePlace {
  /** `entries` for a bundle of entries. */
  readonly level: number | 'entries';
  readonly index: number;
  /** 1 to 256; below 256 the tile is partial. */
  readonly width: number;
}

/** `tile/<level>/<index>[.p/<width>]`, with the index in groups of three digits: `x001/x234/067`. */
export function tilePath(level: number | 'entries', index: number, width: number = TILE_WIDTH): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/.{3}/g)!;
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${path}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Null for what is not the one spelling of a tile's path. */
export function parseTilePath(path: string): TilePlace | null {
  const [, level, groups, width] =
    /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/.exec(path) ?? [];
  if (level === undefined || groups === undefined) return null;
  const place: TilePlace = {
    level: level === 'entries' ? level : Number(level),
    index: Number(groups.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  if (place.width < 1 || (place.level !== 'entries' && place.level > MAX_TILE_LEVEL)) return null;
  // Also refuses needless zeroes and a partial tile of 256.
  return tilePath(place.level, place.index, place.width) === path ? place : null;
}

/** Hashes at this level of tiles in a tree of `size`: complete subtrees of 256^level leaves. */
export function hashesAtLevel(size: number, level: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

/** Bundle: for each entry its length as a big-endian uint16, then its bytes. */
export function encodeEntries(entries: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    checkEntrySize(entry);
    bytes[at] = Math.floor(entry.length / 256);
    bytes[at + 1] = entry.length % 256;
    bytes.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bytes;
}

/** @throws AppError LOG_ENTRY_TOO_LARGE */
export function checkEntrySize(entry: Uint8Array): void {
  if (entry.length <= MAX_ENTRY_BYTES) return;
  throw new AppError('LOG_ENTRY_TOO_LARGE', `an entry of ${entry.length} bytes; a log takes ${MAX_ENTRY_BYTES}`);
}

/** @throws AppError LOG_INVALID when an entry is cut off, or there are more than 256 */
export function decodeEntries(bytes: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 2 + (bytes[at]! * 256 + (bytes[at + 1] ?? Number.NaN));
    if (!(end <= bytes.length)) throw invalid(`entry ${entries.length} of the bundle is cut off`);
    if (entries.length === TILE_WIDTH) throw invalid('a bundle of more than 256 entries');
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries;
}

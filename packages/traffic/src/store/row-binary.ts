// SPDX-License-Identifier: Apache-2.0
/** The bytes ended inside a row. */
export class TruncatedError extends RangeError {
  constructor() {
    super('RowBinary ends inside a row');
  }
}

/** Reads a LEB128 length at `from`; null when the bytes end inside it. */
export function readVarint(bytes: Uint8Array, from: number): { value: number; end: number } | null {
  const first = bytes[from];
  if (first !== undefined && first < 128) return { value: first, end: from + 1 };
  let value = 0;
  let factor = 1;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]!;
    value += (byte & 127) * factor;
    if (byte < 128) return { value, end: at + 1 };
    factor *= 128;
    if (factor > 2 ** 49) throw new RangeError('RowBinary has a length beyond 2^49');
  }
  return null;
}

const CACHE_SLOTS = 2048;
const CACHED_LENGTH = 64;

/**
 * Reads UTF-8 strings. Few different ones (models, plans) repeat millions of times, so short ones are
 * looked up by their bytes first: no decoding, and one object each. The cache is bounded.
 */
export function createStringReader(): (bytes: Uint8Array, from: number, length: number) => string {
  // A leading byte order mark is part of the value.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const cache: string[] = Array.from({ length: CACHE_SLOTS }, () => '');
  return (bytes, from, length) => {
    if (length > CACHED_LENGTH) return decoder.decode(bytes.subarray(from, from + length));
    let hash = length;
    for (let i = 0; i < length; i++) hash = Math.imul(hash ^ bytes[from + i]!, 0x01000193);
    const slot = (hash ^ (hash >>> 15)) & (CACHE_SLOTS - 1);
    const known = cache[slot]!;
    if (known.length === length && isAscii(known, bytes, from)) return known;
    const text = decoder.decode(bytes.subarray(from, from + length));
    cache[slot] = text;
    return text;
  };
}

/** Are these bytes the ASCII text `known`? Anything else is decoded again, which is right if slower. */
function isAscii(known: string, bytes: Uint8Array, from: number): boolean {
  for (let i = 0; i < known.length; i++) {
    const byte = bytes[from + i]!;
    if (byte > 127 || known.charCodeAt(i) !== byte) return false;
  }
  return true;
}

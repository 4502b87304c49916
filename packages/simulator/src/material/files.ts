// SPDX-License-Identifier: Apache-2.0
import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A file larger than this, unpacked, is not read. */
const MOST_BYTES = 128 * 2 ** 20;

/** Text of a file, unpacked where it is gzip; null where it cannot be read, is broken or too large. */
export function readText(path: string): string | null {
  try {
    if (statSync(path).size > MOST_BYTES) return null;
    const bytes = readFileSync(path);
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return (packed ? gunzipSync(bytes, { maxOutputLength: MOST_BYTES }) : bytes).toString('utf8');
  } catch {
    return null;
  }
}

/** Extension without `.gz`: `jsonl` of `a.jsonl.gz`; empty where there is none. */
export function extensionOf(path: string): string {
  return /\.([a-z0-9]+)(?:\.gz)?$/i.exec(path)?.[1]?.toLowerCase() ?? '';
}

/** Values of a file of JSON lines; a line that is no JSON counts as `skip`ped. */
export function* jsonLines(text: string, skip: () => void): Generator {
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    try {
      yield JSON.parse(line);
    } catch {
      skip();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0

export interface JsonStart {
  /** `lines`: a JSON value on each; `document`: one value over many lines; `undecided`: more bytes are needed. */
  readonly shape: 'lines' | 'document' | 'utf16' | 'undecided';
  /** Length of a UTF-8 byte order mark. */
  readonly skip: number;
}

/** More is not looked at before deciding. */
export const START_BYTES = 1 << 20;

/**
 * Tells from the first bytes of a file how its JSON lies in it.
 * @param complete the bytes are the whole file.
 */
export function recogniseStart(bytes: Buffer, complete: boolean): JsonStart {
  const final = complete || bytes.length >= START_BYTES;
  if (bytes.length < 4 && !complete) return { shape: 'undecided', skip: 0 };
  if (isUtf16(bytes)) return { shape: 'utf16', skip: 0 };
  const skip = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const from = skipBlank(bytes, skip);
  const first = bytes[from];
  if (first === undefined) return { shape: final ? 'lines' : 'undecided', skip };
  if (first !== 0x5b && first !== 0x7b) return { shape: 'lines', skip };
  const end = bytes.indexOf(10, from);
  if (end === -1) {
    if (!final) return { shape: 'undecided', skip };
    return { shape: first === 0x5b && !complete ? 'document' : 'lines', skip };
  }
  if (isJson(bytes.toString('utf8', from, end))) return { shape: 'lines', skip };
  if (first === 0x5b) return { shape: 'document', skip };
  // A first line that broke off is followed by whole objects, a pretty-printed object by its members.
  const second = bytes[skipBlank(bytes, end)];
  if (second === undefined && !final) return { shape: 'undecided', skip };
  return { shape: second === 0x22 || second === 0x7d ? 'document' : 'lines', skip };
}

function isUtf16(bytes: Buffer): boolean {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  // Without a mark, ASCII characters have a zero before or behind them.
  return bytes.length >= 4 && ((a !== 0 && b === 0 && c !== 0 && d === 0) || (a === 0 && b !== 0 && c === 0 && d !== 0));
}

function skipBlank(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === 32 || bytes[at] === 9 || bytes[at] === 10 || bytes[at] === 13) at++;
  return at;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

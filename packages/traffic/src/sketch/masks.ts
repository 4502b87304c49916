// SPDX-License-Identifier: Apache-2.0
import { isAlphanumeric, UNICODE, WORD } from './characters.ts';
import type { Units } from './units.ts';

/** Classes of what is masked; each is one token whatever it holds. */
export const MASK = { NUMBER: 0x6e756d01, QUOTED: 0x71756f02, CODE: 0x636f6403, LINK: 0x6c6e6b04, BLOB: 0x626c6f05 } as const;

/** Quoted text longer than this is a slot; shorter ones are wording ("the 'name' field"). */
export const QUOTE_SLOT = 24;
/** A run of letters and digits longer than this is data. */
export const BLOB_LENGTH = 32;
/** How far a closing quotation mark is looked for. */
const QUOTE_REACH = 20_000;

/** Closing mark of an opening quotation mark; 0 = not one. */
export function closingQuote(unit: number): number {
  switch (unit) {
    case 34:
      return 34;
    case 0x201c:
      return 0x201d;
    case 0x201e:
      return 0x201c;
    case 0xab:
      return 0xbb;
    case 0x300c:
      return 0x300d;
    case 0x300e:
      return 0x300f;
    default:
      return 0;
  }
}

/** Finds closing marks; remembers how far one was sought in vain, so that many openings stay linear. */
export class QuoteFinder {
  readonly #searched = new Map<number, number>();

  reset(): void {
    if (this.#searched.size > 0) this.#searched.clear();
  }

  /** Index of the closing mark, or -1 when there is none within reach. */
  find(text: Units, at: number, close: number): number {
    const end = Math.min(text.length, at + QUOTE_REACH);
    for (let i = Math.max(at, this.#searched.get(close) ?? 0); i < end; i++) if (text.units[i] === close) return i;
    this.#searched.set(close, end);
    return -1;
  }
}

/** Index of the next code fence (three grave accents) from `at` on, or -1. */
export function findFence(text: Units, at: number): number {
  const { units, length } = text;
  for (let i = at; i < length; i++) if (units[i] === 96 && units[i + 1] === 96 && units[i + 2] === 96) return i;
  return -1;
}

/** A number goes on over separators that stand between digits: 1,234.5 and 2026-11-24T10:00. */
export function skipNumber(text: Units, at: number): number {
  let i = at;
  for (;;) {
    const unit = text.units[i]!;
    const next = text.units[i + 1]!;
    const separator = unit === 44 || unit === 46 || unit === 45 || unit === 58 || unit === 47;
    if (!separator || !(next >= 48 && next <= 57)) return i;
    i++;
    while (i < text.length && isAlphanumeric(text.units[i]!)) i++;
  }
}

/** End of an address: the next space, control or non-ASCII unit. */
export function skipAddress(text: Units, at: number): number {
  let i = at;
  while (i < text.length) {
    const unit = text.units[i]!;
    if (unit <= 32 || unit > 126) break;
    i++;
  }
  return i;
}

/** Longest part of an e-mail address before its `@` (RFC 5321, 4.5.3.1.1). */
const LOCAL_PART = 64;

/**
 * End of the e-mail address whose local part goes on at `at` ("anna" of "anna.keller@…" is read already),
 * or -1 when it is none.
 */
export function skipDottedAddress(text: Units, at: number): number {
  const last = Math.min(text.length - 1, at + LOCAL_PART);
  for (let i = at; i < last; i++) {
    const unit = text.units[i]!;
    if (unit === 64) return isAddressSign(text, i) ? skipAddress(text, i) : -1;
    // Dot, plus, hyphen, underscore, per cent.
    if (!isAlphanumeric(unit) && unit !== 46 && unit !== 43 && unit !== 45 && unit !== 95 && unit !== 37) return -1;
  }
  return -1;
}

/** `@` at `at` joins two parts of an e-mail address. */
export function isAddressSign(text: Units, at: number): boolean {
  return at + 1 < text.length && UNICODE.kind[text.units[at + 1]!] === WORD;
}

/** True for a run of hexadecimal digits only. */
export function isHex(text: Units, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const unit = text.units[i]!;
    const lower = unit | 32;
    if (!((unit >= 48 && unit <= 57) || (lower >= 97 && lower <= 102))) return false;
  }
  return true;
}

/** End of the UUID (8-4-4-4-12 hexadecimal digits) that begins at `from`, or -1. */
export function skipUuid(text: Units, from: number): number {
  if (from + 36 > text.length) return -1;
  for (let k = 0, start = 0; k < 5; k++) {
    const end = start + (k === 0 ? 8 : k === 4 ? 12 : 4);
    if (!isHex(text, from + start, from + end)) return -1;
    if (k < 4 && text.units[from + end] !== 45) return -1;
    start = end + 1;
  }
  return from + 36;
}

/**
 * End of the base64 run that begins at `from`, or -1 when it is none. A path or an identifier has the
 * same letters; base64 mixes capitals, small letters and digits all along.
 */
export function skipBase64(text: Units, from: number): number {
  let i = from;
  let upper = 0;
  let digits = 0;
  for (; i < text.length; i++) {
    const unit = text.units[i]!;
    if (unit >= 65 && unit <= 90) upper++;
    else if (unit >= 48 && unit <= 57) digits++;
    else if (!((unit >= 97 && unit <= 122) || unit === 43 || unit === 47 || unit === 45 || unit === 95)) break;
  }
  const size = i - from;
  if (size <= BLOB_LENGTH || upper * 6 < size || digits * 32 < size || upper + digits > 0.9 * size) return -1;
  while (text.units[i] === 61) i++;
  return i;
}

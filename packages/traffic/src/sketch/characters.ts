// SPDX-License-Identifier: Apache-2.0
/** What a UTF-16 unit is to the tokeniser. */
export const OTHER = 0;
/** Part of a word: letter, mark, digit, underscore. */
export const WORD = 1;
/** Of a script written without spaces: a token of its own, so that shingles are character n-grams. */
export const UNSPACED = 2;
/** Not ASCII, in a text that has not been folded yet. */
const UNFOLDED = 3;

/** FNV-1a, as signed numbers: a loop then stays with 32-bit integers. */
export const FNV_BASIS = 0x811c9dc5 | 0;
export const FNV_PRIME = 0x01000193;

/** Look-ups per unit, so that the loop over a text decides nothing by comparison. */
export interface Alphabet {
  readonly kind: Uint8Array;
  /** What a unit counts as inside a word: small letter, ASCII digit; 0 = it ends the word. */
  readonly fold: Uint16Array;
}

const UNITS = 65_536;
/** For folded text. */
export const UNICODE: Alphabet = { kind: new Uint8Array(UNITS), fold: new Uint16Array(UNITS) };
/** For text that is taken for plain ASCII until a unit says otherwise. */
export const ASCII: Alphabet = { kind: new Uint8Array(UNITS).fill(UNFOLDED), fold: new Uint16Array(UNITS) };

const IN_WORD = /[\p{L}\p{M}\p{N}]/u;
const DECIMAL = /\p{Nd}/u;

let digitsSeen = 0;
for (let unit = 0; unit < UNITS; unit++) {
  const kind = classify(unit);
  UNICODE.kind[unit] = kind;
  if (kind !== WORD) continue;
  const isDigit = DECIMAL.test(String.fromCharCode(unit));
  // Decimal digits of every script stand in unbroken rows from zero to nine (Unicode standard, 4.6).
  UNICODE.fold[unit] = isDigit ? 48 + (digitsSeen++ % 10) : unit >= 65 && unit <= 90 ? unit + 32 : unit;
}
ASCII.kind.set(UNICODE.kind.subarray(0, 128));
ASCII.fold.set(UNICODE.fold.subarray(0, 128));

function classify(unit: number): number {
  if (unit < 128) return isAlphanumeric(unit) || unit === 95 ? WORD : OTHER;
  // Beyond the basic plane: rare ideographs, symbols, emoji. A pair gives two tokens, always together.
  if (unit >= 0xd800 && unit <= 0xdfff) return UNSPACED;
  const character = String.fromCharCode(unit);
  if (!IN_WORD.test(character)) return OTHER;
  return isUnspaced(unit) && !DECIMAL.test(character) ? UNSPACED : WORD;
}

function isUnspaced(unit: number): boolean {
  return (
    (unit >= 0x0e00 && unit <= 0x0eff) || // Thai, Lao
    (unit >= 0x1000 && unit <= 0x109f) || // Myanmar
    (unit >= 0x1780 && unit <= 0x17ff) || // Khmer
    (unit >= 0x2e80 && unit <= 0x9fff) || // Han, Kana, Bopomofo
    (unit >= 0xa9e0 && unit <= 0xa9ff) || // Myanmar extended B
    (unit >= 0xaa60 && unit <= 0xaa7f) || // Myanmar extended A
    (unit >= 0xf900 && unit <= 0xfaff) // Han compatibility
  );
}

/** ASCII letter or digit. */
export function isAlphanumeric(unit: number): boolean {
  const lower = unit | 32;
  return (unit >= 48 && unit <= 57) || (lower >= 97 && lower <= 122);
}

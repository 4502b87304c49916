// SPDX-License-Identifier: Apache-2.0
import { type Alphabet, ASCII, FNV_BASIS, FNV_PRIME, OTHER, UNICODE, UNSPACED } from './characters.ts';
import { foldText } from './fold.ts';
import {
  BLOB_LENGTH,
  closingQuote,
  findFence,
  isAddressSign,
  isHex,
  MASK,
  QUOTE_SLOT,
  QuoteFinder,
  skipAddress,
  skipBase64,
  skipDottedAddress,
  skipNumber,
  skipUuid,
} from './masks.ts';
import { createUnitReader, type Units } from './units.ts';

/** Most tokens that are looked at; a longer text keeps its head, its tail and an even sample of its middle. */
export const MAX_TOKENS = 16_384;
/** Tokens held before a long text is thinned for the first time. */
const BUFFER_TOKENS = 65_536;
const EDGE = MAX_TOKENS / 4;

/** Token hashes of one text. The arrays are reused for the next text. */
export interface Tokens {
  /** Unkeyed 32-bit hashes of the masked tokens, in order. */
  readonly hash: Uint32Array;
  readonly count: number;
  readonly lines: number;
  /** 64-bit hash of everything but white space, masked content included, as two halves. */
  readonly exactLow: number;
  readonly exactHigh: number;
  /** The text as it was folded before it was cut, see `foldText`; null where it was cut as it stands. */
  readonly folded: string | null;
  /** Its units, folded or not. */
  readonly units: Units;
}

const UNKEYED = Uint32Array.of(0x9747b28c, 0x3c6ef372, 0x9e3779b1, 0x85ebca6b);

/** Finaliser of MurmurHash3; unsigned. */
export function mix(h: number): number {
  return mixSigned(h) >>> 0;
}

/** The same as a signed number, which stays one machine word. */
export function mixSigned(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Unkeyed hash (FNV-1a over units, then {@link mix}) of one lower-case word, as the tokeniser would give it. */
export function hashWord(word: string): number {
  let h = FNV_BASIS;
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), FNV_PRIME);
  return mix(h);
}

/**
 * Makes a tokeniser with its own buffers: one pass over UTF-16 units, no allocation per text of plain
 * ASCII. What varies in a template is masked: numbers, long quotations, fenced code, addresses, encoded
 * data. Quotations and code are masked over at most half of a text, so that a prompt cannot hide by
 * standing in quotation marks; a text that is nothing but masks is told from others by its content.
 * @param seeds four 32-bit numbers that key the exact hash (token hashes are unkeyed).
 */
export function createTokeniser(seeds: Uint32Array = UNKEYED): (text: string) => Tokens {
  const tokens: Workshop['tokens'] = {
    hash: new Uint32Array(BUFFER_TOKENS),
    count: 0,
    lines: 0,
    exactLow: 0,
    exactHigh: 0,
    folded: null,
    units: { units: new Uint16Array(0), length: 0 },
  };
  const workshop: Workshop = { tokens, quotes: new QuoteFinder(), seeds };
  const readUnits = createUnitReader();
  return (text) => {
    tokens.folded = null;
    tokens.units = readUnits(text);
    if (tokenise(workshop, tokens.units, ASCII)) return tokens;
    tokens.folded = foldText(text);
    tokens.units = readUnits(tokens.folded);
    tokenise(workshop, tokens.units, UNICODE);
    return tokens;
  };
}

/** What a tokeniser works with; its numbers are read once a text, which costs less than wherever they are needed. */
interface Workshop {
  readonly tokens: { -readonly [K in keyof Tokens]: Tokens[K] };
  readonly quotes: QuoteFinder;
  readonly seeds: Uint32Array;
}

/** Fills the tokens. @returns false when the text has a unit that the alphabet does not know: it must be folded first. */
function tokenise({ tokens, quotes, seeds }: Workshop, text: Units, { kind: kinds, fold }: Alphabet): boolean {
  const { units, length } = text;
  const buffer = tokens.hash;
  const factorLow = seeds[2]! | 1;
  const factorHigh = seeds[3]! | 1;
  let n = 0;
  let words = 0;
  let lines = length === 0 ? 0 : 1;
  let low = seeds[0]! | 0;
  let high = seeds[1]! | 0;
  let maskBudget = length >>> 1;
  // A closing mark whose opening was not masked must not open the next quotation.
  let closedQuote = -1;
  let closedFence = -1;
  let last = 0;
  let i = 0;
  quotes.reset();
  while (i < length) {
    const unit = units[i]!;
    const start = i;
    const first = fold[unit]!;
    let token = 0;
    let masked = false;
    let exact = unit;
    i++;
    if (first !== 0) {
      let digits = (first - 58) >>> 31;
      let h = Math.imul(FNV_BASIS ^ first, FNV_PRIME);
      let u = units[i]!;
      // A zero behind the text ends the last word.
      for (let folded = fold[u]!; folded !== 0; folded = fold[u]!) {
        digits += (folded - 58) >>> 31;
        h = Math.imul(h ^ folded, FNV_PRIME);
        u = units[++i]!;
      }
      exact = h;
      const size = i - start;
      if (digits === 0 && size <= BLOB_LENGTH && (u === 32 || u === 44 || (u === 46 && units[i + 1]! <= 32))) {
        // The usual case: a plain word.
        token = mixSigned(h);
        if (u === 32) i++;
      } else {
        let end = -1;
        if ((u === 46 || u === 43 || u === 45) && (end = skipDottedAddress(text, i)) !== -1) {
          token = MASK.LINK;
        } else if (u === 58 && units[i + 1] === 47 && units[i + 2] === 47) {
          end = skipAddress(text, i);
          token = MASK.LINK;
        } else if (u === 64 && isAddressSign(text, i)) {
          end = skipAddress(text, i);
          token = MASK.LINK;
        } else if ((u === 43 || u === 47) && (end = skipBase64(text, start)) !== -1) {
          token = MASK.BLOB;
        } else if (u === 45 && size === 8 && (end = skipUuid(text, start)) !== -1) {
          token = MASK.NUMBER;
        } else if (size > BLOB_LENGTH && unit < 128) {
          end = i;
          token = MASK.BLOB;
        } else if (digits > 0 && (digits * 2 >= size || (size >= 8 && isHex(text, start, i)))) {
          end = skipNumber(text, i);
          token = MASK.NUMBER;
        }
        masked = end !== -1;
        if (masked) i = end;
        else token = mixSigned(h);
      }
    } else if (kinds[unit] === OTHER) {
      if (unit <= 32) {
        if (unit === 10) lines++;
        if (unit === 32 || (unit >= 9 && unit <= 13)) continue;
      } else if (unit === 96) {
        if (units[i] === 96 && units[i + 1] === 96 && start !== closedFence) {
          const end = findFence(text, i + 2);
          if (end !== -1 && end - i <= maskBudget) {
            maskBudget -= end - i;
            i = end + 3;
            token = MASK.CODE;
            masked = true;
          } else closedFence = end;
        }
      } else {
        const close = closingQuote(unit);
        if (close !== 0 && start !== closedQuote) {
          const end = quotes.find(text, i, close);
          const size = end - i;
          if (size > QUOTE_SLOT && size <= maskBudget) {
            maskBudget -= size;
            i = end + 1;
            token = MASK.QUOTED;
            masked = true;
          } else if (end !== -1) closedQuote = end;
        }
      }
    } else if (kinds[unit] === UNSPACED) token = mixSigned(Math.imul(FNV_BASIS ^ unit, FNV_PRIME));
    else return false;
    low = Math.imul(low ^ exact, factorLow);
    high = (Math.imul(high ^ exact, factorHigh) + 0x1b873593) | 0;
    low ^= low >>> 15;
    if (token === 0) continue;
    if (masked) {
      // What a mask hides still tells two texts apart.
      for (let k = start; k < i; k++) {
        const u = units[k]!;
        low = Math.imul(low ^ u, factorLow);
        high = (Math.imul(high ^ u, factorHigh) + 0x1b873593) | 0;
        low ^= low >>> 15;
      }
      // Two masks in a row are one slot: "12 34" and "12 34 56" have the same skeleton.
      if (token === last) continue;
    } else words++;
    if (n === BUFFER_TOKENS) n = thin(buffer, n, BUFFER_TOKENS / 2);
    buffer[n++] = token;
    last = token;
  }
  tokens.exactLow = mix(low);
  tokens.exactHigh = mix(high ^ (high >>> 15) ^ low);
  if (words === 0 && n > 0) buffer[n++] = mix(tokens.exactLow ^ n);
  tokens.count = n > MAX_TOKENS ? thin(buffer, n, MAX_TOKENS) : n;
  tokens.lines = lines;
  return true;
}

/**
 * Keeps the first and the last {@link EDGE} tokens and, of the middle, those with the smallest hashes, so
 * that padding cannot push a template out. @returns the new count, at most `most`.
 */
function thin(hash: Uint32Array, count: number, most: number): number {
  const room = most - 2 * EDGE;
  const from = EDGE;
  const to = count - EDGE;
  const limit = Math.floor((room / (to - from)) * 0x1_0000_0000);
  let n = from;
  // Each distinct token passes or fails as a whole; where too many pass, the rest of the middle is dropped.
  for (let i = from; i < to; i++) if (n < from + room && mix(hash[i]!) < limit) hash[n++] = hash[i]!;
  hash.copyWithin(n, to, count);
  return n + EDGE;
}

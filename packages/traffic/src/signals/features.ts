// SPDX-License-Identifier: Apache-2.0
import type { Tokens } from '../sketch/tokens.ts';
import { CONCEPTS, createConceptTable } from './concepts/index.ts';

/** Features that are concepts or pairs of concepts; the others are words. */
export const CONCEPT_FEATURES = CONCEPTS.length + CONCEPTS.length ** 2;
/** In the place of a feature, where a concept meets itself: always seen in this block already, so that it never counts. */
const NO_PAIR = CONCEPT_FEATURES;
/** Tokens looked at from each end of a text. */
const EDGE_TOKENS = 600;
/** A window is two neighbouring blocks. */
export const BLOCK_TOKENS = 48;
const MOST_BLOCKS = (2 * EDGE_TOKENS) / BLOCK_TOKENS;
/** Concepts this many tokens apart still make a pair. */
const REACH = 16;
/** Concepts before one that it makes pairs with, at most; bounds the work on hostile texts. */
const MEMORY = 12;
const MEANINGS = 4;
const MOST_CONCEPTS = 2 * EDGE_TOKENS * MEANINGS;
/** One more, because a number is written before it is known to count. */
const MOST_FEATURES = MOST_CONCEPTS * (MEMORY + 1) + 1;
/** Added to the number of features: two or three telling words alone are no likeness. */
const NORM_FLOOR = 20;

/** Factor of a sum over `count` features, which makes texts of different length comparable. */
export function normFor(count: number): number {
  return 1 / Math.sqrt(count + NORM_FLOOR);
}

/** Features of one text, block by block. The arrays are reused for the next text. */
export interface Features {
  blocks: number;
  /** Feature numbers below {@link CONCEPT_FEATURES}, each once a block: saying it often is no more telling. */
  readonly concepts: Uint16Array;
  /** End of each block in `concepts`. */
  readonly conceptEnds: Int32Array;
  /** Those of a block that the block before has too; a window of both counts them once. */
  readonly repeats: Uint16Array;
  readonly repeatEnds: Int32Array;
  /** Hashes of the words, as signed numbers. */
  readonly words: Int32Array;
  readonly wordEnds: Int32Array;
}

/**
 * Makes a reader of features. A long text is read from its two ends, because a wrapper lies there and what
 * stands between is content.
 */
export function createFeatureReader(): (tokens: Tokens) => Features {
  const table = createConceptTable();
  const concepts = new Uint16Array(MOST_FEATURES);
  const conceptEnds = new Int32Array(MOST_BLOCKS);
  const repeats = new Uint16Array(MOST_FEATURES);
  const repeatEnds = new Int32Array(MOST_BLOCKS);
  const words = new Int32Array(2 * EDGE_TOKENS);
  const wordEnds = new Int32Array(MOST_BLOCKS);
  const features: Features = { blocks: 0, concepts, conceptEnds, repeats, repeatEnds, words, wordEnds };
  const said = new Uint8Array(MOST_CONCEPTS);
  const places = new Int32Array(MOST_CONCEPTS);
  // Block in which a feature was last seen; block numbers go on from text to text, so that nothing is cleared.
  const lastSeen = new Int32Array(CONCEPT_FEATURES + 1);
  const pairs = numberPairs();
  const size = CONCEPTS.length;
  let firstBlock = 0;

  /** Where in the text a phrase may begin, of one block. */
  const begins = new Int32Array(BLOCK_TOKENS);

  return ({ hash, count }) => {
    const seen = Math.min(count, 2 * EDGE_TOKENS);
    const blocks = Math.ceil(seen / BLOCK_TOKENS);
    const leftOut = count - seen;
    const tail = leftOut > 0 ? count - EDGE_TOKENS : count;
    // A gap of two, so that no text repeats the last block of the one before.
    firstBlock += MOST_BLOCKS + 2;
    if (firstBlock > 0x7fff_0000) {
      lastSeen.fill(0);
      firstBlock = MOST_BLOCKS + 2;
    }
    let c = 0;
    let r = 0;
    let spoken = 0;
    let next = 0;
    let inTail = false;
    for (let block = 0; block < blocks; block++) {
      const now = firstBlock + block;
      lastSeen[NO_PAIR] = now;
      const end = Math.min(seen, (block + 1) * BLOCK_TOKENS);
      let found = 0;
      for (let n = block * BLOCK_TOKENS; n < end; n++) {
        const at = n < EDGE_TOKENS ? n : n + leftOut;
        const token = hash[at]! | 0;
        words[n] = token;
        begins[found] = at;
        found += table.mayBegin(token, at + 1 < count ? hash[at + 1]! : 0);
      }
      for (let b = 0; b < found; b++) {
        const at = begins[b]!;
        if (at >= tail && !inTail) {
          inTail = true;
          next = at;
        }
        if (at < next) continue;
        const phrase = table.find(hash, count, at);
        if (phrase === -1) continue;
        next = at + table.tokensOf(phrase);
        const before = spoken;
        const oldest = Math.max(0, before - MEMORY);
        for (let m = 0; m < MEANINGS; m++) {
          const concept = table.meaning(phrase, m);
          if (concept === 255) break;
          said[spoken] = concept;
          places[spoken++] = next - 1;
          const last = lastSeen[concept]!;
          lastSeen[concept] = now;
          concepts[c] = concept;
          c += differ(last, now);
          repeats[r] = concept;
          r += 1 - differ(last, now - 1);
          for (let k = before - 1; k >= oldest && at - places[k]! <= REACH; k--) {
            const both = pairs[concept * size + said[k]!]!;
            const lastPair = lastSeen[both]!;
            lastSeen[both] = now;
            concepts[c] = both;
            c += differ(lastPair, now);
            repeats[r] = both;
            r += 1 - differ(lastPair, now - 1);
          }
        }
      }
      conceptEnds[block] = c;
      repeatEnds[block] = r;
      wordEnds[block] = end;
    }
    features.blocks = blocks;
    return features;
  };
}

/** Feature of each pair of concepts, whichever comes first; {@link NO_PAIR} for a concept with itself. */
function numberPairs(): Uint16Array {
  const size = CONCEPTS.length;
  const pairs = new Uint16Array(size * size).fill(NO_PAIR);
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      pairs[a * size + b] = size + a * size + b;
      pairs[b * size + a] = size + a * size + b;
    }
  }
  return pairs;
}

/** 1 when two 32-bit numbers differ, else 0: without a branch that cannot be foretold. */
export function differ(a: number, b: number): number {
  const difference = a ^ b;
  return (difference | -difference) >>> 31;
}

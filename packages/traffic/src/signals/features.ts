// SPDX-License-Identifier: Apache-2.0
import type { Tokens } from '../sketch/tokens.ts';
import { mix } from '../sketch/tokens.ts';
import { CONCEPTS, createConceptTable } from './concepts/index.ts';

/** Features that are concepts or pairs of concepts; the others are words and word pairs. */
export const CONCEPT_FEATURES = CONCEPTS.length + CONCEPTS.length ** 2;
/** Tokens looked at from each end of a text. */
export const EDGE_TOKENS = 600;
/** A window is two neighbouring blocks. */
export const BLOCK_TOKENS = 48;
/** Concepts this many tokens apart still make a pair. */
const REACH = 16;
/** Concepts remembered for pairs; bounds the work on hostile texts. */
const MEMORY = 12;
const MOST_BLOCKS = (2 * EDGE_TOKENS) / BLOCK_TOKENS;
const MOST_CONCEPTS = 2 * EDGE_TOKENS * 4 * (MEMORY + 1);

/** Added to the number of features: two or three telling words alone are no likeness. */
const NORM_FLOOR = 20;

/** Factor of a sum over `count` features, which makes texts of different length comparable. */
export function normFor(count: number): number {
  return 1 / Math.sqrt(count + NORM_FLOOR);
}

/** Features of one text, block by block. The arrays are reused for the next text. */
export interface Features {
  blocks: number;
  /** Feature numbers below {@link CONCEPT_FEATURES}. */
  readonly concepts: Uint16Array;
  /** End of each block in `concepts`. */
  readonly conceptEnds: Int32Array;
  /** 32-bit keys of words and word pairs, signed. */
  readonly words: Int32Array;
  readonly wordEnds: Int32Array;
}

/**
 * Makes a reader of features. A long text is read from its two ends, because a wrapper lies there and what
 * stands between is content.
 */
export function createFeatureReader(): (tokens: Tokens) => Features {
  const table = createConceptTable();
  const concepts = new Uint16Array(MOST_CONCEPTS);
  const conceptEnds = new Int32Array(MOST_BLOCKS);
  const words = new Int32Array(4 * EDGE_TOKENS);
  const wordEnds = new Int32Array(MOST_BLOCKS);
  const features: Features = { blocks: 0, concepts, conceptEnds, words, wordEnds };
  const recent = new Uint8Array(MEMORY);
  const places = new Int32Array(MEMORY);
  const size = CONCEPTS.length;

  return ({ hash, count }) => {
    const seen = Math.min(count, 2 * EDGE_TOKENS);
    const blocks = Math.ceil(seen / BLOCK_TOKENS);
    let c = 0;
    let w = 0;
    let next = 0;
    let kept = 0;
    let at = 0;
    for (let block = 0; block < blocks; block++) {
      const end = Math.min(seen, (block + 1) * BLOCK_TOKENS);
      for (let n = block * BLOCK_TOKENS; n < end; n++, at++) {
        if (n === EDGE_TOKENS && count > seen) at = next = count - EDGE_TOKENS;
        const token = hash[at]!;
        words[w++] = mix(token) | 0;
        if (at + 1 < count) words[w++] = mix(Math.imul(token, 31) ^ hash[at + 1]!) | 0;
        if (at < next) continue;
        const meanings = table.read(hash, count, at);
        next = at + table.length;
        const before = kept;
        for (let m = 0; m < meanings; m++) {
          const concept = table.found[m]!;
          concepts[c++] = concept;
          for (let k = Math.max(0, before - MEMORY); k < before; k++) {
            const other = recent[k % MEMORY]!;
            if (other === concept || at - places[k % MEMORY]! > REACH) continue;
            concepts[c++] = size + Math.min(concept, other) * size + Math.max(concept, other);
          }
        }
        for (let m = 0; m < meanings; m++) {
          recent[kept % MEMORY] = table.found[m]!;
          places[kept % MEMORY] = next - 1;
          kept++;
        }
      }
      conceptEnds[block] = c;
      wordEnds[block] = w;
    }
    features.blocks = blocks;
    return features;
  };
}

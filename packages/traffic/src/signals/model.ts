// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { Tokens } from '../sketch/tokens.ts';
import { LEXICON_HASH } from './concepts/index.ts';
import { BLOCK_TOKENS, CONCEPT_FEATURES, createFeatureReader, differ, normFor } from './features.ts';

/** Techniques the model knows; `handle-replay` is a fact of the session, not of the words. */
export const HEADS = 8;
/** Bounds of what the model alone may say, in bits. */
export const LEAST_BITS = -4;
export const MOST_BITS = 6;
/** Bound of one window, before its prior. */
const MOST_WINDOW_BITS = 10;
/** Words are looked up by hash, in a table at most half full. */
const TABLE_BITS = 14;

/** Calibrated linear model over meanings, pairs of meanings, and words. */
export interface SignalModel {
  /** Raises `bits[k]` to the model's log-likelihood ratio of technique k where that is higher. */
  score(tokens: Tokens, bits: Float32Array): void;
}

export interface ModelFile {
  version: 3;
  /** LEXICON_HASH of training: a changed lexicon needs a new model. */
  lexicon: string;
  /** Numbers of the concept features that carry weight: Uint16, base64. */
  conceptFeatures: string;
  /** int8 weights, HEADS for each concept feature, base64. */
  conceptWeights: string;
  /** Hashes of the words that carry weight: Int32, base64. */
  words: string;
  /** int8 weights, HEADS for each word. */
  wordWeights: string;
  /** What one unit of a head's weights is worth. */
  conceptScale: number[];
  wordScale: number[];
  bias: number[];
  /** Platt: bits = slope · margin + offset. */
  slope: number[];
  offset: number[];
}

/**
 * Bits taken off window `w` of `windows`: the likelihood ratio of "it is in one of these places" is the
 * ratio of the place times its prior, and wrappers lie at the ends of a prompt.
 */
export function windowPenalty(w: number, windows: number): number {
  if (windows <= 2) return windows === 2 ? 1 : 0;
  return w === 0 || w === windows - 1 ? -Math.log2(0.4) : Math.log2((windows - 2) / 0.2);
}

/** The shipped model; the data sheet docs/reference/signals-datasheet.md says what it was trained on. */
export function loadModel(): SignalModel {
  return createModel(JSON.parse(readFileSync(new URL('./model.json', import.meta.url), 'utf8')) as ModelFile);
}

/** @throws RangeError when the file was trained with another lexicon of concepts. */
export function createModel(file: ModelFile): SignalModel {
  if (file.lexicon !== LEXICON_HASH) throw new RangeError('the signal model belongs to another lexicon; train it anew');
  const { conceptScale, wordScale, bias, slope, offset } = file;
  const conceptWeights = packWeights(readConceptWeights(file));
  const wordWeights = packWeights(new Int8Array(Buffer.from(file.wordWeights, 'base64')));
  const { find } = createWordTable(new Int32Array(new Uint8Array(Buffer.from(file.words, 'base64')).buffer));
  const readFeatures = createFeatureReader();
  // Sums of this block and of the one before: a window is both.
  const conceptSums = new Int32Array(2 * HEADS);
  const wordSums = new Int32Array(2 * HEADS);
  // Block in which a word was last seen: like a concept, it counts once a window.
  const lastSeen = new Int32Array(wordWeights.length / PACKED);
  // Places of a block's words, and of those that the block before has too. One is written before it is known to count.
  const places = new Uint16Array(BLOCK_TOKENS + 1);
  const again = new Uint16Array(BLOCK_TOKENS + 1);
  let now = 0;

  const judge = (concepts: number, words: number, penalty: number, bits: Float32Array): void => {
    const conceptNorm = normFor(concepts);
    const wordNorm = normFor(words);
    for (let k = 0; k < HEADS; k++) {
      const margin =
        (conceptSums[k]! + conceptSums[HEADS + k]!) * conceptNorm * conceptScale[k]! +
        (wordSums[k]! + wordSums[HEADS + k]!) * wordNorm * wordScale[k]! +
        bias[k]!;
      const found = Math.min(MOST_WINDOW_BITS, slope[k]! * margin + offset[k]!) - penalty;
      if (found > bits[k]!) bits[k] = Math.max(LEAST_BITS, Math.min(MOST_BITS, found));
    }
  };

  return {
    score(tokens, bits) {
      const { blocks, concepts, conceptEnds, repeats, repeatEnds, words, wordEnds } = readFeatures(tokens);
      const windows = Math.max(1, blocks - 1);
      for (let k = 0; k < 2 * HEADS; k++) {
        conceptSums[k] = 0;
        wordSums[k] = 0;
      }
      // A gap of one, so that no text repeats the last block of the one before.
      now = now > 0x7fff_0000 ? 1 : now + 1;
      if (now === 1) lastSeen.fill(0);
      let conceptsBefore = 0;
      let wordsBefore = 0;
      for (let block = 0, c = 0, r = 0, w = 0; block < blocks; block++) {
        const known = conceptEnds[block]! - c;
        const said = wordEnds[block]! - w;
        const repeated = repeatEnds[block]! - r;
        moveBack(conceptSums);
        addWeights(conceptSums, 0, 1, conceptWeights, concepts, c, (c += known));
        addWeights(conceptSums, HEADS, -1, conceptWeights, repeats, r, (r += repeated));
        now++;
        let different = 0;
        let common = 0;
        for (const end = w + said; w < end; w++) {
          const place = find(words[w]!);
          if (place < 0) continue;
          const last = lastSeen[place]!;
          lastSeen[place] = now;
          places[different] = place;
          different += differ(last, now);
          again[common] = place;
          common += 1 - differ(last, now - 1);
        }
        moveBack(wordSums);
        addWeights(wordSums, 0, 1, wordWeights, places, 0, different);
        // What is in both blocks of a window counts once: it is taken off the block before, which no later window has.
        addWeights(wordSums, HEADS, -1, wordWeights, again, 0, common);
        if (block > 0 || blocks === 1) {
          const penalty = windowPenalty(Math.max(0, block - 1), windows);
          judge(conceptsBefore + known - repeated, wordsBefore + said, penalty, bits);
        }
        conceptsBefore = known;
        wordsBefore = said;
      }
    },
  };
}

/** The sums of the block before make room for those of this one. */
function moveBack(sums: Int32Array): void {
  for (let k = 0; k < HEADS; k++) {
    sums[HEADS + k] = sums[k]!;
    sums[k] = 0;
  }
}

/** Words of one item's packed weights: two heads in each, the first in the low half. */
const PACKED = HEADS / 2;
/** So many weights add up within 16 bits. */
const MOST_AT_ONCE = 256;

function packWeights(weights: Int8Array): Int32Array {
  return Int32Array.from({ length: weights.length / 2 }, (_, i) => weights[2 * i]! + weights[2 * i + 1]! * 65_536);
}

/** Adds the weights of `items[from … to)`, times `sign`, to the sums from `base` on: two heads with every addition. */
function addWeights(
  sums: Int32Array,
  base: number,
  sign: 1 | -1,
  weights: Int32Array,
  items: Uint16Array,
  from: number,
  to: number,
): void {
  for (let at = from; at < to; ) {
    const end = Math.min(to, at + MOST_AT_ONCE);
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (; at < end; at++) {
      const i = items[at]! * PACKED;
      a = (a + weights[i]!) | 0;
      b = (b + weights[i + 1]!) | 0;
      c = (c + weights[i + 2]!) | 0;
      d = (d + weights[i + 3]!) | 0;
    }
    unpack(sums, base, sign, a);
    unpack(sums, base + 2, sign, b);
    unpack(sums, base + 4, sign, c);
    unpack(sums, base + 6, sign, d);
  }
}

function unpack(sums: Int32Array, at: number, sign: 1 | -1, packed: number): void {
  const low = (packed << 16) >> 16;
  sums[at]! += sign * low;
  sums[at + 1]! += sign * ((packed - low) >> 16);
}

function readConceptWeights(file: ModelFile): Int8Array {
  const numbers = new Uint16Array(new Uint8Array(Buffer.from(file.conceptFeatures, 'base64')).buffer);
  const packed = new Int8Array(Buffer.from(file.conceptWeights, 'base64'));
  const weights = new Int8Array(CONCEPT_FEATURES * HEADS);
  numbers.forEach((feature, i) => weights.set(packed.subarray(i * HEADS, (i + 1) * HEADS), feature * HEADS));
  return weights;
}

/** Place of a word among those that carry weight, or -1. */
function createWordTable(words: Int32Array): { find(key: number): number } {
  const size = 1 << TABLE_BITS;
  if (words.length * 2 > size) throw new RangeError(`more than ${size / 2} words`);
  const keys = new Int32Array(size);
  const places = new Int16Array(size).fill(-1);
  // One byte per 16-bit hash answers "unknown" for most words.
  const maybe = new Uint8Array(65_536);
  words.forEach((key, i) => {
    let slot = key & (size - 1);
    while (places[slot] !== -1) slot = (slot + 1) & (size - 1);
    keys[slot] = key;
    places[slot] = i;
    maybe[key >>> 16] = 1;
  });
  return {
    find(key) {
      if (maybe[key >>> 16] === 0) return -1;
      for (let slot = key & (size - 1); places[slot] !== -1; slot = (slot + 1) & (size - 1)) {
        if (keys[slot] === key) return places[slot]!;
      }
      return -1;
    },
  };
}

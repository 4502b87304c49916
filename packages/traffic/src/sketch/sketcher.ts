// SPDX-License-Identifier: Apache-2.0
import type { NodeKey } from '@stillwatch/core';
import { majorityOf, MAX_VOTES } from './majority.ts';
import type { Sketch } from './sketch.ts';
import { createTokeniser, MAX_TOKENS, mix, mixSigned, type Tokens } from './tokens.ts';

export interface Sketcher {
  /** Fills `into`; the returned tokens are valid until the next call. */
  sketch(text: string, into: Sketch): Tokens;
}

/** Shingles that make up the head and the tail sections. */
export const SECTION_SHINGLES = 40;

/**
 * Makes a sketcher whose constants come from the node's key, or its sharing group's: without the key nobody can craft texts that
 * collide or dodge. One-permutation MinHash (Li, Owen, Zhang 2012) without borrowing: an empty bin stays
 * empty, because a borrowed value would say of one place what was seen at another.
 */
export function createSketcher(key: NodeKey): Sketcher {
  const [s0, s1, s2, whole, head, tail, low, high] = Array.from(new Int32Array(key.sketchSeeds('sketch/v1', 8))) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const tokenise = createTokeniser(key.sketchSeeds('slot/v1', 4));
  const shingles = new Int32Array(MAX_TOKENS + 1);
  const voters = new Int32Array(MAX_VOTES);

  /** Hashes of three tokens in a row; texts of one or two have one shingle of what is there. @returns how many. */
  const hashShingles = (hash: Uint32Array, count: number, into: Int32Array): number => {
    const size = count === 0 ? 0 : Math.max(1, count - 2);
    let a = Math.imul((count > 0 ? hash[0]! : 0) ^ s0, 0x9e3779b1);
    let b = count > 1 ? hash[1]! | 0 : 0;
    for (let i = 0; i < size; i++) {
      const c = i + 2 < count ? hash[i + 2]! | 0 : 0;
      into[i] = mixSigned(a ^ Math.imul(b ^ s1, 0x85ebca77) ^ Math.imul(c ^ s2, 0xc2b2ae3d));
      a = Math.imul(b ^ s0, 0x9e3779b1);
      b = c;
    }
    return size;
  };

  return {
    sketch(text, into) {
      const tokens = tokenise(text);
      const { hash, count } = tokens;
      const size = hashShingles(hash, count, shingles);
      const { signature } = into;
      keepSmallest(signature, 0, 29, shingles, 0, size, whole);
      keepSmallest(signature, 8, 30, shingles, 0, Math.min(size, SECTION_SHINGLES), head);
      keepSmallest(signature, 12, 30, shingles, Math.max(0, size - SECTION_SHINGLES), size, tail);
      const votes = size <= MAX_VOTES ? size : sampleVoters(shingles, size, voters);
      const words = size <= MAX_VOTES ? shingles : voters;
      into.simhashLow = majorityOf(words, votes, low, 0x9e3779b1);
      into.simhashHigh = majorityOf(words, votes, high, 0x85ebca6b);
      into.slotLow = text === '' ? 0 : (tokens.exactLow | 1) >>> 0;
      into.slotHigh = text === '' ? 0 : tokens.exactHigh;
      into.words = Math.min(65_535, count);
      into.lines = Math.min(65_535, tokens.lines);
      return tokens;
    },
  };
}

/** The smallest value of each bin, while they are sought. */
const least = new Int32Array(8);

/**
 * Keeps the smallest mixed hash of each bin; the top bits of a value name its bin. By arithmetic: whether a value is the
 * smallest so far cannot be foretold, and a wrong guess costs the processor more than the sum.
 */
function keepSmallest(
  signature: Uint32Array,
  base: number,
  shift: number,
  shingles: Int32Array,
  from: number,
  to: number,
  salt: number,
): void {
  const bins = 1 << (32 - shift);
  for (let bin = 0; bin < bins; bin++) least[bin] = ((bin + 1) << shift) - 1;
  let filled = 0;
  for (let i = from; i < to; i++) {
    const value = mixSigned(shingles[i]! ^ salt);
    const bin = value >>> shift;
    filled |= 1 << bin;
    // Negative when the value is smaller: two of one bin differ by less than 2³¹.
    const difference = value - least[bin]!;
    least[bin] = least[bin]! + (difference & (difference >> 31));
  }
  // 0 says that a bin is empty.
  for (let bin = 0; bin < bins; bin++) signature[base + bin] = (filled >> bin) & 1 ? least[bin]! || 1 : 0;
}

/** A sample by hash of the shingles of a long text votes in its SimHash. @returns how many, at most MAX_VOTES. */
function sampleVoters(shingles: Int32Array, size: number, into: Int32Array): number {
  const above = Math.floor(0x1_0000_0000 * (1 - 200 / size));
  let votes = 0;
  for (let i = 0; i < size && votes < MAX_VOTES; i++) if (shingles[i]! >>> 0 >= above) into[votes++] = shingles[i]!;
  return votes;
}

/** Estimated Jaccard similarity of two texts' shingles from positions 0–7; 0 when either has none. */
export function estimateJaccard(a: Uint32Array, b: Uint32Array): number {
  let same = 0;
  let either = 0;
  for (let i = 0; i < 8; i++) {
    if (a[i] === 0 && b[i] === 0) continue;
    either++;
    if (a[i] === b[i]) same++;
  }
  return either === 0 ? 0 : same / either;
}

/** Differing bits of two 64-bit SimHashes given in halves. */
export function hammingDistance(aLow: number, aHigh: number, bLow: number, bHigh: number): number {
  return countBits(aLow ^ bLow) + countBits(aHigh ^ bHigh);
}

function countBits(x: number): number {
  let v = x - ((x >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * MinHash bands of positions 0–7 as 64-bit numbers: `bands` must divide 8. Two texts that agree in a
 * whole band are candidates for one template.
 */
export function bandsOf(signature: Uint32Array, bands: 1 | 2 | 4 | 8): bigint[] {
  const rows = 8 / bands;
  return Array.from({ length: bands }, (_, band) => {
    let low = 0x9e3779b1 ^ band;
    let high = 0x85ebca77 ^ band;
    for (let row = 0; row < rows; row++) {
      low = mix(Math.imul(low, 31) ^ signature[band * rows + row]!);
      high = mix(Math.imul(high, 37) ^ signature[band * rows + row]!);
    }
    return (BigInt(high) << 32n) | BigInt(low);
  });
}

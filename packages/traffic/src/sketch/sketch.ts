// SPDX-License-Identifier: Apache-2.0
/** The privacy-preserving fingerprint of one text. Reused between texts; copy what must stay. */
export interface Sketch {
  /**
   * 16 sampled shingle hashes: 0–7 minima over the whole text (one-permutation MinHash, never borrowed),
   * 8–11 over the first shingles, 12–15 over the last ones. 0 = no sample.
   * Samples of a fixed wrapper recur however long the text in its slots is.
   */
  readonly signature: Uint32Array;
  simhashLow: number;
  simhashHigh: number;
  /** Hash of the normalised text, slots included. 0/0 = no text. */
  slotLow: number;
  slotHigh: number;
  words: number;
  lines: number;
}

export function emptySketch(): Sketch {
  return { signature: new Uint32Array(16), simhashLow: 0, simhashHigh: 0, slotLow: 0, slotHigh: 0, words: 0, lines: 0 };
}

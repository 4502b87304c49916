// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { Tokens } from '../sketch/tokens.ts';
import { mix } from '../sketch/tokens.ts';

/** Techniques the model knows; `handle-replay` is a fact of the session, not of the words. */
export const HEADS = 8;
export const BUCKETS = 1 << 13;
/** At most this many features of a text are looked at, from its two ends. */
const MAX_FEATURES = 600;

/** Calibrated linear model over hashed words and word pairs. */
export interface SignalModel {
  /** Raises `bits[k]` to the model's log-likelihood ratio of technique k where that is higher. */
  score(tokens: Tokens, bits: Float32Array): void;
}

interface ModelFile {
  version: 1;
  /** int8 weights, BUCKETS × HEADS, base64. */
  weights: string;
  scale: number;
  bias: number[];
  /** Platt: bits = slope · margin + offset. */
  slope: number[];
  offset: number[];
}

/** Calls `take` with the bucket of every feature of a text: each word, each pair of neighbours. */
export function forEachFeature(tokens: Tokens, take: (bucket: number) => void): number {
  const { hash, count } = tokens;
  const head = Math.min(count, MAX_FEATURES);
  let features = 0;
  for (let i = 0; i < count; i++) {
    if (i === head && count > 2 * head) i = count - head;
    take(mix(hash[i]!) & (BUCKETS - 1));
    features++;
    if (i + 1 < count) {
      take(mix(Math.imul(hash[i]!, 31) ^ hash[i + 1]!) & (BUCKETS - 1));
      features++;
    }
  }
  return features;
}

/** The shipped model; the data sheet docs/reference/signals-datasheet.md says what it was trained on. */
export function loadModel(): SignalModel | null {
  let file: ModelFile;
  try {
    file = JSON.parse(readFileSync(new URL('./model.json', import.meta.url), 'utf8')) as ModelFile;
  } catch (error) {
    // The rules work alone while the training script makes the first model.
    if ((error as { code?: string }).code === 'ENOENT') return null;
    throw error;
  }
  return createModel(file);
}

export function createModel(file: ModelFile): SignalModel {
  const weights = new Int8Array(Buffer.from(file.weights, 'base64'));
  const sums = new Int32Array(HEADS);
  return {
    score(tokens, bits) {
      sums.fill(0);
      const { hash, count } = tokens;
      let features = 0;
      const head = Math.min(count, MAX_FEATURES);
      for (let i = 0; i < count; i++) {
        if (i === head && count > 2 * head) i = count - head;
        const one = (mix(hash[i]!) & (BUCKETS - 1)) * HEADS;
        for (let k = 0; k < HEADS; k++) sums[k]! += weights[one + k]!;
        features++;
        if (i + 1 < count) {
          const two = (mix(Math.imul(hash[i]!, 31) ^ hash[i + 1]!) & (BUCKETS - 1)) * HEADS;
          for (let k = 0; k < HEADS; k++) sums[k]! += weights[two + k]!;
          features++;
        }
      }
      if (features === 0) return;
      const norm = file.scale / Math.sqrt(features);
      for (let k = 0; k < HEADS; k++) {
        const margin = sums[k]! * norm + file.bias[k]!;
        const found = Math.max(-4, Math.min(6, file.slope[k]! * margin + file.offset[k]!));
        if (found > bits[k]!) bits[k] = found;
      }
    },
  };
}

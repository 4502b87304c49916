// SPDX-License-Identifier: Apache-2.0
import { GRAMS, mix32, type TrafficTable } from '@stillwatch/detection';

/** Dimensions of the embedding of a signature. */
export const DIMENSIONS = 256;
/** Frequencies of the random features, as many for each bandwidth. */
export const FREQUENCIES = 128;
/** Numbers in a feature vector: a cosine and a sine of every frequency. */
export const FEATURES = 2 * FREQUENCIES;
/** Bandwidths, as multiples of the median distance (arXiv 2606.05725). */
export const BANDWIDTHS: readonly number[] = [0.5, 1, 2, 4];

/**
 * Embeds the signature of an exchange: every sample adds ±1 to one of 256 dimensions (signed hashing), then length 1.
 * @param into 256 numbers, overwritten; all 0 where the log holds no text.
 * @returns whether there was text.
 */
export function embed({ exchanges }: TrafficTable, row: number, into: Float64Array): boolean {
  into.fill(0);
  for (let g = 0; g < GRAMS; g++) {
    const value = exchanges.grams[row * GRAMS + g]!;
    if (value === 0) continue;
    const hash = mix32(value ^ Math.imul(g + 1, 0x9e3779b1));
    into[hash % DIMENSIONS]! += hash >>> 31 === 0 ? 1 : -1;
  }
  let squares = 0;
  for (const x of into) squares += x * x;
  if (squares === 0) return false;
  const norm = Math.sqrt(squares);
  for (let d = 0; d < DIMENSIONS; d++) into[d]! /= norm;
  return true;
}

/** Random Fourier features (Rahimi, Recht, NIPS 2007) of the mean of Gaussian kernels of four bandwidths. */
export interface RandomFeatures {
  /** Adds φ(x) to 256 sums; ‖φ(x)‖ = 1 and φ(x)·φ(y) ≈ {@link kernel}(x, y). */
  addTo(sums: Float64Array, x: Float64Array): void;
}

/** @param sigma median distance of embeddings, > 0. */
export function createRandomFeatures(sigma: number, seed: number): RandomFeatures {
  const normal = createNormal(seed);
  // By dimension, so that an embedding, which is mostly zeros, touches few lines.
  const frequency = new Float64Array(DIMENSIONS * FREQUENCIES);
  for (let i = 0; i < frequency.length; i++) frequency[i] = normal() / (sigma * BANDWIDTHS[i % BANDWIDTHS.length]!);
  const phase = new Float64Array(FREQUENCIES);
  const scale = 1 / Math.sqrt(FREQUENCIES);
  return {
    addTo(sums, x) {
      phase.fill(0);
      for (let d = 0; d < DIMENSIONS; d++) {
        const amount = x[d]!;
        if (amount === 0) continue;
        for (let f = 0; f < FREQUENCIES; f++) phase[f]! += amount * frequency[d * FREQUENCIES + f]!;
      }
      for (let f = 0; f < FREQUENCIES; f++) {
        sums[2 * f]! += scale * Math.cos(phase[f]!);
        sums[2 * f + 1]! += scale * Math.sin(phase[f]!);
      }
    },
  };
}

/** The exact kernel: mean of exp(−d²/2σᵢ²) over the bandwidths σᵢ. */
export function kernel(x: Float64Array, y: Float64Array, sigma: number): number {
  let squares = 0;
  for (let d = 0; d < x.length; d++) squares += (x[d]! - y[d]!) ** 2;
  return BANDWIDTHS.reduce((sum, width) => sum + Math.exp(-squares / (2 * (width * sigma) ** 2)), 0) / BANDWIDTHS.length;
}

/** Uniform in (0, 1), from a seed. */
export function createUniform(seed: number): () => number {
  let state = mix32(seed ^ 0x9e3779b1);
  return () => (mix32((state = (state + 0x6d2b79f5) >>> 0)) + 0.5) / 2 ** 32;
}

function createNormal(seed: number): () => number {
  const uniform = createUniform(seed);
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

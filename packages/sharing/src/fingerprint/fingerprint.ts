// SPDX-License-Identifier: Apache-2.0
/** Samples of a sketch: 0–7 of the whole text, 8–11 of its beginning, 12–15 of its end. */
const POSITIONS = 16;

/** Sketch of one text, as a node makes it of every prompt. */
export interface TemplateSketch {
  /** 16 samples of 32 bits; 0 for none. */
  readonly signature: readonly number[];
  /** 64 bits. */
  readonly simhash: bigint;
  readonly words: number;
  readonly lines: number;
}

/**
 * What is shared of a prompt template: enough to recognise its requests, and not a word of it. A sketch depends on secret
 * constants, so two nodes compare only what was made under one scheme and one key, which a sharing group has in common.
 */
export interface TemplateFingerprint {
  readonly scheme: string;
  /** Names the key; null where the scheme has none. */
  readonly keyId: string | null;
  /** 16 samples that recur in the template's requests; 0 where none does. */
  readonly signature: readonly number[];
  /** 64-bit digests of four samples each, in the order of the samples; empty where only the signature is given. */
  readonly bands: readonly bigint[];
  readonly simhash: bigint;
  /** Medians; 0 where they are not told. */
  readonly words: number;
  readonly lines: number;
}

/** A sample recurs when this share of requests has it. */
const RECURS = 0.5;

/**
 * Fingerprint of a template from sketches of its requests: a sample that at least half of them have stays, whatever is in
 * the slots falls out. A few requests are enough, thirty are plenty.
 */
export function fingerprintOf(
  sketches: readonly TemplateSketch[],
  { scheme, keyId }: { scheme: string; keyId: string | null },
): TemplateFingerprint {
  return {
    scheme,
    keyId,
    signature: Array.from({ length: POSITIONS }, (_, at) => recurring(sketches.map(({ signature }) => signature[at] ?? 0))),
    bands: [],
    simhash: majority(sketches.map(({ simhash }) => simhash)),
    words: medianOf(sketches.map(({ words }) => words)),
    lines: medianOf(sketches.map(({ lines }) => lines)),
  };
}

function recurring(samples: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const sample of samples) if (sample !== 0) counts.set(sample, (counts.get(sample) ?? 0) + 1);
  const [sample, count] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0]);
  return count >= samples.length * RECURS ? sample : 0;
}

function majority(hashes: readonly bigint[]): bigint {
  let result = 0n;
  for (let bit = 0n; bit < 64n; bit++) {
    const set = hashes.filter((hash) => ((hash >> bit) & 1n) === 1n).length;
    if (set * 2 > hashes.length) result |= 1n << bit;
  }
  return result;
}

export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}

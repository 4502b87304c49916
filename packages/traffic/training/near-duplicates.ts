// SPDX-License-Identifier: Apache-2.0
import { createTokeniser, mix } from '../src/sketch/tokens.ts';

/** Smallest shingle hashes kept per text. */
const SKETCH_SIZE = 48;

/**
 * Groups texts whose word-trigram Jaccard similarity is at least `threshold`, transitively.
 * Bottom-k sketches (Broder 1997) with an inverted index, so that a few thousand texts take a second.
 * @returns a group number for each text.
 */
export function groupNearDuplicates(texts: readonly string[], threshold = 0.4): Int32Array {
  const tokenise = createTokeniser();
  const sketches = texts.map((text) => {
    const { hash, count } = tokenise(text);
    const shingles = new Set<number>();
    for (let i = 0; i < Math.max(1, count - 2); i++) {
      shingles.add(mix(Math.imul(hash[i]!, 31) ^ Math.imul(hash[i + 1]! | 0, 17) ^ (hash[i + 2]! | 0)));
    }
    return [...shingles].sort((a, b) => a - b).slice(0, SKETCH_SIZE);
  });
  const holders = new Map<number, number[]>();
  sketches.forEach((sketch, i) => {
    for (const value of sketch) {
      const list = holders.get(value);
      if (list === undefined) holders.set(value, [i]);
      else list.push(i);
    }
  });
  const parent = Int32Array.from(texts, (_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root]! !== root) root = parent[root]!;
    parent[i] = root;
    return root;
  };
  for (let i = 0; i < texts.length; i++) {
    const shared = new Map<number, number>();
    for (const value of sketches[i]!) for (const j of holders.get(value)!) if (j < i) shared.set(j, (shared.get(j) ?? 0) + 1);
    for (const [j, count] of shared) {
      if (count / Math.min(sketches[i]!.length, sketches[j]!.length) < threshold || find(i) === find(j)) continue;
      if (estimateSimilarity(sketches[i]!, sketches[j]!) >= threshold) parent[find(i)] = find(j);
    }
  }
  return Int32Array.from(texts, (_, i) => find(i));
}

function estimateSimilarity(a: readonly number[], b: readonly number[]): number {
  const inA = new Set(a);
  const inB = new Set(b);
  const union = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, SKETCH_SIZE);
  return union.filter((value) => inA.has(value) && inB.has(value)).length / union.length;
}

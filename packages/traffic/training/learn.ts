// SPDX-License-Identifier: Apache-2.0
import { CONCEPT_FEATURES, normFor } from '../src/signals/features.ts';
import { HEADS } from '../src/signals/model.ts';
import type { Random } from './random.ts';

/** Features of one window of a text. */
export interface Window {
  readonly concepts: Uint16Array;
  /** Hashes of all words; each counts once, but their number counts for the norm. */
  readonly words: Int32Array;
}

/** A text as the learner sees it. */
export interface Example {
  readonly windows: readonly Window[];
  /** Words of the frame: the only ones that may carry weight. */
  readonly frame: Int32Array;
  readonly group: string;
  readonly positive: number;
  readonly ignore: number;
  readonly weight: number;
}

export interface LinearHeads {
  /** CONCEPT_FEATURES × HEADS. */
  readonly conceptWeights: Float64Array;
  /** Hash of a word → its place. */
  readonly vocabulary: ReadonlyMap<number, number>;
  /** Vocabulary × HEADS. */
  readonly wordWeights: Float64Array;
  readonly bias: Float64Array;
}

export interface LearnOptions {
  readonly epochs: number;
  readonly rate: number;
  readonly conceptL1: number;
  readonly wordL1: number;
  readonly l2: number;
  /** A word must stand in the frames of this many groups. */
  readonly minGroups: number;
  readonly mostWords: number;
}

/** A window with its words looked up. */
interface Known {
  readonly concepts: Uint16Array;
  readonly words: Int32Array;
  readonly conceptNorm: number;
  readonly wordNorm: number;
}

/**
 * One logistic regression per technique by FTRL-proximal (McMahan et al., KDD 2013). A text is a bag of
 * windows (multiple-instance learning, Andrews et al., NIPS 2002): in a positive one the most telling
 * window is the example, in a negative one every window is. Learned twice: the second time with the words
 * that mattered the first time.
 */
export function learnHeads(examples: readonly Example[], random: Random, options: LearnOptions): LinearHeads {
  const first = learnOnce(examples, chooseWords(examples, options.minGroups), random, options);
  const sizes = [...first.vocabulary].map(([word, place]): [number, number] => {
    let most = 0;
    for (let head = 0; head < HEADS; head++) most = Math.max(most, Math.abs(first.wordWeights[place * HEADS + head]!));
    return [word, most];
  });
  sizes.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const kept = sizes.slice(0, options.mostWords).filter(([, size]) => size > 0);
  return learnOnce(examples, new Map(kept.map(([word], place) => [word, place])), random, options);
}

function chooseWords(examples: readonly Example[], minGroups: number): Map<number, number> {
  const groups = new Map<string, Set<number>>();
  for (const { group, frame } of examples) {
    let words = groups.get(group);
    if (words === undefined) groups.set(group, (words = new Set()));
    for (const word of frame) words.add(word);
  }
  const counts = new Map<number, number>();
  for (const words of groups.values()) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const chosen = [...counts].filter(([, count]) => count >= minGroups).map(([word]) => word);
  return new Map(chosen.sort((a, b) => a - b).map((word, place) => [word, place]));
}

function learnOnce(
  examples: readonly Example[],
  vocabulary: ReadonlyMap<number, number>,
  random: Random,
  options: LearnOptions,
): LinearHeads {
  const concepts = createFtrl(CONCEPT_FEATURES, options.rate, options.conceptL1, options.l2);
  const words = createFtrl(vocabulary.size, options.rate, options.wordL1, options.l2);
  const bias = new Float64Array(HEADS);
  const biasSquares = new Float64Array(HEADS).fill(1);
  const known = examples.map(({ windows }) => windows.map((window) => lookUp(window, vocabulary)));
  const classWeights = balanceClasses(examples);
  const margin = (window: Known, head: number): number =>
    concepts.sum(window.concepts, head) * window.conceptNorm + words.sum(window.words, head) * window.wordNorm + bias[head]!;
  const step = (window: Known, head: number, label: number, share: number): void => {
    const error = 1 / (1 + Math.exp(-margin(window, head))) - label;
    if (Math.abs(error) < 2e-3) return;
    const gradient = error * share;
    concepts.learn(window.concepts, head, gradient * window.conceptNorm);
    words.learn(window.words, head, gradient * window.wordNorm);
    biasSquares[head]! += gradient * gradient;
    bias[head]! -= (0.2 / Math.sqrt(biasSquares[head]!)) * gradient;
  };
  const order = [...examples.keys()];
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (const i of random.shuffle(order)) {
      const { positive, ignore, weight } = examples[i]!;
      const windows = known[i]!;
      for (let head = 0; head < HEADS; head++) {
        if ((ignore >> head) & 1) continue;
        const label = (positive >> head) & 1;
        const share = (weight * classWeights[head * 2 + label]!) / (label ? 1 : Math.sqrt(windows.length));
        if (label === 0) for (const window of windows) step(window, head, 0, share);
        else step(windows[epoch === 0 ? 0 : indexOfMost(windows, (window) => margin(window, head))]!, head, 1, share);
      }
    }
  }
  return { conceptWeights: concepts.weights, vocabulary, wordWeights: words.weights, bias };
}

/** Margin of a text's most telling window. */
export function bestMargin(model: LinearHeads, windows: readonly Window[], head: number): number {
  return Math.max(...marginsOf(model, windows, head));
}

export function marginsOf(model: LinearHeads, windows: readonly Window[], head: number): number[] {
  return windows.map((window) => {
    const { concepts, words, conceptNorm, wordNorm } = lookUp(window, model.vocabulary);
    let conceptSum = 0;
    for (const feature of concepts) conceptSum += model.conceptWeights[feature * HEADS + head]!;
    let wordSum = 0;
    for (const place of words) wordSum += model.wordWeights[place * HEADS + head]!;
    return conceptSum * conceptNorm + wordSum * wordNorm + model.bias[head]!;
  });
}

function lookUp({ concepts, words }: Window, vocabulary: ReadonlyMap<number, number>): Known {
  const places = new Set<number>();
  for (const word of words) {
    const place = vocabulary.get(word);
    if (place !== undefined) places.add(place);
  }
  return {
    concepts,
    words: Int32Array.from(places),
    conceptNorm: normFor(concepts.length),
    wordNorm: normFor(words.length),
  };
}

function createFtrl(features: number, rate: number, l1: number, l2: number) {
  const weights = new Float64Array(features * HEADS);
  const z = new Float64Array(features * HEADS);
  const n = new Float64Array(features * HEADS);
  return {
    weights,
    sum(list: ArrayLike<number>, head: number): number {
      let sum = 0;
      for (let i = 0; i < list.length; i++) sum += weights[list[i]! * HEADS + head]!;
      return sum;
    },
    learn(list: ArrayLike<number>, head: number, gradient: number): void {
      const square = gradient * gradient;
      for (let i = 0; i < list.length; i++) {
        const at = list[i]! * HEADS + head;
        const before = n[at]!;
        const after = before + square;
        z[at]! += gradient - ((Math.sqrt(after) - Math.sqrt(before)) / rate) * weights[at]!;
        n[at] = after;
        const pull = Math.abs(z[at]!) - l1;
        weights[at] = pull <= 0 ? 0 : (-Math.sign(z[at]!) * pull) / ((1 + Math.sqrt(after)) / rate + l2);
      }
    },
  };
}

function indexOfMost<T>(list: readonly T[], value: (item: T) => number): number {
  let best = 0;
  let most = -Infinity;
  list.forEach((item, i) => {
    const found = value(item);
    if (found > most) {
      most = found;
      best = i;
    }
  });
  return best;
}

/** Weights per head and label that make both classes count the same, within bounds. */
function balanceClasses(examples: readonly Example[]): Float64Array {
  const totals = new Float64Array(HEADS * 2);
  for (const { positive, ignore, weight } of examples) {
    for (let head = 0; head < HEADS; head++) {
      if (((ignore >> head) & 1) === 0) totals[head * 2 + ((positive >> head) & 1)]! += weight;
    }
  }
  return totals.map((total, i) => {
    const both = totals[i & ~1]! + totals[i | 1]!;
    return total === 0 ? 0 : Math.min(8, both / (2 * total));
  });
}

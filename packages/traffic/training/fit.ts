// SPDX-License-Identifier: Apache-2.0
import { LEXICON_HASH } from '../src/signals/concepts/index.ts';
import { createFeatureReader, type Features } from '../src/signals/features.ts';
import { HEADS, type ModelFile, windowPenalty } from '../src/signals/model.ts';
import { SIGNAL_BITS } from '../src/signals/signaller.ts';
import { createTokeniser } from '../src/sketch/tokens.ts';
import { type Alarm, fitPlatt, holdBack, type Platt, type Scored } from './calibrate.ts';
import { bestMargin, type Example, type LearnOptions, type LinearHeads, learnHeads, marginsOf, type Window } from './learn.ts';
import { createRandom, seedOf } from './random.ts';
import type { Row } from './rows.ts';

const FOLDS = 4;
export const OPTIONS: LearnOptions = {
  epochs: 8,
  rate: 3,
  conceptL1: 0.1,
  wordL1: 0.1,
  l2: 0.1,
  minGroups: 4,
  mostWords: 3_000,
};
const WEIGHT_LIMIT = 127;
/** Share of ordinary texts that may reach the mark in cross-fitting, per technique. */
const ALARM_SHARE = 0.004;

export interface Fitted {
  readonly file: ModelFile;
  /** Techniques that cross-fitting found in texts of groups that its model had not seen. */
  readonly crossFitted: readonly { readonly row: Row; readonly byModel: number }[];
}

/** Learns the heads on all of `dev` and calibrates them on margins of groups that the fold's model had not seen. */
export function fitModel(dev: readonly Row[], seed: number, options = OPTIONS): Fitted {
  const examples = readExamples(dev);
  const unseen: { example: Example; row: Row; model: LinearHeads }[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const inFold = ({ group, isContent }: Row): boolean => !isContent && seedOf(`${seed}/${group}`) % FOLDS === fold;
    const model = learnHeads(
      examples.filter((_, i) => !inFold(dev[i]!)),
      createRandom(seed + fold),
      options,
    );
    dev.forEach((row, i) => {
      if (inFold(row)) unseen.push({ example: examples[i]!, row, model });
    });
  }
  const calibration = Array.from({ length: HEADS }, (_, head) => {
    const scored = unseen.flatMap(({ example, model }) => scoreWindows(model, example, head));
    const platt = fitPlatt(scored);
    const alarms = unseen
      .filter(({ example }) => example.positive === 0 && ((example.ignore >> head) & 1) === 0)
      .map(({ example, row, model }): Alarm => ({ margin: markMargin(model, example, head, platt), source: row.source }));
    return holdBack(platt, alarms, SIGNAL_BITS, ALARM_SHARE);
  });
  const crossFitted = unseen.map(({ example, row, model }) => {
    let byModel = 0;
    calibration.forEach((platt, head) => {
      if (platt.slope * markMargin(model, example, head, platt) + platt.offset >= SIGNAL_BITS) byModel |= 1 << head;
    });
    return { row, byModel };
  });
  return { file: quantise(learnHeads(examples, createRandom(seed), options), calibration), crossFitted };
}

/** Margin of a text's likeliest window, less what its prior takes off. */
function markMargin(model: LinearHeads, { windows }: Example, head: number, { slope }: Platt): number {
  return Math.max(...marginsOf(model, windows, head).map((margin, w) => margin - windowPenalty(w, windows.length) / slope));
}

export function readExamples(rows: readonly Row[]): Example[] {
  const tokenise = createTokeniser();
  const readFeatures = createFeatureReader();
  return rows.map(({ text, frame, group, positive, ignore, weight }) => {
    const windows = readWindows(readFeatures(tokenise(text)));
    const { words, wordEnds, blocks } = readFeatures(tokenise(frame));
    return { windows, frame: words.slice(0, blocks === 0 ? 0 : wordEnds[blocks - 1]), group, positive, ignore, weight };
  });
}

/** Windows of two blocks each, as the model scores them. */
function readWindows({ blocks, concepts, conceptEnds, words, wordEnds }: Features): Window[] {
  return Array.from({ length: Math.max(1, blocks - 1) }, (_, w) => {
    const last = Math.min(blocks - 1, w + 1);
    return {
      concepts: Uint16Array.from(new Set(concepts.subarray(w === 0 ? 0 : conceptEnds[w - 1], conceptEnds[last]))),
      words: words.slice(w === 0 ? 0 : wordEnds[w - 1], wordEnds[last]),
    };
  });
}

/** What a text tells calibration: a positive one its best window, an ordinary one all of them. */
function scoreWindows(model: LinearHeads, { windows, positive, ignore, weight }: Example, head: number): Scored[] {
  if ((positive >> head) & 1) return [{ margin: bestMargin(model, windows, head), positive: true, weight }];
  if (positive !== 0 || (ignore >> head) & 1) return [];
  return marginsOf(model, windows, head).map((margin) => ({ margin, positive: false, weight: weight / windows.length }));
}

/** Rounds weights to int8 and drops the features that are nothing to every head. */
function quantise(model: LinearHeads, calibration: readonly Platt[]): ModelFile {
  const concepts = roundWeights(model.conceptWeights);
  const words = roundWeights(model.wordWeights);
  const conceptFeatures = keepUsed(concepts.weights);
  const wordPlaces = keepUsed(words.weights);
  const keys = [...model.vocabulary.keys()];
  const round = (value: number): number => Number(value.toFixed(5));
  return {
    version: 3,
    lexicon: LEXICON_HASH,
    conceptFeatures: encode(Uint16Array.from(conceptFeatures)),
    conceptWeights: encode(pack(concepts.weights, conceptFeatures)),
    words: encode(Int32Array.from(wordPlaces, (place) => keys[place]!)),
    wordWeights: encode(pack(words.weights, wordPlaces)),
    conceptScale: concepts.scale,
    wordScale: words.scale,
    bias: [...model.bias].map(round),
    slope: calibration.map(({ slope }) => round(slope)),
    offset: calibration.map(({ offset }) => round(offset)),
  };
}

/** One scale per head; the few largest weights are clipped rather than coarsen all others. */
function roundWeights(weights: Float64Array): { weights: Int8Array; scale: number[] } {
  const scale = Array.from({ length: HEADS }, (_, head) => {
    const sizes = weights
      .filter((weight, i) => i % HEADS === head && weight !== 0)
      .map(Math.abs)
      .sort((a, b) => a - b);
    return Number(((sizes[Math.floor((sizes.length - 1) * 0.998)] ?? 1) / WEIGHT_LIMIT).toPrecision(6));
  });
  const rounded = Int8Array.from(weights, (weight, i) =>
    Math.max(-WEIGHT_LIMIT, Math.min(WEIGHT_LIMIT, Math.round(weight / scale[i % HEADS]!))),
  );
  return { weights: rounded, scale };
}

function keepUsed(weights: Int8Array): number[] {
  return Array.from({ length: weights.length / HEADS }, (_, feature) => feature).filter((feature) =>
    weights.subarray(feature * HEADS, (feature + 1) * HEADS).some((weight) => weight !== 0),
  );
}

function pack(weights: Int8Array, features: readonly number[]): Int8Array {
  const packed = new Int8Array(features.length * HEADS);
  features.forEach((feature, i) => packed.set(weights.subarray(feature * HEADS, (feature + 1) * HEADS), i * HEADS));
  return packed;
}

const encode = (list: Int8Array | Uint16Array | Int32Array): string =>
  Buffer.from(list.buffer, list.byteOffset, list.byteLength).toString('base64');

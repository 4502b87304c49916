// SPDX-License-Identifier: Apache-2.0
import { TECHNIQUE_IDS } from '@stillwatch/core';
import { foldText } from '../sketch/fold.ts';
import { hashWord, type Tokens } from '../sketch/tokens.ts';
import { createUnitReader } from '../sketch/units.ts';
import { loadModel, type SignalModel } from './model.ts';
import { joinBlanks, matchesRule, partForRules } from './rule.ts';
import { RULES } from './rules/index.ts';
import { createWordStarts, preparePattern } from './word-starts.ts';

/** What one text says about each technique. Reused: copy what must stay. */
export interface Signal {
  /** Techniques that reach {@link SIGNAL_BITS}, as a mask over core's TECHNIQUES. */
  mask: number;
  /** The strongest, in bits. */
  strongest: number;
  /** Bits per technique. */
  readonly bits: Float32Array;
}

/** From here a signal counts as seen. One alone never decides anything. */
export const SIGNAL_BITS = 3;

export interface Signaller {
  /** @param tokens of the same text, from the sketcher. */
  signal(tokens: Tokens, text: string): Signal;
}

/** Rules and the linear model together: per technique the stronger of the two, at most 8 bits. */
export function createSignaller(model: SignalModel | null = loadModel()): Signaller {
  const techniques = TECHNIQUE_IDS.length;
  const signal: Signal = { mask: 0, strongest: 0, bits: new Float32Array(techniques) };
  // The strongest first: where one speaks for a technique, the weaker ones need not be tried.
  const rules = RULES.toSorted((a, b) => b.bits - a.bits);
  const speaksFor = rules.map((rule) => TECHNIQUE_IDS.indexOf(rule.technique));
  const alarm = createAlarm(rules.map(({ triggers }) => triggers.map(hashWord)));
  const awake = new Uint8Array(rules.length);
  const prepared = new Map(
    rules.flatMap(({ patterns, unless }) => [...patterns, ...(unless ? [unless] : [])]).map((p) => [p, preparePattern(p)]),
  );
  const starts = createWordStarts();
  const readUnits = createUnitReader();
  const matches = (pattern: RegExp): boolean => starts.matches(prepared.get(pattern)!);
  return {
    signal(tokens, text) {
      for (let k = 0; k < techniques; k++) signal.bits[k] = 0;
      if (alarm(tokens, awake)) {
        // What looks alike is the same to a rule as well; where the tokens needed no folding, what they mask may.
        let readable = partForRules(tokens.folded ?? foldText(text));
        if (starts.read(readable, readable === (tokens.folded ?? text) ? tokens.units : readUnits(readable))) {
          readable = joinBlanks(readable);
          starts.read(readable, readUnits(readable));
        }
        for (let r = 0; r < rules.length; r++) {
          if (awake[r] === 0) continue;
          awake[r] = 0;
          const rule = rules[r]!;
          const k = speaksFor[r]!;
          if (rule.bits > signal.bits[k]! && matchesRule(rule, readable, matches)) signal.bits[k] = rule.bits;
        }
      }
      if (saysAnything(tokens)) model?.score(tokens, signal.bits);
      signal.mask = 0;
      signal.strongest = 0;
      for (let k = 0; k < techniques; k++) {
        const bits = signal.bits[k]!;
        if (bits >= SIGNAL_BITS) signal.mask |= 1 << k;
        if (bits > signal.strongest) signal.strongest = bits;
      }
      return signal;
    },
  };
}

/**
 * Which lists have a word that a text says?
 * @param lists of word hashes.
 * @returns a function that marks them in its second argument, and says whether there is any.
 */
function createAlarm(lists: readonly (readonly number[])[]): (tokens: Tokens, awake: Uint8Array) => boolean {
  const words = [...new Set(lists.flat())];
  const hashes = Int32Array.from(words);
  const wakes = words.map((word) => lists.flatMap((list, l) => (list.includes(word) ? [l] : [])));
  // Place among the words, from 1, by the low half of the hash; nearly every token finds none there.
  const first = new Uint16Array(65_536);
  const next = new Uint16Array(words.length + 1);
  hashes.forEach((hash, w) => {
    next[w + 1] = first[hash & 65_535]!;
    first[hash & 65_535] = w + 1;
  });
  return ({ hash, count }, awake) => {
    let any = false;
    for (let i = 0; i < count; i++) {
      const token = hash[i]! | 0;
      for (let w = first[token & 65_535]!; w !== 0; w = next[w]!) {
        if (hashes[w - 1] !== token) continue;
        any = true;
        for (const list of wakes[w - 1]!) awake[list] = 1;
      }
    }
    return any;
  };
}

/** One word over and over is no request, whatever the word. */
function saysAnything({ hash, count }: Tokens): boolean {
  let i = 1;
  while (i < count && hash[i] === hash[0]) i++;
  for (let k = i + 1; k < count; k++) if (hash[k] !== hash[0] && hash[k] !== hash[i]) return true;
  return false;
}

/** Ids of the rules that a text hits, for explanations. */
export function ruleHits(text: string): string[] {
  const readable = joinBlanks(partForRules(foldText(text)));
  return RULES.filter((rule) => matchesRule(rule, readable)).map((rule) => rule.id);
}

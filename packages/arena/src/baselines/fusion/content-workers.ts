// SPDX-License-Identifier: Apache-2.0
import { TECHNIQUES, techniqueBit } from '@stillwatch/core';
import { GRAMS, mix32 } from '@stillwatch/detection';
import { busiest, variation } from './moments.ts';
import { opinion, step, type Worker } from './worker.ts';

const HOUR = 3600;
/** First of the four samples that the beginning of a text gives. */
const HEAD = 8;
/** Samples of the whole text. */
const WHOLE = 8;

/** What the published patterns look for: reasoning, judgement and evasive rewriting. */
const ELICITATION = techniqueBit('reasoning-elicitation') | techniqueBit('rubric-grading') | techniqueBit('safe-rewriting');

/** Prompts that ask for reasoning; technique signals stand for the published list of literal patterns. */
const cot: Worker = {
  name: 'cot',
  weight: 0.09,
  judge({ table }, account) {
    const { exchanges } = table;
    const all = exchanges.techniques.subarray(exchanges.rowStart[account], exchanges.rowStart[account + 1]);
    if (!all.some((mask) => (mask & ELICITATION) !== 0)) return null;
    const { from, to } = busiest(table, account, HOUR);
    const hour = exchanges.techniques.subarray(from, to);
    const matching = hour.filter((mask) => (mask & ELICITATION) !== 0).length;
    const often = hour.length >= 5 && matching >= 0.2 * hour.length;
    return opinion(0.4 + (often ? 0.35 : 0) + (narrow(hour) ? 0.25 : 0), 0.9);
  },
};

/** At least 70 % of the prompts aim at one capability. */
function narrow(masks: Uint16Array): boolean {
  const prompts = new Map<string, number>();
  for (const mask of masks) {
    const capabilities = new Set(TECHNIQUES.filter((_, i) => (mask >> i) & 1).map(({ capability }) => capability));
    for (const capability of capabilities) prompts.set(capability, (prompts.get(capability) ?? 0) + 1);
  }
  return Math.max(0, ...prompts.values()) >= 0.7 * Math.max(1, masks.length);
}

/** One system prompt for nearly everything, which others use too. Its archetype phrases need text. */
const rolePreamble: Worker = {
  name: 'role-preamble',
  weight: 0.06,
  judge({ table, systemUsers }, account) {
    const { exchanges } = table;
    const prompts = exchanges.system.subarray(exchanges.rowStart[account], exchanges.rowStart[account + 1]);
    const { value, share } = commonest(prompts);
    if (value === 0 || share === 0) return null;
    const users = systemUsers[value]!;
    const score =
      step(share, [
        [0.8, 0.35],
        [0.6, 0.2],
      ]) +
      step(users, [
        [10, 0.5],
        [5, 0.35],
        [3, 0.18],
      ]);
    return opinion(score, users >= 10 ? 0.9 : users >= 3 ? 0.75 : 0.55);
  },
};

function commonest(values: Uint32Array): { value: number; share: number } {
  const counts = new Map<number, number>();
  let best = { value: 0, share: 0 };
  for (const value of values) {
    const share = (counts.get(value) ?? 0) + 1;
    counts.set(value, share);
    if (share > best.share) best = { value, share };
  }
  return { value: best.value, share: best.share / Math.max(1, values.length) };
}

/** Prompts of the fullest hour that are built alike: entropy of their samples, lengths, beginnings. */
const biometric: Worker = {
  name: 'biometric',
  weight: 0.05,
  judge({ table }, account) {
    const { exchanges } = table;
    const { from, to } = busiest(table, account, HOUR);
    const requests = to - from;
    if (requests < 10) return null;
    const heads = Uint32Array.from({ length: requests }, (_, i) => {
      let hash = 0;
      for (let g = HEAD; g < HEAD + 4; g++) hash = mix32(Math.imul(hash, 31) ^ exchanges.grams[(from + i) * GRAMS + g]!);
      return hash;
    });
    const entropy = structuralEntropy(exchanges.grams, from, to);
    const lengths = variation(Array.from(exchanges.words.subarray(from, to)));
    const prefix = commonest(heads).share;
    const score =
      (entropy < 0.2 ? 0.45 : entropy < 0.4 ? 0.2 : 0) +
      (lengths < 0.1 ? 0.25 : lengths < 0.2 ? 0.1 : 0) +
      (prefix > 0.6 ? 0.3 : prefix > 0.4 ? 0.15 : 0);
    const confidence = Math.min(1, requests / 50);
    return opinion(score * (0.3 + 0.7 * confidence), confidence);
  },
};

/** Mean over the whole-text samples of the entropy of their values, 0 = all alike, 1 = all different. */
function structuralEntropy(grams: Uint32Array, from: number, to: number): number {
  let sum = 0;
  for (let g = 0; g < WHOLE; g++) {
    const counts = new Map<number, number>();
    for (let row = from; row < to; row++) {
      const value = grams[row * GRAMS + g]!;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    for (const count of counts.values()) sum -= (count / (to - from)) * Math.log2(count / (to - from));
  }
  return sum / (WHOLE * Math.log2(to - from));
}

export const CONTENT_WORKERS: readonly Worker[] = [cot, rolePreamble, biometric];

// SPDX-License-Identifier: Apache-2.0
import { FLAG, techniquesOf } from '@stillwatch/core';
import { median } from '@stillwatch/detection';
import { opinion, step, type Worker } from './worker.ts';

/** Answers that run into a common limit; the limits asked for are not in the table, so that sweeps of them stay unseen. */
const tokenBudget: Worker = {
  name: 'token-budget',
  weight: 0.03,
  judge({ table: { exchanges } }, account) {
    const tokens = exchanges.outputTokens.subarray(exchanges.rowStart[account], exchanges.rowStart[account + 1]);
    if (tokens.length < 6) return null;
    const most = tokens.reduce((top, count) => Math.max(top, count), 0);
    const full = tokens.filter((count) => count >= 0.9 * most).length;
    const score = (most > 0 && full >= 0.7 * tokens.length ? 0.3 : 0) + (median(tokens) > 2000 ? 0.1 : 0);
    return opinion(score, tokens.length >= 20 ? 0.82 : 0.6);
  },
};

/** Refusals, and how many techniques the refused prompts show. */
const refusalProbe: Worker = {
  name: 'refusal-probe',
  weight: 0.02,
  judge({ table: { exchanges } }, account) {
    const [from, to] = [exchanges.rowStart[account]!, exchanges.rowStart[account + 1]!];
    const refused: number[] = [];
    for (let row = from; row < to; row++)
      if ((exchanges.flags[row]! & FLAG.REFUSED) !== 0) refused.push(exchanges.techniques[row]!);
    if (refused.length === 0) return null;
    const categories = techniquesOf(refused.reduce((union, mask) => union | mask, 0)).length;
    const score =
      step(refused.length / (to - from), [
        [0.6, 0.45],
        [0.4, 0.3],
        [0.25, 0.15],
      ]) +
      step(categories, [
        [4, 0.4],
        [2, 0.2],
      ]);
    return opinion(score, refused.length >= 20 ? 0.75 : refused.length >= 5 ? 0.55 : 0.4);
  },
};

export const ANSWER_WORKERS: readonly Worker[] = [tokenBudget, refusalProbe];

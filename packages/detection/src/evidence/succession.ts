// SPDX-License-Identifier: Apache-2.0
import type { Evidence } from '@stillwatch/core';
import type { DetectionContext } from '../context.ts';
import { countSides, momentsOf, type Sides } from '../turnover.ts';
import { binomialExcessBits } from '../stats.ts';

/** Accounts that must stop, and accounts that must begin. */
const MIN_SIDE = 4;
/** Share of those active before it that must stop there, and of those active after it that must begin there. */
const MIN_PART = 0.6;
const MOST_BITS = 6;

/**
 * Respawn: some accounts fall silent for good and others begin around the same moment, as when a pool is banned
 * and the next one takes over its work. Looked at in all that the accounts do, not only in the cohort's
 * templates: who tries a template for one session has not stopped. Against how many other accounts stop and
 * begin around that moment; for the choice of it, log2 of their number is taken off; a quarter counts, at most 6 bits.
 */
export function weighSuccession(context: DetectionContext, accounts: Uint32Array): Evidence[] {
  if (accounts.length < 2 * MIN_SIDE) return [];
  let best: Evidence[] = [];
  const moments = momentsOf(context);
  for (const [k, moment] of moments.entries()) {
    const inside = countSides(context.table.exchanges, accounts, moment);
    if (inside.stopped < MIN_SIDE || inside.began < MIN_SIDE) continue;
    // Others go on right through it, or ran their one batch on another day.
    if (inside.stopped < MIN_PART * inside.before || inside.began < MIN_PART * inside.after) continue;
    const usual = context.turnover[k]!;
    const others = subtract(usual, inside);
    const stopping = Math.max(0.02, (others.stopped + 1) / (others.before + 2));
    const beginning = Math.max(0.02, (others.began + 1) / (others.after + 2));
    const excess =
      binomialExcessBits(inside.stopped, inside.before, stopping) + binomialExcessBits(inside.began, inside.after, beginning);
    const bits = Math.min(MOST_BITS, (excess - Math.log2(moments.length)) / 4);
    if (bits < 0.5 || bits <= (best[0]?.bits ?? 0)) continue;
    best = [
      {
        family: 'lifecycle',
        bits,
        statement: `${inside.stopped} of its accounts fall silent around one moment and ${inside.began} others begin (of all others ${percent(stopping)} stop and ${percent(beginning)} begin there)`,
      },
    ];
  }
  return best;
}

function subtract(all: Sides, part: Sides): Sides {
  return {
    before: all.before - part.before,
    stopped: all.stopped - part.stopped,
    after: all.after - part.after,
    began: all.began - part.began,
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

// SPDX-License-Identifier: Apache-2.0
import { type Evidence, TECHNIQUES } from '@stillwatch/core';
import type { DetectionContext } from '../context.ts';
import { TECHNIQUE_COUNT } from '../traffic-table.ts';

/** Below this share of the cohort's exchanges a technique is an accident of wording. */
const MIN_SHARE = 0.1;
/** Even where nobody else shows a technique, the words alone are worth no more than this. Bits. */
const MOST_BITS = 6;
/** Share of ordinary accounts' exchanges that show a technique at least, whatever this window holds. */
const LEAST_USUAL = 0.01;

/**
 * What the pooled exchanges ask for, against what the other accounts ask for. Accounts weigh alike, so that
 * one heavy harvester does not make its own technique ordinary. One request proves nothing: the share over
 * the whole cohort is weighed, at most 6 bits for the strongest technique and 9 together.
 */
export function weighIntent(context: DetectionContext, accounts: Uint32Array, rows: Uint32Array): Evidence[] {
  if (rows.length === 0) return [];
  const counts = countTechniqueRows(context, rows);
  const lines: Evidence[] = [];
  for (let k = 0; k < TECHNIQUE_COUNT; k++) {
    const share = counts[k]! / rows.length;
    if (share < MIN_SHARE) continue;
    const usual = Math.max(LEAST_USUAL, usualShare(context, accounts, k));
    const bits = Math.min(MOST_BITS, Math.log2(share / usual)) * Math.min(1, rows.length / 30);
    if (bits < 0.5) continue;
    lines.push({
      family: 'intent',
      bits,
      statement: `${TECHNIQUES[k]!.title.toLowerCase()} in ${(100 * share).toFixed(0)} % of ${rows.length.toLocaleString('en')} exchanges (other accounts: ${(100 * usual).toFixed(1)} %)`,
    });
  }
  lines.sort((a, b) => b.bits - a.bits);
  // Techniques of one prompt are not independent: the second and later ones count half.
  let room = 9;
  return lines
    .map((line, i) => {
      const bits = Math.min(room, i === 0 ? line.bits : line.bits / 2);
      room -= bits;
      return { ...line, bits };
    })
    .filter((line) => line.bits >= 0.5);
}

/** Largest share of these exchanges that show one and the same technique. 0 to 1. */
export function largestAsking(context: DetectionContext, rows: Uint32Array): number {
  return rows.length === 0 ? 0 : Math.max(...countTechniqueRows(context, rows)) / rows.length;
}

/** Mean over the other accounts of the share of their exchanges that show technique `k`. */
function usualShare(context: DetectionContext, accounts: Uint32Array, k: number): number {
  const { techniqueShares, table } = context;
  let sum = 0;
  for (let a = 0; a < table.accounts.count; a++) sum += techniqueShares[a * TECHNIQUE_COUNT + k]!;
  for (const a of accounts) sum -= techniqueShares[a * TECHNIQUE_COUNT + k]!;
  return Math.max(0, sum) / Math.max(1, table.accounts.count - accounts.length);
}

export function countTechniqueRows(context: DetectionContext, rows: Uint32Array): Float64Array {
  const counts = new Float64Array(TECHNIQUE_COUNT);
  for (const row of rows) {
    const mask = context.table.exchanges.techniques[row]!;
    if (mask === 0) continue;
    for (let k = 0; k < TECHNIQUE_COUNT; k++) if ((mask >> k) & 1) counts[k]!++;
  }
  return counts;
}

/**
 * A harvest has a shape even where no single prompt asks for anything unusual: many different one-turn
 * tasks, none followed up, with nothing around them that an application would put there. At most 6 bits;
 * counted only beside coordination (see `judge.ts`).
 */
export function weighHarvestShape(context: DetectionContext, rows: Uint32Array, owners: number): Evidence[] {
  const { exchanges } = context.table;
  if (rows.length < 60 || owners < 5) return [];
  const tasks = new Set<number>();
  let openings = 0;
  let bare = 0;
  for (const row of rows) {
    if (exchanges.turns[row]! <= 1) {
      openings++;
      tasks.add(exchanges.text[row]!);
    }
    if (exchanges.system[row] === 0) bare++;
  }
  const different = openings === 0 ? 0 : tasks.size / openings;
  const alone = openings / rows.length;
  if (different < 0.8 || openings < 60) return [];
  // Most applications send one-turn requests under a system prompt of their own, and people follow up.
  const most = bare / rows.length > 0.8 && alone >= 0.8 ? 6 : 3;
  const bits = Math.min(most, Math.log2(openings / 30)) * different;
  const turns = alone >= 0.8 ? 'one-turn tasks' : 'tasks';
  return [
    {
      family: 'harvest',
      bits,
      statement: `${tasks.size.toLocaleString('en')} different ${turns} in ${rows.length.toLocaleString('en')} exchanges, ${(100 * alone).toFixed(0)} % of which open a conversation`,
    },
  ];
}

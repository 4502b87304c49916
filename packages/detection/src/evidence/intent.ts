// SPDX-License-Identifier: Apache-2.0
import { type Evidence, TECHNIQUES } from '@stillwatch/core';
import type { DetectionContext } from '../context.ts';
import { TECHNIQUE_COUNT } from '../traffic-table.ts';

/** Below this share of the cohort's exchanges a technique is an accident of wording. */
const MIN_SHARE = 0.1;

/**
 * What the pooled exchanges ask for, against what everybody else asks for. One request proves nothing,
 * so the share over the whole cohort is weighed, at most 7 bits a technique and 10 together.
 */
export function weighIntent(context: DetectionContext, rows: Uint32Array): Evidence[] {
  const { exchanges } = context.table;
  if (rows.length === 0) return [];
  const counts = countTechniqueRows(context, rows);
  const lines: Evidence[] = [];
  for (let k = 0; k < TECHNIQUE_COUNT; k++) {
    const share = counts[k]! / rows.length;
    if (share < MIN_SHARE) continue;
    const all = context.techniqueRows[k]! * exchanges.count - counts[k]!;
    const usual = Math.max(0.004, all / Math.max(1, exchanges.count - rows.length));
    const bits = Math.min(7, Math.log2(share / usual)) * Math.min(1, rows.length / 30);
    if (bits < 0.5) continue;
    lines.push({
      family: 'intent',
      bits,
      statement: `${TECHNIQUES[k]!.title.toLowerCase()} in ${(100 * share).toFixed(0)} % of ${rows.length.toLocaleString('en')} exchanges (elsewhere ${(100 * usual).toFixed(1)} %)`,
    });
  }
  lines.sort((a, b) => b.bits - a.bits);
  // Techniques of one prompt are not independent: the second and later ones count half.
  let room = 10;
  return lines
    .map((line, i) => {
      const bits = Math.min(room, i === 0 ? line.bits : line.bits / 2);
      room -= bits;
      return { ...line, bits };
    })
    .filter((line) => line.bits >= 0.5);
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
 * tasks, none followed up. At most 6 bits; counted only beside coordination (see `judge.ts`).
 */
export function weighHarvestShape(context: DetectionContext, rows: Uint32Array, owners: number): Evidence[] {
  const { exchanges } = context.table;
  if (rows.length < 60 || owners < 5) return [];
  const texts = new Set<number>();
  let single = 0;
  for (const row of rows) {
    texts.add(exchanges.text[row]!);
    if (exchanges.turns[row]! <= 1) single++;
  }
  const different = texts.size / rows.length;
  const alone = single / rows.length;
  if (different < 0.8 || alone < 0.8) return [];
  const bits = Math.min(6, Math.log2(rows.length / 30)) * ((different + alone) / 2);
  return [
    {
      family: 'harvest',
      bits,
      statement: `${texts.size.toLocaleString('en')} different one-turn tasks in ${rows.length.toLocaleString('en')} exchanges, ${(100 * alone).toFixed(0)} % never followed up`,
    },
  ];
}

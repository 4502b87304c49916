// SPDX-License-Identifier: Apache-2.0
import type { Evidence } from '@stillwatch/core';
import type { DetectionContext } from '../context.ts';
import type { Release } from '../releases.ts';
import { binomialExcessBits } from '../stats.ts';

const DAY_SECONDS = 86_400;
/** An account pivots when so much of its traffic on the first day after the release goes to the new model. */
const PIVOT_SHARE = 0.3;
const MOST_BITS = 6;

/**
 * Release pivot: accounts that move their traffic to a new model within a day of its release, against how
 * many of all other accounts active on that day do. Everybody is curious; few turn a running load around.
 * Counted over owners, discounted by four for what else makes people move together; at most 6 bits.
 */
export function weighPivot(context: DetectionContext, rows: Uint32Array): Evidence[] {
  const { exchanges } = context.table;
  let best: Evidence[] = [];
  for (const { model, at } of context.releases) {
    const inside = new Map<number, { all: number; moved: number }>();
    for (const row of rows) {
      const t = exchanges.ts[row]!;
      if (t < at || t >= at + DAY_SECONDS) continue;
      const owner = context.ownerOf[exchanges.account[row]!]!;
      const count = inside.get(owner) ?? { all: 0, moved: 0 };
      count.all++;
      if (exchanges.model[row] === model) count.moved++;
      inside.set(owner, count);
    }
    const active = [...inside.values()].filter(({ all }) => all >= 3);
    if (active.length < 5) continue;
    const moved = active.filter((count) => count.moved >= PIVOT_SHARE * count.all).length;
    const usual = usualPivot(context, { model, at }, new Set(inside.keys()));
    const bits = Math.min(MOST_BITS, binomialExcessBits(moved, active.length, usual) / 4);
    if (bits >= 0.5 && bits > (best[0]?.bits ?? 0)) {
      best = [
        {
          family: 'pivot',
          bits,
          statement: `${moved} of ${active.length} active accounts moved to a new model within a day of its release (${(100 * usual).toFixed(1)} % of the others)`,
        },
      ];
    }
  }
  return best;
}

/** Share of the other owners active on the release day who moved; at least 2 %. */
function usualPivot(context: DetectionContext, release: Release, cohort: ReadonlySet<number>): number {
  const { exchanges, accounts } = context.table;
  let active = 0;
  let moved = 0;
  for (let a = 0; a < accounts.count; a++) {
    if (cohort.has(context.ownerOf[a]!)) continue;
    let all = 0;
    let there = 0;
    for (let row = exchanges.rowStart[a]!; row < exchanges.rowStart[a + 1]!; row++) {
      const t = exchanges.ts[row]!;
      if (t < release.at) continue;
      if (t >= release.at + DAY_SECONDS) break;
      all++;
      if (exchanges.model[row] === release.model) there++;
    }
    if (all < 3) continue;
    active++;
    if (there >= PIVOT_SHARE * all) moved++;
  }
  return Math.max(0.02, (moved + 1) / (active + 2));
}

// SPDX-License-Identifier: Apache-2.0
import type { Evidence } from '@stillwatch/core';
import type { DetectionContext } from '../context.ts';
import { countFirstDay, hasMoved, isActive, type Release } from '../releases.ts';
import { binomialExcessBits } from '../stats.ts';

const MOST_BITS = 6;
/** A campaign turns round as a whole: where fewer of the active accounts do, some curious ones are among many. */
const MIN_PART = 0.4;

/**
 * Release pivot: accounts that move their traffic to a new model within a day of its release, against how
 * many of all other accounts active on that day do. Everybody is curious; few turn a running load around.
 * Counted over owners, discounted by four for what else makes people move together; at most 6 bits.
 */
export function weighPivot(context: DetectionContext, rows: Uint32Array): Evidence[] {
  const { exchanges } = context.table;
  let best: Evidence[] = [];
  for (const release of context.releases) {
    const inside = countFirstDay(exchanges, release, rows, (row) => context.ownerOf[exchanges.account[row]!]!);
    const active = [...inside.values()].filter(isActive);
    if (active.length < 5) continue;
    const moved = active.filter(hasMoved).length;
    if (moved < MIN_PART * active.length) continue;
    const usual = usualPivot(release, inside.keys());
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

/** Share of the other owners' active accounts that moved; at least 2 %. */
function usualPivot({ all, byOwner }: Release, cohort: Iterable<number>): number {
  let { active, moved } = all;
  for (const owner of cohort) {
    const own = byOwner.get(owner);
    active -= own?.active ?? 0;
    moved -= own?.moved ?? 0;
  }
  return Math.max(0.02, (moved + 1) / (active + 2));
}

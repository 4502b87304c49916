// SPDX-License-Identifier: Apache-2.0
import type { DetectionContext } from './context.ts';
import { type EventSeries, seriesOf } from './events.ts';
import { binomialExcessBits, firstAtLeast } from './stats.ts';
import { DAY_SECONDS, HOUR_SECONDS, type Scale, SCALES } from './synchrony.ts';

const MOST_BITS = 14;
/** How often moved moments may meet somebody: beyond this a cohort is so dense that meeting it means nothing. */
const MOST_CHANCE = 0.35;

/**
 * Builds a test of one owner's moments against the cohort's: how many fall together with somebody else's,
 * against the same moments moved by minutes, hours and days; the kind of move that explains most counts.
 * @returns bits, at most {@link MOST_BITS}, for the exchanges (rows of one account) of an owner.
 */
export function createAligner(
  context: DetectionContext,
  ownRows: Uint32Array,
): (rows: readonly number[], owner: number) => number {
  const { exchanges } = context.table;
  if (context.without.has('synchrony')) return () => 0;
  const { ownerOf, cron } = context;
  const tests = SCALES.map((scale, s) => {
    const cohort = seriesOf(exchanges, ownRows, { ownerOf, cron, cap: 200, session: scale.session });
    return {
      cohort,
      session: scale.session,
      ...narrow(cohort, scale),
      moves: movesOf(scale, cohort),
      baseline: context.meeting[s]!,
    };
  });
  return (rows, owner) => {
    let best = 0;
    for (const { cohort, session, near: width, chance, moves, baseline } of tests) {
      if (chance > MOST_CHANCE) continue;
      const own = seriesOf(exchanges, rows, { ownerOf, cron, cap: 300, session }).ts;
      let near = 0;
      for (const t of own) if (meets(cohort, t, owner, width)) near++;
      // Moves can only take away: an account that hardly meets anybody need not be moved.
      if (near < 2 || binomialExcessBits(near, own.length, 0.02) <= Math.max(1, best)) continue;
      let usual = 0.02;
      for (const shifts of moves) {
        let moved = 0.5;
        let tries = 1;
        for (const t of own) {
          for (const shift of shifts) {
            // Beyond the cohort's first and last moment there is nobody to meet, which says nothing.
            if (t + shift < cohort.ts[0]! || t + shift > cohort.ts.at(-1)!) continue;
            tries++;
            if (meets(cohort, t + shift, owner, width)) moved++;
          }
        }
        usual = Math.max(usual, Math.min(1, (baseline * moved) / tries));
      }
      best = Math.max(best, binomialExcessBits(near, own.length, usual));
    }
    return Math.min(MOST_BITS, best);
  };
}

/** Narrows "near" until moved moments rarely meet anybody. */
function narrow(cohort: EventSeries, scale: Scale): { near: number; chance: number } {
  let near = scale.near;
  let chance = chanceOf(cohort, near, scale);
  while (near > scale.near / 10 && chance > MOST_CHANCE) {
    near = Math.floor(near / 2);
    chance = chanceOf(cohort, near, scale);
  }
  return { near, chance };
}

function chanceOf(cohort: EventSeries, near: number, scale: Scale): number {
  const step = Math.max(1, Math.floor(cohort.ts.length / 200));
  const middle = Math.floor((scale.lagFrom + scale.lagTo) / 2);
  let hits = 0;
  let tries = 0;
  for (let i = 0; i < cohort.ts.length; i += step) {
    for (const shift of [scale.lagFrom, -scale.lagFrom, middle, -middle]) {
      tries++;
      if (meets(cohort, cohort.ts[i]! + shift, cohort.owner[i]!, near)) hits++;
    }
  }
  return tries === 0 ? 0 : hits / tries;
}

function movesOf(scale: Scale, cohort: EventSeries): number[][] {
  const span = cohort.ts.length === 0 ? 0 : cohort.ts.at(-1)! - cohort.ts[0]!;
  const step = (scale.lagTo - scale.lagFrom) / 5;
  const lags = Array.from({ length: 6 }, (_, i) => Math.round(scale.lagFrom + i * step));
  const days = [1, 2].map((k) => k * DAY_SECONDS).filter((shift) => shift < 0.6 * span);
  const hours = [1, 2].map((k) => k * HOUR_SECONDS).filter((shift) => shift < 0.6 * span);
  // Each number of days by itself: a timetable may come back every other day only.
  return [lags, hours, ...days.map((shift) => [shift])]
    .filter((list) => list.length > 0)
    .map((list) => list.flatMap((shift) => [shift, -shift]));
}

/** Does anybody but `owner` act within `near` seconds of `t`? */
function meets(cohort: EventSeries, t: number, owner: number, near: number): boolean {
  for (let i = firstAtLeast(cohort.ts, t - near); i < cohort.ts.length && cohort.ts[i]! <= t + near; i++)
    if (cohort.owner[i] !== owner) return true;
  return false;
}

// SPDX-License-Identifier: Apache-2.0
import type { Campaign } from '@stillwatch/core';
import type { DetectionContext } from '@stillwatch/detection';
import { iso } from './units.ts';

/** Times looked at for where nearly all exchanges lie. */
const LOOKED_AT = 20_000;
/** A window this many times as long has a clock in it that was wrong, which would squeeze all else into one column. */
const STRAY = 4;

/** Exchanges per hour of some rows and of everyone else, over the window without moments far from all others. */
export function timelineOf(context: DetectionContext, rows: Uint32Array): Campaign['timeline'] {
  const { exchanges } = context.table;
  const { from, to } = shownOf(context, rows);
  const hours = Math.floor(to / 3600) - Math.floor(from / 3600) + 1;
  // A long window is shown in wider steps, so that the report stays small.
  const step = Math.max(1, Math.ceil(hours / 1_000));
  const base = Math.floor(from / 3600);
  const campaign = new Uint32Array(Math.ceil(hours / step));
  const all = new Uint32Array(campaign.length);
  const slot = (ts: number) => Math.floor((Math.floor(ts / 3600) - base) / step);
  for (let row = 0; row < exchanges.count; row++) {
    const ts = exchanges.ts[row]!;
    if (ts >= from && ts <= to) all[slot(ts)]!++;
  }
  for (const row of rows) campaign[slot(exchanges.ts[row]!)]!++;
  return Array.from(campaign, (count, i) => ({
    hour: iso((base + i * step) * 3600),
    campaign: count,
    background: all[i]! - count,
  }));
}

function shownOf(context: DetectionContext, rows: Uint32Array): { from: number; to: number } {
  const { ts, count } = context.table.exchanges;
  const step = Math.max(1, Math.floor(count / LOOKED_AT));
  const looked = Uint32Array.from({ length: Math.floor(count / step) }, (_, i) => ts[i * step]!).sort();
  let from = looked[Math.floor(looked.length * 0.001)] ?? context.from;
  let to = looked[Math.ceil(looked.length * 0.999) - 1] ?? context.to;
  for (const row of rows) {
    from = Math.min(from, ts[row]!);
    to = Math.max(to, ts[row]!);
  }
  return context.to - context.from > STRAY * (to - from) ? { from, to } : context;
}

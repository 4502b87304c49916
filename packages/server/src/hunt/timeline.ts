// SPDX-License-Identifier: Apache-2.0
import type { Campaign } from '@stillwatch/core';
import type { DetectionContext } from '@stillwatch/detection';
import { iso } from './units.ts';

/** Exchanges per hour of some rows and of everyone else, over the whole window. */
export function timelineOf(context: DetectionContext, rows: Uint32Array): Campaign['timeline'] {
  const { exchanges } = context.table;
  const hours = Math.floor(context.to / 3600) - Math.floor(context.from / 3600) + 1;
  // A long window is shown in wider steps, so that the report stays small.
  const step = Math.max(1, Math.ceil(hours / 1_000));
  const base = Math.floor(context.from / 3600);
  const campaign = new Uint32Array(Math.ceil(hours / step));
  const all = new Uint32Array(campaign.length);
  const slot = (ts: number) => Math.floor((Math.floor(ts / 3600) - base) / step);
  for (let row = 0; row < exchanges.count; row++) all[slot(exchanges.ts[row]!)]!++;
  for (const row of rows) campaign[slot(exchanges.ts[row]!)]!++;
  return Array.from(campaign, (count, i) => ({
    hour: iso((base + i * step) * 3600),
    campaign: count,
    background: all[i]! - count,
  }));
}

// SPDX-License-Identifier: Apache-2.0
import { createContext, type DetectionContext } from '@stillwatch/detection';
import { makeTable, START } from '@stillwatch/detection/testing';
import { describe, expect, it } from 'vitest';
import { timelineOf } from './timeline.ts';

const HOUR = 3_600;
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** Forty accounts that ask once an hour for two days, and perhaps one with other times. */
function window(stray: readonly number[] = []): DetectionContext {
  const people = range(40).map((a) => ({ exchanges: range(48).map((h) => ({ ts: START + h * HOUR + a, text: `q${a} ${h}` })) }));
  return createContext(makeTable([...people, { exchanges: stray.map((ts) => ({ ts, text: 'late' })) }]));
}

describe('the timeline', () => {
  it('counts a campaign and everybody else by the hour over the whole window', () => {
    const context = window([START + 60 * HOUR]);
    const timeline = timelineOf(context, Uint32Array.from([0, 1, 1]));
    expect(timeline).toHaveLength(61);
    expect(timeline[0]).toMatchObject({ campaign: 1, background: 39 });
    expect(timeline.reduce((sum, { campaign, background }) => sum + campaign + background, 0)).toBe(40 * 48 + 1);
  });

  it('leaves out what a wrong clock put years away, unless the campaign was there', () => {
    const context = window([START - 10 * 365 * 24 * HOUR, START + 70 * 365 * 24 * HOUR]);
    const timeline = timelineOf(context, Uint32Array.from([0, 47]));
    expect(timeline).toHaveLength(48);
    expect([timeline[0]!.campaign, timeline[47]!.campaign]).toEqual([1, 1]);
    const stray = context.table.exchanges.count - 1;
    expect(timelineOf(context, Uint32Array.from([0, stray])).at(-1)).toMatchObject({ campaign: 1, background: 0 });
  });
});

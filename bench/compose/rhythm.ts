// SPDX-License-Identifier: Apache-2.0
import type { Random } from './random.ts';
import type { ArrivalTraces } from './traces.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Shapes of a day, per local hour. */
const SHAPES = {
  leisure: [3, 2, 1, 1, 1, 1, 2, 4, 6, 7, 8, 8, 9, 9, 8, 8, 9, 10, 11, 13, 14, 13, 10, 6],
  office: [0.2, 0.1, 0.1, 0.1, 0.1, 0.2, 0.6, 3, 8, 12, 13, 11, 7, 10, 12, 12, 10, 7, 3, 2, 1.5, 1, 0.7, 0.4],
  night: [10, 12, 12, 11, 8, 4, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 1, 1, 2, 4, 7, 9],
  flat: Array.from({ length: 24 }, () => 1),
  service: [3, 2.5, 2, 2, 2, 2.5, 3, 5, 7, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8, 7, 5, 4],
} as const;
export type Shape = keyof typeof SHAPES;

/** Weight of Saturday and Sunday beside a working day. */
const WEEKEND: Readonly<Record<Shape, number>> = { leisure: 1.15, office: 0.12, night: 0.8, flat: 1, service: 0.85 };

export interface Window {
  readonly from: number;
  readonly until: number;
}

/**
 * A time in the window by the rhythm of a place.
 * @param zone hours east of UTC.
 */
export function drawTime(window: Window, shape: Shape, zone: number, r: Random): number {
  const hours = SHAPES[shape];
  const peak = Math.max(...hours) * Math.max(1, WEEKEND[shape]);
  for (let tries = 0; tries < 200; tries++) {
    const time = r.between(window.from, window.until);
    const local = time + zone * HOUR;
    const weekday = Math.floor(local / DAY + 4) % 7;
    const weight = hours[Math.floor((local % DAY) / HOUR)]! * (weekday === 0 || weekday === 6 ? WEEKEND[shape] : 1);
    if (r.float() * peak < weight) return time;
  }
  return r.between(window.from, window.until);
}

/**
 * `count` moments from `start` with gaps of a stretch of a real trace, stretched to a pace of their own:
 * the burstiness is the trace's, the speed is the caller's.
 */
export function followTrace(gaps: Float64Array, start: number, count: number, meanGapMs: number, r: Random): number[] {
  const times: number[] = [start];
  if (count <= 1) return times;
  const at = r.int(gaps.length);
  let sum = 0;
  for (let i = 0; i < count - 1; i++) sum += gaps[(at + i) % gaps.length]!;
  const scale = (meanGapMs * (count - 1)) / Math.max(sum, 1);
  let time = start;
  for (let i = 0; i < count - 1; i++) {
    time += gaps[(at + i) % gaps.length]! * scale;
    times.push(time);
  }
  return times;
}

/** `count` moments that fill a span exactly, in the order and burstiness of a real trace. */
export function fillSpan(gaps: Float64Array, from: number, until: number, count: number, r: Random): number[] {
  return followTrace(gaps, from, count, (until - from) / Math.max(1, count), r);
}

/** Times of the turns of one real conversation of at least `least` turns, from `start`. */
export function followConversation(traces: ArrivalTraces, start: number, least: number, r: Random): number[] {
  for (let tries = 0; tries < 60; tries++) {
    const gaps = r.pick(traces.sessions);
    if (gaps.length + 1 < least) continue;
    let time = start;
    // The trace knows one hour only; people take longer breaks than it can show.
    return [
      start,
      ...gaps.slice(0, 11).map((gap) => {
        time += gap * r.lognormal(1, 0.5);
        return time;
      }),
    ];
  }
  return Array.from({ length: least }, (_, i) => start + i * 60_000 * r.between(0.5, 2));
}

// SPDX-License-Identifier: Apache-2.0
import type { Random } from './random.ts';
import { DAY, endOf, HOUR, type World } from './world.ts';

/** Hours that a region's clocks are ahead of UTC: earliest, and how many zones. */
const ZONES: Readonly<Record<string, readonly [number, number]>> = {
  na: [-8, 5],
  latam: [-6, 4],
  eu: [0, 4],
  mea: [1, 4],
  apac: [5, 6],
};
/** Mean gap within a session of a stretch of a trace that is laid out for one person. */
const SESSION_GAP = 60_000;

/**
 * Moments of a person's or an application's use: sessions over waking hours of their own time zone, weekdays
 * more than weekends, several requests a session. With a trace, its gaps and its hours.
 * @returns exactly `count` moments in ascending order.
 */
export function humanTimes(world: World, random: Random, count: number, region = 'eu'): Float64Array {
  const times = new Float64Array(count);
  const [first, zones] = ZONES[region] ?? [0, 4];
  const zone = first + random.below(zones);
  // Office people peak before noon, private people in the evening.
  const peak = random.pick([10, 13, 15, 20]);
  const end = endOf(world);
  for (let made = 0; made < count; ) {
    const day = random.below(world.days);
    const weekday = new Date(world.start + day * DAY).getUTCDay();
    if ((weekday === 0 || weekday === 6) && random.chance(0.6)) continue;
    let at = world.start + day * DAY + timeOfDay(world, random, peak - zone);
    const next = gapsOf(world, random);
    for (let left = 1 + random.poisson(3); left > 0 && made < count && at < end; left--) {
      times[made++] = at;
      at += next();
    }
  }
  return times.sort();
}

function timeOfDay(world: World, random: Random, peak: number): number {
  const traced = world.arrivals?.timesOfDay;
  if (traced) return traced[random.below(traced.length)]!;
  const hour = peak + Math.max(-6, Math.min(6, random.normal() * 3));
  return ((hour + 48) % 24) * HOUR + random.below(HOUR / 2);
}

/** A way to draw the gaps of one session: a run of the trace, stretched to one person's pace, or a heavy-tailed guess. */
function gapsOf(world: World, random: Random): () => number {
  if (world.arrivals === null) return () => 20_000 + random.heavy(70_000, 0.9);
  const { gaps } = world.arrivals;
  let at = random.below(gaps.length);
  let sum = 0;
  const run = Math.min(64, gaps.length);
  for (let i = 0; i < run; i++) sum += gaps[(at + i) % gaps.length]!;
  const stretch = sum === 0 ? 0 : (SESSION_GAP * run) / sum;
  return () => 1 + gaps[at++ % gaps.length]! * stretch;
}

/** Moments of a job that starts at a set time each day and runs through its work. */
export function jobTimes(world: World, random: Random, perDay: number, hour: number, minute: number): Float64Array {
  const times: number[] = [];
  const end = endOf(world);
  for (let day = 0; day < world.days; day++) {
    let at = world.start + day * DAY + hour * HOUR + minute * 60_000 + random.below(20_000);
    for (let i = 0; i < perDay && at < end; i++) {
      times.push(at);
      at += 500 + random.heavy(2_500, 0.5);
    }
  }
  return Float64Array.from(times).sort();
}

/** Heavy-tailed number of requests in the window; `median` is for a week. */
export function volume(world: World, random: Random, median: number, sigma: number, most: number): number {
  return Math.max(1, Math.min(most, Math.floor(random.heavy(median * (world.days / 7), sigma) + random.next())));
}

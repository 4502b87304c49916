// SPDX-License-Identifier: Apache-2.0
import type { Random } from '../random.ts';
import { DAY, HOUR, type World } from '../world.ts';
import type { Evasion, Wave } from './campaign.ts';

/** Requests a day that nobody looks at twice. */
const SLOW = 5;

/** Moments at which each account of a wave gets work, each list ascending. */
export function createSchedule(world: World, wave: Wave, schedule: Evasion['schedule'], random: Random): Float64Array[] {
  const begin = world.start + wave.days[0] * DAY;
  const length = (wave.days[1] - wave.days[0]) * DAY;
  const moments: number[][] = Array.from({ length: wave.accounts }, () => []);
  if (schedule === 'slow') slow(moments, wave.exchangesPerAccount, begin, length, random);
  else if (schedule === 'balanced') balanced(moments, wave.exchangesPerAccount, begin, length, random);
  else bursts(moments, wave.exchangesPerAccount, begin, length, schedule === 'queue' ? 12_000 : 240_000, random);
  return moments.map((list) => Float64Array.from(list).sort());
}

/** Spread over the days of the window, at most {@link SLOW} within any 24 hours of a day counted from its begin. */
function slow(moments: number[][], count: number, begin: number, length: number, random: Random): void {
  const days = Math.ceil(length / DAY);
  for (const list of moments) {
    const used = new Uint8Array(days);
    for (let left = Math.min(count, SLOW * days); left > 0; ) {
      const at = random.next() * length;
      const day = Math.floor(at / DAY);
      if (used[day]! >= SLOW) continue;
      used[day]!++;
      list.push(begin + at);
      left--;
    }
  }
}

/** One request after the other at moments that chance could have made, to one account after the other. */
function balanced(moments: number[][], count: number, begin: number, length: number, random: Random): void {
  const times = Float64Array.from({ length: moments.length * count }, () => begin + random.next() * length).sort();
  times.forEach((time, i) => moments[i % moments.length]!.push(time));
}

/** A queue wakes a group of workers at once. */
function bursts(moments: number[][], count: number, begin: number, length: number, spread: number, random: Random): void {
  const hours = Array.from({ length: Math.max(4, Math.round(length / HOUR / 4)) }, () =>
    Math.floor(random.next() * Math.floor(length / HOUR)),
  );
  const accounts = moments.length;
  const end = begin + length;
  const most = Math.max(3, Math.min(25, Math.floor(accounts / 4)));
  for (let left = accounts * count; left > 0; ) {
    const burst = begin + (random.pick(hours) + random.next()) * HOUR;
    const group = Math.min(left, 3 + random.below(most));
    for (let i = 0; i < group; i++) {
      moments[random.below(accounts)]!.push(Math.min(end - 1, burst + random.next() * spread));
    }
    left -= group;
  }
}

// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { lonely, run } from '../testing.fixture.ts';
import { DAY, HOUR } from '../world.ts';
import { NAIVE } from './campaign.ts';
import { paraphrase } from './paraphrase.ts';
import { createRandom } from '../random.ts';
import { EVOLVE, REASONING, RUBRIC, TRAJECTORY } from './wrappers.ts';

/** Pairs of neighbouring requests of different accounts within ten seconds, of all pairs. */
function crowding(moments: readonly { time: number; actor: unknown }[]): number {
  const close = moments.filter((at, i) => i > 0 && at.time - moments[i - 1]!.time < 10_000 && at.actor !== moments[i - 1]!.actor);
  return close.length / moments.length;
}

function shingles(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  return new Set(words.slice(2).map((_, i) => words.slice(i, i + 3).join(' ')));
}

describe('evasion', () => {
  it('A0 works in bursts, on shared cards', () => {
    const { actors, all } = run(lonely({}));
    expect(all.length).toBe(1600);
    expect(crowding(all)).toBeGreaterThan(0.6);
    expect(new Set(actors.map(({ profile }) => profile.payment)).size).toBeLessThan(actors.length / 8);
  });

  it('A1 deals work evenly, one account after the other, without bursts above chance', () => {
    const { actors, all } = run(lonely({ schedule: 'balanced' }));
    expect(actors.map(({ times }) => times.length)).toEqual(actors.map(() => 40));
    const rate = all.length / (7 * DAY);
    expect(crowding(all)).toBeLessThan(1.5 * (1 - Math.exp(-rate * 10_000)));
    for (let round = 0; round < 40; round++) {
      expect(new Set(all.slice(round * 40, round * 40 + 40).map(({ actor }) => actor)).size).toBe(40);
    }
  });

  it.each([0.5, 0.8, 0.95])('A2 hides its work in camouflage: %d', (mixing) => {
    const { actors } = run(lonely({ mixing }));
    for (const actor of actors) {
      const work = [...actor.times].filter((_, i) => actor.harvest(i)).length;
      expect(Math.abs(1 - work / actor.times.length - mixing)).toBeLessThan(0.51 / actor.times.length);
    }
  });

  it('A3 rewords: once for all, or for each account so that hardly three words in a row are common', () => {
    const texts = (kind: 'none' | 'shared' | 'per-account') => {
      const { all } = run(lonely({ paraphrase: kind }, { wrappers: REASONING, accounts: 20 }));
      return new Map(all.map(({ actor, said }) => [actor, said.user.slice(0, 24)]));
    };
    expect(new Set(texts('none').values())).toEqual(new Set([REASONING[0]!.text.slice(0, 24)]));
    expect(new Set(texts('shared').values()).size).toBeLessThanOrEqual(20);
    const random = createRandom('paraphrases');
    for (const wrapper of [...RUBRIC, ...TRAJECTORY, ...REASONING, ...EVOLVE]) {
      const sets = Array.from({ length: 30 }, () => shingles(paraphrase(wrapper, random)));
      let common = 0;
      sets.forEach((a, i) =>
        sets.slice(0, i).forEach((b) => {
          common += [...a].filter((shingle) => b.has(shingle)).length / Math.min(a.size, b.size);
        }),
      );
      expect(common / ((30 * 29) / 2)).toBeLessThan(0.12);
      expect(paraphrase(wrapper, random)).toContain('{slot}');
      expect(paraphrase(wrapper, random)).not.toMatch(/[[\]|]/);
    }
  });

  it('A4 asks at most five times a day', () => {
    const { actors, all } = run(lonely({ schedule: 'slow' }));
    for (const actor of actors) {
      const days = [...actor.times].map((time) => Math.floor((time - all[0]!.time + (all[0]!.time % DAY)) / DAY));
      for (const day of new Set(days)) expect(days.filter((other) => other === day).length).toBeLessThanOrEqual(5);
      expect(actor.times.length).toBeLessThanOrEqual(35);
      expect(actor.times.length).toBeGreaterThan(20);
    }
  });

  it('A5 shares no card, device or address, and sits in homes', () => {
    const { actors } = run(lonely({ identity: 'separate' }));
    for (const value of ['payment', 'device', 'account'] as const)
      expect(new Set(actors.map(({ profile }) => profile[value])).size).toBe(actors.length);
    const addresses = actors.flatMap(({ profile }) => profile.ips);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(actors.every(({ profile }) => profile.asnType === 'residential')).toBe(true);
  });

  it('A6 buys accounts of all ages that were used before', () => {
    const { actors, all } = run(lonely({ aged: true }, { days: [3, 7] }));
    const start = Math.min(...all.map(({ time }) => time));
    expect(actors.filter(({ profile }) => start - profile.createdAt > 60 * DAY).length).toBeGreaterThan(15);
    const before = all.filter(({ time }) => time < start + 2 * DAY);
    expect(new Set(before.map(({ actor }) => actor)).size).toBeGreaterThan(20);
    expect(before.some(({ harvest }) => harvest)).toBe(false);
    const young = run(lonely({ aged: false }));
    expect(young.actors.every(({ profile }) => start - profile.createdAt < 40 * DAY)).toBe(true);
  });

  it('A8 adds accounts that harvest nothing but look half like it', () => {
    const { actors, all } = run(lonely({ poison: 0.5, schedule: 'balanced' }, { days: [2, 7] }));
    const idle = actors.filter((actor) => !actor.times.some((_, i) => actor.harvest(i)));
    expect(idle).toHaveLength(20);
    expect(actors).toHaveLength(60);
    expect(idle.every(({ campaign }) => campaign === 'lonely')).toBe(true);
    expect(Math.min(...idle.flatMap(({ times }) => [...times]))).toBeLessThan(
      Math.min(...all.filter((x) => x.harvest).map((x) => x.time)),
    );
    expect(new Set(actors.map(({ profile }) => profile.payment)).size).toBeGreaterThanOrEqual(20);
  });

  it('A10 says nothing twice, with and without a corpus that runs out', () => {
    const scenario = lonely({ identity: 'separate' }, { wrappers: [] });
    const corpus = Array.from({ length: 300 }, (_, i) => `prompt number ${i} of a small corpus`);
    for (const options of [{ seed: 3 }, { seed: 3, corpus }]) {
      const said = run(scenario, options).all.map((exchange) => exchange.said.user);
      expect(new Set(said).size).toBe(1600);
    }
  });

  it('works only on the days of the campaign', () => {
    for (const schedule of ['queue', 'jittered', 'balanced', 'slow'] as const) {
      const { all } = run(lonely({ ...NAIVE, schedule }, { days: [2, 4] }));
      const times = all.filter(({ harvest }) => harvest).map(({ time }) => time);
      const start = times[0]! - (times[0]! % DAY);
      expect(times.at(-1)! - start).toBeLessThanOrEqual(2 * DAY);
      expect(times.at(-1)! - times[0]!).toBeGreaterThan(20 * HOUR);
    }
  });
});

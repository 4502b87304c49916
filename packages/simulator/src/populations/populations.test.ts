// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { benignMix } from '../scenarios/mix.ts';
import { run } from '../testing.fixture.ts';
import { DAY, endOf, HOUR, type World } from '../world.ts';
import { POPULATIONS, type PopulationKind } from './index.ts';

const KINDS = Object.keys(POPULATIONS) as PopulationKind[];
const START = Date.UTC(2026, 8, 7);

function worldOf(days: number): World {
  return { start: START, days, release: START + Math.floor(days / 2) * DAY + 17 * HOUR, corpus: null, arrivals: null };
}

describe('populations', () => {
  it.each(KINDS)('%s: as many accounts as asked for, active within the window, no label of a campaign', (kind) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 2, max: 9 }), fc.integer(), (accounts, days, seed) => {
        const world = worldOf(days);
        const actors = POPULATIONS[kind](world, accounts, createRandom(seed));
        expect(actors).toHaveLength(accounts);
        expect(new Set(actors.map(({ profile }) => profile.account)).size).toBe(accounts);
        for (const actor of actors) {
          expect(actor.campaign).toBeNull();
          expect(actor.times.every((time, i) => time >= (actor.times[i - 1] ?? world.start) && time < endOf(world))).toBe(true);
          expect(actor.times.some((_, i) => actor.harvest(i))).toBe(false);
          if (actor.times.length > 0) expect(actor.say(0).user.trim()).not.toBe('');
        }
      }),
      { numRuns: 8 },
    );
  });

  it('together: 25 to 32 requests an account and week, a fifth not in English, many languages, heavy tails', () => {
    const populations = benignMix(4000);
    expect(Object.keys(populations).toSorted()).toEqual(KINDS.toSorted());
    const { actors, all } = run({ name: 'x', about: '', days: 7, suites: [], populations, campaigns: [] });
    expect(Math.abs(actors.length - 4000)).toBeLessThan(40);
    expect(all.length / actors.length).toBeGreaterThan(25);
    expect(all.length / actors.length).toBeLessThan(32);
    const foreign = actors.filter(({ profile }) => profile.language !== 'en');
    expect(Math.abs(foreign.length / actors.length - 0.2)).toBeLessThan(0.05);
    expect(new Set(foreign.map(({ profile }) => profile.language)).size).toBeGreaterThanOrEqual(11);
    const volumes = actors.map(({ times }) => times.length).toSorted((a, b) => b - a);
    const top = volumes.slice(0, 400).reduce((sum, count) => sum + count, 0);
    expect(top / all.length).toBeGreaterThan(0.35);
    expect(actors.some(({ authorised }) => authorised === 'synthetic-data')).toBe(true);
    expect(actors.some(({ profile, authorised }) => profile.declaredUse === 'synthetic-data' && authorised === null)).toBe(true);
  });

  it('write as they say: the script fits the language', () => {
    const { all } = run({ name: 'x', about: '', days: 7, suites: [], populations: { developer: 600 }, campaigns: [] });
    const scripts: Record<string, RegExp> = {
      ru: /\p{Script=Cyrillic}/u,
      ar: /\p{Script=Arabic}/u,
      hi: /\p{Script=Devanagari}/u,
      th: /\p{Script=Thai}/u,
      ko: /\p{Script=Hangul}/u,
      ja: /\p{Script=Hiragana}/u,
      zh: /\p{Script=Han}/u,
    };
    for (const [language, script] of Object.entries(scripts)) {
      const texts = all.filter(({ actor }) => actor.profile.language === language).map(({ said }) => said.user);
      expect(texts.length).toBeGreaterThan(20);
      expect(texts.filter((text) => !script.test(text))).toEqual([]);
    }
    expect(all.filter(({ said }) => /[{}]/.test(said.user))).toEqual([]);
  });

  it('a benign change of keys: old ones stop, new ones go on with the same template, nobody twice', () => {
    const actors = POPULATIONS.migration(worldOf(7), 12, createRandom('migration'));
    const company = actors.filter(({ profile }) => profile.payment === actors[0]!.profile.payment);
    const [old, young] = [true, false].map((before) => company.filter(({ profile }) => profile.createdAt < START === before));
    expect(old!.length).toBeGreaterThan(0);
    expect(young!.length).toBeGreaterThan(0);
    const stop = Math.max(...old!.flatMap(({ times }) => [...times]));
    expect(Math.min(...young!.flatMap(({ times }) => [...times]))).toBeGreaterThanOrEqual(stop - 1);
  });

  it('one short file for each group of kinds', () => {
    for (const file of readdirSync(import.meta.dirname).filter((name) => !name.endsWith('.test.ts'))) {
      expect(readFileSync(join(import.meta.dirname, file), 'utf8').split('\n').length).toBeLessThanOrEqual(151);
    }
  });
});

// SPDX-License-Identifier: Apache-2.0
import { DETECTOR_NAMES } from '@stillwatch/arena';
import { SCENARIOS } from '@stillwatch/simulator';
import { describe, expect, it } from 'vitest';
import { type ArenaFlags, optionsOf, parseEvery, parseSeeds } from './options.ts';
import { parseNumber } from '../parse-number.ts';

const FLAGS: ArenaFlags = { scale: 1, jobs: 1, detectors: ['all'] };
const of = (flags: Partial<ArenaFlags>) => optionsOf({ ...FLAGS, ...flags });

describe('optionsOf', () => {
  it('takes a suite whole, and the record without a word', () => {
    expect(of({ suite: 'small' }).scenarios.every(({ suites }) => suites.includes('small'))).toBe(true);
    expect(of({}).scenarios).toEqual(SCENARIOS.filter(({ suites }) => suites.includes('record')));
  });

  it('scores on scoring seeds: one, and three for the ladder of evasions', () => {
    expect(of({ suite: 'small' }).seeds).toEqual([901]);
    expect(of({ suite: 'evasion' }).seeds).toEqual([901, 902, 903]);
    expect(of({ suite: 'small', seeds: [902, 905] }).seeds).toEqual([902, 905]);
  });

  it('keeps seeds of tuning and of scoring apart', () => {
    expect(() => of({ seeds: [901, 101] })).toThrowWithCode('USAGE');
    expect(() => of({ seeds: [7] })).toThrowWithCode('USAGE');
    expect(() => of({ seeds: [101, 901], tuning: true })).toThrowWithCode('USAGE');
    expect(of({ seeds: [102, 7], tuning: true }).seeds).toEqual([102, 7]);
    expect(of({ tuning: true }).seeds).toEqual([101]);
  });

  it('never tunes on what is held out', () => {
    const held = SCENARIOS.find(({ heldOut }) => heldOut === true)!;
    expect(() => of({ scenario: [held.name], tuning: true })).toThrowWithCode('USAGE');
    for (const suite of ['record', 'evasion', 'small']) {
      expect(of({ suite }).validation.filter(({ heldOut }) => heldOut === true)).toEqual([]);
      expect(of({ suite, tuning: true }).scenarios.filter(({ heldOut }) => heldOut === true)).toEqual([]);
    }
    expect(of({ scenario: [held.name] }).scenarios).toEqual([held]);
  });

  it('has something to tune baselines on, whatever is scored', () => {
    for (const { name } of SCENARIOS) expect(of({ scenario: [name] }).validation.length, name).toBeGreaterThan(0);
  });

  it('takes detectors by name, group and ablation', () => {
    const { baselines, ablations } = DETECTOR_NAMES;
    expect(of({}).detectors).toEqual(['stillwatch', ...baselines]);
    expect(of({ detectors: ['stillwatch'], ablate: true }).detectors).toEqual(['stillwatch', ...ablations]);
    expect(of({ detectors: ['baselines', 'stillwatch', 'baselines'] }).detectors).toEqual([...baselines, 'stillwatch']);
  });

  it('refuses names that are none, and two choices at once', () => {
    expect(() => of({ suite: 'smal' })).toThrowWithCode('USAGE');
    expect(() => of({ scenario: ['nothing'] })).toThrowWithCode('USAGE');
    expect(() => of({ detectors: ['oracle'] })).toThrowWithCode('USAGE');
    expect(() => of({ suite: 'small', scenario: ['demo'] })).toThrowWithCode('USAGE');
  });

  it('keeps logs in a folder of their own', () => {
    expect(() => of({ keep: import.meta.dirname })).toThrowWithCode('USAGE');
    expect(of({ keep: 'a-new-folder' }).keep).toBe('a-new-folder');
  });
});

describe('numbers', () => {
  it('are read whole or refused', () => {
    expect([parseEvery('24h'), parseEvery('6'), parseEvery('end')]).toEqual([24, 6, 0]);
    expect(parseSeeds('901, 902,901')).toEqual([901, 902]);
    for (const text of ['', '0h', 'daily', '1e9h']) expect(() => parseEvery(text)).toThrowWithCode('USAGE');
    for (const text of ['901,', '1.5', 'x']) expect(() => parseSeeds(text)).toThrowWithCode('USAGE');
    expect(() => parseNumber('--jobs', 'NaN', 1, 64)).toThrowWithCode('USAGE');
  });
});

// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { BASELINES } from './index.ts';
import { selectAccounts } from './select-accounts.ts';
import { buildTable, lockstep, people, shuffled } from './tables.fixture.ts';

const benign = buildTable(people(80, 5, 12));
const holders = [
  ...people(40, 6, 12),
  ...lockstep(9, 7, { wrappers: 8, requests: 200, camouflage: 5 }),
  ...lockstep(7, 8, { wrappers: 2 }),
];
const table = buildTable(holders);

describe('baselines', () => {
  it('have names and settings of their own', () => {
    expect(BASELINES.map(({ name }) => name)).toEqual([
      'rate-limit',
      'near-duplicate',
      'synchrotrap',
      'fraudar',
      'mmd',
      'fusion',
    ]);
    for (const { settings } of BASELINES) {
      expect(new Set(settings.map((setting) => JSON.stringify(setting))).size).toBe(settings.length);
    }
  });

  describe.each(BASELINES)('$name', (baseline) => {
    const ends = [baseline.settings[0]!, baseline.settings.at(-1)!].map((setting) => ({
      setting,
      fitted: baseline.fit(benign, setting),
    }));

    it('gives every account a finite score, the same each time', () => {
      for (const { setting, fitted } of ends) {
        const scores = baseline.score(table, setting, fitted);
        expect(scores).toHaveLength(holders.length);
        expect(scores.every(Number.isFinite)).toBe(true);
        expect(new Set(scores).size).toBeGreaterThan(1);
        expect(baseline.score(table, setting, baseline.fit(benign, setting))).toEqual(scores);
      }
    });

    it('does not depend on the order of accounts', () => {
      for (const { setting, fitted } of ends) {
        const scores = baseline.score(table, setting, fitted);
        for (const seed of [1, 2, 3]) {
          const order = shuffled(holders.length, seed);
          const other = baseline.score(selectAccounts(table, order), setting, fitted);
          order.forEach((old, a) => expect(other[a]).toBeCloseTo(scores[old]!, 9));
        }
      }
    });

    it('takes an empty table, and accounts that say nothing', () => {
      for (const { setting, fitted } of ends) {
        expect(baseline.score(buildTable([]), setting, fitted)).toHaveLength(0);
        const silent = buildTable([{ said: [] }, { said: [{ at: 5, text: '' }] }]);
        expect(baseline.score(silent, setting, fitted).every(Number.isFinite)).toBe(true);
      }
    });

    it('puts every accused account in exactly one group', () => {
      for (const { setting, fitted } of ends) {
        const scores = baseline.score(table, setting, fitted);
        const middle = scores.toSorted()[35]!;
        const accused = Array.from(scores.keys()).filter((a) => scores[a]! > middle);
        const groups = baseline.group?.(table, accused, setting) ?? [accused];
        expect(groups.flat().sort((a, b) => a - b)).toEqual(accused);
        expect(groups.every((group) => group.length > 0)).toBe(true);
      }
    });
  });
});

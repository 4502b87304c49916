// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Bipartite } from './bipartite.ts';
import { linkAccounts } from './bipartite.ts';
import { findLockstep } from './lockstep.ts';
import { assignTemplates } from './shared-templates.ts';
import { synchroTrap } from './synchrotrap.ts';
import { buildTable, lockstep, people, type Said } from './tables.fixture.ts';

const SETTING = { width: 3600, inverse: 0, system: 0, band: 2, hub: 400 };
const HOUR = 3600;

/** Actions as text: a template's letter and the hour, `'a3 b5'`. */
function actions(...accounts: string[]): Bipartite {
  const said = (text: string): Said => ({ at: Number(text.slice(1)) * HOUR + 600, text: text[0]! });
  const table = buildTable(accounts.map((text) => ({ said: text.split(' ').map(said) })));
  return linkAccounts(table, assignTemplates(table, { band: 2, system: 0 }), HOUR);
}

describe('lockstep', () => {
  const options = { shared: 2, hub: 400, inverse: 0, least: 0 };

  it('is the Jaccard similarity of the sets of actions', () => {
    const pairs = findLockstep(actions('a1 b2 c3 d4', 'a1 a1 b2 c3', 'a1 b2 e5', 'a1 f6', 'a2 b3'), options);
    const found = pairs.a.map((a, i) => [a, pairs.b[i], pairs.similarity[i]]);
    expect(found).toHaveLength(3);
    expect(found).toEqual(
      expect.arrayContaining([
        [0, 1, 3 / 4],
        [0, 2, 2 / 5],
        [1, 2, 2 / 4],
      ]),
    );
  });

  it('weighs an action by how few share it', () => {
    // a1 and b2 are shared by two of the accounts each and c3 by all three.
    const pairs = findLockstep(actions('a1 b2 c3', 'a1 b2 c3', 'c3 d4'), { ...options, inverse: 1 });
    const pair = 2 / Math.log2(3) + 1 / Math.log2(4);
    expect(pairs.similarity).toEqual([pair / pair]);
    const two = findLockstep(actions('a1 b2 c3', 'a1 c3', 'c3 d4'), { ...options, inverse: 1 });
    expect(two.similarity[0]).toBeCloseTo((1 / Math.log2(3) + 1 / 2) / (1 / Math.log2(3) + 1 / 2 + 1), 12);
  });

  it('leaves out actions of more accounts than the hub limit', () => {
    const many = actions(...Array.from({ length: 6 }, () => 'a1 b2'));
    expect(findLockstep(many, { ...options, hub: 6 }).a).toHaveLength(15);
    expect(findLockstep(many, { ...options, hub: 5 }).a).toHaveLength(0);
  });
});

describe('SynchroTrap', () => {
  it('finds accounts in lockstep and no one else', () => {
    const table = buildTable([...people(60, 1), ...lockstep(12, 2)]);
    const scores = synchroTrap.score(table, SETTING, undefined);
    expect(Math.min(...scores.subarray(60))).toBeGreaterThan(0.3);
    expect(Math.max(...scores.subarray(0, 60))).toBeLessThan(0.1);
  });

  it('tells two operators apart', () => {
    const table = buildTable([...lockstep(8, 2), ...lockstep(8, 3)]);
    const all = Array.from({ length: 16 }, (_, a) => a);
    expect(synchroTrap.group?.(table, all, SETTING)).toEqual([all.slice(0, 8), all.slice(8)]);
  });

  it('gives the threshold at which an account is first in a cluster of five', () => {
    const pair = ['a1', 'b2', 'c3', 'd4'];
    const said = (texts: string[]) => ({
      said: texts.map((text) => ({ at: Number(text.slice(1)) * HOUR + 900, text: text[0]! })),
    });
    // Four alike are no cluster yet; the fifth shares half of what there is.
    const four = Array.from({ length: 4 }, () => said(pair));
    expect([...synchroTrap.score(buildTable(four), SETTING, undefined)]).toEqual([0, 0, 0, 0]);
    const five = [...four, said(['a1', 'b2', 'e5', 'f6'])];
    expect([...synchroTrap.score(buildTable(five), SETTING, undefined)]).toEqual(Array(5).fill(2 / 6));
  });

  it('loses no pair on the edge of a bin', () => {
    const said = (shift: number) => ({ said: [1, 2, 3].map((hour) => ({ at: hour * HOUR + shift, text: `t${hour}` })) });
    const table = buildTable([-60, -30, 0, 30, 60].map(said));
    expect([...synchroTrap.score(table, SETTING, undefined)]).toEqual([1, 1, 1, 1, 1]);
  });

  it('does not see the same work at different times', () => {
    const table = buildTable(
      Array.from({ length: 12 }, (_, a) => ({
        said: Array.from({ length: 20 }, (_, i) => ({
          at: (a * 20 + i) * 2 * HOUR,
          wrapper: `w${i % 4}`,
          text: `work ${a} ${i}`,
        })),
      })),
    );
    expect(Math.max(...synchroTrap.score(table, SETTING, undefined))).toBe(0);
  });
});

// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { coreRows, countOwners, findOwnFamilies } from './cohort.ts';
import { createContext } from './context.ts';
import { type AccountSpec, createUniform, customers, makeTable, START } from './testing.ts';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const OTHERS = customers(createUniform(99), 120);
const use = (name: string, uses: number, template: string): AccountSpec['exchanges'] =>
  range(uses).map((i) => ({ ts: START + 977 * i, text: `${name} ${template} ${i}`, template }));

/** Accounts with so many uses of each wrapper; wrappers as in the lists, account by account. */
function users(name: string, accounts: readonly (readonly [template: string, uses: number])[][]): AccountSpec[] {
  return accounts.map((list, a) => ({ exchanges: list.flatMap(([template, uses]) => use(`${name} ${a}`, uses, template)) }));
}

/** Families that the first `count` accounts own, as the accounts that use each. */
function own(specs: readonly AccountSpec[], count: number): number[][] {
  const context = createContext(makeTable([...specs, ...OTHERS]));
  return findOwnFamilies(context, Uint32Array.from(range(count))).map((f) => [...context.families[f]!.accounts]);
}

describe('findOwnFamilies', () => {
  it('finds what is common inside and rare outside', () => {
    expect(
      own(
        users(
          'in',
          range(8).map(() => [['w', 5]]),
        ),
        8,
      ),
    ).toEqual([range(8)]);
    const outsiders = users(
      'out',
      range(3).map(() => [['w', 5]]),
    );
    expect(
      own(
        [
          ...users(
            'in',
            range(8).map(() => [['w', 5]]),
          ),
          ...outsiders,
        ],
        8,
      ),
    ).toEqual([range(11)]);
  });

  it('leaves out what few inside use, and what many outside use', () => {
    const inside = users(
      'in',
      range(20).map((a) => [['w', 5], ...(a < 3 ? ([['v', 5]] as const) : [])]),
    );
    expect(own(inside, 20)).toEqual([range(20)]);
    const popular = users(
      'out',
      range(40).map(() => [['v', 5]]),
    );
    const both = users(
      'in',
      range(8).map(() => [
        ['w', 5],
        ['v', 2],
      ]),
    );
    expect(own([...both, ...popular], 8)).toEqual([range(8)]);
  });

  it('leaves out what rides along in slots and is rare beside the main one', () => {
    const inside = users(
      'in',
      range(8).map((a) => [['w', 20], ...(a < 6 ? ([['rider', 2]] as const) : [])]),
    );
    expect(own(inside, 8)).toEqual([range(8)]);
  });
});

describe('coreRows', () => {
  it('are the rows of the cohort in its templates, ascending and once; all that has a text where it has none', () => {
    const mixed = users(
      'in',
      range(6).map(() => [['w', 4]]),
    ).map((spec, a) => ({
      exchanges: [...spec.exchanges, { ts: START + 9, text: `chat ${a}` }, { ts: START + 10, text: '' }],
    }));
    const context = createContext(
      makeTable([
        ...mixed,
        ...users(
          'out',
          range(4).map(() => [['w', 4]]),
        ),
        ...OTHERS,
      ]),
    );
    const accounts = Uint32Array.from(range(6));
    expect(context.families).toHaveLength(1);
    const wrapped = coreRows(context, { accounts, families: [0, 0], seed: 'template' });
    expect(wrapped).toHaveLength(24);
    expect([...wrapped]).toEqual([...new Set(wrapped)].sort((a, b) => a - b));
    expect([...wrapped].every((row) => context.table.exchanges.account[row]! < 6)).toBe(true);
    expect(coreRows(context, { accounts, families: [], seed: 'template' })).toHaveLength(30);
  });
});

it('countOwners counts an organisation once', () => {
  const orgs = ['a', 'b', 'a', undefined, undefined, 'b'];
  const context = createContext(makeTable(orgs.map((org) => ({ exchanges: [], ...(org === undefined ? {} : { org }) }))));
  expect([countOwners(context, range(6)), countOwners(context, [0, 2]), countOwners(context, [])]).toEqual([4, 1, 0]);
});

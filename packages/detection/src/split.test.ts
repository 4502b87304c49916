// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { findOwnFamilies } from './cohort.ts';
import { createContext } from './context.ts';
import { splitByTemplates } from './split.ts';
import { type AccountSpec, campaign, createUniform, customers, makeTable, START } from './testing.ts';

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const OTHERS = customers(createUniform(99), 120);

/** One account for every list: five uses of each wrapper in it. */
function users(lists: readonly (readonly string[])[]): AccountSpec[] {
  return lists.map((templates, a) => ({
    exchanges: templates.flatMap((template) =>
      range(5).map((i) => ({ ts: START + 977 * i, text: `${a} ${template} ${i}`, template })),
    ),
  }));
}

function split(specs: readonly AccountSpec[]): number[][] {
  const context = createContext(makeTable([...specs, ...OTHERS]));
  const accounts = Uint32Array.from(range(specs.length));
  const families = findOwnFamilies(context, accounts);
  return splitByTemplates(context, { accounts, families, seed: 'identity' }).map((part) => [...part.accounts]);
}

describe('splitByTemplates', () => {
  it('parts two campaigns that came together over one pool of cards', () => {
    const uniform = createUniform(1);
    const two = ['a', 'b'].flatMap((name) => campaign(uniform, { workers: 8, name }));
    expect(split(two)).toEqual([range(8), range(8).map((a) => 8 + a)]);
  });

  it('gives accounts without a template to the larger part', () => {
    const found = split(users([...range(8).map(() => ['w']), ...range(5).map(() => ['v']), []]));
    expect(found).toEqual([[...range(8), 13], range(5).map((a) => 8 + a)]);
  });

  it('leaves whole what holds together: one template, several that the same accounts use, or a small rest', () => {
    for (const lists of [
      range(8).map(() => ['w']),
      range(8).map((a) => (a % 2 === 0 ? ['w', 'v'] : ['w'])),
      range(8).map((a) => [a < 5 ? 'w' : 'v']),
      range(8).map(() => []),
    ]) {
      expect(split(users(lists))).toEqual([range(8)]);
    }
  });
});

// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyCounts } from './key-counts.ts';
import { assignTemplates } from './shared-templates.ts';
import { buildTable } from './tables.fixture.ts';

describe('shared templates', () => {
  it('gives the variants of one wrapper one template, and others their own', () => {
    const table = buildTable([
      {
        said: [
          { at: 0, wrapper: 'w', text: 'a' },
          { at: 1, wrapper: 'w', text: 'b' },
        ],
      },
      {
        said: [
          { at: 0, wrapper: 'w', text: 'c' },
          { at: 1, text: 'd' },
          { at: 2, text: '' },
        ],
      },
    ]);
    const { of, key } = assignTemplates(table, { band: 2, system: 0 });
    expect([...of]).toEqual([0, 0, 0, 1, -1]);
    expect(key).toHaveLength(2);
  });

  it('knows an exchange by its system prompt where that is asked for', () => {
    const table = buildTable([
      {
        said: [
          { at: 0, system: 'grader', text: 'a' },
          { at: 1, system: 'grader', text: 'b' },
          { at: 2, text: 'b' },
        ],
      },
    ]);
    expect([...assignTemplates(table, { band: 4, system: 0 }).of]).toEqual([0, 1, 1]);
    expect([...assignTemplates(table, { band: 4, system: 1 }).of]).toEqual([0, 0, 1]);
  });

  it('knows a text too short for a band by its whole signature', () => {
    const table = buildTable([
      {
        said: [
          { at: 0, text: 'x' },
          { at: 1, text: 'y' },
          { at: 2, text: 'x' },
        ],
      },
    ]);
    // One sample of two is missing from every band.
    for (let row = 0; row < 3; row++) for (let g = 0; g < 16; g += 2) table.exchanges.grams[row * 16 + g] = 0;
    expect([...assignTemplates(table, { band: 2, system: 0 }).of]).toEqual([0, 1, 0]);
  });

  it('counts the accounts of a key as a set would', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(30), { maxLength: 20 }), { maxLength: 10 }), (keysByAccount) => {
        const counts = createKeyCounts(31);
        keysByAccount.forEach((keys, account) => keys.forEach((key) => counts.add(key, account)));
        for (let key = 0; key <= 31; key++) {
          expect(counts.accounts(key)).toBe(keysByAccount.filter((keys) => keys.includes(key)).length);
        }
      }),
    );
  });
});

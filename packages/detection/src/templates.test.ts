// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { findTemplates } from './templates.ts';
import { type AccountSpec, createUniform, type ExchangeSpec, makeTable, START } from './testing.ts';

let serial = 0;
/** Exchanges with texts that nobody else sends. */
function send(count: number, more: Partial<ExchangeSpec> = {}): ExchangeSpec[] {
  return Array.from({ length: count }, () => ({ ts: START + serial, text: `text ${serial++}`, ...more }));
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const crowd = (n: number): AccountSpec[] => range(n).map(() => ({ exchanges: send(5) }));

/** Accounts of every family, largest family first. */
function families(specs: readonly AccountSpec[], salt = 0): number[][] {
  return findTemplates(makeTable(specs, salt))
    .map((family) => [...family.accounts])
    .sort((a, b) => b.length - a.length || a[0]! - b[0]!);
}

describe('findTemplates', () => {
  it('finds a wrapper around texts that never repeat, with all its rows and no other', () => {
    const specs = [...crowd(20), ...range(6).map(() => ({ exchanges: [...send(4, { template: 'w' }), ...send(4)] }))];
    const table = makeTable(specs);
    const [family, ...rest] = findTemplates(table);
    expect(rest).toEqual([]);
    expect([...family!.accounts]).toEqual(range(6).map((i) => 20 + i));
    expect(family!.rows).toHaveLength(24);
    expect(
      [...family!.rows].every(
        (row) =>
          family!.grams.filter(({ slot, value }) => table.exchanges.grams[row * 16 + slot] === value).length >= family!.required,
      ),
    ).toBe(true);
  });

  it('takes no notice of the common wordings that busy accounts say all of', () => {
    // Sixty busy accounts of four hundred, each with forty openings of the language; wide enough to be a language.
    const openings = range(40).map((i) => `opening ${i}`);
    const busy = range(60).map(() => ({ exchanges: openings.flatMap((template) => send(3, { template })) }));
    expect(families([...crowd(340), ...busy])).toEqual([]);
    // One wrapper of as many accounts is a template.
    const wrapped = range(60).map(() => ({ exchanges: send(60, { template: 'w' }) }));
    expect(families([...crowd(340), ...wrapped]).map((accounts) => accounts.length)).toEqual([60]);
  });

  it('finds the wrappers of busy workers who say everything, by the exchanges in which their words stand together', () => {
    const openings = range(40).map((i) => `opening ${i}`);
    const workers = range(60).map(() => ({
      exchanges: [
        ...openings.flatMap((template) => send(3, { template })),
        ...['v', 'w'].flatMap((template) => send(60, { template })),
      ],
    }));
    const specs = [...crowd(340), ...workers];
    const found = findTemplates(makeTable(specs));
    expect(found.map((family) => [family.accounts.length, family.rows.length])).toEqual([
      [60, 3_600],
      [60, 3_600],
    ]);
    expect(found.flatMap((family) => [...family.accounts]).every((account) => account >= 340)).toBe(true);
  });

  it('finds a wrapper in system prompts', () => {
    expect(families([...crowd(20), ...range(5).map(() => ({ exchanges: send(3, { system: 'Grade this.' }) }))])).toEqual([
      [20, 21, 22, 23, 24],
    ]);
  });

  it('takes no notice of a wrapper that nobody uses habitually, unless very many use it', () => {
    const once = (n: number): AccountSpec[] => range(n).map(() => ({ exchanges: [...send(1, { template: 'w' }), ...send(4)] }));
    expect(families([...crowd(40), ...once(6)])).toEqual([]);
    expect(families([...crowd(40), ...once(15)])).toEqual([range(15).map((i) => 40 + i)]);
    // Repeating one text is no habit either.
    const repeated = range(6).map(() => ({ exchanges: range(5).map((i) => ({ ts: START + i, text: 'same' })) }));
    expect(families([...crowd(40), ...repeated])).toEqual([]);
  });

  it('finds a wrapper that each of many sends once, where long slots leave only a part of it in any sketch', () => {
    const uniform = createUniform(11);
    const specs = [...crowd(200), ...range(400).map(() => ({ exchanges: send(1, { template: 'w' }) }))];
    const table = makeTable(specs);
    const { grams, rowStart } = table.exchanges;
    const [first, second] = [rowStart[200]! * 16, rowStart[201]! * 16];
    const wrapper = range(16).filter((slot) => grams[first + slot] === grams[second + slot]);
    expect(wrapper.length).toBeGreaterThanOrEqual(8);
    for (let row = rowStart[200]!; row < table.exchanges.count; row++) {
      for (const slot of wrapper) if (uniform() < 0.42) grams[row * 16 + slot] = 1 + Math.floor(uniform() * 2 ** 31);
    }
    const found = findTemplates(table);
    expect(Math.max(...found.map((family) => family.accounts.length))).toBeGreaterThan(380);
    expect(found.flatMap((family) => [...family.accounts]).every((account) => account >= 200)).toBe(true);
  });

  it('takes no notice of a turn of phrase that most people use', () => {
    expect(families(range(120).map((i) => ({ exchanges: [...send(3), ...(i < 80 ? send(3, { template: 'w' }) : [])] })))).toEqual(
      [],
    );
  });

  it('does not chain two wrappers through slot content that both are filled with', () => {
    const country = (i: number): string => `country ${i % 3}`;
    const users = (template: string): AccountSpec[] =>
      range(8).map(() => ({ exchanges: range(9).flatMap((i) => send(1, { template, slot: country(i) })) }));
    const found = families([...crowd(30), ...users('v'), ...users('w')]);
    expect(found).toContainEqual(range(8).map((i) => 30 + i));
    expect(found).toContainEqual(range(8).map((i) => 38 + i));
  });

  it('goes by cosine, not by containment: the few who also use a small wrapper do not join it to a large one', () => {
    const large = range(20).map(() => ({ exchanges: send(6, { template: 'large' }) }));
    const both = range(4).map(() => ({ exchanges: [...send(6, { template: 'large' }), ...send(6, { template: 'small' })] }));
    expect(families([...crowd(40), ...large, ...both])).toEqual([range(24).map((i) => 40 + i), range(4).map((i) => 60 + i)]);
  });

  it('keeps wrappers of different users apart, however many there are', () => {
    const specs = range(12).flatMap((t) => range(5).map(() => ({ exchanges: send(4, { template: `wrapper ${t}` }) })));
    expect(families(specs)).toEqual(range(12).map((t) => range(5).map((i) => t * 5 + i)));
  });

  it('keeps a wrapper of hundreds whole, and apart from another of hundreds', () => {
    const users = (template: string): AccountSpec[] => range(400).map(() => ({ exchanges: send(2, { template }) }));
    const found = families([...crowd(300), ...users('v'), ...users('w')]);
    expect(found).toEqual([range(400).map((i) => 300 + i), range(400).map((i) => 700 + i)]);
  });

  it('does not depend on hashes, nor on the order of accounts', () => {
    const specs = [
      ...crowd(30),
      ...range(7).map(() => ({ exchanges: [...send(4, { template: 'v' }), ...send(2)] })),
      ...range(9).map(() => ({ exchanges: send(4, { template: 'w', slot: 'item' }) })),
    ];
    const expected = families(specs);
    expect(expected).toHaveLength(2);
    for (let seed = 1; seed < 8; seed++) {
      expect(families(specs, seed * 7_919)).toEqual(expected);
      const uniform = createUniform(seed);
      const order = range(specs.length)
        .map((i) => ({ i, key: uniform() }))
        .sort((a, b) => a.key - b.key)
        .map(({ i }) => i);
      const found = families(order.map((i) => specs[i]!)).map((list) => list.map((a) => order[a]!).sort((a, b) => a - b));
      expect(found).toEqual(expected);
    }
  });

  it('finds nothing in nothing', () => {
    expect([families([]), families([{ exchanges: [] }]), families(crowd(1)), families(crowd(30))]).toEqual([[], [], [], []]);
  });
});

// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readablePart } from './granular.ts';
import { markingOf } from './marking-of.ts';
import { mayAct, papOfLabel, PAP_ACTIONS } from './pap.ts';
import type { SharedObject } from './shared-object.ts';
import { strictestTlp, TLP2_EXTENSION, TLP_LEVELS, TLP_MARKING_IDS, type Tlp, tlpLabel, tlpOfLabel } from './tlp.ts';

const NONE = new Map<string, SharedObject>();
const definition = (properties: object): SharedObject => ({
  type: 'marking-definition',
  id: 'marking-definition--11111111-1111-4111-8111-111111111111',
  ...properties,
});
const marked = (...refs: string[]): SharedObject => ({ type: 'indicator', id: 'indicator--1', object_marking_refs: refs });
const knowing = (one: SharedObject): Map<string, SharedObject> => new Map([[one.id, one]]);

describe('the marking of an object', () => {
  it('is the collection’s default where none is said, and never clear by omission', () => {
    const bare = { type: 'indicator', id: 'indicator--1' };
    expect(markingOf(bare, NONE, 'amber+strict').tlp).toBe('amber+strict');
    expect(markingOf(bare, NONE, 'clear').tlp).toBe('green');
    expect(markingOf(bare, NONE, null).tlp).toBe('red');
    expect(markingOf(bare, NONE, 'open' as Tlp).tlp).toBe('red');
  });

  it('does not believe a TLP level under an id that is not TLP’s', () => {
    const old = definition({ definition_type: 'tlp', definition: { tlp: 'white' } });
    const extension = definition({
      extensions: { [TLP2_EXTENSION]: { extension_type: 'property-extension', tlp_2_0: 'clear' } },
    });
    for (const one of [old, extension]) {
      expect(markingOf(marked(one.id), knowing(one), 'clear')).toEqual({ tlp: 'red', pap: null, unknown: [one.id] });
    }
  });

  it('takes statements as limiting nobody, and reads a PAP out of them', () => {
    const copyright = definition({ definition_type: 'statement', definition: { statement: 'Copyright Acme' } });
    expect(markingOf(marked(copyright.id), knowing(copyright), 'green')).toEqual({ tlp: 'green', pap: null, unknown: [] });
    const pap = definition({ definition_type: 'statement', definition: { statement: 'PAP:AMBER' } });
    expect(markingOf(marked(pap.id, TLP_MARKING_IDS.clear), knowing(pap), null)).toEqual({
      tlp: 'clear',
      pap: 'amber',
      unknown: [],
    });
  });

  it('is the strictest of several, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...TLP_LEVELS), { minLength: 1 }), (levels) => {
        const { tlp } = markingOf(marked(...levels.map((level) => TLP_MARKING_IDS[level])), NONE, 'clear');
        expect(tlp).toBe(TLP_LEVELS[Math.max(...levels.map((level) => TLP_LEVELS.indexOf(level)))]);
      }),
    );
    expect(strictestTlp([])).toBe('red');
  });

  it('takes the two known misprints of TLP 1 red, and nothing that only looks like an id', () => {
    for (const end of ['ed', 'ec', 'ef']) {
      const { unknown } = markingOf(marked(`marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5${end}`), NONE, null);
      expect(unknown).toEqual([]);
    }
    expect(markingOf(marked(TLP_MARKING_IDS.clear.toUpperCase()), NONE, null).tlp).toBe('red');
  });

  it('of TLP’s own definitions is clear', () => {
    expect(markingOf({ type: 'marking-definition', id: TLP_MARKING_IDS.red }, NONE, null).tlp).toBe('clear');
    expect(markingOf({ type: 'indicator', id: TLP_MARKING_IDS.red }, NONE, null).tlp).toBe('red');
  });
});

describe('granular markings', () => {
  const object = {
    type: 'campaign',
    id: 'campaign--1',
    name: 'Harvest',
    aliases: ['one', 'two'],
    extensions: { x: { accounts: 12, models: ['a'] } },
  };
  const upTo =
    (most: Tlp) =>
    (level: Tlp): boolean =>
      TLP_LEVELS.indexOf(level) <= TLP_LEVELS.indexOf(most);
  const read = (granular_markings: unknown, may: Tlp, level: Tlp = 'green'): SharedObject | null =>
    readablePart({ ...object, granular_markings }, level, NONE, upTo(may));

  it('take out what a reader may not read, and keep the rest', () => {
    const granular = [
      { marking_ref: TLP_MARKING_IDS.red, selectors: ['name', 'extensions.x.accounts'] },
      { marking_ref: TLP_MARKING_IDS.clear, selectors: ['aliases.[0]'] },
    ];
    expect(read(granular, 'amber')).toEqual({
      type: 'campaign',
      id: 'campaign--1',
      aliases: ['one', 'two'],
      extensions: { x: { models: ['a'] } },
      granular_markings: [granular[1]],
    });
    expect(read(granular, 'red')).toMatchObject(object);
    expect(read(granular, 'clear')).toBeNull();
  });

  it('take the whole list with an element', () => {
    expect(read([{ marking_ref: TLP_MARKING_IDS.amber, selectors: ['aliases.[1]'] }], 'green')).not.toHaveProperty('aliases');
  });

  it('narrow the whole object where it is not clear what is meant', () => {
    const ref = TLP_MARKING_IDS.red;
    const unclear = [
      'no list',
      ['no marking'],
      [{ marking_ref: ref }],
      [{ marking_ref: ref, selectors: [] }],
      ...['nam', 'aliases.[2]', 'aliases.0', 'extensions.x.', '', 7, 'id', '__proto__', 'created_by_ref'].map((one) => [
        { marking_ref: ref, selectors: [one] },
      ]),
      [{ marking_ref: 'marking-definition--unknown', selectors: ['id'] }],
      [{ selectors: ['id'] }],
    ];
    for (const granular of unclear) expect([granular, read(granular, 'amber+strict')]).toEqual([granular, null]);
  });

  it('never open what the object closes, and never leave a hidden value anywhere', () => {
    expect(read([{ marking_ref: TLP_MARKING_IDS.clear, selectors: ['name'] }], 'green', 'amber')).toBeNull();
    const paths = [
      'name',
      'aliases',
      'aliases.[0]',
      'extensions',
      'extensions.x',
      'extensions.x.accounts',
      'extensions.x.models.[0]',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.record({ level: fc.constantFrom(...TLP_LEVELS), path: fc.constantFrom(...paths) })),
        fc.constantFrom(...TLP_LEVELS),
        (marks, may) => {
          const granular = marks.map(({ level, path }) => ({ marking_ref: TLP_MARKING_IDS[level], selectors: [path] }));
          const left = read(granular, may);
          if (left === null) {
            expect(upTo(may)('green')).toBe(false);
            return;
          }
          const valueAt = (from: unknown, path: string): unknown =>
            path
              .split('.')
              .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step.replaceAll(/[[\]]/g, '')], from);
          for (const { level, path } of marks) if (!upTo(may)(level)) expect(valueAt(left, path)).toBeUndefined();
          expect(left).toMatchObject({ type: object.type, id: object.id });
        },
      ),
    );
  });
});

describe('labels', () => {
  it('are read as people write them', () => {
    for (const level of TLP_LEVELS) expect(tlpOfLabel(tlpLabel(level))).toBe(level);
    expect(tlpOfLabel('tlp:white')).toBe('clear');
    expect(tlpOfLabel(' TLP: Amber + Strict ')).toBe('amber+strict');
    expect(tlpOfLabel('tlp:ex:chr')).toBeUndefined();
    expect(papOfLabel('PAP:WHITE')).toBe('clear');
    expect(papOfLabel('pap:purple')).toBe('red');
    expect(papOfLabel('TLP:RED')).toBeUndefined();
  });

  it('of PAP say what may be done', () => {
    const allowed = (pap: Parameters<typeof mayAct>[0]) => PAP_ACTIONS.filter((action) => mayAct(pap, action));
    expect(allowed('red')).toEqual(['search-own-logs']);
    expect(allowed('amber')).toEqual(['search-own-logs', 'ask-third-party']);
    expect(allowed('green')).toEqual(['search-own-logs', 'ask-third-party', 'friction', 'block', 'notify-account']);
    expect(allowed(null)).toEqual(allowed('green'));
    expect(allowed('clear')).toEqual(PAP_ACTIONS);
  });
});

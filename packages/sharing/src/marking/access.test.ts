// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLEARANCES, clearanceOf, mayRead, membershipsOf, READ_PATHS, type ReadPath, type Relations } from './access.ts';
import { markingOf } from './marking-of.ts';
import { readablePart } from './granular.ts';
import type { SharedObject } from './shared-object.ts';
import { TLP_LEVELS, TLP_MARKING_IDS, type Tlp } from './tlp.ts';

const NONE = new Map<string, SharedObject>();
const RELATIONS: Relations = {
  source: 'acme',
  individuals: ['rita'],
  recipients: ['beta'],
  clients: ['gamma'],
  community: ['delta', 'beta', 'acme'],
};

/** Who asks, in the words of TLP 2.0. */
const PEOPLE = {
  'a person of the source': { person: 'sam', organisation: 'acme' },
  'the individual recipient': { person: 'rita', organisation: 'beta' },
  'another person of the recipient’s organisation': { person: 'rob', organisation: 'beta' },
  'somebody called like the recipient elsewhere': { person: 'rita', organisation: 'delta' },
  'a client of the recipient': { person: 'cleo', organisation: 'gamma' },
  'the community': { person: 'dora', organisation: 'delta' },
  'a stranger’s organisation': { person: 'sid', organisation: 'sigma' },
  'the world': { person: null, organisation: null },
} as const;
type Who = keyof typeof PEOPLE;

/**
 * TLP 2.0, word by word: who may read on a path on which a person is known, and on one on which none is.
 * RED: "for the eyes and ears of individual recipients only". AMBER+STRICT: "restricts sharing to the organization only".
 * AMBER: "within their organization and its clients". GREEN: "within their community", not by public channels.
 * CLEAR: "to the world".
 */
const ORGANISATIONS: readonly Who[] = [
  'a person of the source',
  'the individual recipient',
  'another person of the recipient’s organisation',
];
const COMMUNITY: readonly Who[] = [...ORGANISATIONS, 'the community', 'somebody called like the recipient elsewhere'];
const ALLOWED: Readonly<Record<Tlp, { person: readonly Who[]; paper: readonly Who[] }>> = {
  red: { person: ['a person of the source', 'the individual recipient'], paper: [] },
  'amber+strict': { person: ORGANISATIONS, paper: ORGANISATIONS },
  amber: {
    person: [...ORGANISATIONS, 'a client of the recipient'],
    paper: [...ORGANISATIONS, 'a client of the recipient'],
  },
  // A client is nearer to the recipient than the community is.
  green: { person: [...COMMUNITY, 'a client of the recipient'], paper: [...COMMUNITY, 'a client of the recipient'] },
  clear: { person: Object.keys(PEOPLE) as Who[], paper: Object.keys(PEOPLE) as Who[] },
};
const WITH_PERSON: readonly ReadPath[] = ['api', 'console', 'taxii'];

/** Ways to be marked, each with the level that it must count as. */
const MARKED: readonly { name: string; properties: Record<string, unknown>; expected: Tlp }[] = [
  ...TLP_LEVELS.map((level) => ({
    name: level,
    properties: { object_marking_refs: [TLP_MARKING_IDS[level]] },
    expected: level,
  })),
  ...(
    [
      ['613f2e26-407d-48c7-9eca-b8e91df99dc9', 'clear'],
      ['34098fce-860f-48ae-8e50-ebd3cc5e41da', 'green'],
      ['f88d31f6-486f-44da-b317-01333bde0b82', 'amber'],
      ['5e57c739-391a-4eb3-b6be-7d15ca92d5ed', 'red'],
    ] as const
  ).map(([id, expected]) => ({
    name: `TLP 1 ${id}`,
    properties: { object_marking_refs: [`marking-definition--${id}`] },
    expected,
  })),
  { name: 'none', properties: {}, expected: 'amber' },
  { name: 'an empty list', properties: { object_marking_refs: [] }, expected: 'amber' },
  { name: 'an unknown one', properties: { object_marking_refs: ['marking-definition--0'] }, expected: 'red' },
  { name: 'no list', properties: { object_marking_refs: TLP_MARKING_IDS.clear }, expected: 'red' },
  {
    name: 'clear and an unknown one',
    properties: { object_marking_refs: [TLP_MARKING_IDS.clear, 'marking-definition--0'] },
    expected: 'red',
  },
  {
    name: 'green and amber+strict',
    properties: { object_marking_refs: [TLP_MARKING_IDS.green, TLP_MARKING_IDS['amber+strict']] },
    expected: 'amber+strict',
  },
  {
    name: 'clear, with a name that is red',
    properties: {
      object_marking_refs: [TLP_MARKING_IDS.clear],
      granular_markings: [{ marking_ref: TLP_MARKING_IDS.red, selectors: ['id'] }],
    },
    expected: 'red',
  },
];
const KINDS = ['indicator', 'campaign', 'user-account', 'x-never-heard-of', 'relationship', 'sighting', 'identity'];

/** How every read path reads. */
function canRead(object: SharedObject, who: Who, path: ReadPath, group: string | null, memberships: readonly string[]): boolean {
  const { tlp } = markingOf(object, NONE, 'amber');
  const { organisation } = PEOPLE[who];
  const reader = { organisation, memberships, clearance: clearanceOf(path, PEOPLE[who], RELATIONS) };
  const audience = { source: RELATIONS.source, group };
  return readablePart(object, tlp, NONE, (level) => mayRead({ level, audience, reader })) !== null;
}

describe('who may read', () => {
  for (const { name, properties, expected } of MARKED) {
    it(`marked ${name}: nobody but whom TLP 2.0 allows, on every path and for every kind of object`, () => {
      for (const type of KINDS) {
        const object = { type, id: `${type}--1`, ...properties };
        for (const path of READ_PATHS) {
          const allowed = ALLOWED[expected][WITH_PERSON.includes(path) ? 'person' : 'paper'];
          for (const who of Object.keys(PEOPLE) as Who[]) {
            expect({ path, who, read: canRead(object, who, path, null, []) }).toEqual({
              path,
              who,
              read: allowed.includes(who),
            });
            // A group only narrows, and one that is empty or not known has nobody.
            for (const group of ['', 'group-unknown', 'group-empty']) {
              const known = [
                { id: 'group-empty', owner: 'acme', members: [] },
                { id: '', owner: 'acme', members: ['beta'] },
              ];
              const memberships = membershipsOf(PEOPLE[who].organisation, known);
              expect(canRead(object, who, path, group, memberships)).toBe(false);
            }
            const memberships = membershipsOf(PEOPLE[who].organisation, [{ id: 'g', owner: 'acme', members: ['beta'] }]);
            const inGroup = ['acme', 'beta'].includes(PEOPLE[who].organisation ?? '');
            expect(canRead(object, who, path, 'g', memberships)).toBe(inGroup && allowed.includes(who));
          }
        }
      }
    });
  }

  it('does not take a clearance that fits nothing', () => {
    const audience = { source: 'acme', group: null };
    const of = (reader: { organisation: string | null; clearance: string }, level = 'clear') =>
      mayRead({ level: level as Tlp, audience, reader: { memberships: [], ...reader } as never });
    expect(of({ organisation: 'acme', clearance: 'own' }, 'red')).toBe(true);
    expect(of({ organisation: 'beta', clearance: 'own' })).toBe(false);
    expect(of({ organisation: null, clearance: 'community' })).toBe(false);
    expect(of({ organisation: 'acme', clearance: 'everything' })).toBe(false);
    expect(of({ organisation: 'acme', clearance: 'own' }, 'purple')).toBe(false);
  });

  it('never opens with a stricter level, a farther clearance or an added group', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TLP_LEVELS),
        fc.constantFrom(...CLEARANCES),
        fc.option(fc.constantFrom('g', 'h', '')),
        fc.subarray(['g', 'h', '']),
        (level, clearance, group, memberships) => {
          const read = (l: Tlp, c: (typeof CLEARANCES)[number], g: string | null): boolean =>
            mayRead({
              level: l,
              audience: { source: 'acme', group: g },
              reader: { organisation: c === 'public' ? null : 'acme', memberships, clearance: c },
            });
          if (read(level, clearance, group)) {
            for (const looser of TLP_LEVELS.slice(0, TLP_LEVELS.indexOf(level))) {
              expect(read(looser, clearance, group)).toBe(true);
            }
            for (const nearer of CLEARANCES.slice(0, CLEARANCES.indexOf(clearance))) {
              expect(read(level, nearer, group)).toBe(true);
            }
            expect(read(level, clearance, null)).toBe(true);
          }
        },
      ),
    );
  });
});

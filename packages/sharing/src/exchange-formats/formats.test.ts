// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, type Result } from '@stillwatch/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Statement, StatementSchema } from '../assertion/assertion.ts';
import { type ProjectedObject, project } from '../assertion/projection.ts';
import { assertion, day, NOW, objectId, pairOf } from '../assertion/samples.fixture.ts';
import { signAssertion } from '../assertion/sign.ts';
import { TLP_LEVELS, TLP_MARKING_IDS, type Tlp } from '../marking/tlp.ts';
import { exportCsv, importCsv } from './csv.ts';
import type { Imported, ImportContext } from './import-context.ts';
import { exportMisp } from './misp-export.ts';
import { importMisp } from './misp-import.ts';
import { patternFor, valueOfPattern } from './observed.ts';
import { exportStix, importStix } from './stix-bundle.ts';

const context = (changes: Partial<ImportContext> = {}): ImportContext => ({
  source: 'identity--me',
  origin: 'identity--feed',
  tlp: 'amber',
  groups: new Map([['11111111-1111-4111-8111-111111111111', 'group-1']]),
  confidence: 50,
  legalBasis: null,
  licence: 'CC0-1.0',
  key: new Uint8Array(32).fill(3),
  now: NOW,
  ...changes,
});
const taken = (result: Result<Imported>): Imported => {
  if (!result.ok) throw new Error(result.reason);
  for (const one of result.value.statements) expect(StatementSchema.safeParse(one).error).toBeUndefined();
  return result.value;
};
const EVENT = '22222222-2222-4222-8222-222222222222';
const ATTRIBUTE = '33333333-3333-4333-8333-333333333333';
const misp = (event: object, attribute: object = {}): string =>
  JSON.stringify({
    Event: {
      uuid: EVENT,
      info: 'Harvest',
      timestamp: '1763000000',
      distribution: '3',
      ...event,
      Attribute: [{ uuid: ATTRIBUTE, type: 'ip-dst', value: '203.0.113.7', timestamp: '1763000001', ...attribute }],
    },
  });
const levels = (text: string, changes: Partial<ImportContext> = {}) =>
  taken(importMisp(text, context(changes))).statements.map(({ tlp, group }) =>
    group === null ? tlp : `${tlp} ${group || 'nobody'}`,
  );

describe('MISP', () => {
  it('becomes indicators and a grouping, the same at every import', () => {
    const { statements, skipped } = taken(importMisp(misp({}, { comment: 'seen' }), context()));
    expect(skipped).toEqual([]);
    expect(statements[0]!.object).toMatchObject({
      id: `indicator--${ATTRIBUTE}`,
      pattern: "[ipv4-addr:value = '203.0.113.7']",
      valid_from: '2025-11-13T02:13:21.000Z',
      description: 'seen',
    });
    expect(statements[1]!.object).toMatchObject({
      type: 'grouping',
      id: `grouping--${EVENT}`,
      name: 'Harvest',
      object_refs: [`indicator--${ATTRIBUTE}`],
    });
    expect(statements[0]).toMatchObject({ source: 'identity--me', origin: 'identity--feed', licence: 'CC0-1.0', confidence: 50 });
    const without = misp({}, { uuid: undefined });
    expect(taken(importMisp(without, context()))).toEqual(taken(importMisp(without, context())));
  });

  it('counts the stricter of tags and distribution, and nothing as clear by omission', () => {
    const tagged = (name: string) => ({ Tag: [{ name }] });
    expect(levels(misp({}))).toEqual(['amber', 'amber']);
    expect(levels(misp({}), { tlp: 'clear' })).toEqual(['green', 'green']);
    expect(levels(misp({}), { tlp: null })).toEqual(['red', 'red']);
    expect(levels(misp(tagged('tlp:white')))).toEqual(['clear', 'clear']);
    expect(levels(misp({ ...tagged('tlp:white'), distribution: '0' }))).toEqual(['amber+strict', 'amber+strict']);
    expect(levels(misp({ ...tagged('tlp:white'), distribution: 2 }))).toEqual(['green', 'green']);
    expect(levels(misp({ ...tagged('tlp:white'), distribution: '9' }))).toEqual(['red', 'red']);
    expect(levels(misp({ ...tagged('tlp:white'), distribution: undefined }))).toEqual(['red', 'red']);
    expect(levels(misp(tagged('tlp:ex:chr')))).toEqual(['red', 'red']);
    expect(levels(misp(tagged('TLP:AMBER+STRICT')))).toEqual(['amber+strict', 'amber+strict']);
    expect(levels(misp(tagged('tlp:green'), tagged('tlp:red')))).toEqual(['red', 'green']);
    expect(levels(misp(tagged('tlp:amber'), tagged('tlp:clear')))).toEqual(['amber', 'amber']);
    expect(levels(misp(tagged('tlp:clear'), { distribution: '5' }))).toEqual(['clear', 'clear']);
    expect(taken(importMisp(misp({ Tag: [{ name: 'PAP:AMBER' }] }), context())).statements[0]!.pap).toBe('amber');
  });

  it('of a sharing group that is empty, unknown or not told goes to nobody', () => {
    const group = (SharingGroup: unknown) => levels(misp({ distribution: '4', Tag: [{ name: 'tlp:green' }], SharingGroup }));
    const uuid = '11111111-1111-4111-8111-111111111111';
    expect(group({ uuid })).toEqual(['green group-1', 'green group-1']);
    expect(group({ uuid, SharingGroupOrg: [] })).toEqual(['green nobody', 'green nobody']);
    expect(group({ uuid: 'another' })).toEqual(['green nobody', 'green nobody']);
    expect(group(undefined)).toEqual(['green nobody', 'green nobody']);
    expect(group({ id: '1' })).toEqual(['green nobody', 'green nobody']);
    const inner = misp({ distribution: '4', SharingGroup: { uuid } }, { distribution: '4', SharingGroup: { uuid: 'other' } });
    expect(levels(inner)[0]).toBe('amber nobody');
  });

  it('withdraws what was deleted, and says what it does not know', () => {
    expect(taken(importMisp(misp({}, { deleted: true }), context())).statements[0]!.object).toHaveProperty('revoked', true);
    const { statements, skipped } = taken(importMisp(misp({}, { type: 'yara', value: 'rule' }), context()));
    expect([statements, skipped]).toEqual([
      [],
      [{ where: 'event 0, attribute 0', why: 'yara has no pattern here, or the value is none' }],
    ]);
    expect(
      taken(importMisp(JSON.stringify({ response: [], x: 1 }).replace('[]', '[{"Event":{}}]'), context())).statements,
    ).toEqual([]);
  });

  it('exports no level wider than it was shown, and never RED', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...TLP_LEVELS), { minLength: 1, maxLength: 5 }), (tlps) => {
        const shown = tlps.map((tlp, n) => shownAs(tlp, n));
        const { json, skipped } = exportMisp(shown, { uuid: EVENT, info: 'x', now: NOW });
        expect(skipped).toHaveLength(tlps.filter((tlp) => tlp === 'red').length);
        const back = taken(importMisp(json, context({ tlp: null }))).statements.filter(
          ({ object }) => object.type === 'indicator',
        );
        const kept = tlps.filter((tlp) => tlp !== 'red');
        expect(back).toHaveLength(kept.length);
        // The event is as narrow as its narrowest part, so each comes back as strict as it was or stricter.
        for (const [i, { tlp }] of back.entries())
          expect(TLP_LEVELS.indexOf(tlp)).toBeGreaterThanOrEqual(TLP_LEVELS.indexOf(kept[i]!));
        expect(back.map(({ object }) => object['pattern'])).toEqual(
          shown.filter(({ tlp }) => tlp !== 'red').map(({ object }) => object['pattern']),
        );
      }),
    );
  });
});

/** An object as the projection shows it to a recipient or, for RED, an individual. */
function shownAs(tlp: Tlp, n = 1, object: object = {}): ProjectedObject {
  const pattern = `[ipv4-addr:value = '192.0.2.${n}']`;
  const made = assertion({
    tlp,
    object: { type: 'indicator', id: objectId('indicator', n), pattern, modified: day(-2), ...object },
  });
  const reader = { organisation: 'identity--me', memberships: [], clearanceTo: () => 'individual' as const };
  return project([made], reader, NOW)[0]!;
}

describe('STIX bundles', () => {
  it('become statements under each object’s marking', () => {
    const objects = [
      { type: 'indicator', id: objectId('indicator'), object_marking_refs: [TLP_MARKING_IDS.clear], confidence: 70 },
      { type: 'indicator', id: objectId('indicator', 2) },
      { type: 'indicator', id: objectId('indicator', 3), object_marking_refs: ['marking-definition--0'] },
      'nonsense',
      { type: 'x', id: 'y' },
    ];
    const { statements, skipped } = taken(importStix(JSON.stringify({ type: 'bundle', id: 'bundle--1', objects }), context()));
    expect(statements.map(({ tlp, confidence }) => [tlp, confidence])).toEqual([
      ['clear', 70],
      ['amber', 50],
      ['red', 50],
    ]);
    expect(skipped.map(({ where }) => where)).toEqual(['objects/3', 'objects/4']);
  });

  it('go out and come back as they were, with the level under which they were shown', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TLP_LEVELS), fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (tlp, rest) => {
        const { object_marking_refs: _, granular_markings: __, revoked: ___, valid_until: ____, ...more } = rest;
        const shown = shownAs(tlp, 1, { ...more, type: 'indicator', id: objectId('indicator'), modified: day(-2) });
        const [back] = taken(importStix(exportStix([shown]), context({ tlp: null }))).statements;
        expect(back!.tlp).toBe(tlp);
        expect(canonicalJson(back!.object)).toBe(
          canonicalJson(JSON.parse(JSON.stringify({ ...shown.object, object_marking_refs: [TLP_MARKING_IDS[tlp]] }))),
        );
        expect(signAssertion({ ...back!, source: 'identity--me' }, pairOf('identity--me')).id).toMatch(/^assertion--/);
      }),
    );
  });

  it('keep a marking that is not TLP’s, and say where all have withdrawn', () => {
    const first = shownAs('green');
    const other = 'marking-definition--99999999-9999-4999-8999-999999999999';
    const marked = {
      ...first,
      revoked: true,
      object: { ...first.object, object_marking_refs: [other, TLP_MARKING_IDS.clear] },
    };
    const { objects } = JSON.parse(exportStix([marked])) as { objects: unknown[] };
    expect(objects[0]).toMatchObject({ revoked: true, object_marking_refs: [other, TLP_MARKING_IDS.green] });
  });
});

describe('tables', () => {
  const table =
    'indicator,type,level,until,sure\r\n203.0.113.7,ip-src,TLP:GREEN,2026-12-01,80\r\n2001:db8::1,ip-src,,,\r\nx,ip-src,,,\r\n203.0.113.9,ip-src,purple,,\r\n203.0.113.8,ip-src,,soon,\r\n203.0.113.8,ip-src,,,900\r\n';
  const mapping = { value: 'indicator', kind: 'type', tlp: 'level', expires: 'until', confidence: 'sure' };

  it('become indicators by a mapping', () => {
    const { statements, skipped } = taken(importCsv(table, mapping, context()));
    expect(statements.map(({ object, tlp, confidence, expiresAt }) => [object['pattern'], tlp, confidence, expiresAt])).toEqual([
      ["[ipv4-addr:value = '203.0.113.7']", 'green', 80, '2026-12-01T00:00:00.000Z'],
      ["[ipv6-addr:value = '2001:db8::1']", 'amber', 50, null],
      ["[ipv4-addr:value = '203.0.113.9']", 'red', 50, null],
    ]);
    expect(skipped.map(({ where }) => where)).toEqual(['row 3', 'row 5', 'row 6']);
    expect(
      taken(importCsv('a;b\n203.0.113.7;x', { value: 'a', kind: '=ip', delimiter: ';' }, context())).statements,
    ).toHaveLength(1);
    expect(taken(importCsv('', mapping, context())).statements).toEqual([]);
  });

  it('are refused where they are damaged or the mapping does not fit', () => {
    const codeOf = (text: string | Uint8Array, map: Parameters<typeof importCsv>[1] = mapping) => {
      const result = importCsv(text, map, context());
      return result.ok ? 'ok' : result.code;
    };
    expect(codeOf('a,b\n1,2')).toBe('MAP_INVALID');
    expect(codeOf('a,a\n1,2', { value: 'a', kind: '=ip' })).toBe('CSV_INVALID');
    expect(codeOf('a,b\n1,2,3', { value: 'a', kind: '=ip' })).toBe('CSV_INVALID');
    expect(codeOf('a\n"1', { value: 'a', kind: '=ip' })).toBe('CSV_INVALID');
    expect(codeOf(`a\n"${'x'.repeat(70_000)}"`, { value: 'a', kind: '=ip' })).toBe('CSV_INVALID');
    expect(codeOf(new Uint8Array([0xff]), { value: 'a', kind: '=ip' })).toBe('CSV_INVALID');
  });

  it('go out without anything that a spreadsheet would run', () => {
    const csv = exportCsv([
      shownAs('green'),
      { ...shownAs('amber', 2), object: { type: 'indicator', id: objectId('indicator', 2), pattern: '=cmd("x")' } },
    ]);
    expect(csv.split('\r\n')).toEqual([
      'id,type,pattern,tlp,sources,origins,valid_until,revoked',
      `${objectId('indicator')},indicator,[ipv4-addr:value = '192.0.2.1'],TLP:GREEN,1,1,,false`,
      `${objectId('indicator', 2)},indicator,"'=cmd(""x"")",TLP:AMBER,1,1,,false`,
      '',
    ]);
  });
});

describe('patterns', () => {
  it('of values are read back to them, whatever the values are', () => {
    const kinds = ['domain', 'url', 'email-src', 'account'];
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.string({ unit: 'grapheme', minLength: 1 }), (kind, value) => {
        const pattern = patternFor(kind, value);
        if (pattern === null) return;
        expect(valueOfPattern(pattern)?.value).toBe(value);
        expect(patternFor(valueOfPattern(pattern)!.kind, value)).toBe(pattern);
      }),
    );
    expect(valueOfPattern("[a:b = 'x'] OR [a:b = 'y']")).toBeNull();
    expect(patternFor('constructor', 'x')).toBeNull();
    expect(patternFor('sha256', 'f00')).toBeNull();
    expect(patternFor('AS', 'AS64500')).toBe('[autonomous-system:number = 64500]');
  });
});

describe('bytes of strangers', () => {
  it('never make an importer fail, and never come out as clear without saying so', () => {
    const importers: readonly ((text: string | Uint8Array) => Result<Imported>)[] = [
      (text) => importMisp(text, context({ tlp: 'clear' })),
      (text) => importStix(text, context({ tlp: 'clear' })),
      (text) => importCsv(text, { value: 'a', kind: '=ip' }, context({ tlp: 'clear' })),
    ];
    const event = fc.record(
      {
        uuid: fc.jsonValue(),
        info: fc.jsonValue(),
        timestamp: fc.jsonValue(),
        distribution: fc.jsonValue(),
        Attribute: fc.jsonValue(),
        Object: fc.jsonValue(),
        SharingGroup: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const inputs = fc.oneof(
      fc.uint8Array(),
      fc.json(),
      event.map((Event) => JSON.stringify({ Event })),
      fc.jsonValue().map((objects) => JSON.stringify({ type: 'bundle', objects })),
      fc
        .array(fc.dictionary(fc.constantFrom('type', 'id', 'object_marking_refs', 'granular_markings', 'x'), fc.jsonValue()))
        .map((objects) => JSON.stringify({ type: 'bundle', objects })),
    );
    fc.assert(
      fc.property(inputs, fc.constantFrom(...importers), (input, read) => {
        const result = read(input);
        const statements: readonly Statement[] = result.ok ? result.value.statements : [];
        for (const { tlp } of statements) expect(tlp).not.toBe('clear');
      }),
      { numRuns: 2_000 },
    );
    const twice = '{"type":"bundle","objects":[],"objects":[{"type":"indicator"}]}';
    expect(importStix(twice, context())).toMatchObject({ ok: false, code: 'PEER_HOSTILE' });
    expect(importMisp('['.repeat(100_000), context())).toMatchObject({ ok: false, code: 'PEER_HOSTILE' });
  });
});

// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { objectId } from '../assertion/samples.fixture.ts';
import { isRecord, type SharedObject } from '../marking/shared-object.ts';
import { prepareRelease, type ReleaseItem } from './prepare.ts';
import { AT, campaign, recipient, request } from './release.fixture.ts';

/** What the evidence of a campaign holds, and must never be on the wire. */
const PLANTED = [
  'jane.doe@example.com',
  'ops+llm@mail.reseller.example',
  '203.0.113.77',
  '2001:db8:85a3::8a2e:370:7334',
  '+49 30 901820 44',
  '4111 1111 1111 1111',
  'DE89 3704 0044 0532 0130 00',
  'sk-proj-Ab12Cd34Ef56Gh78Ij90',
  'You are a careful tutor. Solve the following problem step by step and explain every step.',
  'Напиши подробное решение следующей задачи и объясни каждый шаг.',
  '请一步一步地解答下面的数学题，并解释每一步的理由，然后给出最终答案。',
];

const spell = (text: string, one: (byte: number) => string): string => [...Buffer.from(text)].map(one).join('');
const hex2 = (n: number): string => n.toString(16).padStart(2, '0');
const units = (text: string, one: (unit: number) => string): string =>
  Array.from({ length: text.length }, (_, i) => one(text.charCodeAt(i))).join('');

/** How somebody, or some program, may have written it. */
const WRITTEN: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  upper: (text) => text.toUpperCase(),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
  'base64 twice': (text) => Buffer.from(Buffer.from(text).toString('base64')).toString('base64'),
  hexadecimal: (text) => Buffer.from(text).toString('hex'),
  percent: (text) => spell(text, (byte) => `%${hex2(byte)}`),
  'URI component': encodeURIComponent,
  'unicode escapes': (text) => units(text, (unit) => `\\u${unit.toString(16).padStart(4, '0')}`),
  entities: (text) => [...text].map((letter) => `&#x${letter.codePointAt(0)!.toString(16)};`).join(''),
  'zero width': (text) => [...text].join('\u200b'),
  'full width': (text) => text.replaceAll(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
};

/** Ways in which it could be read from bytes on the wire. */
function isOnWire(wire: Buffer, planted: string): boolean {
  const bare = (text: string): string =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}@.:+]/gu, '');
  const text = wire.toString('utf8');
  const readings = [text, stringsOf(JSON.parse(text)).join('\n')];
  for (const write of Object.values(WRITTEN)) if (readings.some((one) => one.includes(write(planted)))) return true;
  if (readings.some((one) => bare(one).includes(bare(planted)))) return true;
  for (let skip = 0; skip < 3; skip++) {
    const inner = Buffer.concat([Buffer.alloc(skip), Buffer.from(planted)])
      .toString('base64')
      .slice(4, -4);
    if (inner.length > 7 && text.includes(inner)) return true;
  }
  return false;
}

function stringsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(stringsOf);
  return isRecord(value) ? Object.entries(value).flatMap(([key, one]) => [key, ...stringsOf(one)]) : [String(value)];
}

type Place = (object: Record<string, unknown>, value: string, other: string) => void;
const extension = (object: Record<string, unknown>): Record<string, unknown> =>
  Object.values(object['extensions'] as Record<string, Record<string, unknown>>)[0]!;

/** Where in an object it may have got to. */
const PLACES: Readonly<Record<string, Place>> = {
  ...Object.fromEntries(
    [
      'name',
      'description',
      'id',
      'type',
      'spec_version',
      'created',
      'created_by_ref',
      'confidence',
      'labels',
      'objective',
      'lang',
    ].map((field): [string, Place] => [field, (object, value) => void (object[field] = value)]),
  ),
  'list element': (object, value) => void (object['aliases'] = ['Harvest', value]),
  'nested list': (object, value) => void (object['labels'] = [[value], { a: [value] }]),
  key: (object, value) => void (object[value] = 1),
  'key in an extension': (object, value) => void (extension(object)[value] = { [value]: value }),
  'extension id': (object, value) => void ((object['extensions'] as Record<string, unknown>)[value] = { exchange_count: 7 }),
  'extension word': (object, value) => void (extension(object)['target_capabilities'] = ['coding', value]),
  'extension count': (object, value) => void (extension(object)['exchange_count'] = value),
  'digits as count': (object, value) =>
    void (extension(object)['exchange_count'] = Number(value.replaceAll(/\D/g, '').slice(0, 15))),
  'object where a word goes': (object, value) => void (extension(object)['extension_type'] = { [value]: value }),
  'external reference': (object, value) =>
    void (object['external_references'] = [{ source_name: value, url: `https://x/${value}`, external_id: value }]),
  'marking ref': (object, value) => void (object['object_marking_refs'] = [value]),
  'granular selector': (object, value) => void (object['granular_markings'] = [{ lang: value, selectors: ['name', value] }]),
  'inside a reviewed text': (object, value, other) => void (object['description'] = `Seen with ${value} on ${other}.`),
  'a reviewed name': (object, value) => void (object['name'] = value),
};

const SIZES = { scheme: 'sketch-v1', simhash: '0123456789abcdef', words: 60, lines: 3, slot_count: 1 };

/** Objects of other types that have places of their own. */
const OTHERS: readonly ((value: string) => SharedObject)[] = [
  (value) => ({
    type: 'user-account',
    spec_version: '2.1',
    id: objectId('user-account'),
    user_id: value,
    account_type: value,
    display_name: value,
  }),
  (value) => ({
    type: 'user-account',
    spec_version: '2.1',
    id: objectId('user-account'),
    user_id: Buffer.from(value).toString('base64url'),
  }),
  (value) => ({
    type: 'x-prompt-template',
    spec_version: '2.1',
    id: objectId('x-prompt-template'),
    template_hash: Buffer.from(value).toString('hex').slice(0, 128),
    bands: [...Buffer.from(value)],
    signature: Array.from({ length: Buffer.from(value).length >> 2 }, (_, i) => Buffer.from(value).readUInt32BE(i * 4)),
    ...SIZES,
    intent_class: value,
    text: value,
  }),
  (value) => ({
    type: 'x-prompt-template',
    spec_version: '2.1',
    id: objectId('x-prompt-template'),
    template_hash: '9f'.repeat(32),
    bands: [Buffer.from(value).toString('hex').slice(0, 16)],
    signature: Array.from({ length: 16 }, (_, i) => i + 1),
    ...SIZES,
    key_id: Buffer.from(value).toString('hex').slice(0, 64),
  }),
  (value) => ({
    type: 'indicator',
    spec_version: '2.1',
    id: objectId('indicator'),
    pattern: `[email-addr:value = '${value}']`,
    pattern_type: 'stix',
    valid_from: '2026-11-01T00:00:00.000Z',
    valid_until: '2026-12-01T00:00:00.000Z',
  }),
  (value) => ({ type: 'ipv4-addr', spec_version: '2.1', id: objectId('ipv4-addr'), value }),
  (value) => ({ type: 'note', spec_version: '2.1', id: objectId('note'), content: value }),
  (value) => ({ type: value, id: value }),
];

describe('a thousand releases', () => {
  it('never have a prompt, an e-mail, an address or a number of a person on the wire, in whatever field and spelling', () => {
    let left = 0;
    const plant = fc.record({
      value: fc.constantFrom(...PLANTED),
      other: fc.constantFrom(...PLANTED),
      place: fc.constantFrom(...Object.keys(PLACES)),
      written: fc.constantFrom(...Object.keys(WRITTEN)),
      isReviewed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(plant, { minLength: 1, maxLength: 3 }), fc.constantFrom(...OTHERS), (plants, other) => {
        const object = structuredClone(campaign()) as Record<string, unknown>;
        for (const { place, value, other, written } of plants) PLACES[place]!(object, WRITTEN[written]!(value), other);
        const ours: ReleaseItem = { object: object as SharedObject, source: request().organisation, group: null, tlp: 'green' };
        const texts = ['Harvest 7', ...plants.flatMap(({ isReviewed }) => (isReviewed ? stringsOf(object) : []))];
        const prepared = prepareRelease(
          request({
            items: [
              ours,
              { ...ours, object: other(WRITTEN[plants[0]!.written]!(plants[0]!.value)) },
              { ...ours, object: campaign2() },
            ],
            // A careless author has taken over whatever was in the evidence as a text of his own.
            texts,
            withheld: PLANTED.slice(8),
            recipients: [recipient()],
          }),
          AT,
        );
        const { preview, copies, dropped, findings, digest } = prepared;
        left += copies.length;
        const wires = [preview, JSON.stringify([dropped, digest]), ...copies.map(({ bytes }) => Buffer.from(bytes).toString())];
        for (const { value, other } of plants) {
          for (const wire of wires)
            for (const one of [value, other])
              expect({ one, isOnWire: isOnWire(Buffer.from(wire), one) }).toMatchObject({ isOnWire: false });
        }
        expect(findings.every(({ rule }) => rule.length < 40)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
    // Most are cleaned and leave; were they all stopped, nothing would have been tested.
    expect(left).toBeGreaterThan(300);
  });

  it('would be noticed: the same check finds what is planted in a file that was not cleaned', () => {
    for (const value of PLANTED) {
      for (const [name, write] of Object.entries(WRITTEN)) {
        if (name === 'upper' && value.toUpperCase() !== value) continue;
        const wire = Buffer.from(JSON.stringify({ a: `x ${write(value)} y` }));
        expect({
          name,
          value,
          isOnWire: isOnWire(wire, value) || isOnWire(Buffer.from(JSON.stringify({ a: write(value) })), value),
        }).toMatchObject({ isOnWire: true });
      }
    }
  });
});

function campaign2(): SharedObject {
  return { ...campaign(), id: objectId('campaign', 2) };
}

// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPii, PII_KINDS, type PiiKind, scrubText } from './pii.ts';

const SAMPLES: Readonly<Record<PiiKind, readonly string[]>> = {
  'e-mail': [
    'jane.doe@example.com',
    "o'neil+tag@mail.example.co.uk",
    'jürgen@straße.example',
    'x@192.0.2.7',
    'jane [at] example [dot] com',
    'jane(at)example.com',
    'jane@example。com',
  ],
  phone: [
    '+49 30 901820',
    '+1 (202) 555-0143',
    '0044 20 7946 0958',
    '(202) 555-0143',
    '202-555-0143',
    '030/901820-44',
    '+442079460958',
  ],
  'ip-address': [
    '192.0.2.44',
    '203.000.113.009',
    '2001:db8::1',
    'fe80::1ff:fe23:4567:890a',
    '::ffff:192.0.2.1',
    '192[.]0[.]2[.]44',
    '0xC0A80101',
  ],
  card: ['4111111111111111', '4111 1111 1111 1111', '5500-0000-0000-0004', '340000000000009'],
  iban: ['DE89370400440532013000', 'GB82 WEST 1234 5698 7654 32', 'fr14 2004 1010 0505 0001 3m02 606'],
  secret: [
    'sk-proj-Ab12Cd34Ef56Gh78Ij90',
    'AKIAIOSFODNN7EXAMPLE1',
    'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
    'Authorization: Bearer abcdefghijklmnop1234',
    'api_key = "hunter2hunter2"',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl',
    '-----BEGIN PRIVATE KEY-----',
  ],
  'url-credentials': ['https://jane:pw@host.example/x', 'ftp://jane@files.example'],
};

const NOT_PII = [
  '2026-11-20T12:00:00.000Z',
  '02:00 and 06:00 UTC, 12:30:45',
  'indicator--28bb3599-77cd-5a82-a950-b5bc3caf07c4',
  'version 1.2.3, 400,000 exchanges, 91.5 %',
  'a'.repeat(64),
  '3f786850e387550fdab836ed7e6dc881de23001b9e6d0c2f5d7c1f0c0a1b2c3d',
  'std::vector and a::b',
  'ratio 1:2:3',
  'The campaign sent 400,000 exchanges from 1,200 accounts between 3 and 9 November 2026.',
  'task-specific tokens',
];

const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  base64: (text) => Buffer.from(text).toString('base64'),
  'base64url without padding': (text) => Buffer.from(text).toString('base64url'),
  'base64 of UTF-16': (text) => Buffer.from(text, 'utf16le').toString('base64'),
  percent: (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'unicode escapes': (text) =>
    Array.from({ length: text.length }, (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''),
  entities: (text) => [...text].map((letter) => `&#${letter.codePointAt(0)};`).join(''),
  hexadecimal: (text) => Buffer.from(text).toString('hex'),
  'zero width': (text) => [...text].join('\u200b'),
  'full width': (text) => text.replaceAll(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
};

describe('what names persons', () => {
  for (const kind of PII_KINDS) {
    it.each(SAMPLES[kind])(`${kind}: %s, in every encoding and in two of them`, (sample) => {
      for (const [outer, encode] of Object.entries(ENCODINGS)) {
        for (const [inner, first] of Object.entries(ENCODINGS)) {
          const hidden = encode(first(sample));
          const found = findPii(`see ${hidden} for more`).map((finding) => finding.kind);
          expect({ outer, inner, hidden, found: found.includes(kind) }).toMatchObject({ found: true });
        }
      }
    });
  }

  it.each(NOT_PII)('is not: %s', (text) => {
    expect(findPii(text)).toEqual([]);
    expect(scrubText(text)).toEqual({ text, found: [] });
  });

  it('is cut out where it stands in the open, and takes the text with it where it is hidden', () => {
    expect(scrubText('Write to jane.doe@example.com or +49 30 901820.').text).toBe(
      'Write to [e-mail removed] or [phone removed].',
    );
    expect(scrubText(`Note ${Buffer.from('jane.doe@example.com').toString('base64')}`)).toEqual({
      text: null,
      found: [{ kind: 'e-mail', text: '' }],
    });
  });

  it('is never left by scrubbing', () => {
    const samples = Object.values(SAMPLES).flat();
    const piece = fc.oneof(fc.constantFrom(...samples), fc.string({ unit: 'grapheme', maxLength: 12 }));
    const encode = fc.constantFrom(...Object.values(ENCODINGS));
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, encode), { maxLength: 4 }), (pieces) => {
        const { text } = scrubText(pieces.map(([one, encode]) => encode(one)).join(' '));
        if (text !== null) expect(findPii(text)).toEqual([]);
      }),
    );
  });
});

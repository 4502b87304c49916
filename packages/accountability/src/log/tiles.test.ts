// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEntries, encodeEntries, hashesAtLevel, MAX_ENTRY_BYTES, parseTilePath, tilePath } from './tiles.ts';

describe('paths of tiles', () => {
  it.each([
    [0, 0, 256, 'tile/0/000'],
    [0, 1_234_067, 256, 'tile/0/x001/x234/067'],
    [2, 999, 1, 'tile/2/999.p/1'],
    [63, 1000, 255, 'tile/63/x001/000.p/255'],
    ['entries', 273, 112, 'tile/entries/273.p/112'],
  ] as const)('level %s, index %i, width %i: %s', (level, index, width, path) => {
    expect(tilePath(level, index, width)).toBe(path);
    expect(parseTilePath(path)).toEqual({ level, index, width });
  });

  it.each([
    'tile/0/0',
    'tile/0/0000',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/00/000',
    'tile/64/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/-1/000',
    'tile/data/000',
    'tile/0/000/',
    '/tile/0/000',
    'tile/0/../000',
    `tile/0/${'x999/'.repeat(6)}999`,
    'checkpoint',
    '',
  ])('%j is none', (path) => expect(parseTilePath(path)).toBeNull());

  it('are read as they are written', () => {
    const level = fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 }));
    fc.assert(
      fc.property(level, fc.integer({ min: 0, max: 1e15 }), fc.integer({ min: 1, max: 256 }), (level, index, width) => {
        expect(parseTilePath(tilePath(level, index, width))).toEqual({ level, index, width });
      }),
    );
  });
});

it('counts the hashes of each level', () => {
  expect([0, 1, 2, 3].map((level) => hashesAtLevel(70_000, level))).toEqual([273 * 256 + 112, 256 + 17, 1, 0]);
  expect(hashesAtLevel(2 ** 52, 6)).toBe(16);
});

describe('bundles of entries', () => {
  it('are read as they are written', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 256 }), (entries) => {
        expect(decodeEntries(encodeEntries(entries)).map((entry) => [...entry])).toEqual(entries.map((entry) => [...entry]));
      }),
    );
    expect([...encodeEntries([Buffer.from('ab'), Buffer.alloc(0)])]).toEqual([0, 2, 97, 98, 0, 0]);
    expect(decodeEntries(encodeEntries([new Uint8Array(MAX_ENTRY_BYTES)]))[0]).toHaveLength(65_535);
  });

  it('hold no entry that a length cannot say', () => {
    expect(() => encodeEntries([new Uint8Array(MAX_ENTRY_BYTES + 1)])).toThrowWithCode('LOG_ENTRY_TOO_LARGE');
  });

  it('are refused when cut off or too long', () => {
    const bytes = encodeEntries([Buffer.from('ab')]);
    for (const length of [1, 2, 3]) expect(() => decodeEntries(bytes.subarray(0, length))).toThrowWithCode('LOG_INVALID');
    expect(() => decodeEntries(encodeEntries(Array.from({ length: 257 }, () => new Uint8Array(0))))).toThrowWithCode(
      'LOG_INVALID',
    );
  });

  it('never throw anything but a code at what a stranger sends', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        try {
          expect(Buffer.from(encodeEntries(decodeEntries(bytes))).equals(bytes)).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: 'LOG_INVALID' });
        }
      }),
    );
  });
});

// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromMicros, toMicros, versionKey } from './timestamps.ts';

const micros = fc.integer({ min: Date.UTC(1, 0, 1) * 1000, max: Date.UTC(2200, 0, 1) * 1000 });

describe('timestamps', () => {
  it('keep microseconds', () => {
    fc.assert(fc.property(micros, (one) => toMicros(fromMicros(one)) === one));
    expect(fromMicros(1_000_001)).toBe('1970-01-01T00:00:01.000001Z');
    expect(fromMicros(-1)).toBe('1969-12-31T23:59:59.999999Z');
    expect(toMicros('2017-01-27T13:49:53.9353829Z')).toBe(toMicros('2017-01-27T13:49:53.935382Z'));
  });

  it('have keys that sort as the moments do', () => {
    fc.assert(
      fc.property(micros, micros, (a, b) => {
        const [x, y] = [versionKey(fromMicros(a))!, versionKey(fromMicros(b))!];
        expect(x < y).toBe(a < b);
        expect(x === y).toBe(a === b);
      }),
    );
    const written = [
      '2020-01-01T00:00:00Z',
      '2020-01-01T00:00:00.0000000001Z',
      '2020-01-01T00:00:00.1Z',
      '2020-01-01T00:00:00.11Z',
    ];
    const keys = written.map((text) => versionKey(text)!);
    expect(keys.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(keys);
    expect(versionKey('2020-01-01T00:00:00.100000000Z')).toBe(versionKey('2020-01-01T00:00:00.1Z'));
  });

  it.each([
    '',
    '2020-01-01',
    '2020-01-01T00:00:00',
    '2020-01-01T00:00:00+00:00',
    '2020-01-01t00:00:00z',
    '2020-02-30T00:00:00Z',
    '2021-02-29T00:00:00Z',
    '2020-13-01T00:00:00Z',
    '2020-01-01T24:00:00Z',
    '2020-01-01T00:60:00Z',
    '2020-01-01T00:00:61Z',
    '2020-01-01T00:00:00.Z',
    ' 2020-01-01T00:00:00Z',
    '20200101T000000Z',
    `2020-01-01T00:00:00.${'1'.repeat(33)}Z`,
  ])('%j is none', (text) => {
    expect(toMicros(text)).toBeNull();
    expect(versionKey(text)).toBeNull();
  });

  it('know leap days and leap seconds', () => {
    expect(toMicros('2020-02-29T00:00:00Z')).not.toBeNull();
    expect(versionKey('2016-12-31T23:59:60Z')! > versionKey('2016-12-31T23:59:59.9Z')!).toBe(true);
    expect(versionKey('2016-12-31T23:59:60Z')! < versionKey('2017-01-01T00:00:00Z')!).toBe(true);
  });
});

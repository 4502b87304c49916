// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareTimestamps, parseTimestamp, toMilliseconds, writeTimestamp } from './timestamp.ts';

describe('parseTimestamp', () => {
  it.each([
    '2026-02-28T23:59:59Z',
    '2024-02-29T00:00:00.000Z',
    '2000-02-29T00:00:00.1Z',
    '2016-12-31T23:59:60Z',
    '0001-01-01T00:00:00Z',
  ])('reads %s', (text) => {
    expect(parseTimestamp(text)).not.toBeNull();
  });

  it.each([
    '2026-02-29T00:00:00Z',
    '1900-02-29T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-00-10T00:00:00Z',
    '2026-13-10T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:60:00Z',
    '2026-01-01T00:00:60Z',
    '2026-01-01T00:00:00',
    '2026-01-01T00:00:00+00:00',
    '2026-01-01t00:00:00z',
    '2026-01-01 00:00:00Z',
    '2026-01-01T00:00:00.Z',
    '2026-1-1T00:00:00Z',
    '',
  ])('refuses %s', (text) => {
    expect(parseTimestamp(text)).toBeNull();
  });

  it('agrees with the platform on every millisecond of four digits of a year', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_167_219_200_000, max: Date.UTC(9_999, 11, 31) }), (time) => {
        expect(toMilliseconds(parseTimestamp(writeTimestamp(time))!)).toBe(time);
      }),
    );
  });

  it('orders instants at any precision', () => {
    const order = (a: string, b: string) => Math.sign(compareTimestamps(parseTimestamp(a)!, parseTimestamp(b)!));
    expect(order('2026-01-01T00:00:00.000123Z', '2026-01-01T00:00:00.000Z')).toBe(1);
    expect(order('2026-01-01T00:00:00.1Z', '2026-01-01T00:00:00.100000Z')).toBe(0);
    expect(order('2026-01-01T00:00:00.09Z', '2026-01-01T00:00:00.1Z')).toBe(-1);
    expect(order('2026-01-01T00:00:00.9Z', '2026-01-01T00:00:01Z')).toBe(-1);
    expect(order('0099-01-01T00:00:00Z', '1999-01-01T00:00:00Z')).toBe(-1);
  });
});

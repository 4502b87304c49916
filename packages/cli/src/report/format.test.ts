// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import {
  formatBitsSigned,
  formatBitsSum,
  formatCompact,
  formatCount,
  formatDuration,
  formatKind,
  formatOneIn,
  formatP,
  formatPercent,
  formatPlural,
  formatTime,
  formatUsd,
} from './format.ts';

test('counts have thousands separators, large ones a unit', () => {
  expect(formatCount(8_949_256)).toBe('8,949,256');
  expect([4_721, 9_999, 10_000, 698_804, 8_949_256, 1.5e12].map(formatCompact)).toEqual([
    '4,721',
    '9,999',
    '10 k',
    '699 k',
    '8.95 M',
    '1.5 T',
  ]);
  expect(formatPlural(1, 'account')).toBe('1 account');
  expect(formatPlural(2_001, 'account')).toBe('2,001 accounts');
});

test('shares keep two significant figures where they are small', () => {
  expect([0, 1, 0.29, 0.085, 0.005, 0.00052, 1e-9].map(formatPercent)).toEqual([
    '0 %',
    '100 %',
    '29 %',
    '8.5 %',
    '0.50 %',
    '0.052 %',
    '<0.0001 %',
  ]);
  expect([0, 1 / 1803, 1].map(formatOneIn)).toEqual(['never', '1 in 1,803', '1 in 1']);
});

test('a share just short of whole or just above nothing is not rounded into a certainty', () => {
  expect(formatPercent(0.99996)).toBe('>99.9 %');
  expect(formatPercent(0.9984)).toBe('99.8 %');
});

test('bits have a sign, a true minus and one decimal', () => {
  expect([22.4, -3, 0, -0.04].map(formatBitsSigned)).toEqual(['+22.4', '−3.0', '0', '0']);
  expect([88, -1.25].map(formatBitsSum)).toEqual(['88.0', '−1.3']);
});

test('p-values below one per cent are written with an exponent', () => {
  expect([0.0234, 0.01, 0.000554, 1].map(formatP)).toEqual(['0.023', '0.01', '5.5e-4', '1']);
});

test('times are UTC and durations have two units at most', () => {
  expect(formatTime('2026-09-28T01:31:29.000Z')).toBe('28 Sep 2026 01:31');
  expect([0, 45_000, 2_717_000, 5_400_000, 5_430_000, 176_400_000, 172_800_000, -5].map(formatDuration)).toEqual([
    '0 s',
    '45 s',
    '45 min',
    '1 h 30 min',
    '1 h 30 min',
    '2 d 1 h',
    '2 d',
    '0 s',
  ]);
});

test('dollars have cents only where asked', () => {
  expect(formatUsd(1234.5, true)).toBe('$1,234.50');
  expect(formatUsd(1234.5, false)).toBe('$1,235');
});

test('keys become words', () => {
  expect(['declared-use', 'endUser', 'tls'].map(formatKind)).toEqual(['declared use', 'end user', 'tls']);
});

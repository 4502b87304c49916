// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { formatClock, formatDay, formatDuration, formatMoment, formatRelative } from './time.ts';

const NOW = Date.UTC(2026, 8, 12, 12);

it.each([
  ['2026-09-12T11:59:55.000Z', 'just now'],
  ['2026-09-12T11:58:30.000Z', '1 min ago'],
  ['2026-09-12T09:00:00.000Z', '3 h ago'],
  ['2026-09-10T11:00:00.000Z', '2 d ago'],
  ['2026-09-12T12:30:00.000Z', 'in 30 min'],
  ['rubbish', 'unknown time'],
])('says of %s %s', (iso, words) => {
  expect(formatRelative(iso, NOW)).toBe(words);
});

it.each([
  [0, '0 s'],
  [12_000, '12 s'],
  [90 * 60_000, '1 h 30 min'],
  [5 * 86_400_000 + 20 * 3_600_000, '5 d 20 h'],
])('writes %i ms as %s', (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});

it('writes moments in UTC when asked, and does not fail at one that cannot be read', () => {
  expect(formatMoment('2026-09-10T03:55:09.000Z', 'utc')).toBe('10 Sept 2026, 03:55');
  expect(formatMoment('2026-09-10T03:55:09.000Z', 'utc', { year: false, seconds: true })).toBe('10 Sept, 03:55:09');
  expect(formatClock('2026-09-10T00:05:00.000Z', 'utc')).toBe('00:05');
  expect(formatDay('2026-09-10T00:05:00.000Z', 'utc')).toBe('10 Sept');
  expect(formatMoment('not a time', 'local')).toBe('unknown time');
});

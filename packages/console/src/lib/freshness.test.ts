// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { freshnessOf } from './freshness.ts';

const NOW = Date.parse('2026-11-26T12:00:00.000Z');

it('says how long something still counts, and warns near the end', () => {
  expect(freshnessOf('2026-11-16T12:00:00.000Z', '2026-12-06T12:00:00.000Z', NOW)).toEqual({
    left: 0.5,
    text: 'ends in 10 d',
    look: '',
  });
  expect(freshnessOf('2026-11-16T12:00:00.000Z', '2026-11-27T12:00:00.000Z', NOW)).toMatchObject({
    text: 'ends in 1 d',
    look: 'warn',
  });
});

it('takes what has ended, and what cannot be read, as expired', () => {
  for (const end of ['2026-11-26T12:00:00.000Z', '2020-01-01T00:00:00.000Z', 'soon']) {
    expect(freshnessOf('2019-01-01T00:00:00.000Z', end, NOW)).toEqual({ left: 0, text: 'expired', look: 'bad' });
  }
  expect(freshnessOf('2026-11-16T12:00:00.000Z', null, NOW)).toEqual({ left: null, text: 'no end', look: '' });
});

// SPDX-License-Identifier: Apache-2.0
import { TrafficFilter } from '@stillwatch/core/api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FILTER_FIELDS, readSearch, readTyped, toFilter, toggleFilter } from './filters.ts';

const NEWEST = Date.UTC(2026, 8, 11, 23, 59, 21);
const anything = fc.dictionary(
  fc.constantFrom(...FILTER_FIELDS, 'from', 'to', 'last', 'other'),
  fc.oneof(fc.string(), fc.integer(), fc.constantFrom('24h', '2026-09-08', '2026-09-08T01:02:03Z')),
);

describe('readSearch', () => {
  it('makes of any address a filter that the API takes', () => {
    fc.assert(
      fc.property(anything, (search) => {
        expect(TrafficFilter.safeParse(toFilter(readSearch(search), NEWEST)).success).toBe(true);
      }),
    );
  });

  it('reads what it wrote', () => {
    fc.assert(
      fc.property(anything, (search) => {
        const read = readSearch(search);
        expect(readSearch(read)).toEqual(read);
      }),
    );
  });

  it('prefers a period over a stretch', () => {
    expect(readSearch({ last: '24h', from: '2026-09-08T00:00:00Z' })).toEqual({ last: '24h' });
  });
});

it('counts a period back from the end of the minute of the newest traffic', () => {
  expect(toFilter({ last: '1h' }, NEWEST)).toEqual({ from: '2026-09-11T23:00:00.000Z', to: '2026-09-12T00:00:00.000Z' });
});

it('filters by a value that is clicked, and no longer when it is clicked again', () => {
  const once = toggleFilter({ plan: 'free' }, 'model', 'large');
  expect(once).toEqual({ plan: 'free', model: 'large' });
  expect(toggleFilter(once, 'model', 'small')).toEqual({ plan: 'free', model: 'small' });
  expect(toggleFilter(once, 'model', 'large')).toEqual({ plan: 'free' });
});

it.each([
  ['model:large', { field: 'model', value: 'large' }],
  [' plan = free ', { field: 'plan', value: 'free' }],
  ['account:key:with:colons', { field: 'account', value: 'key:with:colons' }],
  ['colour:red', null],
  ['model', null],
  ['model:', null],
  [`flag:${'x'.repeat(51)}`, null],
])('reads %j as typed', (text, found) => {
  expect(readTyped(text)).toEqual(found);
});

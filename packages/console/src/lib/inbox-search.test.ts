// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { readInboxSearch } from './inbox-search.ts';

it('reads filters that the API takes, and leaves out what is none', () => {
  expect(readInboxSearch({ state: 'disputed', source: 'meridian.example', type: 'indicator', impact: 'true' })).toEqual({
    state: 'disputed',
    source: 'meridian.example',
    type: 'indicator',
    impact: 'true',
  });
  expect(readInboxSearch({ state: 'lost', type: 'Not A Type', impact: 'maybe' })).toEqual({});
  expect(readInboxSearch({ type: 'campaign' })).toEqual({});
  expect(readInboxSearch({ source: 'x'.repeat(500) }).source).toHaveLength(200);
});

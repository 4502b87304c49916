// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { describeMatch } from './match-result.ts';

const run = { state: 'done', atLeast: 20, minimum: 10, problem: null } as const;

it('gives buckets, and never a number below the minimum', () => {
  expect(describeMatch(run).text).toBe('20 or more');
  expect(describeMatch({ ...run, atLeast: 0 }).text).toBe('fewer than 10, perhaps none');
});

it('says that a run is not over, or why it failed', () => {
  expect(describeMatch({ ...run, state: 'running', atLeast: null }).text).toBe('running…');
  expect(describeMatch({ ...run, state: 'failed', atLeast: null, problem: 'no answer' })).toEqual({
    text: 'failed: no answer',
    look: 'bad',
  });
  expect(describeMatch({ ...run, atLeast: null }).look).toBe('bad');
});

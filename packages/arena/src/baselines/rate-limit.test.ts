// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { rateLimit } from './rate-limit.ts';
import { buildTable } from './tables.fixture.ts';

const at = (...times: number[]) => ({ said: times.map((time, i) => ({ at: time, text: `question ${i}` })) });

describe('rate limit', () => {
  it('counts the fullest window of an account, wherever it begins', () => {
    const table = buildTable([at(0, 50, 59, 60, 109, 5000), at(10), at(0, 60, 120)]);
    expect([...rateLimit.score(table, { window: 60 }, undefined)]).toEqual([4, 1, 1]);
    expect([...rateLimit.score(table, { window: 3600 }, undefined)]).toEqual([5, 1, 3]);
  });

  it('sees a flood and not many slow accounts', () => {
    const flood = at(...Array.from({ length: 100 }, (_, i) => 1000 + 10 * i));
    const slow = Array.from({ length: 50 }, (_, a) => at(...Array.from({ length: 14 }, (_, day) => 86_400 * day + 97 * a)));
    const scores = rateLimit.score(buildTable([...slow, flood]), { window: 3600 }, undefined);
    expect(scores[50]).toBe(100);
    expect(Math.max(...scores.subarray(0, 50))).toBe(1);
  });
});

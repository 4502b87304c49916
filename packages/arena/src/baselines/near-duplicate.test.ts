// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { agreement, nearDuplicate } from './near-duplicate.ts';
import { buildTable, people } from './tables.fixture.ts';

const wrapped = (count: number, text: (i: number) => string) => ({
  said: Array.from({ length: count }, (_, i) => ({ at: i * 60, wrapper: 'judge this', text: text(i) })),
});

describe('near duplicates', () => {
  it('measures agreement over the samples that either text has', () => {
    const grams = new Uint32Array(48);
    grams.set([5, 6, 7, 0], 0);
    grams.set([5, 6, 8, 9], 16);
    expect(agreement(grams, 0, 1)).toBe(2 / 4);
    expect(agreement(grams, 0, 0)).toBe(1);
    expect(agreement(grams, 2, 2)).toBe(0); // neither has text
  });

  it('counts requests that repeat another one, each once', () => {
    const table = buildTable([wrapped(30, (i) => `item ${i}`), ...people(20, 1)]);
    const scores = nearDuplicate.score(table, { overlap: 0.75, exact: 0, share: 0 }, undefined);
    expect(scores[0]).toBe(30);
    expect(Math.max(...scores.subarray(1))).toBe(0);
  });

  it('leaves out word-for-word repeats unless asked, and shares of too few requests', () => {
    const table = buildTable([wrapped(30, () => 'health check'), wrapped(6, (i) => `item ${i}`)]);
    const score = (exact: number, share: number) => [...nearDuplicate.score(table, { overlap: 0.75, exact, share }, undefined)];
    expect(score(0, 0)).toEqual([0, 6]);
    expect(score(1, 0)).toEqual([30, 6]);
    expect(score(1, 1)).toEqual([1, 0]);
  });

  it('does not see a template that every account uses once', () => {
    const table = buildTable(
      Array.from({ length: 40 }, (_, a) => ({ said: [{ at: 10 * a, wrapper: 'judge this', text: `item ${a}` }] })),
    );
    expect(Math.max(...nearDuplicate.score(table, { overlap: 0.5, exact: 1, share: 0 }, undefined))).toBe(0);
  });
});

// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { defaultStep, listMoments } from './moments.ts';

const HOUR = 3_600_000;

describe('listMoments', () => {
  it('steps from the first midnight and stops before the end', () => {
    expect(listMoments(5 * HOUR, 80 * HOUR, 24).map((moment) => moment / HOUR)).toEqual([24, 48, 72]);
    expect(listMoments(13 * HOUR, 30 * HOUR, 6).map((moment) => moment / HOUR)).toEqual([18, 24, 30]);
    expect(listMoments(5 * HOUR, 20 * HOUR, 24)).toEqual([]);
  });

  it('looks more often where everything is over in days', () => {
    expect([defaultStep(1), defaultStep(3), defaultStep(4), defaultStep(28)]).toEqual([6, 6, 24, 24]);
  });
});

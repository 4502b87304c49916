// SPDX-License-Identifier: Apache-2.0
import { createActors } from '@stillwatch/simulator';
import { describe, expect, it } from 'vitest';
import { type Figure, keeps, printFigures, ratioOf } from './console-table.ts';
import { consoleWorld, SMOKE } from './console-world.ts';

const SLOW: Figure = { name: 'an answer', value: 600, unit: 'ms', limit: 500 };
const REACHED: Figure = { name: 'rows', value: 90, unit: 'rows', limit: 100, least: true, exact: true };

describe('the table of the console benchmark', () => {
  it('holds a figure against its limit from the right side', () => {
    expect([keeps(SLOW), keeps({ ...SLOW, value: 500 }), keeps(REACHED), keeps({ ...REACHED, value: 100 })]).toEqual([
      false,
      true,
      false,
      true,
    ]);
    expect([ratioOf(SLOW), ratioOf(REACHED), ratioOf({ ...SLOW, limit: null })]).toEqual([1.2, 0.9, null]);
    expect(keeps({ ...SLOW, limit: null })).toBe(true);
  });

  it('says what is not kept', () => {
    expect(printFigures([SLOW, { ...SLOW, name: 'told', value: 3.06, limit: null, note: 'a note' }]).split('\n')).toEqual([
      '             seen  limit  ratio',
      'an answer  600 ms  ≤ 500   1.20  NOT KEPT',
      'told       3.1 ms                a note',
    ]);
  });
});

describe('the world of the console benchmark', () => {
  it('has one campaign of the size that is asked for among the others', () => {
    const actors = createActors(consoleWorld(SMOKE), { seed: 1 });
    expect(actors.filter(({ campaign }) => campaign !== null)).toHaveLength(SMOKE.campaign);
    expect(Math.abs(actors.length - SMOKE.accounts)).toBeLessThan(30);
    const exchanges = actors.reduce((sum, { times }) => sum + times.length, 0);
    expect(exchanges / actors.length).toBeLessThan(7);
  });
});

// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { createContext } from '../context.ts';
import { type AccountSpec, createUniform, customers, makeTable, START } from '../testing.ts';
import { weighSuccession } from './succession.ts';

const DAY = 86_400;
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const uniform = createUniform(5);
const OTHERS = customers(createUniform(1), 200);

/** An account that sends 20 exchanges between two days of the week. */
function active(name: string, from: number, to: number): AccountSpec {
  const at = (i: number): number => START + Math.floor((from + ((to - from) * (i + uniform())) / 20) * DAY);
  return { exchanges: range(20).map((i) => ({ ts: at(i), text: `${name} ${i}` })) };
}

function bits(cohort: readonly AccountSpec[]): number {
  const context = createContext(makeTable([...cohort, ...OTHERS]));
  return weighSuccession(context, Uint32Array.from(cohort.keys())).reduce((sum, line) => sum + line.bits, 0);
}

describe('weighSuccession', () => {
  const first = range(10).map((i) => active(`first ${i}`, 0, 3.4));
  const second = range(12).map((i) => active(`second ${i}`, 3.5, 6.9));

  it('speaks for a pool that takes over from a banned one', () => {
    expect(bits([...first, ...second])).toBeGreaterThan(4);
  });

  it('says nothing of accounts that all go on, all stop or all begin', () => {
    expect(bits(range(20).map((i) => active(`steady ${i}`, 0, 6.9)))).toBe(0);
    expect(bits(first)).toBe(0);
    expect(bits(second)).toBe(0);
  });

  it('says nothing of batches of a day that many customers run, each on a day of its own', () => {
    expect(bits(range(28).map((i) => active(`batch ${i}`, i % 7, (i % 7) + 0.9)))).toBe(0);
  });

  it('says nothing of the daily jobs of a window of one day, each at an hour of its own', () => {
    const jobs = range(40).map((i) => active(`job ${i}`, (i % 8) / 10, (i % 8) / 10 + 0.1));
    const context = createContext(makeTable([...jobs, ...range(200).map((i) => active(`other ${i}`, 0, 0.95))]));
    expect(context.to - context.from).toBeLessThan(1.1 * DAY);
    expect(weighSuccession(context, Uint32Array.from(jobs.keys()))).toEqual([]);
  });

  it('says nothing where everybody hands over at that moment, as after an outage', () => {
    const everybody = [...range(90).map((i) => active(`a ${i}`, 0, 3.4)), ...range(90).map((i) => active(`b ${i}`, 3.5, 6.9))];
    const context = createContext(makeTable(everybody));
    expect(weighSuccession(context, Uint32Array.from(range(20).map((i) => 80 + i)))).toEqual([]);
  });

  it('says nothing of batches of a day in a window of three, one owner after the other', () => {
    const dayOf = (i: number): number => (i < 20 ? 0 : i < 34 ? 1 : 2);
    const batches = range(40).map((i) => active(`batch ${i}`, dayOf(i) + 0.05, dayOf(i) + 0.95));
    const context = createContext(makeTable([...batches, ...range(200).map((i) => active(`other ${i}`, 0, 2.95))]));
    expect(context.to - context.from).toBeLessThan(3 * DAY);
    expect(weighSuccession(context, Uint32Array.from(batches.keys()))).toEqual([]);
  });
});
